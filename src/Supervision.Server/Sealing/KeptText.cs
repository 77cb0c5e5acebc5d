namespace Supervision.Server.Sealing;

/// <summary>What stayed of a text whose key was destroyed: sealed anew, and read in place of what lies in the event.</summary>
/// <param name="Stream">The id of the stream whose field it is.</param>
internal sealed record KeptText(Guid Stream, string Field, SealedText Text)
{
    public override string ToString() => nameof(KeptText);
}

/// <summary>All that stayed of one scope.</summary>
internal sealed class KeptTexts(IReadOnlyCollection<KeptText> all)
{
    public static readonly KeptTexts None = new([]);

    private readonly Dictionary<(Guid, string), SealedText> _texts = all.ToDictionary(each => (each.Stream, each.Field), each => each.Text);

    /// <summary>In bytes.</summary>
    public long Size { get; } = all.Sum(each => each.Text.Box.Length + 64L);

    public SealedText? Of(SealedField field) => _texts.GetValueOrDefault((field.Stream.Id, field.Name));

    public bool AreUnder(ScopeKeys keys) => _texts.Values.All(text => keys.Find(text.Key) is not null);
}
