using Npgsql;

namespace Supervision.EventStore;

/// <summary>Tells a database that cannot be reached, whatever it is asked, from one that refuses what it was asked.</summary>
internal static class Outage
{
    public static bool Is(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => false,
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException or IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>
    /// Asks something of the database that may be asked twice, again and again until it answers or the patience has run out.
    /// </summary>
    public static async Task<T> OutlastAsync<T>(
        NpgsqlDataSource database, EventStoreOptions options, TimeProvider time, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (Is(fault) && time.GetElapsedTime(started) < options.Patience)
            {
                // What broke this connection has most likely broken those that lie idle, and each would cost an attempt.
                database.Clear();
                await PauseAsync(attempt, time, cancellationToken);
            }
        }
    }

    /// <summary>Waits a little longer after each attempt, counted from 0.</summary>
    public static Task PauseAsync(int attempt, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20 << Math.Min(attempt, 5), 500)), time, cancellationToken);
}
