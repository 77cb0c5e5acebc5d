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
                found.Add(token, known, kind, 0.99, Rule.Remembered);
                token = known - 1;
            }
        }
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
