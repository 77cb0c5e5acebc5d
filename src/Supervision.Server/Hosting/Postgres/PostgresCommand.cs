using System.ComponentModel;
using System.Diagnostics;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>What a program answered. An exit code of 126 means that it could not be started at all.</summary>
internal readonly record struct CommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>
/// Runs programs as the account of the database (null: as ourselves), in an environment that carries none of the server's
/// secrets and none of the PG* variables of whoever started it.
/// </summary>
internal static class PostgresCommand
{
    private const int CannotExecute = 126;

    public static ProcessStartInfo Describe(string? account, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The current folder may be one that the account cannot enter.
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
        };
        if (account is not null)
        {
            start.UserName = account;
        }

        if (OperatingSystem.IsWindows())
        {
            foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                start.Environment.Remove(name);
            }
        }
        else
        {
            start.Environment.Clear();
            start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }

    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception failure)
        {
            return new(CannotExecute, "", failure.Message);
        }

        using (process)
        {
            process!.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            try
            {
                await process.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return new(process.ExitCode, await output, await errors);
        }
    }

    public static Task<CommandResult> RunAsync(string? account, string program, CancellationToken cancellation, params IEnumerable<string> arguments) =>
        RunAsync(Describe(account, program, arguments), cancellation);
}
