using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Names of people, places and organisations, by their capitals.</summary>
internal static class Capitals
{
    public static int Try(ScannedText text, int token, Candidates found)
    {
        if (!CapitalRun.IsCapital(text, token) || found.IsTaken(token) || text.Tokens[token].Shouted && IsKnown(text, token))
        {
            return token;
        }
        if (IsStutter(text, token))
        {
            return token + 1;
        }
        if (SafePhrase(text, token) is var safe && safe > token)
        {
            return safe;
        }
        var run = CapitalRun.At(text, token, found);
        if (run.IsEmpty)
        {
            if (run.Past == token + 1 && IsNamedSubject(text, token))
            {
                found.Add(token, token + 1, IdentifierKind.Person, 0.4, Rule.Subject);
            }
            return run.Past;
        }
        Judge(text, run, found);
        return run.Past;
    }

    /// <summary>Marsh said, Frost went: a word that is a name too and does what only people do.</summary>
    public static bool IsNamedSubject(ScannedText text, int token) =>
        text.Has(token, WordFlags.FirstName | WordFlags.Proper) && text.Has(token, WordFlags.Name) && !text.Has(token, TermFlags.Function | TermFlags.Filler | TermFlags.Title | TermFlags.Kin | TermFlags.Near | TermFlags.Role | TermFlags.Number | TermFlags.Safe | TermFlags.Courtesy | TermFlags.Month | TermFlags.Weekday)
        && !text.Has(token, WordFlags.Occupation) && !text.IsContraction(token) && text.LengthOf(token) > 2 && Contexts.IsPerson(text, token + 1);

    private static bool IsKnown(ScannedText text, int token) => text.Has(token, WordFlags.Known) || text.Has(token, TermFlags.Safe | TermFlags.Legal | TermFlags.Function);

    private static int SafePhrase(ScannedText text, int token)
    {
        var past = text.Phrase(text.Terms, token, out var flags);
        return (flags & (TermFlags.Safe | TermFlags.Legal | TermFlags.Learnt)) != TermFlags.None && !CapitalRun.IsCapital(text, past) && !(text.IsWord(past) && text.Of(past) is "of" or "de" or "for" && CapitalRun.IsCapital(text, past + 1) && !text.Has(past + 1, TermFlags.Legal)) && !(text.IsDash(past) && text.Touches(past)) ? past : token;
    }

    /// <summary>"Wh-what", "I-I"</summary>
    private static bool IsStutter(ScannedText text, int token) =>
        text.LengthOf(token) <= 4 && text.IsDash(token + 1) && text.Touches(token + 1)
        && (token + 2 >= text.Count || text.Tokens[token + 2].Gap > 0
            || (text.IsWord(token + 2) && text.Of(token + 2).StartsWith(text.Of(token), StringComparison.OrdinalIgnoreCase)));

    private static void Judge(ScannedText text, in CapitalRun run, Candidates found)
    {
        var (first, past) = (Particle(text, run.First), run.Past);
        if (Contexts.Before(text, first) is { } context && (context.IsSure || run.Unknown + run.FirstNames + run.Initials > 0) && run.Harmlesses < run.Words)
        {
            var named = run.Initials == run.Words ? IdentifierKind.Initials : IdentifierKind.Person;
            found.Add(Widening.Left(text, first, named, found), past, named, context.IsSure ? 0.95 : 0.85, context.Rule);
            return;
        }
        if (run.Initials == run.Words)
        {
            Initials(text, run, found);
            return;
        }
        if (run.Words == run.Places && run.Heads + run.PlaceHeads == 0 && Contexts.IsWhere(text, run.First))
        {
            found.Add(Widening.Left(text, first, IdentifierKind.Place, found), Widening.Right(text, first, past, IdentifierKind.Place, found), IdentifierKind.Place, run.Unknown > 0 ? 0.88 : 0.66, Rule.PlaceName);
            return;
        }
        var (kind, score, rule) = run.Words == 1 && run.Unknown == 0 && text.Has(run.First, TermFlags.Faith) ? (IdentifierKind.Belief, 0.45, Rule.Faith) : Sort(text, run);
        if (score is > 0 and < Deidentifier.MiddleScore && run.Harmlesses + run.Legals < run.Words && Contexts.IsQuoted(text, first, past))
        {
            (score, rule) = (0.36, Rule.Quoted);
        }
        if (score > 0)
        {
            var widened = Widening.Right(text, first, past, kind, found);
            var sort = Widening.KindOf(text, past, widened, kind);
            found.Add(Widening.Left(text, first, sort, found), widened, sort, score, rule);
        }
    }

    /// <summary>The first of de, van der and the like before a name.</summary>
    private static int Particle(ScannedText text, int first)
    {
        var at = first;
        while (at > 0 && first - at < 3 && text.Follows(at) && text.IsWord(at - 1) && text.Tokens[at - 1].Shape is Shape.Lower && text.Has(at - 1, TermFlags.Particle) && text.LengthOf(at - 1) > 1 && text.Of(at - 1) is not ("do" or "st" or "das"))
        {
            at--;
        }
        return at;
    }

    private static void Initials(ScannedText text, in CapitalRun run, Candidates found)
    {
        var hasStop = text.IsSign(run.Past - 1, '.') || text.IsSign(run.Past, '.');
        var letter = text.Of(run.First);
        if (run.Words >= 2 && hasStop)
        {
            found.Add(run.First, run.Past, IdentifierKind.Initials, 0.7, Rule.Initials);
        }
        else if (!text.Tokens[run.First].Opens && (hasStop ? letter is not "I" : letter is not ("I" or "A" or "O" or "B" or "C" or "D" or "T")) && run.Words == 1 && text.Tokens[run.First].Gap == 1
            && !text.Has(run.First - 1, TermFlags.Citation) && !(text.IsDash(run.Past) && text.Touches(run.Past))
            && !(text.IsWord(run.First - 1) && text.Of(run.First - 1) is "plan" or "Plan" or "vitamin" or "Vitamin" or "hepatitis" or "Hepatitis" or "influenza" or "cluster" or "Cluster" or "generation" or "Generation" or "block"))
        {
            found.Add(run.First, run.Past, IdentifierKind.Initials, hasStop && !text.Tokens[Math.Min(run.Past, text.Count - 1)].Opens ? 0.5 : 0.36, Rule.Initials);
        }
    }

    private static (IdentifierKind Kind, double Score, Rule Rule) Sort(ScannedText text, in CapitalRun run)
    {
        if (run.Unknown > 0)
        {
            return Unknown(text, run);
        }
        if (run.Countries > 0)
        {
            return run.Heads > 0 ? (IdentifierKind.Organisation, 0.7, Rule.Organisation) : (IdentifierKind.Place, 0.75, Rule.PlaceName);
        }
        if (run.Theorists > 0 && run.Theorists + run.Harmlesses + run.Initials == run.Words)
        {
            return Contexts.IsTheory(text, run.First, run.Past) || (text.Phrase(text.Terms, run.First, out var listed) == run.Past && (listed & TermFlags.Theorist) != TermFlags.None)
                ? (IdentifierKind.Person, 0.25, Rule.Theory)
                : (IdentifierKind.Person, run.Words > 1 ? 0.7 : text.Tokens[run.First].Opens && text.Has(run.First, WordFlags.Known) ? 0.3 : 0.45, Rule.FullName);
        }
        if (run.Demonyms > 0)
        {
            return run.Words == run.Demonyms ? (IdentifierKind.Nationality, 0.66, Rule.Nationality) : (IdentifierKind.Organisation, 0.5, Rule.Organisation);
        }
        if (run.FirstNames > 0 && run.Words == 1 && text.Tokens[run.First].Opens && run.Harmlesses == 0)
        {
            return (IdentifierKind.Person, text.Has(run.First, WordFlags.Common) && !Contexts.IsSubject(text, run.Past) ? 0.3 : 0.45, Rule.FirstName);
        }
        if (run.FirstNames > 0 && (run.Words > 1 || !text.Tokens[run.First].Opens))
        {
            var isFull = run.Words is 2 or 3 && run.FirstNames + run.Initials >= run.Words - 1 && run.Heads + run.PlaceHeads + run.Harmlesses == 0;
            return (IdentifierKind.Person, isFull ? 0.75 : run.Words == 1 ? 0.5 : 0.45, isFull ? Rule.FullName : Rule.FirstName);
        }
        if (run.Initials > 0 && run.Words > 1 && run.Words > run.Initials + run.Harmlesses)
        {
            return (IdentifierKind.Person, 0.7, Rule.FullName);
        }
        if (run.Acronyms > 0)
        {
            return (IdentifierKind.Organisation, run.Words > 1 ? 0.5 : 0.4, Rule.Acronym);
        }
        if (run.Harmlesses == run.Words || run.Legals == run.Words)
        {
            return run.Legals > 0 && run.Heads > 0 && run.Words > 1 ? (IdentifierKind.Organisation, run.Words > 2 ? 0.36 : 0.3, Rule.GenericOrganisation) : (IdentifierKind.Name, 0, Rule.CommonCapitals);
        }
        if (run.Words > 1 && run.Heads > 0)
        {
            return (IdentifierKind.Organisation, run.Uncommon > 0 || run.Harmlesses + run.Heads < run.Words || Contexts.IsPlaceBefore(text, run.First) ? 0.5 : 0.36, Rule.Organisation);
        }
        if (run.Words > 1 && run.PlaceHeads > 0)
        {
            return (IdentifierKind.Place, 0.5, Rule.PlaceShape);
        }
        if (run.Uncommon > 0)
        {
            return (IdentifierKind.Name, run.Words > 1 || !text.Tokens[run.First].Opens ? 0.4 : 0.2, Rule.UncommonCapital);
        }
        if (run.Words == 1 && run.Harmlesses == 0 && !text.Tokens[run.First].Opens && text.Has(run.First, WordFlags.BigPlace) && text.IsWord(run.First - 1) && text.Of(run.First - 1) is "in" or "near" or "from" or "at" or "to")
        {
            return (IdentifierKind.Place, 0.5, Rule.PlaceName);
        }
        if (run.Words == 1 && run.Harmlesses == 0 && !text.Tokens[run.First].Opens && text.Has(run.First, WordFlags.Name) && text.Tokens[run.First].Shape is Shape.Capital && !text.Has(run.First, WordFlags.Frequent) && text.Words[text.Tokens[run.First].Word].Lower == 0)
        {
            return (IdentifierKind.Name, 0.36, Rule.ListedCapital);
        }
        return run.Words > 1 && !text.Tokens[run.First].Opens && run.Harmlesses + run.Legals == 0 && text.Has(run.First - 1, TermFlags.Preposition)
            ? (IdentifierKind.Place, 0.4, Rule.PlaceShape)
            : (IdentifierKind.Name, run.Words > 1 && run.Harmlesses == 0 && !text.Tokens[run.First].Opens ? 0.36 : run.Words > 1 ? 0.25 : 0.15, Rule.CommonCapitals);
    }

    private static (IdentifierKind Kind, double Score, Rule Rule) Unknown(ScannedText text, in CapitalRun run)
    {
        var kind = run.Heads > 0 ? IdentifierKind.Organisation
            : run.Countries > 0 || (run.Places > 0 && run.FirstNames == 0 && Contexts.IsPlaceBefore(text, run.First)) || run.PlaceHeads > 0 ? IdentifierKind.Place
            : run.FirstNames > 0 || run.Initials > 0 || (run.Words is 2 or 3 && run.Listed > 0) ? IdentifierKind.Person
            : run.Places > 0 ? IdentifierKind.Place
            : IdentifierKind.Name;
        var rule = kind switch
        {
            IdentifierKind.Organisation => Rule.Organisation,
            IdentifierKind.Place => run.PlaceHeads > 0 ? Rule.PlaceShape : Rule.PlaceName,
            IdentifierKind.Person => run.Words > 1 ? Rule.FullName : Rule.FirstName,
            _ => run.Listed > 0 ? Rule.ListedCapital : Rule.UnknownCapital,
        };
        var score = run.Listed > 0 ? 0.88 : 0.75;
        if (run.Words == 1 && kind is IdentifierKind.Name)
        {
            ref var word = ref text.Words[text.Tokens[run.First].Word];
            score = word.Lower > 0 ? 0.3 : text.Tokens[run.First].Opens && word.Capital == 0 ? run.Listed > 0 ? 0.6 : 0.4 : score;
        }
        return (kind, score, rule);
    }
}
