namespace Supervision.Server.Hosting.Postgres;

/// <summary>Reads the database's own log for the reason of a failed start.</summary>
internal static class PostgresLog
{
    private const long Limit = 8 * 1024 * 1024;
    private const string Fatal = "FATAL:";

    public static long Position(string log) => File.Exists(log) ? new FileInfo(log).Length : 0;

    public static string? LastFatal(string log, long from)
    {
        if (!File.Exists(log))
        {
            return null;
        }

        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        var line = reader.ReadToEnd().Split('\n').LastOrDefault(line => line.Contains(Fatal, StringComparison.Ordinal));
        return line?[(line.IndexOf(Fatal, StringComparison.Ordinal) + Fatal.Length)..].Trim();
    }

    /// <summary>Keeps one former log, so that the two never grow beyond all bounds.</summary>
    public static void Turn(string log)
    {
        if (Position(log) > Limit)
        {
            File.Move(log, log + ".1", overwrite: true);
        }
    }
}
