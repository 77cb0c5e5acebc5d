using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Features.People;

/// <summary>What is put on record about a person, for which it does not matter who else is there.</summary>
internal sealed class PersonRecord(Decider<PersonState, PersonCommand, PersonEvent> people, PeopleQueries queries, TimeProvider time)
{
    public async Task<Results<Ok<Receipt>, ProblemHttpResult>> ExecuteAsync(
        Viewer viewer, PersonId person, Guid commandId, Func<PersonId, DateTimeOffset, PersonCommand> command, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(viewer.Tenant, person, cancellationToken) is null)
        {
            return Problems.NotFound();
        }
        var outcome = await people.ExecuteAsync(
            PersonStream.Of(viewer.Tenant, person), commandId, command(viewer.Person, time.GetUtcNow()), cancellationToken);
        return Outcomes.Answer(commandId, outcome);
    }
}
