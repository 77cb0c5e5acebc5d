using System.Security.Cryptography;
using System.Text;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Features.Cases;

/// <summary>Opens cases for whoever may: over HTTP, from the command line, for the demonstration.</summary>
internal sealed class CaseOpening(Decider<CaseState, CaseCommand, CaseEvent> cases, CaseQueries known, GroupQueries groups, TimeProvider time)
{
    /// <summary>Only where the group's contract is signed by all. A case that is open already is answered as it was the first time.</summary>
    public async Task<Outcome> OpenAsync(
        string tenant, Guid commandId, CaseId @case, GroupId group, PersonId by, NewCase text, CancellationToken cancellationToken)
    {
        if (await groups.FindAsync(tenant, group, cancellationToken) is { RefusalToOpenCases: { } refusal }
            && await known.FindAsync(tenant, @case, cancellationToken) is null)
        {
            return new Outcome.Refused(refusal);
        }
        return await cases.ExecuteAsync(
            new(tenant, @case.Value), commandId, new CaseCommand.Open(@case, group, text.Title, text.Text, text.Source, by, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>The same text brought into the same group again is the same case: a repeated import adds nothing.</summary>
    public async Task<(CaseId Case, Outcome Outcome)> ImportAsync(string tenant, GroupId group, PersonId by, NewCase text, CancellationToken cancellationToken)
    {
        var @case = new CaseId(NameOf("case", group, text.Text));
        return (@case, await OpenAsync(tenant, NameOf("command", group, text.Text), @case, group, by, text, cancellationToken));
    }

    private static Guid NameOf(string what, GroupId group, CaseText text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{what}\n{group}\n{text.Text}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}

internal sealed record NewCase(string Title, CaseText Text, string? Source)
{
    public override string ToString() => nameof(NewCase);
}
