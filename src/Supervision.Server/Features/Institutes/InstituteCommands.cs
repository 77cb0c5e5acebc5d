namespace Supervision.Server.Features.Institutes;

internal abstract record InstituteCommand(PersonId? By, DateTimeOffset At)
{
    internal sealed record Found(InstituteId Institute, string Name, PersonId? By, DateTimeOffset At) : InstituteCommand(By, At);

    /// <summary>Everything that can be set, as it is to be from now on.</summary>
    /// <param name="TimeZone">Known to this machine.</param>
    internal sealed record Change(
        string Name, string TimeZone, WordForClient WordForClient, Retention Retention, IReadOnlyList<string> Standards,
        PersonId? By, DateTimeOffset At, string? Reason) : InstituteCommand(By, At)
    {
        public override string ToString() => nameof(Change);
    }

    /// <param name="As">The change, already found to be one that may be.</param>
    internal sealed record SetProvider(InstituteEvent.ProviderSet As, PersonId? By, DateTimeOffset At) : InstituteCommand(By, At)
    {
        public override string ToString() => nameof(SetProvider);
    }

    internal sealed record RemoveProvider(string Issuer, PersonId? By, DateTimeOffset At, string? Reason) : InstituteCommand(By, At)
    {
        public override string ToString() => nameof(RemoveProvider);
    }
}
