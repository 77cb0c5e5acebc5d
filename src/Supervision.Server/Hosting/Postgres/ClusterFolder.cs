using System.Globalization;
using System.Security.Cryptography;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// The folder that holds one database cluster. The folder itself, the settings and the passwords belong to the server;
/// <see cref="Data"/>, <see cref="Sockets"/> and <see cref="Logs"/> belong to the database's account and to nobody else.
/// </summary>
internal sealed record ClusterFolder(string Home)
{
    public string Data => Path.Combine(Home, "data");

    /// <summary>A cluster in the making; it becomes <see cref="Data"/> when it is whole.</summary>
    public string NewData => Path.Combine(Home, "data.new");

    public string Sockets => Path.Combine(Home, "run");

    public string Logs => Path.Combine(Home, "log");

    public string Log => Path.Combine(Logs, "postgres.log");

    public string Configuration => Path.Combine(Home, "postgresql.conf");

    public string HostAuthentication => Path.Combine(Home, "pg_hba.conf");

    public string NewPassword => Path.Combine(Home, "initdb.password");

    public string ProcessFile => Path.Combine(Data, "postmaster.pid");

    public bool HasData => File.Exists(VersionFile);

    /// <summary>The major version of PostgreSQL that wrote the data; null when there is none.</summary>
    public int? Major => HasData ? int.Parse(File.ReadAllText(VersionFile).Trim().Split('.')[0], CultureInfo.InvariantCulture) : null;

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    public async Task PrepareAsync(PostgresAccount account, CancellationToken cancellation)
    {
        var fresh = new[] { Sockets, Logs }.Where(folder => !Directory.Exists(folder)).ToList();
        fresh.ForEach(folder => Private.CreateFolder(folder, forEntryByOthers: false));
        if (fresh is not [])
        {
            await account.OwnAsync(fresh, cancellation);
        }
    }

    /// <summary>The password of a database role: made once, kept where only the server can read it.</summary>
    public string PasswordOf(string role)
    {
        var file = Path.Combine(Home, $"{role}.password");
        if (!File.Exists(file))
        {
            if (HasData)
            {
                throw new StartupException($"The database in {Home} cannot be opened, because its password file {file} is missing. Put it back from a backup.");
            }

            Private.WriteFile(file, RandomNumberGenerator.GetHexString(48, lowercase: true));
        }

        return File.ReadAllText(file).Trim();
    }
}
