using System.Text;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Groups;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Cases;

/// <summary>Opens cases for whoever may: over HTTP, from the command line, for the demonstration. Here a case's text is sealed.</summary>
internal sealed class CaseOpening(
    Decider<CaseState, CaseCommand, CaseEvent> cases, CaseQueries known, GroupQueries groups, CaseSealing sealing, TextKeys keys, TimeProvider time)
{
    private static readonly Refusal Erased = new("case-erased", "This case has been erased. What was erased is not brought back under the same name: open a new one.");

    /// <summary>Only where the group's contract is signed by all. A case that is open already is answered as it was the first time.</summary>
    public async Task<Outcome> OpenAsync(
        string tenant, Guid commandId, CaseId @case, GroupId group, PersonId by, NewCase text, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(tenant, group, cancellationToken) is { } refusal
            && await known.FindAsync(tenant, @case, cancellationToken) is null)
        {
            return new Outcome.Refused(refusal);
        }
        // Before a key is made for it.
        if (CaseDecider.FaultInTitle(text.Title.Length) is { } fault)
        {
            return new Outcome.Refused(fault);
        }
        if (await sealing.SealAsync(tenant, @case, text, cancellationToken) is not { } words)
        {
            return new Outcome.Refused(Erased);
        }
        var command = new CaseCommand.Open(@case, group, words.Title, text.Title.Length, words.Content, text.Text.Text.Length, text.Pass.Record, by, time.GetUtcNow());
        return await cases.ExecuteAsync(new(tenant, @case.Value), commandId, command, cancellationToken);
    }

    /// <summary>Why no case can be opened in the group at present; null if it can.</summary>
    public async Task<Refusal?> RefusalAsync(string tenant, GroupId group, CancellationToken cancellationToken) =>
        (await groups.FindAsync(tenant, group, cancellationToken))?.RefusalToOpenCases;

    /// <summary>The same text brought into the same group again is the same case: a repeated import adds nothing.</summary>
    public async Task<(CaseId Case, Outcome Outcome)> ImportAsync(string tenant, GroupId group, PersonId by, NewCase text, CancellationToken cancellationToken)
    {
        // Under a key, so that a case's id does not tell whoever has a text that it was brought in here.
        var key = await keys.OfAsync(tenant, new(KeyKind.Imports, group.Value), cancellationToken);
        if (key is null)
        {
            return (default, new Outcome.Refused(Erased));
        }
        var @case = new CaseId(NameOf(key, "case", group, text.Text));
        return (@case, await OpenAsync(tenant, NameOf(key, "command", group, text.Text), @case, group, by, text, cancellationToken));
    }

    private static Guid NameOf(TextKey key, string what, GroupId group, CaseText text)
    {
        var mark = key.Mark(Encoding.UTF8.GetBytes($"{what}\n{group}\n{text.Text}"));
        mark[6] = (byte)((mark[6] & 0x0f) | 0x80);
        mark[8] = (byte)((mark[8] & 0x3f) | 0x80);
        return new(mark.AsSpan(0, 16), bigEndian: true);
    }
}

/// <param name="Source">Where a published text comes from; null for a group's own.</param>
/// <param name="Pass">That title and text have passed the anonymisation gate.</param>
/// <param name="Memory">What was disguised in it, as marks; null for nothing.</param>
internal sealed record NewCase(string Title, CaseText Text, string? Source, GatePass Pass, KeptMemory? Memory = null)
{
    /// <summary>Of a text that has been published where <paramref name="source"/> says.</summary>
    public static NewCase Published(string title, CaseText text, string source) => new(title, text, source, GatePass.Published(title, text.Text));

    public override string ToString() => nameof(NewCase);
}
