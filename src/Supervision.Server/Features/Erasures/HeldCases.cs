using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Holds;

namespace Supervision.Server.Features.Erasures;

/// <summary>Which cases a legal hold keeps: on themselves, or on somebody who brought them or wrote in them.</summary>
internal sealed class HeldCases(HoldQueries holds, ErasureScopes scopes)
{
    public async Task<IReadOnlyDictionary<CaseId, Hold>> OfAsync(string tenant, IEnumerable<CaseHeader> cases, CancellationToken cancellationToken)
    {
        var board = await holds.OfAsync(tenant, cancellationToken);
        var held = new Dictionary<CaseId, Hold>();
        foreach (var header in cases)
        {
            if (await CoveringAsync(tenant, header, board, cancellationToken) is { } hold)
            {
                held[header.Case] = hold;
            }
        }
        return held;
    }

    public async Task<Hold?> CoveringAsync(string tenant, CaseHeader header, CancellationToken cancellationToken) =>
        await CoveringAsync(tenant, header, await holds.OfAsync(tenant, cancellationToken), cancellationToken);

    // Who wrote in a case is looked up only where somebody is held.
    private async Task<Hold?> CoveringAsync(string tenant, CaseHeader header, HoldBoard board, CancellationToken cancellationToken)
    {
        if (header.Erasure is { State: ErasureState.Erased })
        {
            return null;
        }
        if (board.Covering(header.Case, [header.OpenedBy]) is { } hold)
        {
            return hold;
        }
        return board.HeldPeople.Any()
            ? board.Covering(header.Case, (await scopes.OfAsync(tenant, header.Case, cancellationToken)).By.Select(each => each.Person))
            : null;
    }
}
