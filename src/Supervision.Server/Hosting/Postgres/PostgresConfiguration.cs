using System.Text;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// The settings of our own database. They are written anew at each start, outside the data folder, so that a newer server
/// brings its settings to older data and root never writes where the database's account could lay a trap.
/// </summary>
internal static class PostgresConfiguration
{
    // Rows and parameters hold clinical text, and PostgreSQL repeats them in ERROR messages and in DETAIL, CONTEXT and
    // STATEMENT lines. The log keeps only LOG, FATAL and PANIC, in their terse form; errors reach the server as exceptions.
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["log_min_messages"] = "log",
        ["log_min_error_statement"] = "panic",
        ["log_error_verbosity"] = "terse",
        ["log_statement"] = "none",
        ["log_duration"] = "off",
        ["log_min_duration_statement"] = "-1",
        ["log_parameter_max_length"] = "0",
        ["log_parameter_max_length_on_error"] = "0",
        ["log_checkpoints"] = "off",
        ["log_line_prefix"] = "%m [%p] ",
        ["log_timezone"] = "UTC",
        ["lc_messages"] = "C",
        ["logging_collector"] = "off",
        ["log_destination"] = "stderr",
        ["timezone"] = "UTC",
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["wal_level"] = "logical",
        ["wal_writer_delay"] = "10ms",
        ["max_wal_senders"] = "64",
        ["max_replication_slots"] = "64",
        ["max_connections"] = "200",
        ["shared_buffers"] = "128MB",
        ["password_encryption"] = "scram-sha-256",
    };

    public static string Render(ClusterFolder folder, PostgresAddress address, IReadOnlyDictionary<string, string> extra)
    {
        var settings = new Dictionary<string, string>(Defaults, StringComparer.Ordinal)
        {
            ["hba_file"] = folder.HostAuthentication,
            ["listen_addresses"] = address.SocketFolder is null ? "127.0.0.1" : "",
            ["unix_socket_directories"] = address.SocketFolder ?? "",
            ["unix_socket_permissions"] = "0700",
            ["port"] = address.PortText,
        };
        foreach (var (name, value) in extra)
        {
            settings[name] = value;
        }

        // initdb found out what the machine has (the kind of shared memory, for one); ours come after and win.
        var text = new StringBuilder().Append("include ").Append(Quote(Path.Combine(folder.Data, "postgresql.conf"))).Append('\n');
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = ").Append(Quote(value)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Who may connect: a password for everyone, from this machine only.</summary>
    public static string RenderHostAuthentication(PostgresAddress address)
    {
        var type = address.SocketFolder is null ? "host" : "local";
        var from = address.SocketFolder is null ? " 127.0.0.1/32" : "";
        return $"{type} all all{from} scram-sha-256\n{type} replication all{from} scram-sha-256\n";
    }

    private static string Quote(string value) =>
        $"'{value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
