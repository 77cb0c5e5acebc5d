using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Server.Sealing;

/// <summary>
/// A text as events, states, snapshots and projections hold it: unreadable without the key it names. It is sealed where a
/// request becomes a command, and opened where an answer is made; nothing between the two ever sees the text.
/// </summary>
/// <param name="Key">The id of the data key.</param>
/// <param name="Box">Nonce, ciphertext and tag.</param>
[JsonConverter(typeof(SealedTextJson))]
internal sealed record SealedText(Guid Key, ReadOnlyMemory<byte> Box)
{
    public bool Equals(SealedText? other) => other is not null && Key == other.Key && Box.Span.SequenceEqual(other.Box.Span);

    public override int GetHashCode() => HashCode.Combine(Key, Box.Length);

    public override string ToString() => nameof(SealedText);
}

/// <summary>Stored as one base64 string: the key's id, then the box.</summary>
internal sealed class SealedTextJson : JsonConverter<SealedText>
{
    private const int IdLength = 16;

    public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        return bytes.Length > IdLength
            ? new(new Guid(bytes.AsSpan(0, IdLength), bigEndian: true), bytes.AsMemory(IdLength))
            : throw new JsonException("This is no sealed text.");
    }

    public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options)
    {
        var bytes = new byte[IdLength + value.Box.Length];
        value.Key.TryWriteBytes(bytes, bigEndian: true, out _);
        value.Box.Span.CopyTo(bytes.AsSpan(IdLength));
        writer.WriteBase64StringValue(bytes);
    }
}
