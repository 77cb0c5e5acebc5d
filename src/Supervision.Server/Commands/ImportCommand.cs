using System.CommandLine;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Commands;

/// <param name="WasThere">The same text was in the group already.</param>
internal sealed record ImportResult(Guid Id, string Title, int Characters, int? Turns, bool WasThere);

internal sealed record ImportResults(string Group, IReadOnlyList<ImportResult> Cases);

/// <summary>Opens cases from a file, as a member of the group would over HTTP, with the same rights and limits.</summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "A plain text (.txt), or transcripts in CSV: AnnoMI's layout, or columns speaker and text." };
    private static readonly Option<string> Group = new("--group", "-g") { Description = "The group's name or id.", Required = true };
    private static readonly Option<string?> As = new("--as") { Description = "The email address of the member who opens the case; the group's supervisor unless given." };
    private static readonly Option<int?> Transcript = new("--transcript", "-t") { Description = "Which of several transcripts, by its number." };
    private static readonly Option<bool> All = new("--all") { Description = "All transcripts of the file, a case each." };
    private static readonly Option<string?> Published = new("--published") { Description = "Where the text has been published. Without it, and unless the file says so itself, the text must hold nothing that may identify someone." };
    private static readonly Option<string?> Title = new("--title") { Description = "The case's title; the text's first heading, or the file's name, unless given." };

    public static void AddTo(RootCommand root)
    {
        var command = new Command("import", "Opens a case from a file. Works beside a running server. The same text again adds nothing.")
        {
            File, Group, As, Transcript, All, Published, Title, DatabaseOptions.Data, CommandOutput.Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(All) && (result.GetValue(Transcript) is not null || result.GetValue(Title) is not null))
            {
                result.AddError("--all takes neither --transcript nor --title.");
            }
        });
        File.AcceptExistingOnly();
        command.SetAction(RunAsync);
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var texts = Read(parsed.GetValue(File)!, parsed.GetValue(Transcript), parsed.GetValue(All));
        if (parsed.GetValue(Title) is { } title)
        {
            texts = [texts[0] with { Title = CaseTitle.Read(title).Title ?? throw new CommandException("The title is empty, or holds a control character.") }];
        }
        var cases = texts.Select(text => Passed(text, parsed.GetValue(Published))).ToList();
        await using var server = await SupervisionServer.JoinAsync([.. DatabaseOptions.SettingsOf(parsed)], cancellationToken);
        await Composition.PrepareAsync(server.App.Services, cancellationToken);
        var results = await ImportAsync(server.App.Services, cases, parsed.GetValue(Group)!, parsed.GetValue(As), cancellationToken);
        CommandOutput.Write(parsed, results, Lines);
        return CommandLine.Done;
    }

    private static IReadOnlyList<CaseDraft> Read(FileInfo file, int? transcript, bool all)
    {
        var content = System.IO.File.ReadAllBytes(file.FullName);
        return CaseFile.Read(file.Name, content, transcript) switch
        {
            CaseFileReading.Read read => [read.Draft],
            CaseFileReading.Several several when all => [.. several.Transcripts.Select(each => ((CaseFileReading.Read)CaseFile.Of(each)).Draft)],
            CaseFileReading.Several several => throw new CommandException(
                $"The file holds {several.Transcripts.Length} transcripts. Choose one with --transcript NUMBER, or take --all:\n"
                + string.Join('\n', several.Transcripts.Select(each => $"  {each.Number,4}  {each.Turns.Length,4} turns  {each.Title}"))),
            CaseFileReading.NoSuchTranscript => throw new CommandException("The file holds no transcript of this number."),
            CaseFileReading.Malformed malformed => throw new CommandException($"{file.Name}: {malformed.Detail}"),
            _ => throw new CommandException(CaseTextReading.TooLong.Refusal.Detail),
        };
    }

    private static NewCase Passed(CaseDraft draft, string? published) => (published ?? draft.Source) is { } source
        ? NewCase.Published(draft.Title, draft.Text, source)
        : Gate.PassCase(draft.Title, draft.Text.Text, AuthorCheck.None) switch
        {
            GateAnswer.Passed { Pass: var pass } => new(draft.Title, draft.Text, Source: null, pass),
            GateAnswer.Refused refused => throw new CommandException(
                $"{refused.InTitle.Length + refused.InText.Length} passages may identify someone. Bring the file in with the browser, which asks about each, "
                + "or say with --published where the text has been published."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<ImportResults> ImportAsync(
        IServiceProvider services, IReadOnlyList<NewCase> texts, string group, string? email, CancellationToken cancellationToken)
    {
        var (tenant, found) = await FindGroupAsync(services, group, cancellationToken);
        var person = await FindPersonAsync(services, tenant, found, email, cancellationToken);
        var opening = services.GetRequiredService<CaseOpening>();
        var results = new List<ImportResult>();
        foreach (var text in texts)
        {
            var (@case, outcome) = await opening.ImportAsync(tenant, found.Id, person, text, cancellationToken);
            results.Add(outcome switch
            {
                Outcome.Accepted accepted => new(@case.Value, text.Title, text.Text.Text.Length, TurnsOf(text.Text), accepted.Repeated),
                Outcome.Refused refused => throw new CommandException(refused.Refusal.Detail),
                _ => throw new CommandException("Others were faster. Try again."),
            });
        }
        return new(found.Name, results);
    }

    private static async Task<(string Tenant, GroupView Group)> FindGroupAsync(IServiceProvider services, string wanted, CancellationToken cancellationToken)
    {
        var (groups, matching) = (services.GetRequiredService<GroupQueries>(), new List<(string Tenant, GroupView Group)>());
        foreach (var institute in await services.GetRequiredService<InstituteRegister>().AllAsync(cancellationToken))
        {
            var all = await groups.AllAsync(institute.ToString(), cancellationToken);
            matching.AddRange(all
                .Where(group => group.Id.ToString() == wanted || string.Equals(group.Name, wanted, StringComparison.OrdinalIgnoreCase))
                .Select(group => (institute.ToString(), group)));
        }
        return matching switch
        {
            [var only] => only,
            [] => throw new CommandException("There is no such group."),
            _ => throw new CommandException("There are several groups of this name. Name one by its id:\n" + string.Join('\n', matching.Select(each => $"  {each.Group.Id}"))),
        };
    }

    private static async Task<PersonId> FindPersonAsync(IServiceProvider services, string tenant, GroupView group, string? email, CancellationToken cancellationToken)
    {
        if (email is null)
        {
            return group.Members.FirstOrDefault(member => member.Role is GroupRole.Supervisor)?.Person
                ?? throw new CommandException("The group has no supervisor. Say with --as who opens the case.");
        }
        return await services.GetRequiredService<PersonNames>().FindAsync(tenant, email, cancellationToken) is { } person
            && AccessRules.ToGroup(group, person, Act.OpenCase) is Answer<GroupAccess>.Granted
                ? person
                : throw new CommandException("Nobody with this email address may open cases in the group.");
    }

    private static int? TurnsOf(CaseText text) => text.Blocks.Count(block => block.Kind is BlockKind.Turn) is > 0 and var turns ? turns : null;

    private static IEnumerable<string> Lines(ImportResults results) => results.Cases.Select(each =>
        $"{(each.WasThere ? "Was there already" : "Opened")}: {each.Title} ({each.Characters} characters{(each.Turns is { } turns ? $", {turns} turns" : "")}) {each.Id}");
}
