using Supervision.Deidentification.Lexicon;

namespace Supervision.Deidentification;

/// <summary>Words that one author never, or always, wants flagged. Words match whatever their case, accents and possessive 's.</summary>
public sealed class PersonalList
{
    private readonly PhraseSet _never = new();
    private readonly PhraseSet _always = new();

    /// <summary>Both lists; a word or a phrase of up to six words each.</summary>
    public PersonalList(IEnumerable<string> never, IEnumerable<string> always)
    {
        ArgumentNullException.ThrowIfNull(never);
        ArgumentNullException.ThrowIfNull(always);
        _never.AddAll(never);
        _always.AddAll(always);
    }

    /// <summary>Nothing on either list.</summary>
    public static PersonalList Empty { get; } = new([], []);

    internal PhraseSet Never => _never;

    internal PhraseSet Always => _always;
}
