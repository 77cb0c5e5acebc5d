using System.Text.RegularExpressions;

namespace Supervision.Server.Features.Contributions;

/// <summary>
/// Finds where others repeat what somebody wrote: runs of at least <see cref="Run"/> words, in capitals or not, whatever stands
/// between them; of something shorter all of it, from <see cref="Least"/> words on. What both may have taken from the case's
/// own text is no quotation.
/// </summary>
internal sealed partial class Quotations
{
    public const int Run = 5;
    public const int Least = 3;

    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    /// <param name="written">By the one whose words are looked for.</param>
    /// <param name="text">Of the case.</param>
    public Quotations(IEnumerable<string> written, string text)
    {
        foreach (var tokens in written.Select(words => Tokens(words)))
        {
            var length = Math.Min(Run, tokens.Length);
            if (length >= Least)
            {
                _runs.UnionWith(Runs(tokens, length));
            }
        }
        var inText = Tokens(text);
        for (var length = Least; length <= Run; length++)
        {
            _runs.ExceptWith(Runs(inText, length));
        }
    }

    /// <returns>Half-open, in UTF-16 units, in order and apart from each other.</returns>
    public IReadOnlyList<(int Start, int End)> In(string words)
    {
        var (tokens, isQuoted) = (Tokens(words), new bool[words.Length]);
        for (var length = Least; length <= Run; length++)
        {
            var at = 0;
            foreach (var run in Runs(tokens, length))
            {
                if (_runs.Contains(run))
                {
                    isQuoted.AsSpan(tokens[at].Start..tokens[at + length - 1].End).Fill(true);
                }
                at++;
            }
        }
        var found = new List<(int, int)>();
        for (var at = 0; at < isQuoted.Length; at++)
        {
            if (isQuoted[at])
            {
                var end = Array.IndexOf(isQuoted, false, at) is >= 0 and var first ? first : isQuoted.Length;
                found.Add((at, end));
                at = end;
            }
        }
        return found;
    }

    private static IEnumerable<string> Runs(Token[] tokens, int length) =>
        Enumerable.Range(0, Math.Max(0, tokens.Length - length + 1)).Select(at => string.Join(' ', tokens[at..(at + length)].Select(token => token.Word)));

    private static Token[] Tokens(string words) =>
        [.. Word.Matches(words).Select(match => new Token(match.Value.ToUpperInvariant(), match.Index, match.Index + match.Length))];

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }

    private readonly record struct Token(string Word, int Start, int End);
}
