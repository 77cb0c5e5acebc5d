using Supervision.Deidentification.Disguising;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Deciding;
using Supervision.Server.Access;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Codebooks;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Annotations;

/// <summary>The one handler of annotation requests, for hub and HTTP.</summary>
internal sealed class Annotating(Decider<AnnotationsState, AnnotationCommand, AnnotationEvent> annotations, CaseTexts texts, TextKeys keys, KnownRedactions redactions, CodebookCatalogue codebooks)
{
    private const int ContextLength = 32;
    private const int Attempts = 5;

    /// <param name="viewer">Who asks.</param>
    /// <param name="access">Granted for <see cref="Act.Annotate"/>.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Stops waiting; what is on its way to disk may still be carried out.</param>
    public async Task<Outcome> SubmitAsync(Viewer viewer, CaseAccess access, AnnotationRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(viewer, access, request, cancellationToken);
            if (attempt == Attempts || outcome is not Outcome.Refused { Refusal: var refusal } || refusal != AnnotationDecider.SealAgain)
            {
                return outcome;
            }
            // This node has not heard yet of what another did.
            keys.Forget(viewer.Tenant, CaseSealing.ScopeOf(access.Case.Case));
            redactions.Forget(viewer.Tenant, access.Case.Case);
        }
    }

    private async Task<Outcome> TryAsync(Viewer viewer, CaseAccess access, AnnotationRequest request, CancellationToken cancellationToken)
    {
        var @case = access.Case.Case;
        if (await texts.ReadAsync(viewer.Tenant, @case, cancellationToken) is not { } known
            || await keys.FindAsync(viewer.Tenant, CaseSealing.ScopeOf(@case), cancellationToken) is not { } key)
        {
            return Refused("case-erased", "This case has been erased. Nothing more can be written in it.");
        }

        if (Check(request, known.Text, await texts.MemoryForAsync(viewer, access, cancellationToken)) is { } refusal)
        {
            return new Outcome.Refused(refusal);
        }

        try
        {
            var stream = AnnotationStream.Of(viewer.Tenant, @case);
            return await annotations.ExecuteAsync(stream, request.CommandId, CommandOf(request, viewer.Person, known, key, stream), cancellationToken);
        }
        catch (CommandIdTakenException)
        {
            return Refused("id-taken", "This command's id is in use elsewhere. Make a new one.");
        }
    }

    private static Outcome.Refused Refused(string code, string detail) => new(new Refusal(code, detail));

    // Here what was written is sealed; from the command on, nobody sees it but whoever makes an answer.
    private static AnnotationCommand CommandOf(AnnotationRequest request, PersonId by, KnownText @case, TextKey key, StreamKey stream) => request switch
    {
        AnnotationRequest.Annotate r => new AnnotationCommand.Annotate(AnnotationSealing.Seal(key, stream, InContext(r.Annotation, @case.Text), r.Kept), by, @case.Changes),
        AnnotationRequest.Replace r => new AnnotationCommand.Replace(r.AnnotationId, AnnotationSealing.Seal(key, stream, InContext(r.Annotation, @case.Text), r.Kept), by, @case.Changes),
        AnnotationRequest.Withdraw r => new AnnotationCommand.Withdraw(r.AnnotationId, by),
        AnnotationRequest.Reply r => new AnnotationCommand.Reply(r.AnnotationId, r.ReplyId, AnnotationSealing.Seal(key, stream, r.ReplyId, r.Text.Trim(), r.Kept), by),
        AnnotationRequest.WithdrawReply r => new AnnotationCommand.WithdrawReply(r.AnnotationId, r.ReplyId, by),
        AnnotationRequest.Resolve r => new AnnotationCommand.Resolve(r.AnnotationId, by),
        AnnotationRequest.Reopen r => new AnnotationCommand.Reopen(r.AnnotationId, by),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // What stands beside the quotation is taken from the text itself, so that it is true whatever the client sent.
    private static Annotation InContext(Annotation annotation, string text)
    {
        var (start, end) = (annotation.Span.Start, annotation.Span.End);
        var before = Math.Max(0, start - ContextLength);
        var after = Math.Min(text.Length, end + ContextLength);
        before += before < start && char.IsLowSurrogate(text[before]) ? 1 : 0;
        after -= after > end && char.IsHighSurrogate(text[after - 1]) ? 1 : 0;
        var note = string.IsNullOrWhiteSpace(annotation.Note) ? null : annotation.Note.Trim();
        return annotation with { Span = new(start, end, text[start..end], text[before..start], text[end..after]), Note = note };
    }

    private Refusal? Check(AnnotationRequest request, string text, CaseMemory? memory) => request switch
    {
        AnnotationRequest.Annotate r => Check(r.Annotation, text) ?? CheckWords(r.Annotation.Note, r.Kept, memory),
        AnnotationRequest.Replace r => Check(r.Annotation, text) ?? CheckWords(r.Annotation.Note, r.Kept, memory),
        AnnotationRequest.Reply r => CheckReply(r.Text) ?? CheckWords(r.Text, r.Kept, memory),
        _ => null,
    };

    private Refusal? Check(Annotation annotation, string text)
    {
        var span = annotation.Span;
        if (span.Start < 0 || span.End > text.Length || span.Start >= span.End || SplitsCharacter(text, span.Start) || SplitsCharacter(text, span.End))
        {
            return new("span-outside-text", "The passage does not lie in the text. Load the case again and select it anew.");
        }

        if (!Says(text.AsSpan(span.Start, span.End - span.Start), span.Quote))
        {
            return new("quote-differs", "The quotation is not what the text says there. Load the case again and select it anew.");
        }

        return CheckCodes(annotation.Codes) ?? CheckLength(annotation.Note);
    }

    // A passage may have been removed, or put back, since the client read it: there the quotation may say what it will.
    private static bool Says(ReadOnlySpan<char> text, string quote)
    {
        if (text.Length != quote.Length)
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != quote[i] && text[i] != Redacted.Filler && quote[i] != Redacted.Filler)
            {
                return false;
            }
        }
        return true;
    }

    private Refusal? CheckCodes(IReadOnlyList<CodeRef> codes)
    {
        switch (codes.Count)
        {
            case 0:
                return new("no-code", "Choose at least one code.");
            case > AnnotationDecider.MaxCodes:
                return new("too-many-codes", $"An annotation carries at most {AnnotationDecider.MaxCodes} codes. Make a second one for the others.");
        }

        foreach (var code in codes)
        {
            switch (codebooks.StandingOf(code))
            {
                case CodeStanding.Assignable:
                    break;
                case CodeStanding.HeadingOnly or CodeStanding.UnknownCode:
                    return new("unknown-code", "One of the codes is not in its codebook, or is only a heading there.");
                case CodeStanding.UnknownCodebookVersion:
                    return new("unknown-codebook-version", "This server does not know one of the codebooks in that version. Load the page again.");
            }
        }

        return null;
    }

    private static Refusal? CheckLength(string? note) => note is null
        ? null
        : note.Length > AnnotationDecider.MaxNoteLength
            ? new("note-too-long", $"A note or reply holds at most {AnnotationDecider.MaxNoteLength:N0} characters.")
            : CleanText.FaultIn(note) is not null ? new("malformed-text", "The text holds a character that cannot be kept.") : null;

    private static Refusal? CheckWords(string? words, IReadOnlyList<KeptPassage>? kept, CaseMemory? memory) =>
        KeptPassage.FaultIn(kept, words?.Length ?? 0) is { } fault ? new("malformed-check", fault) : words is null ? null : Gate.FaultIn(words, kept, memory);

    private static Refusal? CheckReply(string text) => string.IsNullOrWhiteSpace(text) ? new("empty-reply", "Write something to reply.") : CheckLength(text);

    private static bool SplitsCharacter(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}
