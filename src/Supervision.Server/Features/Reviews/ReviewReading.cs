using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Reviews;

/// <summary>A case's review as one viewer sees it.</summary>
internal sealed class ReviewReading(Reviewing reviewing, CaseSealing sealing, GroupQueries groups, PersonNames people, TimeProvider time)
{
    public async Task<ReviewPage> OfCaseAsync(Viewer viewer, CaseAccess access, CancellationToken cancellationToken)
    {
        var @case = access.Case.Case;
        var state = await reviewing.StateAsync(viewer.Tenant, @case, cancellationToken);
        var removals = await reviewing.RemovalsAsync(viewer.Tenant, @case, cancellationToken);
        var names = await people.NamesOfAsync(viewer.Tenant, [.. PeopleIn(state).Distinct()], cancellationToken);
        var carried = new List<CarriedView>();
        foreach (var each in state.Carried)
        {
            carried.Add(new((await groups.FindAsync(viewer.Tenant, each.Group, cancellationToken))?.Name ?? "", names[each.By].Name, each.At));
        }
        var isPresenter = access.Case.OpenedBy == viewer.Person && access.Role is not GroupRole.Observer;
        return new(
            ReviewDecider.FaultIn(state.Last, removals, time.GetUtcNow()) is null, isPresenter,
            !isPresenter && access.Role is not GroupRole.Observer && state.Last is { Standing: ReviewStanding.Waiting }, carried,
            state.Last is { } last ? await ShownAsync(viewer.Tenant, @case, last, names, cancellationToken) : null);
    }

    private async Task<ReviewView> ShownAsync(string tenant, CaseId @case, Review review, IReadOnlyDictionary<PersonId, PersonName> names, CancellationToken cancellationToken)
    {
        var stream = ReviewStream.Of(tenant, @case);
        using var opener = await sealing.OpenerAsync(tenant, @case, cancellationToken);
        var answers = opener.Texts.Open(review.Answers, ReviewStream.AnswersOf(stream, review.Id), ReviewJson.Default.ReviewAnswers);
        var reason = review.Reason is { } text ? opener.Texts.Open(text, ReviewStream.ReasonOf(stream, review.Id), ReviewJson.Default.String) : null;
        return new(
            review.Id.Value, answers, names[review.By].Name, review.At, review.AgainAt, review.Standing, review.DecidedBy is { } decided ? names[decided].Name : null, review.DecidedAt, reason);
    }

    private static IEnumerable<PersonId> PeopleIn(ReviewState state) =>
        [.. state.Carried.Select(each => each.By), .. state.Last is { } last ? (PersonId[])[last.By, last.DecidedBy ?? last.By] : []];
}
