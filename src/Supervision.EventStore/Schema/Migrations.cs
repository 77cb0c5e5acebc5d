using System.Reflection;
using Npgsql;

namespace Supervision.EventStore.Schema;

/// <summary>
/// A numbered set of SQL files, embedded in an assembly under one folder, that brings a database to this version.
/// Each file runs once, in order of its name, in a transaction of its own with the note that it has run.
/// </summary>
/// <param name="Name">The set's name in the table <c>schema_migrations</c>, so that several sets share a database.</param>
/// <param name="Assembly">The assembly that holds the files as resources.</param>
/// <param name="Folder">The prefix of the resource names, for example <c>Schema/</c>.</param>
public sealed record Migrations(string Name, Assembly Assembly, string Folder)
{
    // Any constant will do, as long as every node takes the same one.
    private const long LockKey = 0x5375_7065_7276_6973;

    /// <summary>The event store's own tables.</summary>
    public static Migrations EventStore { get; } = new("event-store", typeof(Migrations).Assembly, "Schema/");

    /// <summary>
    /// Runs what has not run yet. Safe when several nodes start at once: they take turns by an advisory lock.
    /// </summary>
    /// <returns>The names of the files that this call ran; empty when the database was already there.</returns>
    /// <exception cref="SchemaTooNewException">The database has run a file that this program does not have.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection,
                "create table if not exists schema_migrations (set varchar not null, name varchar not null, ran_at timestamptz not null default now(), primary key (set, name))",
                cancellationToken);
            var done = await DoneAsync(connection, cancellationToken);
            var files = Files();
            if (done.Except(files.Keys, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                throw new SchemaTooNewException($"The database has been upgraded by a newer version of this program ({Name}: {unknown}). Start that version, or restore a backup from before the upgrade.");
            }

            var pending = files.Keys.Except(done, StringComparer.Ordinal).ToList();
            foreach (var file in pending)
            {
                await RunFileAsync(connection, file, files[file], cancellationToken);
            }

            return pending;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private SortedDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
                files.Add(resource[Folder.Length..], reader.ReadToEnd());
            }
        }

        return files;
    }

    private async Task<HashSet<string>> DoneAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select name from schema_migrations where set = $1", connection) { Parameters = { new() { Value = Name } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            done.Add(reader.GetString(0));
        }

        return done;
    }

    private async Task RunFileAsync(NpgsqlConnection connection, string file, string sql, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, sql, cancellationToken);
        await using var note = new NpgsqlCommand("insert into schema_migrations (set, name) values ($1, $2)", connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = file } },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A large table takes as long as it takes, and other nodes wait for it.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The database is ahead of this program; running on would risk what it holds.</summary>
public sealed class SchemaTooNewException(string message) : Exception(message);
