using System.Text.Json.Serialization;
using Supervision.EventStore.Appending;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Server.Features.Holds;

[JsonConverter(typeof(IdentifierJson<HoldId>))]
internal readonly record struct HoldId(Guid Value) : IIdentifier<HoldId>
{
    public static HoldId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(KebabCase<HoldOn>))]
internal enum HoldOn
{
    Case,

    /// <summary>Everything that somebody has brought or written, and what they have opened.</summary>
    Person,
}

/// <summary>An institute's legal holds are one stream, so that what is about to be erased and what is held are decided one after the other.</summary>
internal static class HoldStream
{
    public const string Type = "holds";

    public static StreamKey Of(string tenant) => new(tenant, NamedIds.Of(Type, Guid.Parse(tenant)));
}

/// <summary>What happens to an institute's legal holds; the stored contract.</summary>
internal abstract record HoldEvent
{
    private HoldEvent()
    {
    }

    /// <summary>From now on nothing of it is erased, whoever asks and however long it has been kept.</summary>
    /// <param name="Of">The id of the case or the person.</param>
    /// <param name="Reason">In the officer's words, for those who may see holds.</param>
    internal sealed record Set(HoldId Hold, HoldOn On, Guid Of, string Reason, PersonId By, DateTimeOffset At) : HoldEvent
    {
        public override string ToString() => $"{nameof(Set)} {Hold}";
    }

    internal sealed record Lifted(HoldId Hold, string Reason, PersonId By, DateTimeOffset At) : HoldEvent
    {
        public override string ToString() => $"{nameof(Lifted)} {Hold}";
    }

    /// <summary>No hold stood in the way, and the case's key is destroyed next: a hold on it would come too late.</summary>
    internal sealed record Cleared(CaseId Case, DateTimeOffset At) : HoldEvent;
}
