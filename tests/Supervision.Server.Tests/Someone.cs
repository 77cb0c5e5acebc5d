using Supervision.Server.Features;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Tests;

/// <summary>Named people and fixed times.</summary>
internal static class Someone
{
    public static readonly PersonId Ines = new(Guid.Parse("00000000-0000-0000-0000-0000000000a1"));
    public static readonly PersonId Jonas = new(Guid.Parse("00000000-0000-0000-0000-0000000000a2"));
    public static readonly PersonId Leila = new(Guid.Parse("00000000-0000-0000-0000-0000000000a3"));
    public static readonly PersonId Kim = new(Guid.Parse("00000000-0000-0000-0000-0000000000a4"));
    public static readonly GroupId Tuesday = new(Guid.Parse("00000000-0000-0000-0000-0000000000b1"));
    public static readonly GroupId Thursday = new(Guid.Parse("00000000-0000-0000-0000-0000000000b2"));
    public static readonly CaseId Heron = new(Guid.Parse("00000000-0000-0000-0000-0000000000c1"));
    public static readonly GateRecord Checked = new("2026.11.1", [new("PERSON", GateDecision.Changed, 3), new("PLACE", GateDecision.Kept, 1)]);
    public static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
}
