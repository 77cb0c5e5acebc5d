using Npgsql;

namespace Supervision.EventStore.Schema;

/// <summary>
/// After a dump and restore the events carry transaction ids of another cluster, which may lie ahead of this one's: what is
/// written now would then look older than what has been read. All that was restored becomes the oldest there is, in the
/// order of its sequence, and async projections begin anew.
/// </summary>
internal static class RestoredDatabase
{
    private const string IsAheadSql =
        """
        select greatest(
            (select transaction_id from mt_events order by transaction_id desc limit 1),
            (select upper from mt_event_progression order by upper desc limit 1)) > pg_snapshot_xmax(pg_current_snapshot())
        """;

    /// <returns>Whether there was anything to settle.</returns>
    public static async Task<bool> SettleAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Everyone);
        batch.BatchCommands.Add(new(IsAheadSql));
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if (await reader.IsDBNullAsync(0, cancellationToken) || !reader.GetBoolean(0))
            {
                return false;
            }
        }

        // The lock keeps other nodes from appending, and from settling a second time.
        await using var settle = new NpgsqlCommand(
            """
            lock table mt_events in exclusive mode;
            update mt_events set transaction_id = '3' where transaction_id <> '3';
            delete from documents where kind in (select split_part(name, ':', 1) from mt_event_progression);
            delete from projection_builds;
            delete from mt_event_progression;
            """, connection, transaction);
        await settle.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
