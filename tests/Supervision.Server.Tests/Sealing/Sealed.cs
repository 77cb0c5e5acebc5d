using Supervision.Server.Sealing;

namespace Supervision.Server.Tests.Sealing;

/// <summary>Sealed texts for deciders, which cannot tell what is in them.</summary>
internal static class Sealed
{
    public static readonly Guid Key = Guid.Parse("00000000-0000-0000-0000-00000000aaaa");

    public static SealedText Text(byte number) => new(Key, Enumerable.Repeat(number, Box.Overhead + 1).ToArray());
}
