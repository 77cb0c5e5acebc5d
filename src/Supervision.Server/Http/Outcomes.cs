using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Http;

/// <summary>What became of a command, as an answer.</summary>
internal static class Outcomes
{
    public static Results<Ok<Receipt>, ProblemHttpResult> Answer(Guid commandId, Outcome outcome) =>
        outcome is Outcome.Accepted accepted ? TypedResults.Ok(Receipt.Of(commandId, accepted)) : ProblemOf(outcome);

    /// <summary>Carries out a command of which nothing but its id can be malformed.</summary>
    public static async Task<Results<Ok<Receipt>, ProblemHttpResult>> AnswerAsync(Guid commandId, Func<Task<Outcome>> command)
    {
        var errors = new FieldErrors();
        errors.RequireId("commandId", commandId);
        return errors.Any ? errors.Problem : Answer(commandId, await command());
    }

    public static ProblemHttpResult ProblemOf(Outcome outcome) => outcome switch
    {
        Outcome.Refused refused => Problems.Refused(refused.Refusal),
        Outcome.Conflict => Problems.Of(StatusCodes.Status409Conflict),
        _ => throw new UnreachableException(),
    };
}
