using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Cases;

/// <summary>A case without its text, which stays in the event.</summary>
/// <param name="Opened">Null until the case is opened.</param>
internal sealed record CaseState(CaseHeader? Opened)
{
    public static readonly CaseState Initial = new(Opened: null);
}

internal static class CaseDecider
{
    public const int MaxTitleLength = 120;

    private static readonly Refusal UnknownCase = new("unknown-case", "There is no such case.");

    private static readonly Refusal Going = new("case-erased", "This case has been erased, or is about to be.");

    public static Decision<CaseEvent> Decide(CaseState state, CaseCommand command) => command switch
    {
        CaseCommand.Open open => Open(state, open),
        CaseCommand.StepOut stepOut => StepOut(state, stepOut),
        _ when state.Opened is null => UnknownCase,
        CaseCommand.Close close => Close(state.Opened, close),
        CaseCommand.Reopen reopen => Reopen(state.Opened, reopen),
        CaseCommand.EndRetention end when !end.IsByGroup && state.Opened.ClosedAt != end.Since => new Refusal("not-closed", "This case is not closed, or was closed at another time."),
        _ => ErasureRules.Decide(state.Opened.Erasure, command),
    };

    public static CaseState Evolve(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.Opened opened => state with
        {
            Opened = new(opened.Case, opened.Group, opened.Title, opened.By, opened.At, opened.Characters),
        },
        CaseEvent.SteppedOut steppedOut => state with
        {
            Opened = state.Opened! with { SteppedOut = [.. state.Opened!.SteppedOut ?? [], new(steppedOut.Person, steppedOut.At)] },
        },
        CaseEvent.Closed closed => state with { Opened = state.Opened! with { ClosedAt = closed.At } },
        CaseEvent.Reopened => state with { Opened = state.Opened! with { ClosedAt = null } },
        _ => state with { Opened = state.Opened! with { Erasure = ErasureRules.Evolve(state.Opened!.Erasure, @event) } },
    };

    private static Decision<CaseEvent> Open(CaseState state, CaseCommand.Open open)
    {
        if (state.Opened is not null)
        {
            return new Refusal("id-taken", "There is a case with this id already.");
        }
        return FaultInTitle(open.TitleLength) is { } fault
            ? fault
            : [new CaseEvent.Opened(open.Case, open.Group, open.Title, open.Content, open.Characters, open.Check, open.By, open.At)];
    }

    public static Refusal? FaultInTitle(int length) => length switch
    {
        0 => new("title-missing", "A case needs a title."),
        > MaxTitleLength => new("title-too-long", $"A title holds at most {MaxTitleLength} characters."),
        _ => null,
    };

    private static Decision<CaseEvent> Close(CaseHeader opened, CaseCommand.Close close) => opened switch
    {
        { IsGoing: true } => Going,
        { ClosedAt: not null } => [],
        _ => [new CaseEvent.Closed(close.By, close.At)],
    };

    private static Decision<CaseEvent> Reopen(CaseHeader opened, CaseCommand.Reopen reopen) => opened switch
    {
        { IsGoing: true } => Going,
        { ClosedAt: null } => [],
        _ => [new CaseEvent.Reopened(reopen.By, reopen.At)],
    };

    private static Decision<CaseEvent> StepOut(CaseState state, CaseCommand.StepOut stepOut) => state.Opened switch
    {
        null => UnknownCase,
        var opened when opened.OpenedBy == stepOut.Person => new Refusal("own-case", "Whoever brought a case stays with it."),
        var opened when opened.HasSteppedOut(stepOut.Person) => [],
        _ => [new CaseEvent.SteppedOut(stepOut.Person, stepOut.At)],
    };
}
