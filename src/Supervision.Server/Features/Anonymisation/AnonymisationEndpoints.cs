using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Deidentification;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>The check behind the author's page. The text is held in memory for the length of the request; nothing of it is kept or logged.</summary>
internal static class AnonymisationEndpoints
{
    public static void MapAnonymisation(this IEndpointRouteBuilder api) =>
        api.MapPost("/anonymisation/check", Check).Asks(Act.CheckText).WithTags("Anonymisation")
            .WithName("CheckText").WithSummary("Finds what may identify someone in a text, and suggests what could stand instead")
            .WithDescription("The text is held in memory only, and so are the author's own list and what was disguised before. Of a case that is named, whoever brought it "
                + "gets the pseudonyms of its text again; nobody else does, since that would confirm a guess. Detectors miss things: what is not found may identify all the same.")
            .LimitsBody(RequestLimits.JsonBytes)
            .AnswersProblems(400, 401, 403, 404, 409, 413);

    private static async Task<Results<Ok<CheckedText>, ProblemHttpResult>> Check(
        CheckTextRequest request, ClaimsPrincipal user, AccessControl access, CaseTexts texts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (OwnWords.FaultIn(request.Own) is { } ownFault)
        {
            errors.Add("own", ownFault);
        }
        if (CaseDisguises.FaultIn(request.Disguises) is { } fault)
        {
            errors.Add("disguises", fault);
        }
        if (errors.Any)
        {
            return errors.Problem;
        }
        if (request.Text.Length > CaseText.MaxLength)
        {
            return Problems.Refused(CaseTextReading.TooLong.Refusal);
        }
        var memory = CaseDisguises.MemoryOf(request.Disguises);
        if (request.CaseId is { } caseId)
        {
            var viewer = Viewer.Of(user);
            if (await access.ToCaseAsync(viewer, new(caseId), Act.ReadCase, cancellationToken) is not Answer<CaseAccess>.Granted { To: var granted })
            {
                return Problems.NotFound();
            }
            memory = await texts.MemoryForAsync(viewer, granted, cancellationToken);
        }
        return TypedResults.Ok(CheckedText.Of(Deidentifier.Shared.Scan(request.Text, OwnWords.ListOf(request.Own), memory)));
    }
}

/// <param name="CaseId">The case in which it will be said; none for a text that opens one.</param>
/// <param name="Own">The author's own list.</param>
/// <param name="Disguises">What the author has disguised before in this case; for a text that opens one.</param>
internal sealed record CheckTextRequest(string Text, Guid? CaseId = null, OwnWords? Own = null, CaseDisguises? Disguises = null)
{
    public override string ToString() => nameof(CheckTextRequest);
}

/// <param name="Findings">By place; no two overlap.</param>
internal sealed record CheckedText(string RuleVersion, IReadOnlyList<FoundPassage> Findings)
{
    public static CheckedText Of(ScanResult scan) => new(
        scan.RuleVersion, [.. scan.Findings.Select(FoundPassage.Of).Concat(scan.Withdrawn.Select(each => FoundPassage.Of(each) with { OnOwnList = true })).OrderBy(each => each.Start)]);
}

/// <summary>A passage that may identify someone: half-open, in UTF-16 units.</summary>
/// <param name="Kind">Upper case, as PERSON or NHS_NUMBER.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Why">The rule in plain words.</param>
/// <param name="Entity">The same number for what is taken to be the same person, place or thing in this text.</param>
/// <param name="Suggestions">What could stand instead; the first is the best.</param>
/// <param name="OnOwnList">Whether the author's own list says that it is never flagged.</param>
internal sealed record FoundPassage(
    int Start, int End, string Kind, FoundIdentification Identification, FoundTier Tier, string Rule, string Why, int Entity, IReadOnlyList<FoundSuggestion> Suggestions,
    bool OnOwnList = false)
{
    public static FoundPassage Of(Finding finding) => new(
        finding.Span.Start, finding.Span.End, Kinds.NameOf(finding.Kind),
        finding.Identification is Deidentification.Identification.Direct ? FoundIdentification.Direct : FoundIdentification.Quasi,
        finding.Tier switch
        {
            Deidentification.Tier.Strong => FoundTier.Strong,
            Deidentification.Tier.Middle => FoundTier.Middle,
            Deidentification.Tier.Weak => FoundTier.Weak,
        },
        finding.Rule, finding.Why, finding.Entity,
        [.. finding.Suggestions.Select(each => new FoundSuggestion(
            each.Kind switch
            {
                SuggestionKind.Pseudonym => FoundSuggestionKind.Pseudonym,
                SuggestionKind.Generalise => FoundSuggestionKind.Generalise,
                SuggestionKind.Shift => FoundSuggestionKind.Shift,
                SuggestionKind.Remove => FoundSuggestionKind.Remove,
            },
            each.Text))]);

    public override string ToString() => $"{Kind} [{Start}, {End})";
}

internal sealed record FoundSuggestion(FoundSuggestionKind Kind, string Text)
{
    public override string ToString() => $"{Kind}";
}

[System.Text.Json.Serialization.JsonConverter(typeof(KebabCase<FoundIdentification>))]
internal enum FoundIdentification
{
    Direct, Quasi,
}

[System.Text.Json.Serialization.JsonConverter(typeof(KebabCase<FoundTier>))]
internal enum FoundTier
{
    Strong, Middle, Weak,
}

[System.Text.Json.Serialization.JsonConverter(typeof(KebabCase<FoundSuggestionKind>))]
internal enum FoundSuggestionKind
{
    Pseudonym, Generalise, Shift, Remove,
}
