using Microsoft.Extensions.Logging.Abstractions;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

internal static class Starting
{
    /// <summary>Processes are killed here, never the machine: nothing needs to wait for the disk.</summary>
    public static IReadOnlyDictionary<string, string> WithoutWaiting { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["fsync"] = "off" };

    public static Task<EmbeddedPostgres> InAsync(TemporaryFolder folder, string? binaries = null) => InAsync(folder.FullPath, binaries);

    public static Task<EmbeddedPostgres> InAsync(string folder, string? binaries = null) =>
        WithAsync(new() { DataFolder = folder, BinariesFolder = binaries, Settings = WithoutWaiting });

    public static Task<EmbeddedPostgres> ForOneRunAsync() => WithAsync(new() { Ephemeral = true });

    public static Task<EmbeddedPostgres> WithAsync(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
}
