using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Server.Http;

namespace Supervision.Server.Tests.Http;

public sealed class AnsweringFailures(TestServer test)
{
    private const string Clinical = "Heron cried";

    [Fact]
    public async Task What_an_exception_says_reaches_neither_the_client_nor_the_log()
    {
        var log = new RecordingLogger();
        var (status, body) = await HandleAsync(Thrown(new InvalidOperationException(Clinical, new FormatException(Clinical))), log);

        Assert.Equal(500, status);
        Assert.Equal("failure", (string?)JsonNode.Parse(body)!["code"]);
        Assert.DoesNotContain(Clinical, body, StringComparison.Ordinal);
        Assert.DoesNotContain(Clinical, Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", log.Lines[0], StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), log.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(TimeoutException), 503, "unavailable")]
    [InlineData(typeof(InvalidDataException), 413, "too-large")]
    public async Task Some_faults_have_an_answer_of_their_own(Type fault, int status, string code)
    {
        var answer = await HandleAsync((Exception)Activator.CreateInstance(fault, Clinical)!, new RecordingLogger());

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, (string?)JsonNode.Parse(answer.Body)!["code"]);
    }

    [Fact]
    public async Task The_log_names_the_endpoint_and_the_kind_of_fault_and_quotes_nothing()
    {
        using var log = new RecordedLog();
        await using var server = await test.StartAsync();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var leila = await server.SignInAsync("leila");
        await using var broken = server.Store.Database.CreateCommand("alter table documents rename to lost");
        await broken.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var answer = await leila.GetAsync("/api/cases", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.InternalServerError, "failure");
        var line = Assert.Single(log.Lines, each => each.StartsWith("Error Supervision.Server.Http.Failures", StringComparison.Ordinal));
        Assert.Contains("/api/cases", line, StringComparison.Ordinal);
        Assert.Contains("Npgsql.PostgresException 42P01", line, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, each => each.Contains("does not exist", StringComparison.Ordinal));
    }

    private static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }

    private static async Task<(int Status, string Body)> HandleAsync(Exception exception, ILogger<Failures> log)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        context.Response.Body = new MemoryStream();
        Assert.True(await new Failures(log).TryHandleAsync(context, exception, TestContext.Current.CancellationToken));
        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private sealed class RecordingLogger : ILogger<Failures>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception}");
    }
}
