namespace Supervision.Deidentification.Scoring;

/// <summary>Turns places in UTF-16 code units into places in Unicode code points.</summary>
public sealed class CodePoints
{
    private readonly int[]? _before;

    /// <summary>Of one text.</summary>
    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            _before = new int[text.Length + 1];
            for (var i = 0; i < text.Length; i++)
            {
                _before[i + 1] = _before[i] + (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? 0 : 1);
            }
        }
    }

    /// <summary>The place in code points of a place in code units that does not cut a surrogate pair.</summary>
    public int Of(int unit) => _before is null ? unit : _before[unit];
}
