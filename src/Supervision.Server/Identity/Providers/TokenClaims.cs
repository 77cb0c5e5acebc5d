using System.Text.Json;

namespace Supervision.Server.Identity.Providers;

/// <summary>What a token, or a provider's answer about a person, says. Values of another kind than asked for count as absent.</summary>
internal sealed record TokenClaims(JsonElement Payload)
{
    public static TokenClaims Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind is JsonValueKind.Object ? new(document.RootElement.Clone()) : throw new JsonException();
    }

    public bool Has(string name) => Payload.TryGetProperty(name, out _);

    public JsonElement? Find(string name) => Payload.TryGetProperty(name, out var value) ? value : null;

    /// <returns>Null if absent or empty.</returns>
    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>One text, or several.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } several =>
            [.. several.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.String).Select(each => each.GetString()!)],
        _ => [],
    };

    public DateTimeOffset? Time(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    // Some providers write it as text, or as a number.
    public bool IsTrue(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text => text.GetString() is "true" or "1",
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out var one) && one == 1,
        _ => false,
    };

    public override string ToString() => nameof(TokenClaims);
}
