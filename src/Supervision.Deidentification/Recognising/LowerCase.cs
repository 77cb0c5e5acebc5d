using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>What identifies without a capital: names typed in haste, jobs, faiths, nationalities, illnesses, events.</summary>
internal static class LowerCase
{
    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (!text.IsWord(token) || found.IsTaken(token))
        {
            return token;
        }
        if (Posts.Try(text, token, found) is var post && post > token)
        {
            return post;
        }
        var phrase = text.Phrase(text.Terms, token, out var flags);
        if (phrase == token)
        {
            (phrase, flags) = (token + 1, text.TermsOf(token));
        }
        if (phrase > token + 1 && (flags & TermFlags.Safe) != TermFlags.None)
        {
            return phrase;
        }
        if (Listed(text, token, phrase, flags, found) is var listed && listed > token)
        {
            return listed;
        }
        return text.Tokens[token].Shape is Shape.Lower || text.Tokens[token].Shouted ? Name(text, token, found) : token;
    }

    private static int Listed(ScannedText text, int token, int past, TermFlags flags, Candidates found)
    {
        if ((flags & TermFlags.Occupation) != TermFlags.None || text.Has(token, WordFlags.Occupation))
        {
            if (Occupation(text, token, past, found) is var job && job > token)
            {
                return job;
            }
        }
        if ((flags & TermFlags.Faith) != TermFlags.None)
        {
            return found.Add(token, past, IdentifierKind.Belief, 0.4, Rule.Faith);
        }
        if ((flags & TermFlags.Orientation) != TermFlags.None)
        {
            return found.Add(token, past, IdentifierKind.Belief, 0.36, Rule.Orientation);
        }
        if ((flags & TermFlags.Event) != TermFlags.None)
        {
            return found.Add(token, past, IdentifierKind.Event, past > token + 1 ? 0.4 : 0.2, Rule.Event);
        }
        if ((flags & TermFlags.Demonym) != TermFlags.None && text.Tokens[token].Shape is Shape.Lower && !text.Has(token, WordFlags.Known))
        {
            return found.Add(token, past, IdentifierKind.Nationality, 0.45, Rule.Nationality);
        }
        if ((flags & TermFlags.Country) != TermFlags.None && (past > token + 1 || !text.Has(token, WordFlags.Known)) && text.Tokens[token].Shape is Shape.Lower && text.LengthOf(token) > 3)
        {
            return found.Add(token, past, IdentifierKind.Place, 0.45, Rule.LowerPlace);
        }
        if (text.Has(token, WordFlags.Illness) && !text.Has(token, WordFlags.Common) && text.Tokens[token].Shape is Shape.Lower && text.LengthOf(token) > 5)
        {
            return found.Add(token, token + 1, IdentifierKind.Health, 0.25, Rule.Illness);
        }
        return token;
    }

    private static int Occupation(ScannedText text, int token, int past, Candidates found)
    {
        if (text.Tokens[token].Shape is not Shape.Lower)
        {
            return token;
        }
        var before = token - 1;
        for (var i = 0; i < 2 && text.IsWord(before) && text.Tokens[before].Shape is Shape.Lower && !text.Has(before, TermFlags.Function) && text.Follows(before + 1); i++)
        {
            before--;
        }
        var isA = text.IsWord(before) && text.Of(before) is "a" or "an" && text.IsWord(before - 1)
            && text.Of(before - 1) is "as" or "is" or "was" or "am" or "be" or "became" or "become" or "being" or "been" or "I'm" or "he's" or "she's" or "I\u2019m" or "he\u2019s" or "she\u2019s";
        var isApposed = text.IsWord(before) && text.Of(before) is "a" or "an" && text.IsSign(before - 1, ',');
        return isA ? found.Add(before + 1, past, IdentifierKind.Occupation, 0.4, Rule.Job)
            : isApposed ? found.Add(before + 1, past, IdentifierKind.Occupation, 0.36, Rule.Job)
            : text.Has(token, TermFlags.Occupation) && !text.Has(token, WordFlags.Common) && !text.Has(token, TermFlags.Role | TermFlags.Near | TermFlags.Courtroom) ? found.Add(token, past, IdentifierKind.Occupation, 0.36, Rule.Job)
            : past > token + 1 ? found.Add(token, past, IdentifierKind.Occupation, 0.36, Rule.Job)
            : token;
    }

    private static int Name(ScannedText text, int token, Candidates found)
    {
        ref var word = ref text.Words[text.Tokens[token].Word];
        var before = text.IsSign(token - 1, '.') && text.Touches(token - 1) ? token - 2 : token - 1;
        if (text.Has(before, TermFlags.Courtesy) && text.Follows(token) && !text.Has(token, TermFlags.Function | TermFlags.Filler) && text.LengthOf(token) > 1 && (text.Tokens[before].Shape is not Shape.Lower || !text.Has(token, WordFlags.Frequent))
            && text.LengthOf(before) <= 4)
        {
            return found.Add(token, token + 1, IdentifierKind.Person, 0.8, Rule.Titled);
        }
        if (word.Lexical == WordFlags.None && word.Terms == TermFlags.None && word.Length > 3 && text.Of(token).ContainsAnyInRange('\u00C0', '\u024F'))
        {
            return found.Add(token, token + 1, IdentifierKind.Name, 0.4, Rule.Foreign);
        }
        if (InPlaceOfName(text, token) is > 0 and var likely)
        {
            return found.Add(token, IsSurname(text, token + 1) ? token + 2 : token + 1, IdentifierKind.Person, likely, Rule.Subject);
        }
        if ((word.Lexical & WordFlags.Known) != WordFlags.None || word.Length < 3 || (word.Terms & ~(TermFlags.Theorist | TermFlags.Opens | TermFlags.Country)) != TermFlags.None)
        {
            return token;
        }
        var isCalled = text.Has(token - 1, TermFlags.Introducer | TermFlags.Kin | TermFlags.Near);
        if ((word.Lexical & WordFlags.FirstName) != WordFlags.None || (isCalled && (word.Lexical & WordFlags.Name) != WordFlags.None))
        {
            var past = IsSurname(text, token + 1) ? token + 2 : token + 1;
            return found.Add(token, past, IdentifierKind.Person, isCalled || past > token + 1 ? 0.7 : 0.5, Rule.LowerName);
        }
        if ((word.Lexical & WordFlags.Name) != WordFlags.None && word.Length > 3)
        {
            return found.Add(token, token + 1, IdentifierKind.Person, 0.36, Rule.LowerName);
        }
        return (word.Lexical & WordFlags.BigPlace) != WordFlags.None && (word.Lexical & WordFlags.Proper) != WordFlags.None ? found.Add(token, token + 1, IdentifierKind.Place, 0.45, Rule.LowerPlace) : token;
    }

    /// <summary>A small word after a first name that is a name too, though it may also be a common word, as in "ruby wax".</summary>
    private static bool IsSurname(ScannedText text, int token) =>
        text.IsWord(token) && text.Follows(token) && text.Tokens[token].Shape is Shape.Lower && text.LengthOf(token) > 2 && (text.TermsOf(token) & ~TermFlags.Opens) == TermFlags.None
        && (text.Has(token, WordFlags.Known) ? text.Has(token, WordFlags.Proper) && text.Has(token, WordFlags.Name) && !text.Has(token, WordFlags.Frequent) : text.Has(token, WordFlags.Listed));

    /// <summary>A word that is a name too, or that no list knows, where a name would stand.</summary>
    private static double InPlaceOfName(ScannedText text, int token)
    {
        if (text.Tokens[token].Shape is not Shape.Lower || text.Has(token, WordFlags.Frequent | WordFlags.Occupation) || text.IsContraction(token) || (text.TermsOf(token) & ~TermFlags.Opens) != TermFlags.None || text.IsDash(token - 1) || text.IsDash(token + 1))
        {
            return 0;
        }
        if (Contexts.IsNameGiven(text, token))
        {
            return 0.7;
        }
        var isWordAndName = text.Has(token, WordFlags.Known) && text.Has(token, WordFlags.Name) && text.Has(token, WordFlags.Proper) && text.LengthOf(token) > 2;
        var isUnheard = text.LexicalOf(token) == WordFlags.None && text.LengthOf(token) > 4 && !text.Of(token).ContainsAny('\'', '\u2019');
        return isWordAndName && !Contexts.IsArticled(text, token) ? 0.36 : isUnheard && (Contexts.IsPerson(text, token + 1) || Contexts.IsAddressed(text, token)) ? 0.4 : 0;
    }
}
