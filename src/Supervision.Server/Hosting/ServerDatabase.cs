using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Hosting;

/// <summary>The database of this server: one it was given, or its own, which it starts and stops.</summary>
internal sealed class ServerDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private ServerDatabase(string connectionString, EmbeddedPostgres? embedded) => (ConnectionString, _embedded) = (connectionString, embedded);

    public string ConnectionString { get; }

    /// <summary>Where the server's own database keeps its data; null for an outside one.</summary>
    public string? DataFolder => _embedded?.DataFolder;

    /// <summary>For a command: beside a server that runs on the same folder, if one does.</summary>
    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static async Task<ServerDatabase> JoinAsync(ServerSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken) =>
        settings.ConnectionString is null && RunningCluster.Find(settings.Data) is { } running
            ? new(running, embedded: null)
            : await OpenAsync(settings, loggers, time, cancellationToken);

    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static async Task<ServerDatabase> OpenAsync(ServerSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } given)
        {
            return new(given, embedded: null);
        }
        var options = new EmbeddedPostgresOptions { DataFolder = settings.Data, Ephemeral = settings.Ephemeral, BinariesFolder = settings.PostgresBinaries };
        var embedded = await EmbeddedPostgres.StartAsync(options, loggers.CreateLogger<EmbeddedPostgres>(), time, cancellationToken);
        return new(embedded.ConnectionString, embedded);
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }
}
