using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Within one text, what is once known as a person's name is found everywhere: Anna's, ANNA, anna, the surname alone.</summary>
internal static class Propagation
{
    private const double Known = 0.65;

    private const TermFlags Never = TermFlags.Function | TermFlags.Title | TermFlags.Legal | TermFlags.Connector | TermFlags.Filler | TermFlags.OrgHead | TermFlags.PlaceHead | TermFlags.Role | TermFlags.Month | TermFlags.Weekday
        | TermFlags.Safe | TermFlags.Number | TermFlags.Kin | TermFlags.Demonym;

    public static void Add(ScannedText text, Candidates found)
    {
        var sources = new (IdentifierKind Kind, double Score)[text.Words.Length];
        foreach (var one in found.All)
        {
            if (one.Score >= Known && one.Kind is IdentifierKind.Person or IdentifierKind.Place or IdentifierKind.Organisation or IdentifierKind.Name)
            {
                Learn(text, one, sources);
            }
        }
        Initials(text, found);
        var covered = new bool[text.Count];
        foreach (var one in found.All)
        {
            if (one.Score >= Known)
            {
                covered.AsSpan(one.First, one.Past - one.First).Fill(true);
            }
        }
        for (var token = 0; token < text.Count; token++)
        {
            ref var here = ref text.Tokens[token];
            if (here.Kind is not TokenKind.Word || covered[token] || found.IsTaken(token) || sources[here.Word] is not { Score: > 0 } source)
            {
                continue;
            }
            var isWord = text.Has(token, WordFlags.Known);
            if (here.Shape is Shape.Capital or Shape.Upper ? !isWord || !here.Opens || source.Kind is IdentifierKind.Person : !(source.Kind is IdentifierKind.Person ? text.Has(token, WordFlags.Common) : isWord) && here.Shape is Shape.Lower)
            {
                found.Add(token, token + 1, source.Kind, here.Shape is Shape.Lower ? 0.6 : Math.Min(source.Score, 0.8), Rule.Again);
            }
        }
    }

    /// <summary>Mr B. makes every other B. the same man.</summary>
    private static void Initials(ScannedText text, Candidates found)
    {
        var letters = 0;
        foreach (var one in found.All)
        {
            if (one.Score >= Known && one.Kind is IdentifierKind.Initials && one.Past - one.First <= 2 && text.Of(one.First) is [>= 'A' and <= 'Z' and var letter])
            {
                letters |= 1 << (letter - 'A');
            }
        }
        for (var token = 0; letters != 0 && token < text.Count; token++)
        {
            if (text.Tokens[token].Shape is Shape.Single && text.Of(token)[0] is >= 'A' and <= 'Z' and var letter && (letters & (1 << (letter - 'A'))) != 0 && (letter is not ('A' or 'I') || text.IsSign(token + 1, '.')))
            {
                found.Add(token, token + 1, IdentifierKind.Initials, 0.6, Rule.Again);
            }
        }
    }

    private static void Learn(ScannedText text, in Candidate one, (IdentifierKind Kind, double Score)[] sources)
    {
        for (var token = one.First; token < one.Past; token++)
        {
            ref var here = ref text.Tokens[token];
            if (here.Kind is not TokenKind.Word || here.Shape is Shape.Lower or Shape.Single || text.LengthOf(token) < 2 || text.Has(token, Never))
            {
                continue;
            }
            // Only a name that its context vouches for makes a dictionary word identify.
            if (text.Has(token, WordFlags.Known) && !(one.Kind is IdentifierKind.Person && (one.Rule == Rule.Titled || one.Rule == Rule.KinName || one.Rule == Rule.Introduced || text.Has(token, WordFlags.FirstName))))
            {
                continue;
            }
            if (one.Score > sources[here.Word].Score)
            {
                sources[here.Word] = (one.Kind, one.Score);
            }
        }
    }
}
