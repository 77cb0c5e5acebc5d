using System.CommandLine;
using Supervision.Server.Features.Invitations;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Commands;

/// <summary>Invites people from a file, as an administrator would over HTTP.</summary>
internal static class PeopleCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "CSV with the columns name, email, roles (parted by ;) and, if wanted, group." };
    private static readonly Option<string> Institute = new("--institute") { Description = "The institute's name.", Required = true };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would happen, and do nothing." };
    private static readonly Option<string?> Address = new("--address") { Description = "Where people find the server, for the links in the letters; Supervision__Address unless given." };

    public static void AddTo(RootCommand root)
    {
        var import = new Command("import", "Invites the people of a file. Works beside a running server. Who is there or invited already is passed over.")
        {
            File, Institute, DryRun, Address, DatabaseOptions.Data, CommandOutput.Json,
        };
        File.AcceptExistingOnly();
        import.SetAction(ImportAsync);
        root.Subcommands.Add(new Command("people", "Who is at an institute.") { import });
    }

    private static async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(File)!;
        var lines = PeopleCsv.Read(await System.IO.File.ReadAllBytesAsync(file.FullName, cancellationToken)) switch
        {
            PeopleCsvReading.Read read => read.Lines,
            PeopleCsvReading.Malformed malformed => throw new CommandException($"{file.Name}, line {malformed.Line}: {malformed.Detail}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        await using var server = await SupervisionServer.JoinAsync([.. DatabaseOptions.SettingsOf(parsed)], cancellationToken);
        await Composition.PrepareAsync(server.App.Services, cancellationToken);
        var services = server.App.Services;
        var tenant = await services.GetRequiredService<InstituteRegister>().FindAsync(parsed.GetValue(Institute)!.Trim(), cancellationToken) is { } found
            ? found.ToString()
            : throw new CommandException("There is no institute of this name.");
        var import = services.GetRequiredService<PeopleImport>();
        var report = parsed.GetValue(DryRun)
            ? await import.TryAsync(tenant, lines, cancellationToken)
            : await import.RunAsync(tenant, lines, by: null, AddressOf(parsed, services), cancellationToken);
        CommandOutput.Write(parsed, report, Lines);
        return report.Lines.Any(line => line.Verdict is ImportVerdict.Wrong) ? CommandLine.Failed : CommandLine.Done;
    }

    private static string AddressOf(ParseResult parsed, IServiceProvider services) =>
        (parsed.GetValue(Address) ?? services.GetRequiredService<ServerSettings>().Address)?.TrimEnd('/')
        ?? throw new CommandException("Say with --address where people find the server, for the links in the letters.");

    private static IEnumerable<string> Lines(ImportReport report) =>
    [
        .. report.Lines.Select(line => $"Line {line.Line}: {line.Name}: {InWords(line, report.IsDryRun)}"),
        .. report.NewGroups.Select(group => $"{(report.IsDryRun ? "Would form" : "Formed")} the group {group}."),
        report.IsDryRun ? "Nobody was invited." : $"{report.Invited} invited.",
    ];

    private static string InWords(ImportLine line, bool isDryRun) => line.Verdict switch
    {
        ImportVerdict.Invite => isDryRun ? "would be invited." : "invited.",
        ImportVerdict.HereAlready => "is at the institute already.",
        ImportVerdict.InvitedAlready => "has been invited already.",
        ImportVerdict.Wrong => line.Detail!,
    };
}
