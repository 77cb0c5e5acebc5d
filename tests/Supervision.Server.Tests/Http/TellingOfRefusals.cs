using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Server.Demonstration;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Http;

public sealed class TellingOfRefusals(TestServer test)
{
    private static readonly string Ruth = DemonstrationInstitute.Of(0x17).ToString();
    private static readonly string Case = DemonstrationInstitute.Of(0x21).ToString();

    [Fact]
    public async Task Whoever_asks_for_what_is_anothers_stands_in_the_log_and_the_case_does_not()
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(log);
        using var ruth = await server.SignInAsync("ruth");
        using var answer = await ruth.GetAsync($"/api/cases/{Case}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var line = Assert.Single(Refusals(log));
        Assert.StartsWith($"Information Supervision.Server.Http.RefusalLog {Ruth} was refused", line, StringComparison.Ordinal);
        Assert.EndsWith("with 404", line, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, each => each.Contains(Case, StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_does_a_change_from_another_site()
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(log);
        using var client = server.Visitor();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var answer = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.EndsWith("with 403", Assert.Single(Refusals(log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_what_is_malformed_and_nothing_of_what_it_said()
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(log);
        using var leila = await server.SignInAsync("leila");
        using var answer = await leila.PostJsonAsync("/api/cases", new { title = "Wren", text = "Wren comes on Mondays." });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith("with 400", Assert.Single(Refusals(log)), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, each => each.Contains("Wren", StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_does_whoever_knocks_at_a_live_room()
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(log);
        await using var ruth = await Guest.ArriveAsync(server, "ruth");
        await Assert.ThrowsAsync<HubRefusedException>(() => ruth.JoinAsync(Guid.Parse(Case)));

        Assert.Contains($"{Ruth} was refused the hub method Join with not-found", Assert.Single(Refusals(log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_finds_nobody_signed_in_is_no_matter_for_the_log()
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(log);
        using var client = server.Visitor();
        using var session = await client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var nowhere = await client.GetAsync("/api/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (session.StatusCode, nowhere.StatusCode));
        Assert.Empty(Refusals(log));
    }

    private static IEnumerable<string> Refusals(RecordedLog log) => log.Lines.Where(line => line.Contains(" was refused ", StringComparison.Ordinal));

    private async Task<RunningServer> StartAsync(RecordedLog log)
    {
        var server = await test.StartAsync("--Logging:LogLevel:Default=Information");
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        return server;
    }
}
