using System.CommandLine;
using Supervision.Server.Hosting;

namespace Supervision.Server.Commands;

internal sealed record Migrated(IReadOnlyList<string> Ran);

internal static class MigrateCommand
{
    public static void AddTo(RootCommand root)
    {
        var command = new Command("migrate", "Brings the database to this version's tables, and does nothing else. A server does the same when it starts.")
        {
            DatabaseOptions.Data, CommandOutput.Json,
        };
        command.SetAction(RunAsync);
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var server = await SupervisionServer.JoinAsync([.. DatabaseOptions.SettingsOf(parsed)], cancellationToken);
        var ran = await Composition.PrepareAsync(server.App.Services, cancellationToken);
        CommandOutput.Write(parsed, new Migrated(ran), result => result.Ran.Count == 0 ? ["The database is up to date."] : result.Ran.Select(file => $"Ran {file}"));
        return CommandLine.Done;
    }
}
