using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

/// <summary>One database for tests that only look at it.</summary>
public sealed class RunningDatabase : IAsyncLifetime
{
    internal EmbeddedPostgres Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await Starting.ForOneRunAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
