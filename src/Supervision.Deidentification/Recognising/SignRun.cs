using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Groups of letters and digits parted by single signs, spaces or line breaks, as people write long numbers. Bounded: twelve groups.</summary>
internal ref struct SignRun
{
    public const int MostGroups = 12;
    private const int MostSigns = 40;

    private SignBuffer _signs;
    private int _length;
    private GroupBuffer _pasts;
    private GroupBuffer _lengths;

    public int Groups { get; private set; }

    public readonly int PastOf(int group) => _pasts[group];

    public readonly int LengthTo(int group) => _lengths[group];

    public readonly int LengthOf(int group) => _lengths[group] - (group == 0 ? 0 : _lengths[group - 1]);

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<char> To(int group) => ((ReadOnlySpan<char>)_signs)[.._lengths[group]];

    /// <param name="letters">Whether groups with letters belong to it.</param>
    public static SignRun At(ScannedText text, int first, bool letters)
    {
        var run = new SignRun();
        for (var at = first; at < text.Count && run.Groups < MostGroups; at++)
        {
            if (text.Tokens[at].Kind is TokenKind.Sign)
            {
                if (at == first || text.Text[text.Tokens[at].Start] is not ('-' or '.' or '/' or '(' or ')' or '\u2013' or '\u2010' or '\u2011') || text.Tokens[at].Gap > 1)
                {
                    break;
                }
                continue;
            }
            var length = text.Tokens[at].End - text.Tokens[at].Start;
            if ((text.Tokens[at].Kind is not TokenKind.Number && !letters) || run._length + length > MostSigns || (at > first && text.Tokens[at].Gap > 2))
            {
                break;
            }
            foreach (var sign in text.Of(at))
            {
                if (!char.IsAsciiLetterOrDigit(sign))
                {
                    return run;
                }
                run._signs[run._length++] = char.ToUpperInvariant(sign);
            }
            run._pasts[run.Groups] = at + 1;
            run._lengths[run.Groups++] = run._length;
        }
        return run;
    }

    [System.Runtime.CompilerServices.InlineArray(MostSigns)]
    private struct SignBuffer
    {
        private char _first;
    }

    [System.Runtime.CompilerServices.InlineArray(MostGroups)]
    private struct GroupBuffer
    {
        private int _first;
    }
}
