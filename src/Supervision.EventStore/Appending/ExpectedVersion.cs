namespace Supervision.EventStore.Appending;

/// <summary>What the writer of an append believes of the stream.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long value) => Value = value;

    /// <summary>The stream may be at any version, or not exist.</summary>
    public static ExpectedVersion Any { get; } = new(-1);

    /// <summary>The stream has no event yet.</summary>
    public static ExpectedVersion None { get; } = new(0);

    /// <summary>-1 for any, else the version.</summary>
    internal long Value { get; }

    /// <summary>The stream's last event has exactly this version; 0 is the same as <see cref="None"/>.</summary>
    public static ExpectedVersion Exactly(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new(version);
    }
}
