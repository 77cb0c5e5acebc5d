using System.Collections.Frozen;
using Supervision.Deidentification;
using Supervision.Deidentification.Disguising;

namespace Supervision.Server.Features.Anonymisation;

/// <summary>Words that an author has put other words in the place of. From the author's device, and held in memory only.</summary>
internal sealed record Disguised(string Words, string Kind, string Instead)
{
    public override string ToString() => nameof(Disguised);
}

/// <summary>What an author has disguised in a case so far, so that the same person gets the same pseudonym everywhere in it.</summary>
/// <param name="Key">Of this case alone, in base64, made on the author's device: it decides pseudonyms, marks and the shift of dates.</param>
/// <param name="Known">In the order in which they were disguised.</param>
internal sealed record CaseDisguises(string Key, IReadOnlyList<Disguised> Known)
{
    private const int MinKey = 16;
    private const int MaxKey = 64;
    private const int MaxKnown = 1_000;
    private const int MaxLength = 300;

    private static readonly FrozenDictionary<string, IdentifierKind> KindsByName = Enum.GetValues<IdentifierKind>().ToFrozenDictionary(Kinds.NameOf, StringComparer.Ordinal);

    public override string ToString() => nameof(CaseDisguises);

    /// <summary>What is wrong, in a sentence; null if nothing.</summary>
    public static string? FaultIn(CaseDisguises? disguises) =>
        disguises is null || (IsKey(disguises.Key) && disguises.Known is { Count: <= MaxKnown } && disguises.Known.All(IsWhole)) ? null : "What was disguised before in this case is incomplete, or too much.";

    /// <summary>Null of null.</summary>
    public static CaseMemory? MemoryOf(CaseDisguises? disguises) => disguises?.Known.Aggregate(
        new CaseMemory(Convert.FromBase64String(disguises.Key), []), (memory, each) => memory.Remember(each.Words, KindsByName[each.Kind], each.Instead));

    private static bool IsKey(string? key)
    {
        var bytes = (stackalloc byte[MaxKey]);
        return key is not null && Convert.TryFromBase64String(key, bytes, out var length) && length >= MinKey;
    }

    private static bool IsWhole(Disguised each) =>
        each is { Words.Length: > 0 and <= MaxLength, Instead.Length: <= MaxLength, Kind: not null } && KindsByName.ContainsKey(each.Kind);
}

/// <summary>A case's memory as it is sealed with its text: the key and marks made with it, and no word that stood there before.</summary>
internal sealed record KeptMemory(string Key, IReadOnlyList<KeptEntity> Entities)
{
    public override string ToString() => nameof(KeptMemory);

    /// <summary>Null where nothing is remembered.</summary>
    public static KeptMemory? Of(CaseDisguises? disguises) => CaseDisguises.MemoryOf(disguises) is { Entities.Length: > 0 } memory
        ? new(disguises!.Key, [.. memory.Entities.Select(each => new KeptEntity(each.Kind.ToString(), each.Opener, each.Phrase, each.Replacement, [.. each.Parts.Select(part => new KeptPart(part.Mark, part.Replacement))]))])
        : null;

    public CaseMemory Open() => new(Convert.FromBase64String(Key), Entities.Select(each => new KnownEntity(
        Enum.Parse<IdentifierKind>(each.Kind), each.Opener, each.Phrase, [.. each.Parts.Select(part => new KnownPart(part.Mark, part.Replacement))], each.Replacement)));
}

internal sealed record KeptEntity(string Kind, string Opener, string Phrase, string Replacement, IReadOnlyList<KeptPart> Parts)
{
    public override string ToString() => nameof(KeptEntity);
}

internal sealed record KeptPart(string Mark, string Replacement)
{
    public override string ToString() => nameof(KeptPart);
}
