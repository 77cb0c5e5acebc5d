using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Redactions;

namespace Supervision.Server.Features.Contributions;

/// <summary>What one person has written in one case and can still be read, and what else was written there.</summary>
internal sealed record Written(CaseHeader Case, IReadOnlyList<Saying> Own, IReadOnlyList<Saying> Others);

/// <summary>Finds what one person has written beside the texts of an institute's cases, also in groups that they have left.</summary>
internal sealed class WrittenBySomebody(CaseQueries cases, ErasureScopes scopes, Sayings sayings, CaseSealing sealing)
{
    /// <summary>The cases, not erased, in which they have written something at some time. Opens nothing.</summary>
    public async Task<IReadOnlyList<CaseHeader>> CasesAsync(string tenant, PersonId person, CancellationToken cancellationToken)
    {
        var found = new List<CaseHeader>();
        foreach (var header in (await cases.AllAsync(tenant, cancellationToken)).Where(header => !header.IsGoing))
        {
            if ((await scopes.OfAsync(tenant, header.Case, cancellationToken)).By.Any(each => each.Person == person))
            {
                found.Add(header);
            }
        }
        return found;
    }

    public async Task<Written> InAsync(string tenant, CaseHeader header, PersonId person, CancellationToken cancellationToken)
    {
        var all = await sayings.InAsync(tenant, header.Case, cancellationToken);
        return new(header, [.. all.Where(each => each.By == person && HasWords(each))], [.. all.Where(each => each.By != person)]);
    }

    public async Task<ContributionScope> ScopeAsync(string tenant, PersonId person, IReadOnlyList<CaseHeader> headers, CancellationToken cancellationToken)
    {
        var (count, notes, replies) = (0, 0, 0);
        foreach (var header in headers)
        {
            var own = (await InAsync(tenant, header, person, cancellationToken)).Own;
            count += own.Count > 0 ? 1 : 0;
            replies += own.Count(each => each.Reply is not null);
            notes += own.Count(each => each.Reply is null);
        }
        return new(count, notes, replies);
    }

    /// <summary>All that goes with it: every word of theirs, and where others repeat them.</summary>
    public async Task<IReadOnlyList<Passage>> PassagesAsync(string tenant, Written written, CancellationToken cancellationToken)
    {
        if (written.Own.Count == 0
            || await cases.ReadTextAsync(tenant, written.Case.Case, cancellationToken) is not { } opened
            || await sealing.OpenAsync(tenant, opened, cancellationToken) is not var (_, content))
        {
            return [];
        }
        var quotations = new Quotations(written.Own.Select(each => each.Words), content.Text);
        return
        [
            .. written.Own.Select(each => each.Whole),
            .. written.Others.SelectMany(each => quotations.In(each.Words).Select(part => each.Part(part.Start, part.End))),
        ];
    }

    private static bool HasWords(Saying saying) => saying.Words.Any(unit => unit is not Redacted.Filler && !char.IsWhiteSpace(unit));
}
