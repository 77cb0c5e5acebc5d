using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Demonstration;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Identity;

/// <summary>An account of a test's own, so that what it does to it meets no other.</summary>
internal sealed class NewAccount(RunningServer server, Account account, string email)
{
    public const string Password = "think together";

    public Guid Id => account.Id;

    public string Email => email;

    public RunningServer Server => server;

    public static async Task<NewAccount> MakeAsync(RunningServer server, string email)
    {
        var account = new Account { Id = Guid.CreateVersion7(), InstituteId = DemonstrationInstitute.Id, Name = "Kim Ash", Initials = "KA" };
        var hash = server.Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, Password);
        Assert.True(await AccountStore.InsertAsync(server.Store.Database, account, email, hash, TestContext.Current.CancellationToken));
        return new(server, account, email);
    }

    public async Task<SignedInBrowser> SignInAsync(string? password = null, string? code = null, string? userAgent = null)
    {
        var browser = new SignedInBrowser(server, userAgent);
        using var answer = await TrySignInAsync(browser.Http, password, code);
        await answer.ReadAsync(HttpStatusCode.OK);
        return browser;
    }

    public Task<HttpResponseMessage> TrySignInAsync(HttpClient client, string? password = null, string? code = null) =>
        client.PostJsonAsync("/api/session", new JsonObject { ["email"] = email, ["password"] = password ?? Password, ["code"] = code });
}

/// <summary>A browser with a session of its own.</summary>
internal sealed class SignedInBrowser : IDisposable
{
    private readonly RunningServer _server;
    private readonly CookieContainer _cookies = new();

    public SignedInBrowser(RunningServer server, string? userAgent = null)
    {
        _server = server;
        Http = server.Browser(_cookies);
        Http.DefaultRequestHeaders.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        if (userAgent is not null)
        {
            Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        }
    }

    public HttpClient Http { get; }

    /// <summary>The session as a Cookie header.</summary>
    public string Cookie => _cookies.GetCookieHeader(_server.Address);

    /// <summary>Whoever has the cookie as it is now, on the same or another node.</summary>
    public HttpClient Copy(RunningServer? node = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = (node ?? _server).Address };
        client.DefaultRequestHeaders.Add("Cookie", Cookie);
        client.DefaultRequestHeaders.Add("X-Supervision", "1");
        return client;
    }

    /// <summary>Replaces the session's cookie.</summary>
    public void Take(string name, string value)
    {
        foreach (var cookie in _cookies.GetCookies(_server.Address).Where(cookie => cookie.Name == name))
        {
            cookie.Value = value;
        }
    }

    public string Read(string name) => _cookies.GetCookies(_server.Address)[name]!.Value;

    public void Dispose() => Http.Dispose();
}
