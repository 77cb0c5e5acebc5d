using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Server.Http;

/// <summary>Enum members on the wire and in events: <c>training-lead</c>, never a number.</summary>
internal sealed class KebabCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
