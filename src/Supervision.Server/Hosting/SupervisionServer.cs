using Supervision.Server.Http;

namespace Supervision.Server.Hosting;

/// <summary>One running node, with its database if that is its own.</summary>
internal sealed class SupervisionServer : IAsyncDisposable
{
    private const string DefaultUrl = "http://localhost:5080";

    // What a command prints is its answer; what there is to warn of goes beside it.
    private static readonly string[] Quietly =
        ["--Supervision:Demonstration=false", "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    private readonly ServerDatabase _database;

    private SupervisionServer(WebApplication app, ServerDatabase database) => (App, _database) = (app, database);

    public WebApplication App { get; }

    public string ConnectionString => _database.ConnectionString;

    /// <param name="settings">Overrides of settings, <c>--Key=value</c>; the environment and settings files come first.</param>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static Task<SupervisionServer> StartAsync(string[] settings, CancellationToken cancellationToken) => StartAsync(settings, time: null, cancellationToken);

    /// <param name="time">The clock of the server; null for the machine's.</param>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static async Task<SupervisionServer> StartAsync(string[] settings, TimeProvider? time, CancellationToken cancellationToken)
    {
        var server = await BuildAsync(settings, ServerDatabase.OpenAsync, time, cancellationToken);
        try
        {
            await Composition.PrepareAsync(server.App.Services, cancellationToken);
            await server.App.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>With its database open, but neither prepared nor listening.</summary>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static Task<SupervisionServer> BuildAsync(string[] settings, CancellationToken cancellationToken) =>
        BuildAsync(settings, ServerDatabase.OpenAsync, time: null, cancellationToken);

    /// <summary>The services without the server, for a command; beside a server that runs on the same data, if one does.</summary>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static Task<SupervisionServer> JoinAsync(string[] settings, CancellationToken cancellationToken) =>
        BuildAsync([.. settings, .. Quietly], ServerDatabase.JoinAsync, time: null, cancellationToken);

    private static async Task<SupervisionServer> BuildAsync(
        string[] settings,
        Func<ServerSettings, ILoggerFactory, TimeProvider, CancellationToken, Task<ServerDatabase>> open,
        TimeProvider? time,
        CancellationToken cancellationToken)
    {
        var builder = CreateBuilder(settings);
        var chosen = ServerSettings.Of(builder.Configuration, builder.Environment);
        using var loggers = LoggerFactory.Create(logging => ServerLogs.Configure(logging, builder.Configuration, chosen));
        var database = await open(chosen, loggers, TimeProvider.System, cancellationToken);
        try
        {
            // Only now is it known which folder this run has, if it keeps nothing.
            return new(Composition.Build(builder, chosen with { Data = database.DataFolder ?? chosen.Data }, database.ConnectionString, time), database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public static WebApplicationBuilder CreateBuilder(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Cut;
        });
        if (builder.Configuration["URLS"] is null && builder.Configuration["HTTP_PORTS"] is null && builder.Configuration["HTTPS_PORTS"] is null
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        ServerLogs.Configure(builder.Logging, builder.Configuration, ServerSettings.Of(builder.Configuration, builder.Environment));
        return builder;
    }

    /// <summary>The database outlives the node, so that the last commands still reach it.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}
