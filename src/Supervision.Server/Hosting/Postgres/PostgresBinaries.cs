using System.Globalization;
using System.Text.RegularExpressions;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>The programs of one PostgreSQL, known to run as the database's account.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major, PostgresAccount Account)
{
    /// <summary>Older ones are not tested with.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    public Task<CommandResult> RunAsync(string program, CancellationToken cancellation, params IEnumerable<string> arguments) =>
        PostgresCommand.RunAsync(Account.Name, Program(program), cancellation, arguments);

    /// <summary>Null when the programs are not there, do not run on this machine, or the account may not run them.</summary>
    public static async Task<PostgresBinaries?> TryAsync(string folder, PostgresAccount account, CancellationToken cancellation)
    {
        var candidate = new PostgresBinaries(folder, 0, account);
        if (!Programs.All(name => File.Exists(candidate.Program(name))))
        {
            return null;
        }

        var answer = await candidate.RunAsync("postgres", cancellation, "--version");
        var version = VersionPattern().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? candidate with { Major = int.Parse(version.ValueSpan, CultureInfo.InvariantCulture) }
            : null;
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
