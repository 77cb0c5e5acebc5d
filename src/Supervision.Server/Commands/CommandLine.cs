using System.CommandLine;
using Supervision.EventStore.Schema;
using Supervision.Server.Commands.Deidentify;
using Supervision.Server.Hosting;

namespace Supervision.Server.Commands;

/// <summary>The verbs of the executable; without one it serves.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        var configuration = new InvocationConfiguration
        {
            // The server stops by itself, in its own time.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? Misused : code;
        }
        catch (Exception problem) when (problem is StartupException or CommandException or SchemaTooNewException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Failed;
        }
    }

    public static RootCommand Root()
    {
        var root = new RootCommand("Supervision: psychotherapy trainees and supervisors think together about a case. Without a verb, it serves.");
        ServeCommand.AddTo(root);
        ImportCommand.AddTo(root);
        AccountsCommand.AddTo(root);
        PeopleCommand.AddTo(root);
        MigrateCommand.AddTo(root);
        KeysCommand.AddTo(root);
        OpenApiCommand.AddTo(root);
        DeidentifyCommand.AddTo(root);
        return root;
    }
}
