using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Features.Reviews;

/// <summary>What a determined reader could find out, and why the case may go further all the same.</summary>
/// <param name="WhoMightKnow">Who might know this person.</param>
/// <param name="WhatCouldBeSearched">What of it could be searched for.</param>
/// <param name="WouldTheClient">Whether the client would recognise themselves.</param>
/// <param name="WouldARelative">Whether somebody close to them would.</param>
/// <param name="WhyFurther">The decision, and why.</param>
internal sealed record ReviewAnswers(string WhoMightKnow, string WhatCouldBeSearched, string WouldTheClient, string WouldARelative, string WhyFurther)
{
    public const int MaxLength = 2_000;

    private IEnumerable<string?> All => [WhoMightKnow, WhatCouldBeSearched, WouldTheClient, WouldARelative, WhyFurther];

    public override string ToString() => nameof(ReviewAnswers);

    public ReviewAnswers Tidied() => new(WhoMightKnow.Trim(), WhatCouldBeSearched.Trim(), WouldTheClient.Trim(), WouldARelative.Trim(), WhyFurther.Trim());

    /// <returns>What to refuse them with; null if they may be kept.</returns>
    public Refusal? Fault() => All.Select(FaultIn).FirstOrDefault(fault => fault is not null);

    /// <returns>What to refuse a sentence with; null if it may be kept.</returns>
    public static Refusal? FaultIn(string? words) =>
        string.IsNullOrWhiteSpace(words) ? new("answer-missing", "Answer each question, in a few words.")
        : words.Length > MaxLength ? new("answer-too-long", $"An answer holds at most {MaxLength:N0} characters.")
        : CleanText.FaultIn(words) is not null ? new("malformed-text", "The text holds a character that cannot be kept.")
        : Gate.FaultIn(words, kept: null);
}
