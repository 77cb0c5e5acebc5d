using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Server.Http;

namespace Supervision.Server.Tests.Http;

/// <summary>A server with one check before its endpoints, which say what is left of it when they run.</summary>
public sealed class LastingRequests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddScoped<Pass>();
        _app = builder.Build();
        _app.Use(CatchAsync);
        _app.UseRouting();
        _app.UseMiddleware<LongRequests>();
        _app.Use(CheckAsync);
        _app.MapGet("/short", Left);
        _app.MapGet("/long", Left).Lasts();
        await _app.StartAsync();
        _http.BaseAddress = new(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/short", "The check waits, and its services with it.")]
    [InlineData("/long", "Nothing is left.")]
    public async Task Run_when_what_has_let_them_in_is_gone(string path, string left) =>
        Assert.Equal(left, await _http.GetStringAsync(path, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("/short")]
    [InlineData("/long")]
    public async Task Do_not_run_when_they_are_refused(string path)
    {
        using var answer = await _http.GetAsync($"{path}?refused", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/short")]
    [InlineData("/long")]
    public async Task Have_services_when_the_check_has_failed(string path) =>
        Assert.Equal("Caught.", await _http.GetStringAsync($"{path}?failing", TestContext.Current.CancellationToken));

    private static async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (InvalidDataException)
        {
            await context.Response.WriteAsync(context.RequestServices.GetRequiredService<Pass>().IsOver ? "Over." : "Caught.");
        }
    }

    private static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var pass = context.RequestServices.GetRequiredService<Pass>();
        context.Items[nameof(Pass)] = pass;
        if (context.Request.QueryString.Value is "?failing")
        {
            throw new InvalidDataException();
        }

        if (context.Request.QueryString.Value is "?refused")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        pass.IsWaiting = true;
        await next(context);
        pass.IsWaiting = false;
    }

    private static string Left(HttpContext context) => (Pass)context.Items[nameof(Pass)]! switch
    {
        { IsWaiting: true, IsOver: false } pass when pass == context.RequestServices.GetRequiredService<Pass>() => "The check waits, and its services with it.",
        { IsWaiting: false, IsOver: true } when !context.RequestServices.GetRequiredService<Pass>().IsOver => "Nothing is left.",
        var pass => $"Waiting: {pass.IsWaiting}, over: {pass.IsOver}.",
    };

    private sealed class Pass : IDisposable
    {
        public bool IsWaiting { get; set; }

        public bool IsOver { get; private set; }

        public void Dispose() => IsOver = true;
    }
}
