using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Makes one list without overlaps of all that fired: the surer rule wins a token, the longer of two equals.</summary>
internal static class Resolution
{
    public static List<Candidate> Resolve(ScannedText text, List<Candidate> all)
    {
        var order = new int[all.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(order, (a, b) => Compare(all[a], all[b]) is not 0 and var by ? by : a.CompareTo(b));
        var owners = new int[text.Count];
        foreach (var index in order)
        {
            for (var token = all[index].First; token < all[index].Past; token++)
            {
                owners[token] = owners[token] == 0 ? index + 1 : owners[token];
            }
        }
        return Pieces(text, all, owners);
    }

    private static int Compare(in Candidate a, in Candidate b) =>
        b.Score.CompareTo(a.Score) is not 0 and var byScore ? byScore
        : (b.Past - b.First).CompareTo(a.Past - a.First) is not 0 and var byLength ? byLength
        : a.First.CompareTo(b.First);

    private static List<Candidate> Pieces(ScannedText text, List<Candidate> all, int[] owners)
    {
        var kept = new List<Candidate>(all.Count);
        for (var token = 0; token < owners.Length;)
        {
            var owner = owners[token];
            var past = token + 1;
            while (past < owners.Length && owners[past] == owner)
            {
                past++;
            }
            if (owner > 0)
            {
                var (first, last) = (token, past);
                // What is left of a longer one must not begin or end with a bare sign.
                if (first != all[owner - 1].First || last != all[owner - 1].Past)
                {
                    while (first < last && text.Tokens[first].Kind is TokenKind.Sign)
                    {
                        first++;
                    }
                    while (last > first && text.Tokens[last - 1].Kind is TokenKind.Sign)
                    {
                        last--;
                    }
                }
                if (last > first)
                {
                    kept.Add(all[owner - 1] with { First = first, Past = last });
                }
            }
            token = past;
        }
        return kept;
    }
}
