using System.Collections.Immutable;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>What deciding needs to know of an annotation; its words stay in the events.</summary>
internal sealed record AnnotationStanding(PersonId By, bool IsGone, bool IsResolved, ImmutableDictionary<ReplyId, ReplyStanding> Replies)
{
    public static AnnotationStanding New(PersonId by) => new(by, IsGone: false, IsResolved: false, ImmutableDictionary<ReplyId, ReplyStanding>.Empty);
}

internal readonly record struct ReplyStanding(PersonId By, bool IsGone);

/// <summary>The margin of one case.</summary>
/// <param name="Standing">How many annotations are not gone.</param>
internal sealed record AnnotationsState(ImmutableDictionary<AnnotationId, AnnotationStanding> Annotations, int Standing)
{
    public static readonly AnnotationsState Initial = new(ImmutableDictionary<AnnotationId, AnnotationStanding>.Empty, 0);

    public CaseRedactions Redactions { get; init; } = CaseRedactions.None;

    /// <summary>The only one to write under; null for any, as long as the case has had no other.</summary>
    public Guid? Key { get; init; }
}

internal static class AnnotationDecider
{
    public const int MaxAnnotations = 5_000;
    public const int MaxNoteLength = 10_000;
    public const int MaxCodes = 12;

    private static readonly Refusal Unknown = new("unknown-annotation", "There is no such annotation in this case.");
    private static readonly Refusal Gone = new("already-withdrawn", "This annotation has been withdrawn.");
    private static readonly Refusal NotYours = new("not-yours", "Only the person who wrote it can do that.");
    private static readonly Refusal IdTaken = new("id-taken", "This id is in use. Make a new one.");

    /// <summary>Not for the one who asks: what was written has to be sealed again, under the present key and with what may be quoted now.</summary>
    public static readonly Refusal SealAgain = new("seal-again", "The case has changed meanwhile. Try again.");

    public static Decision<AnnotationEvent> Decide(AnnotationsState state, AnnotationCommand command) => command switch
    {
        AnnotationCommand.Annotate annotate => Annotate(state, annotate),
        AnnotationCommand.Replace replace => Replace(state, replace),
        AnnotationCommand.Withdraw withdraw => Withdraw(state, withdraw),
        AnnotationCommand.Reply reply => Reply(state, reply),
        AnnotationCommand.WithdrawReply withdraw => WithdrawReply(state, withdraw),
        AnnotationCommand.Resolve resolve => Standing(state, resolve.Annotation) is { } found
            ? OnStanding(found, found.IsResolved ? null : new AnnotationEvent.Resolved(resolve.Annotation, resolve.By))
            : Unknown,
        AnnotationCommand.Reopen reopen => Standing(state, reopen.Annotation) is { } found
            ? OnStanding(found, found.IsResolved ? new AnnotationEvent.Reopened(reopen.Annotation, reopen.By) : null)
            : Unknown,
        _ => RedactionRules.Decide(state, command),
    };

    public static AnnotationsState Evolve(AnnotationsState state, AnnotationEvent @event) => @event switch
    {
        AnnotationEvent.Added added => state with
        {
            Annotations = state.Annotations.SetItem(added.Annotation.Id, AnnotationStanding.New(added.By)),
            Standing = state.Standing + 1,
        },
        AnnotationEvent.Replaced replaced => Replaced(state, replaced),
        AnnotationEvent.Withdrawn withdrawn =>
            With(state, withdrawn.Annotation, old => old with { IsGone = true }) with { Standing = state.Standing - 1 },
        AnnotationEvent.ReplyAdded reply =>
            With(state, reply.Annotation, old => old with { Replies = old.Replies.SetItem(reply.Reply, new(reply.By, IsGone: false)) }),
        AnnotationEvent.ReplyWithdrawn reply =>
            With(state, reply.Annotation, old => old with { Replies = old.Replies.SetItem(reply.Reply, old.Replies[reply.Reply] with { IsGone = true }) }),
        AnnotationEvent.Resolved resolved => With(state, resolved.Annotation, old => old with { IsResolved = true }),
        AnnotationEvent.Reopened reopened => With(state, reopened.Annotation, old => old with { IsResolved = false }),
        AnnotationEvent.SealedAnew anew => state with { Key = anew.Key },
        _ => state with { Redactions = RedactionRules.Evolve(state.Redactions, @event) },
    };

    private static Decision<AnnotationEvent> Annotate(AnnotationsState state, AnnotationCommand.Annotate command)
    {
        if (state.Annotations.ContainsKey(command.Annotation.Id))
        {
            return IdTaken;
        }

        if (IsSealedBefore(state, command.Annotation.Words) || RedactionRules.QuotesWhatIsGone(state.Redactions, command.Annotation, command.Changes))
        {
            return SealAgain;
        }

        return state.Standing >= MaxAnnotations
            ? new Refusal("case-full", $"A case holds at most {MaxAnnotations:N0} annotations. Withdraw some, or open a new case.")
            : [new AnnotationEvent.Added(command.Annotation, command.By)];
    }

    private static Decision<AnnotationEvent> Replace(AnnotationsState state, AnnotationCommand.Replace command)
    {
        if (Standing(state, command.Old) is not { } old)
        {
            return Unknown;
        }

        if (old.IsGone)
        {
            return Gone;
        }

        if (old.By != command.By)
        {
            return NotYours;
        }

        if (IsSealedBefore(state, command.Annotation.Words) || RedactionRules.QuotesWhatIsGone(state.Redactions, command.Annotation, command.Changes))
        {
            return SealAgain;
        }

        return state.Annotations.ContainsKey(command.Annotation.Id)
            ? IdTaken
            : [new AnnotationEvent.Replaced(command.Old, command.Annotation, command.By)];
    }

    private static Decision<AnnotationEvent> Withdraw(AnnotationsState state, AnnotationCommand.Withdraw command) =>
        Standing(state, command.Annotation) switch
        {
            null => Unknown,
            var found when found.By != command.By => NotYours,
            { IsGone: true } => [],
            _ => [new AnnotationEvent.Withdrawn(command.Annotation, command.By)],
        };

    private static Decision<AnnotationEvent> Reply(AnnotationsState state, AnnotationCommand.Reply command) =>
        Standing(state, command.Annotation) switch
        {
            null => Unknown,
            { IsGone: true } => Gone,
            var found when found.Replies.ContainsKey(command.Id) => IdTaken,
            _ when IsSealedBefore(state, command.Text) => SealAgain,
            _ => [new AnnotationEvent.ReplyAdded(command.Annotation, command.Id, command.Text, command.By)],
        };

    private static Decision<AnnotationEvent> WithdrawReply(AnnotationsState state, AnnotationCommand.WithdrawReply command)
    {
        if (Standing(state, command.Annotation) is not { } found)
        {
            return Unknown;
        }

        if (!found.Replies.TryGetValue(command.Id, out var reply))
        {
            return new Refusal("unknown-reply", "There is no such reply in this thread.");
        }

        if (reply.By != command.By)
        {
            return NotYours;
        }

        return reply.IsGone ? [] : [new AnnotationEvent.ReplyWithdrawn(command.Annotation, command.Id, command.By)];
    }

    private static Decision<AnnotationEvent> OnStanding(AnnotationStanding found, AnnotationEvent? change)
    {
        if (found.IsGone)
        {
            return Gone;
        }

        return change is null ? [] : [change];
    }

    private static bool IsSealedBefore(AnnotationsState state, SealedText text) => state.Key is { } key && text.Key != key;

    private static AnnotationStanding? Standing(AnnotationsState state, AnnotationId id) => state.Annotations.GetValueOrDefault(id);

    private static AnnotationsState Replaced(AnnotationsState state, AnnotationEvent.Replaced replaced)
    {
        var old = state.Annotations[replaced.Old];
        return state with
        {
            Annotations = state.Annotations.SetItem(replaced.Old, old with { IsGone = true }).SetItem(replaced.Annotation.Id, old with { IsGone = false }),
        };
    }

    private static AnnotationsState With(AnnotationsState state, AnnotationId id, Func<AnnotationStanding, AnnotationStanding> change) =>
        state with { Annotations = state.Annotations.SetItem(id, change(state.Annotations[id])) };
}
