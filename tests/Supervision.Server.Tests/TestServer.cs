using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.EventStore;
using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Postgres;
using Supervision.Server.Tests;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace Supervision.Server.Tests;

/// <summary>The real server on a real PostgreSQL, shared by all tests; and others beside it, each with a database of its own.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("supervision-keys-");
    private EmbeddedPostgres? _postgres;
    private RunningServer? _shared;
    private int _databases;

    internal RunningServer Shared => _shared!;

    public async ValueTask InitializeAsync()
    {
        // Inherited by the nodes that tests start as processes of their own. Each database has a part of the folder to itself.
        Environment.SetEnvironmentVariable("Supervision__Keys__Folder", _keys.FullName);
        Environment.SetEnvironmentVariable("Supervision__Keys__Root", "c3VwZXJ2aXNpb24gdGVzdHMsIHRoZSByb290IGtleS4=");
        _postgres = await EmbeddedPostgres.StartAsync(
            new() { Ephemeral = true, Settings = new Dictionary<string, string> { ["fsync"] = "off" } }, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        _shared = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_shared?.DisposeAsync() ?? default);
        await (_postgres?.DisposeAsync() ?? default);
        _keys.Delete(recursive: true);
    }

    internal async Task<string> CreateDatabaseAsync() => await _postgres!.CreateDatabaseAsync($"test_{Interlocked.Increment(ref _databases)}");

    /// <summary>A server with the demonstration in a fresh database, unless the settings say otherwise.</summary>
    internal Task<RunningServer> StartAsync(params string[] settings) => StartAsync(time: null, settings);

    /// <param name="time">The clock of the server; null for the machine's.</param>
    /// <param name="settings">Overrides.</param>
    internal async Task<RunningServer> StartAsync(TimeProvider? time, params string[] settings)
    {
        string[] database = settings.Any(setting => setting.StartsWith("--ConnectionStrings", StringComparison.Ordinal))
            ? []
            : [$"--ConnectionStrings:Supervision={await CreateDatabaseAsync()}"];
        return new(await SupervisionServer.StartAsync(
            ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Supervision:Limits:SignInsPerMinute=6000", .. database, .. settings],
            time, CancellationToken.None));
    }
}

/// <summary>One node, and the people who use it.</summary>
internal sealed class RunningServer(SupervisionServer server) : IAsyncDisposable
{
    private const string Password = "think together";
    // Well before what asks for a fresh authentication would ask again.
    private static readonly TimeSpan UsedFor = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (Task<CookieCollection> Cookies, long Since)> _sessions = [];

    public Uri Address { get; } = new(server.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => server.App.Services;

    public PostgresEventStore Store => Services.GetRequiredService<PostgresEventStore>();

    public string ConnectionString => server.ConnectionString;

    /// <summary>A browser without a session.</summary>
    public HttpClient Visitor() => Browser(new CookieContainer());

    /// <summary>A browser of someone who signed in, now or for an earlier test: checking a password is slow on purpose.</summary>
    public async Task<HttpClient> SignInAsync(string person)
    {
        var cookies = new CookieContainer();
        var session = _sessions.AddOrUpdate(
            person, _ => Begin(person), (_, present) => TimeProvider.System.GetElapsedTime(present.Since) < UsedFor ? present : Begin(person));
        cookies.Add(await session.Cookies);
        return Browser(cookies);
    }

    public HttpClient Browser(CookieContainer cookies)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Supervision", "1");
        return client;
    }

    private (Task<CookieCollection> Cookies, long Since) Begin(string person) => (BeginSessionAsync(person), TimeProvider.System.GetTimestamp());

    private async Task<CookieCollection> BeginSessionAsync(string person)
    {
        var cookies = new CookieContainer();
        using var client = Browser(cookies);
        using var answer = await client.PostAsJsonAsync("/api/session", new { email = $"{person}@demonstration.example", password = Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return cookies.GetCookies(Address);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
