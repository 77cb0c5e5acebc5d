using System.Diagnostics;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>Fast writes everything to disk; immediate leaves that to the recovery at the next start, if there is one.</summary>
internal enum StopMode
{
    Fast,
    Immediate,
}

/// <summary>The running database, and the pipe by which it notices that the server is gone.</summary>
internal sealed class Postmaster : IDisposable
{
    // pg_ctl gives the database a session of its own, so that Ctrl+C reaches the server only, which then stops the database
    // when it has finished with it. The shell stays behind, deaf to Ctrl+C too, and waits on the pipe to the server: for
    // the word how to stop the database, or that it is gone already, or for the end of the pipe when the server was killed.
    private const string Script = """
        trap '' INT HUP QUIT TERM
        "$0" start --silent --wait --timeout 3600 --pgdata "$1" --log "$2" --options "$3" || exit
        read -r word || word=$4
        [ "$word" = gone ] && exit
        exec "$0" stop --silent --wait --timeout 60 --pgdata "$1" --mode "$word"
        """;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly ClusterFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly TimeProvider _time;
    private readonly Process _keeper;

    private Postmaster(ClusterFolder folder, PostgresBinaries binaries, TimeProvider time, Process keeper)
    {
        _folder = folder;
        _binaries = binaries;
        _time = time;
        _keeper = keeper;
    }

    public int ProcessId { get; private set; }

    /// <exception cref="PostmasterException">The database ended while starting.</exception>
    public static async Task<Postmaster> StartAsync(ClusterFolder folder, PostgresBinaries binaries, StopMode ifServerIsKilled, TimeProvider time, CancellationToken cancellation)
    {
        var logged = PostgresLog.Position(folder.Log);
        var postmaster = new Postmaster(folder, binaries, time, Launch(folder, binaries, ifServerIsKilled));
        try
        {
            var exit = postmaster._keeper.WaitForExitAsync(cancellation);
            while (!postmaster.IsReady())
            {
                // Where there is no shell, pg_ctl ends when the database is ready.
                if (exit.IsCompleted && !postmaster.IsReady())
                {
                    await exit;
                    var errors = await postmaster._keeper.StandardError.ReadToEndAsync(cancellation);
                    throw new PostmasterException(PostgresLog.LastFatal(folder.Log, logged) ?? errors.Trim());
                }

                await Task.WhenAny(exit, Task.Delay(Poll, time, cancellation));
            }

            return postmaster;
        }
        catch
        {
            await postmaster.StopAsync(StopMode.Fast);
            postmaster.Dispose();
            throw;
        }
    }

    /// <summary>Ends open transactions, stops, and waits for the end; if that takes too long, harsher.</summary>
    public async Task StopAsync(StopMode mode)
    {
        await LeaveAsync(Word(mode));
        await PostmasterFile.ClearAsync(_folder, _binaries, _time);
    }

    /// <summary>Ends it as a power cut would; what was committed is there again at the next start.</summary>
    public async Task KillAsync()
    {
        await PostmasterFile.KillAsync(_folder, _time);
        await LeaveAsync("gone");
    }

    public void Dispose() => _keeper.Dispose();

    /// <summary>Tells the shell that the server is done with the database, and waits until the shell is, too.</summary>
    private async Task LeaveAsync(string word)
    {
        using var limit = new CancellationTokenSource(StopLimit, _time);
        try
        {
            await _keeper.StandardInput.WriteLineAsync(word);
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync(limit.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The shell was killed, or the database takes its time. The caller looks at the database itself.
        }
    }

    private bool IsReady()
    {
        if (PostmasterFile.Read(_folder.ProcessFile) is not { IsReady: true } file)
        {
            return false;
        }

        ProcessId = file.ProcessId;
        return true;
    }

    private static Process Launch(ClusterFolder folder, PostgresBinaries binaries, StopMode ifServerIsKilled)
    {
        var program = binaries.Program("pg_ctl");
        var start = OperatingSystem.IsWindows()
            ? PostgresCommand.Describe(account: null, program, "start", "--silent", "--wait", "--pgdata", folder.Data, "--log", folder.Log, "--options", $"-c config_file=\"{folder.Configuration}\"")
            : PostgresCommand.Describe(binaries.Account.Name, "/bin/sh", "-c", Script, program, folder.Data, folder.Log, $"-c config_file={ShellQuote(folder.Configuration)}", Word(ifServerIsKilled));
        return Process.Start(start) ?? throw new UnreachableException();
    }

    private static string Word(StopMode mode) => mode is StopMode.Fast ? "fast" : "immediate";

    private static string ShellQuote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
