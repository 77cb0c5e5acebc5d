using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Two capitals that stand for a person, as in "AB told me": told from short forms by what they do, twice at least.</summary>
internal static class LetterNames
{
    private const int Least = 2;

    public static void Add(ScannedText text, Candidates found)
    {
        var deeds = new Dictionary<int, int>();
        for (var token = 0; token < text.Count; token++)
        {
            if (IsPair(text, token) && IsSomeone(text, token))
            {
                deeds[text.Tokens[token].Word] = deeds.GetValueOrDefault(text.Tokens[token].Word) + 1;
            }
        }
        for (var token = 0; token < text.Count && deeds.Count > 0; token++)
        {
            if (IsPair(text, token) && !found.IsTaken(token) && deeds.GetValueOrDefault(text.Tokens[token].Word) >= Least)
            {
                found.Add(token, token + 1, IdentifierKind.Initials, 0.6, Rule.Initials);
            }
        }
    }

    private static bool IsSomeone(ScannedText text, int token)
    {
        var before = text.IsSign(token - 1, ',') ? token - 2 : token - 1;
        return Contexts.IsPerson(text, token + 1)
            || (text.IsSign(token + 1, ',') && text.IsWord(token + 2) && text.Of(token + 2) is "who" or "whose")
            || (text.IsWord(before) && (text.Has(before, TermFlags.Kin) || text.Of(before) is "told" or "asked" or "contacted" or "phoned" or "married"))
            || (text.IsWord(token - 1) && text.Of(token - 1) is "and" && IsPair(text, token - 2));
    }

    private static bool IsPair(ScannedText text, int token) =>
        text.IsWord(token) && text.Tokens[token].Shape is Shape.Upper && text.LengthOf(token) == 2 && !text.Tokens[token].Shouted
        && text.Of(token) is not ("GP" or "PC" or "MP" or "HR" or "US" or "UK" or "EU" or "UN" or "NA" or "AA" or "OT" or "PT" or "OK" or "TV" or "IT" or "DJ" or "VP" or "MD" or "DA" or "PA" or "TA");
}
