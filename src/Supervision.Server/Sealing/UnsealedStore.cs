using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Hosting;

namespace Supervision.Server.Sealing;

/// <summary>Stores from before texts were sealed: none was ever in use but for demonstrations, so they are refused and not rewritten.</summary>
internal static class UnsealedStore
{
    private static readonly string[] Names = ["case_opened", "annotation_added", "annotation_replaced", "annotation_reply_added"];

    /// <exception cref="StartupException">There are texts in clear.</exception>
    public static async Task RefuseAsync(PostgresEventStore store, CancellationToken cancellationToken)
    {
        var isUnsealed = await store.AskAsync(async connection =>
        {
            await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
            batch.BatchCommands.Add(new("select exists (select from mt_events where type = any ($1))") { Parameters = { new NpgsqlParameter<string[]> { TypedValue = Names } } });
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetBoolean(0);
        }, cancellationToken);
        if (isUnsealed)
        {
            throw new StartupException(
                "This database is from a version that kept texts in clear, and cannot be made safe by rewriting it: the old text would stay in its files, log and backups. "
                + "Begin with a new one (--data names another folder), and delete this one with its backups.");
        }
    }
}
