using System.Threading.Channels;
using Npgsql;

namespace Supervision.EventStore.Following;

/// <summary>Follows by asking again and again. Messages come as notifications on the same connection.</summary>
internal sealed class Polling(NpgsqlDataSource database, EventStoreOptions options) : ILogSource
{
    private const string Channel = "supervision_messages";

    public string Name => "polling";

    public async Task FollowAsync(LogTail tail, Action<bool> connected, ChannelWriter<LogBatch> batches, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var messages = new List<EphemeralMessage>();
        connection.Notification += (_, notification) => messages.Add(Parse(notification.Payload));
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // What it begins with may be much.
        TimeSpan? timeout = null;
        while (true)
        {
            await foreach (var page in tail.CatchUpAsync(connection, timeout, cancellationToken))
            {
                await batches.WriteAsync(new(page, []), cancellationToken);
            }

            if (timeout is null)
            {
                timeout = options.Silence;
                connected(true);
            }

            if (messages.Count > 0)
            {
                await batches.WriteAsync(new([], [.. messages]), cancellationToken);
                messages.Clear();
            }

            await connection.WaitAsync(options.PollingInterval, cancellationToken);
        }
    }

    public async Task SendAsync(NpgsqlConnection connection, IReadOnlyList<EphemeralMessage> messages, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, m) from unnest($2::text[]) m", connection)
        {
            Parameters = { new() { Value = Channel }, new() { Value = messages.Select(m => $"{m.Topic}\n{m.Content}").ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static EphemeralMessage Parse(string payload)
    {
        var end = payload.IndexOf('\n', StringComparison.Ordinal);
        return new(payload[..end], payload[(end + 1)..]);
    }
}
