namespace Supervision.Deidentification.Recognising;

/// <summary>A run of tokens, half-open, that a rule fired on.</summary>
internal readonly record struct Candidate(int First, int Past, IdentifierKind Kind, double Score, Rule Rule);

/// <summary>All that fired, and which tokens a sure rule has already spoken for.</summary>
internal sealed class Candidates(int tokens)
{
    private readonly bool[] _taken = new bool[tokens];

    public List<Candidate> All { get; } = [];

    public bool IsTaken(int token) => token >= 0 && token < _taken.Length && _taken[token];

    public int Add(int first, int past, IdentifierKind kind, double score, Rule rule)
    {
        All.Add(new(first, past, kind, score, rule));
        return past;
    }

    /// <summary>Adds it and keeps the later rules off its tokens.</summary>
    public int Take(int first, int past, IdentifierKind kind, double score, Rule rule)
    {
        _taken.AsSpan(first, past - first).Fill(true);
        return Add(first, past, kind, score, rule);
    }

    /// <summary>Keeps the later rules off tokens that identify nobody.</summary>
    public int Pass(int first, int past)
    {
        _taken.AsSpan(first, past - first).Fill(true);
        return past;
    }
}
