using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Groups;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Cases;

internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapGet("/", List).Asks(Act.ListCases)
            .WithName("ListCases").WithSummary("The cases of the groups you are in, newest activity first")
            .AnswersProblems(401);
        cases.MapPost("/", Open).Asks(Act.OpenCase)
            .WithName("OpenCase").WithSummary("Opens a case with a plain text")
            .WithDescription("A line that begins with \"# \" is a heading, empty lines part paragraphs. Each passage of title and text that may identify "
                + "someone must be answered; else it is refused with the code unanswered-findings, and findings and titleFindings say where they stand. "
                + "The same commandId again returns the first receipt.")
            .LimitsBody(RequestLimits.JsonBytes)
            .AnswersProblems(400, 401, 403, 404, 409, 413);
        cases.MapPost("/import", ReadFile).Asks(Act.OpenCase)
            .WithName("ReadCaseFile").WithSummary("Reads a file to open a case from: a plain text, or a transcript in CSV")
            .WithDescription("It keeps nothing: the author checks the text that it answers with, and opens the case with it. "
                + "Of a CSV with several transcripts, and none named, it answers with what there is.")
            .LimitsBody(RequestLimits.UploadBytes + 4_096)
            .DisableAntiforgery()
            .AnswersProblems(400, 401, 403, 404, 409, 413);
        cases.MapGet("/{caseId:guid}", Get).Asks(Act.ReadCase)
            .WithName("GetCase").WithSummary("A case with its text and the people in it")
            .AnswersProblems(401, 404);
        cases.MapPost("/{caseId:guid}/step-out", StepOut).Asks(Act.StepOut)
            .WithName("StepOut").WithSummary("Leaves a case for good, and is not asked why; access ends at once, also on open connections")
            .WithDescription("It cannot be undone, not by joining the group anew either. Afterwards there is no such case for whoever left it, so asked again it answers 404.")
            .AnswersProblems(400, 401, 403, 404, 409, 413);
    }

    private static async Task<Ok<CaseList>> List(ClaimsPrincipal user, CaseReading cases, CancellationToken cancellationToken) =>
        TypedResults.Ok(await cases.ListAsync(Viewer.Of(user), cancellationToken));

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Get(
        CaseAccess access, ClaimsPrincipal user, CaseReading cases, CancellationToken cancellationToken) =>
        await cases.FindAsync(Viewer.Of(user), access, cancellationToken) is { } view ? TypedResults.Ok(view) : Problems.NotFound();

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> StepOut(
        StepOutRequest request, CaseAccess access, ClaimsPrincipal user, SteppingOut steppingOut, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        if (errors.Any)
        {
            return errors.Problem;
        }
        var outcome = await steppingOut.StepOutAsync(Viewer.Of(user), request.CommandId, access.Case.Case, cancellationToken);
        return outcome is Outcome.Accepted accepted ? TypedResults.Ok(Receipt.Of(request.CommandId, accepted)) : ProblemOf(outcome);
    }

    private static async Task<Results<Created<Receipt>, ProblemHttpResult>> Open(
        OpenCaseRequest request, ClaimsPrincipal user, AccessControl access, CaseOpening opening, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (Read(request, out var title, out var text) is { } malformed)
        {
            return malformed;
        }
        if (await RefusalToOpen(viewer, new(request.GroupId), access, cancellationToken) is { } refused)
        {
            return refused;
        }
        if (Pass(title!, text!, CleanText.Normalise(request.Text), request, out var passed) is { } stopped)
        {
            return stopped;
        }
        var outcome = await opening.OpenAsync(
            viewer.Tenant, request.CommandId, new(request.CaseId), new(request.GroupId), viewer.Person, passed!, cancellationToken);
        return Answer(outcome, accepted => TypedResults.Created($"/api/cases/{request.CaseId}", Receipt.Of(request.CommandId, accepted)));
    }

    private static async Task<Results<Ok<ReadFile>, Ok<TranscriptChoice>, ProblemHttpResult>> ReadFile(
        [FromForm] Guid groupId, IFormFile file, [FromForm] int? transcript, ClaimsPrincipal user, AccessControl access, CaseOpening opening,
        CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(user);
        if (file.Length > RequestLimits.UploadBytes)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge);
        }
        if (await RefusalToOpen(viewer, new(groupId), access, cancellationToken) is { } refused)
        {
            return refused;
        }
        // Told now rather than when all has been answered.
        if (await opening.RefusalAsync(viewer.Tenant, new(groupId), cancellationToken) is { } waiting)
        {
            return Problems.Refused(waiting);
        }
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, cancellationToken);
        }
        switch (CaseFile.Read(file.FileName, content, transcript))
        {
            case CaseFileReading.Read { Draft: var draft }:
                return TypedResults.Ok(draft.Written is { } written
                    ? new ReadFile(draft.Title, written, Blocks: [])
                    : new ReadFile(draft.Title, draft.Text.Text, SpeakerLabels.Without(draft.Text.Blocks)));
            case CaseFileReading.Several several:
                return TypedResults.Ok(new TranscriptChoice(
                    [.. several.Transcripts.Select(each => new TranscriptSummary(each.Number, each.Title, each.Turns.Length, each.Length))]));
            case CaseFileReading.NoSuchTranscript:
                return Problems.Invalid("transcript", "The file holds no transcript of this number.");
            case CaseFileReading.Malformed malformed:
                return Problems.Invalid("file", malformed.Detail);
            default:
                return Problems.Refused(CaseTextReading.TooLong.Refusal);
        }
    }

    private static ProblemHttpResult? Read(OpenCaseRequest request, out string? title, out CaseText? text)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", request.CommandId);
        errors.RequireId("caseId", request.CaseId);
        errors.RequireId("groupId", request.GroupId);
        (title, var fault) = CaseTitle.Read(request.Title);
        if (fault is not null)
        {
            errors.Add("title", fault);
        }
        if (OwnWords.FaultIn(request.Own) is { } ownFault)
        {
            errors.Add("own", ownFault);
        }
        if (CaseDisguises.FaultIn(request.Disguises) is { } disguisesFault)
        {
            errors.Add("disguises", disguisesFault);
        }
        var reading = request.Blocks is { } blocks ? CaseText.Read(request.Text, blocks) : CaseText.Read(request.Text);
        if (reading is CaseTextReading.Malformed malformed)
        {
            errors.Add("text", $"Line {malformed.Line}: {malformed.Detail}");
        }
        text = (reading as CaseTextReading.Read)?.Text;
        return errors.Any ? errors.Problem : text is null ? Problems.Refused(CaseTextReading.TooLong.Refusal) : null;
    }

    // The text is looked at as it was sent, before the marks of headings are taken off it, so that the answers are where the author gave them.
    private static ProblemHttpResult? Pass(string title, CaseText text, string sent, OpenCaseRequest request, out NewCase? passed)
    {
        passed = null;
        var check = request.Check ?? AuthorCheck.None;
        if (check.FaultIn(title, sent) is { } fault)
        {
            return Problems.Invalid("check", fault);
        }
        switch (Gate.PassCase(title, sent, check, OwnWords.ListOf(request.Own), CaseDisguises.MemoryOf(request.Disguises)))
        {
            case GateAnswer.Passed { Pass: var pass }:
                passed = new(title, text, Source: null, pass, KeptMemory.Of(request.Disguises));
                return null;
            case GateAnswer.Refused refused:
                var problem = Problems.Refused(refused.Refusal);
                problem.ProblemDetails.Extensions["findings"] = refused.InText.Select(FoundPassage.Of);
                problem.ProblemDetails.Extensions["titleFindings"] = refused.InTitle.Select(FoundPassage.Of);
                return problem;
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<ProblemHttpResult?> RefusalToOpen(Viewer viewer, GroupId group, AccessControl access, CancellationToken cancellationToken) =>
        await access.ToGroupAsync(viewer, group, Act.OpenCase, cancellationToken) switch
        {
            Answer<GroupAccess>.Granted => null,
            Answer<GroupAccess>.Refused refused => Problems.Refused(refused.Refusal),
            _ => Problems.NotFound(),
        };

    private static Results<Created<Receipt>, ProblemHttpResult> Answer(Outcome outcome, Func<Outcome.Accepted, Created<Receipt>> accepted) =>
        outcome is Outcome.Accepted it ? accepted(it) : ProblemOf(outcome);

    private static ProblemHttpResult ProblemOf(Outcome outcome) => outcome switch
    {
        Outcome.Refused refused => Problems.Refused(refused.Refusal),
        Outcome.Conflict => Problems.Of(StatusCodes.Status409Conflict),
        _ => throw new UnreachableException(),
    };
}
