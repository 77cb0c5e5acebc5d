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

    /// <summary>Waits a little longer after each attempt, counted from 0.</summary>
    public static Task PauseAsync(int attempt, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20 << Math.Min(attempt, 5), 500)), time, cancellationToken);
}
