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
            .WithDescription("The text is held in memory only. Detectors miss things: what is not found may identify all the same.")
            .LimitsBody(RequestLimits.JsonBytes)
            .AnswersProblems(400, 401, 403, 409, 413);

    private static Results<Ok<CheckedText>, ProblemHttpResult> Check(CheckTextRequest request) => request.Text.Length switch
    {
        > CaseText.MaxLength => Problems.Refused(CaseTextReading.TooLong.Refusal),
        _ => TypedResults.Ok(CheckedText.Of(Deidentifier.Shared.Scan(request.Text))),
    };
}

internal sealed record CheckTextRequest(string Text)
{
    public override string ToString() => nameof(CheckTextRequest);
}

/// <param name="Findings">By place; no two overlap.</param>
internal sealed record CheckedText(string RuleVersion, IReadOnlyList<FoundPassage> Findings)
{
    public static CheckedText Of(ScanResult scan) => new(scan.RuleVersion, [.. scan.Findings.Select(FoundPassage.Of)]);
}

/// <summary>A passage that may identify someone: half-open, in UTF-16 units.</summary>
/// <param name="Kind">Upper case, as PERSON or NHS_NUMBER.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Why">The rule in plain words.</param>
/// <param name="Entity">The same number for what is taken to be the same person, place or thing in this text.</param>
/// <param name="Suggestions">What could stand instead; the first is the best.</param>
internal sealed record FoundPassage(
    int Start, int End, string Kind, FoundIdentification Identification, FoundTier Tier, string Rule, string Why, int Entity, IReadOnlyList<FoundSuggestion> Suggestions)
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
