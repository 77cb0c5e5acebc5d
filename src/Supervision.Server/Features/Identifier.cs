using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Server.Features;

/// <summary>A UUID that names one kind of thing, so that a case's id cannot be taken for a group's.</summary>
internal interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Writes an identifier as the bare UUID.</summary>
internal sealed class IdentifierJson<TId> : JsonConverter<TId>
    where TId : struct, IIdentifier<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>Anyone with an account. The name that belongs to it is kept beside the account, never in events.</summary>
[JsonConverter(typeof(IdentifierJson<PersonId>))]
internal readonly record struct PersonId(Guid Value) : IIdentifier<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
