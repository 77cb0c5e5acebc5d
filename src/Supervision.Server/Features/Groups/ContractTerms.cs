using System.Text.Json.Serialization;
using Supervision.EventStore.Deciding;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Groups;

/// <summary>What becomes of an association round when its session closes.</summary>
[JsonConverter(typeof(KebabCase<RoundKeeping>))]
internal enum RoundKeeping
{
    /// <summary>Its words become unreadable; how many there were stays.</summary>
    LetGo,
    Kept,
}

/// <summary>What the group agrees on, each in the group's own words.</summary>
/// <param name="Minutes">The length of a session.</param>
/// <param name="Confidentiality">And its limits.</param>
/// <param name="Records">What is recorded, and for how long.</param>
/// <param name="RoundsAttributed">Whether contributions to an association round carry their authors' names.</param>
/// <param name="Rounds">Whether they outlive the session.</param>
/// <param name="Hours">How time counts towards hours.</param>
/// <param name="Complaints">Whom to turn to.</param>
internal sealed record ContractTerms(
    string Purpose,
    string Frequency,
    int Minutes,
    string Fees,
    string Confidentiality,
    string Records,
    bool RoundsAttributed,
    RoundKeeping Rounds,
    string Hours,
    string Lateness,
    string Complaints)
{
    public const int MaxLength = 2_000;
    public const int MinMinutes = 15;
    public const int MaxMinutes = 480;

    [JsonIgnore]
    public IEnumerable<(string Term, string Text)> Texts =>
    [
        ("purpose", Purpose), ("frequency", Frequency), ("fees", Fees), ("confidentiality", Confidentiality), ("records", Records),
        ("hours", Hours), ("lateness", Lateness), ("complaints", Complaints),
    ];

    [JsonIgnore]
    public Refusal? Fault =>
        Texts.Any(each => string.IsNullOrWhiteSpace(each.Text)) ? new("contract-incomplete", "Every part of the contract needs words, if only to say that there is nothing.")
        : Texts.Any(each => each.Text.Length > MaxLength) ? new("contract-too-long", $"Each part of the contract holds at most {MaxLength:N0} characters.")
        : Minutes is < MinMinutes or > MaxMinutes ? new("minutes-out-of-range", $"A session lasts {MinMinutes} to {MaxMinutes} minutes.")
        : null;

    // What a group writes stays out of logs and of tests' output.
    public override string ToString() => nameof(ContractTerms);

    /// <summary>Where the two differ, in the order of the contract.</summary>
    public IEnumerable<ContractChange> ChangesSince(ContractTerms before) =>
        InWords().Zip(before.InWords())
            .Where(pair => pair.First.Words != pair.Second.Words)
            .Select(pair => new ContractChange(pair.First.Term, pair.Second.Words, pair.First.Words));

    private IEnumerable<(string Term, string Words)> InWords() =>
    [
        ("purpose", Purpose), ("frequency", Frequency), ("minutes", $"{Minutes} minutes"), ("fees", Fees), ("confidentiality", Confidentiality),
        ("records", Records), ("rounds-attributed", RoundsAttributed ? "With names" : "Without names"),
        ("rounds", Rounds is RoundKeeping.Kept ? "Kept" : "Let go at the close"),
        ("hours", Hours), ("lateness", Lateness), ("complaints", Complaints),
    ];
}

/// <summary>One part of a contract as it was and as it is.</summary>
/// <param name="Term">Which, in kebab-case.</param>
internal sealed record ContractChange(string Term, string Before, string After)
{
    public override string ToString() => $"{nameof(ContractChange)} {Term}";
}
