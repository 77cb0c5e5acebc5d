using Supervision.Deidentification;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>Words that an author never, or always, wants flagged. They come from the author's device and are held in memory only.</summary>
internal sealed record OwnWords(IReadOnlyList<string> Never, IReadOnlyList<string> Always)
{
    public const int MaxEntries = 500;
    public const int MaxLength = 120;

    public override string ToString() => nameof(OwnWords);

    /// <summary>What is wrong, in a sentence; null if nothing.</summary>
    public static string? FaultIn(OwnWords? own) =>
        own is null || (IsList(own.Never) && IsList(own.Always)) ? null : $"Your own list holds at most {MaxEntries} entries of at most {MaxLength} characters each.";

    public static PersonalList ListOf(OwnWords? own) => own is null ? PersonalList.Empty : new(own.Never, own.Always);

    private static bool IsList(IReadOnlyList<string>? words) => words is { Count: <= MaxEntries } && words.All(each => each is { Length: > 0 and <= MaxLength });
}
