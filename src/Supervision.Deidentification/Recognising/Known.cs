using Supervision.Deidentification.Disguising;
using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>The author's own lists, and what the case remembers.</summary>
internal static class Known
{
    public static void Add(ScannedText text, PersonalList own, CaseMemory? memory, Candidates found)
    {
        var marks = memory is null || memory.IsEmpty ? null : new RememberedWords(text, memory);
        var names = marks is null ? [] : Names(text, found);
        for (var token = 0; token < text.Count; token++)
        {
            if (text.Tokens[token].Word < 0)
            {
                continue;
            }
            if (!own.Always.IsEmpty && Match(text, own.Always, token) is var past && past > token)
            {
                found.Add(token, past, IdentifierKind.Name, 1, Rule.Always);
            }
            if (marks is not null && marks.Match(token, out var kind) is var known && known > token)
            {
                // A part of a longer name makes the whole of it known: Anna Hale is the Anna of before.
                var whole = kind is IdentifierKind.Person or IdentifierKind.Name && names[token] is { } name && name.Past >= known ? name : (First: token, Past: known);
                found.Add(whole.First, whole.Past, kind, 0.99, Rule.Remembered);
                token = whole.Past - 1;
            }
        }
    }

    /// <summary>For each token the person's name that it belongs to, as the rules saw it.</summary>
    private static (int First, int Past)?[] Names(ScannedText text, Candidates found)
    {
        var names = new (int First, int Past)?[text.Count];
        foreach (var one in found.All)
        {
            if (one.Kind is IdentifierKind.Person && one.Score >= Deidentifier.MiddleScore && one.Rule != Rule.Always && one.Rule != Rule.Remembered)
            {
                names.AsSpan(one.First, one.Past - one.First).Fill((one.First, one.Past));
            }
        }
        return names;
    }

    /// <summary>Takes away what the author never wants flagged, but not what the case remembers or the author asks for.</summary>
    /// <returns>What was taken away.</returns>
    public static List<Candidate> Withdraw(ScannedText text, PersonalList own, List<Candidate> kept)
    {
        var withdrawn = own.Never.IsEmpty ? [] : kept.FindAll(one => one.Rule != Rule.Always && one.Rule != Rule.Remembered && IsCovered(text, own.Never, one));
        if (withdrawn.Count > 0)
        {
            kept.RemoveAll(withdrawn.ToHashSet().Contains);
        }
        return withdrawn;
    }

    private static bool IsCovered(ScannedText text, PhraseSet never, in Candidate one)
    {
        for (var token = one.First; token < one.Past;)
        {
            if (text.Tokens[token].Kind is TokenKind.Sign)
            {
                token++;
                continue;
            }
            var past = Match(text, never, token);
            if (past == token)
            {
                return false;
            }
            token = past;
        }
        return true;
    }

    private static int Match(ScannedText text, PhraseSet set, int token)
    {
        var phrase = text.Phrase(set, token, out _);
        return phrase > token ? phrase : (set.Find(text.Words[text.Tokens[token].Word].Hash) & TermFlags.Safe) != TermFlags.None ? token + 1 : token;
    }
}
