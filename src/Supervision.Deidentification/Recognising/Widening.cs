using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Takes in the small words around a name that belong to it: "Dr", "county of", "northern", the house's number, "clinic", ", CA".</summary>
internal static class Widening
{
    /// <summary>The first token of a name with what belongs before it.</summary>
    public static int Left(ScannedText text, int first, IdentifierKind kind, Candidates found)
    {
        if (first > 0 && text.Tokens[first - 1].Kind is TokenKind.Mixed && text.Follows(first) && !found.IsTaken(first - 1) && Dates.IsOrdinal(text.Of(first - 1)))
        {
            return first - 1;
        }
        if (kind is IdentifierKind.Person or IdentifierKind.Initials)
        {
            return Title(text, first);
        }
        if (kind is not (IdentifierKind.Place or IdentifierKind.Organisation or IdentifierKind.Name) || first == 0 || text.Tokens[first].Gap > 1)
        {
            return first;
        }
        var before = first - 1;
        if (text.IsWord(before) && text.Of(before) is "of" && text.Has(before - 1, TermFlags.PlaceHead | TermFlags.OrgHead) && text.Tokens[before - 1].Shape is Shape.Lower && text.Of(before - 1) is not ("state" or "office" or "group" or "part"))
        {
            return before - 1;
        }
        if (text.IsWord(before) && text.Tokens[before].Shape is Shape.Lower && text.Has(before, TermFlags.PlaceLead) && text.LengthOf(before) >= 4 && text.Of(before) is not ("new" or "great" or "little"))
        {
            return before;
        }
        return text.IsNumber(before) && text.LengthOf(before) <= 5 && !found.IsTaken(before) && !text.IsSign(before - 1, '.') && !text.IsSign(before - 1, '/') && kind is IdentifierKind.Place ? before : first;
    }

    /// <summary>Past the last token of a name with what belongs after it.</summary>
    public static int Right(ScannedText text, int first, int past, IdentifierKind kind, Candidates found)
    {
        var at = past;
        if (kind is not (IdentifierKind.Person or IdentifierKind.Initials) || IsSeat(text, first, past))
        {
            at = Head(text, at, kind is IdentifierKind.Place or IdentifierKind.Organisation || (text.IsWord(first - 1) && text.Of(first - 1) is "the"));
        }
        if (text.IsSign(at, ',') && at + 1 < text.Count && text.Tokens[at + 1].Shape is Shape.Upper && text.LengthOf(at + 1) == 2 && text.Has(at + 1, TermFlags.UsState) && text.Follows(at + 1) && !found.IsTaken(at + 1)
            && text.Of(at + 1) is not ("PA" or "MD" or "MS" or "MA") | text.Has(at - 1, WordFlags.AnyPlace))
        {
            return at + 2;
        }
        return at == past && kind is (IdentifierKind.Nationality or IdentifierKind.Place or IdentifierKind.Organisation or IdentifierKind.Name) && text.IsWord(past) && text.Follows(past) && text.Of(past) is "national" or "nationals" or "citizen" or "citizens" or "origin" or "descent" or "nationality" or "citizenship" ? past + 1 : at;
    }

    /// <summary>The kind that the words taken in tell.</summary>
    public static IdentifierKind KindOf(ScannedText text, int past, int widened, IdentifierKind kind) =>
        widened > past && kind is IdentifierKind.Name or IdentifierKind.Place or IdentifierKind.Person && text.Has(widened - 1, TermFlags.OrgHead) ? IdentifierKind.Organisation : kind;

    /// <summary>"our Florence clinic": a place's name that is a person's too, between our, the, at and a head.</summary>
    private static bool IsSeat(ScannedText text, int first, int past) =>
        text.IsWord(first - 1) && text.Follows(first) && text.Of(first - 1) is "our" or "the" or "at" or "their" && text.Tokens[past - 1].Core == text.Tokens[past - 1].End && text.Has(past - 1, WordFlags.AnyPlace);

    private static int Title(ScannedText text, int first)
    {
        var before = text.IsSign(first - 1, '.') && text.Touches(first - 1) ? first - 2 : first - 1;
        var isTitle = text.Has(before, TermFlags.Courtesy) || (text.Has(before, TermFlags.Title) && !text.Has(before, TermFlags.Kin | TermFlags.Near));
        return isTitle && text.Tokens[before].Shape is not Shape.Lower && text.Follows(first) && !IsPlain(text.Of(before)) ? before : first;
    }

    private static bool IsPlain(ReadOnlySpan<char> title) =>
        title.Equals("mr", StringComparison.OrdinalIgnoreCase) || title.Equals("mrs", StringComparison.OrdinalIgnoreCase) || title.Equals("ms", StringComparison.OrdinalIgnoreCase)
        || title.Equals("miss", StringComparison.OrdinalIgnoreCase) || title.Equals("mx", StringComparison.OrdinalIgnoreCase);

    private static int Head(ScannedText text, int past, bool isSure)
    {
        if (IsHead(text, past, isSure))
        {
            return IsHead(text, past + 1, isSure) ? past + 2 : past + 1;
        }
        return text.IsWord(past) && text.Follows(past) && text.Tokens[past].Shape is Shape.Lower && !text.Has(past, TermFlags.Function | TermFlags.Connector) && text.Of(past) is "primary" or "secondary" or "grammar" or "high" or "district" or "regional" or "municipal" or "community"
            or "medical" or "health" or "general" or "state" or "city" or "county" or "day" or "detention" or "police" or "fire" or "bus" or "train" or "railway" or "eye" or "walk-in" or "urgent" or "care" or "outpatient" or "public" or "rehab" or "downtown" or "central" or "local" or "campus" or "family" or "dental" or "memorial" or "children's"
            && IsHead(text, past + 1, isSure) ? IsHead(text, past + 2, isSure) ? past + 3 : past + 2 : past;
    }

    private static bool IsHead(ScannedText text, int token, bool isSure) =>
        text.IsWord(token) && text.Follows(token) && text.Tokens[token].Shape is Shape.Lower && text.Has(token, TermFlags.OrgHead | TermFlags.PlaceHead)
        && text.Of(token) is not ("home" or "care" or "state" or "way" or "co" or "sa" or "st" or "mine" or "close" or "common" or "green" or "government" or "times")
        && (isSure || !text.Has(token, TermFlags.Vague));
}
