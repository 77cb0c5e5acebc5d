using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Institutes;

/// <param name="Id">Null until the institute is founded.</param>
internal sealed record InstituteState(
    InstituteId? Id, string Name, string TimeZone, WordForClient WordForClient, Retention Retention, ImmutableSortedSet<string> Standards)
{
    public static readonly InstituteState Initial = new(
        Id: null, "", "Europe/London", WordForClient.Client, Retention.Default, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));
}

internal static class InstituteDecider
{
    public const int MaxNameLength = 120;
    public const int MaxStandards = 30;
    public const int MaxMonths = 1_200;

    // What is asked for is due within a month.
    public const int MaxErasureDays = 28;

    public static Decision<InstituteEvent> Decide(InstituteState state, InstituteCommand command) => command switch
    {
        InstituteCommand.Found found => Found(state, found),
        InstituteCommand.Change change => Change(state, change),
        InstituteCommand.SetProvider set => Reason.FaultIn(set.As.Reason) is { } fault ? fault : [set.As],
        InstituteCommand.RemoveProvider remove => Reason.FaultIn(remove.Reason) is { } fault
            ? fault
            : [new InstituteEvent.ProviderRemoved(remove.Issuer, remove.By, remove.At, remove.Reason)],
        _ => throw new UnreachableException(),
    };

    public static InstituteState Evolve(InstituteState state, InstituteEvent @event) => @event switch
    {
        InstituteEvent.Founded founded => state with { Id = founded.Institute, Name = founded.Name },
        InstituteEvent.Renamed renamed => state with { Name = renamed.Name },
        InstituteEvent.SettingsChanged changed => state with
        {
            TimeZone = changed.TimeZone,
            WordForClient = changed.WordForClient,
            Retention = changed.Retention,
        },
        InstituteEvent.StandardAdopted adopted => state with { Standards = state.Standards.Add(adopted.Standard) },
        InstituteEvent.StandardDropped dropped => state with { Standards = state.Standards.Remove(dropped.Standard) },
        // What is set at present stands with its secret in identity.institute_providers.
        InstituteEvent.ProviderSet or InstituteEvent.ProviderRemoved => state,
        _ => throw new UnreachableException(),
    };

    // Founded again at every start, by whatever name it then has.
    private static Decision<InstituteEvent> Found(InstituteState state, InstituteCommand.Found found) =>
        state.Id is not null ? []
        : FaultInName(found.Name) is { } fault ? fault
        : [new InstituteEvent.Founded(found.Institute, found.Name, found.By, found.At)];

    private static Decision<InstituteEvent> Change(InstituteState state, InstituteCommand.Change change)
    {
        if (state.Id is null)
        {
            return new Refusal("unknown-institute", "There is no such institute.");
        }
        if ((FaultInName(change.Name) ?? FaultIn(change.Retention) ?? Reason.FaultIn(change.Reason)) is { } fault)
        {
            return fault;
        }
        if (change.Standards.Count > MaxStandards)
        {
            return new Refusal("too-many-standards", $"An institute adopts at most {MaxStandards} standards.");
        }
        return [.. Differences(state, change)];
    }

    private static IEnumerable<InstituteEvent> Differences(InstituteState state, InstituteCommand.Change change)
    {
        if (state.Name != change.Name)
        {
            yield return new InstituteEvent.Renamed(change.Name, change.By, change.At, change.Reason);
        }
        if (state.TimeZone != change.TimeZone || state.WordForClient != change.WordForClient || state.Retention != change.Retention)
        {
            yield return new InstituteEvent.SettingsChanged(
                change.TimeZone, change.WordForClient, change.Retention, change.By, change.At, change.Reason);
        }
        foreach (var standard in change.Standards.Distinct(StringComparer.Ordinal).Except(state.Standards))
        {
            yield return new InstituteEvent.StandardAdopted(standard, change.By, change.At, change.Reason);
        }
        foreach (var standard in state.Standards.Except(change.Standards))
        {
            yield return new InstituteEvent.StandardDropped(standard, change.By, change.At, change.Reason);
        }
    }

    private static Refusal? FaultInName(string name) =>
        name.Length is > 0 and <= MaxNameLength ? null : new("name-too-long", $"An institute has a name of at most {MaxNameLength} characters.");

    private static Refusal? FaultIn(Retention retention) =>
        new[] { retention.CaseDiscussion, retention.PrivateNotes, retention.Ledger, retention.AuditReports, retention.AccessLog }
            .All(months => months is >= 1 and <= MaxMonths) && retention.AssociationRounds is >= 0 and <= MaxMonths && retention.ErasureDays is >= 1 and <= MaxErasureDays
            ? null
            : new("retention-out-of-range", $"What is kept is kept between 1 and {MaxMonths} months; association rounds may end with the session. An erasure waits between 1 and {MaxErasureDays} days.");
}
