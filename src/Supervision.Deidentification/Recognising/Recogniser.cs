using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Runs the rules over a text: numbers and dates first, which keep the others off their tokens.</summary>
internal static class Recogniser
{
    public static Candidates Run(ScannedText text)
    {
        var found = new Candidates(text.Count);
        for (var token = 0; token < text.Count;)
        {
            token = Next(text, token, found) is var past && past > token ? past : token + 1;
        }
        TakeHashes(text, found);
        for (var token = 0; token < text.Count;)
        {
            token = Capitals.Try(text, token, found) is var past && past > token ? past : token + 1;
        }
        for (var token = 0; token < text.Count;)
        {
            token = LowerCase.Try(text, token, found) is var past && past > token ? past : token + 1;
        }
        LetterNames.Add(text, found);
        return found;
    }

    // The sign before a number belongs to it.
    private static void TakeHashes(ScannedText text, Candidates found)
    {
        for (var i = 0; i < found.All.Count; i++)
        {
            var one = found.All[i];
            if (text.IsSign(one.First - 1, '#') && text.Touches(one.First))
            {
                found.All[i] = one with { First = one.First - 1 };
            }
        }
    }

    private static int Next(ScannedText text, int token, Candidates found)
    {
        var past = Structured.Try(text, token, found);
        past = past > token ? past : Numbers.Try(text, token, found);
        past = past > token ? past : Codes.Try(text, token, found);
        past = past > token ? past : Dates.Try(text, token, found);
        return past > token ? past : Amounts.Try(text, token, found);
    }
}
