using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Redactions;

namespace Supervision.Server.Features.Annotations;

/// <summary>A note or a reply, also one since withdrawn, as it is shown.</summary>
/// <param name="Annotation">Whose note, or in whose thread the reply.</param>
/// <param name="Reply">Null for a note.</param>
internal sealed record Saying(PersonId By, string Words, AnnotationId Annotation, ReplyId? Reply = null)
{
    public Passage Whole => Part(0, Words.Length);

    public Passage Part(int start, int end) => new(Reply is null ? PassageIn.Note : PassageIn.Reply, start, end, Annotation, Reply);

    public override string ToString() => nameof(Saying);
}

internal sealed class Sayings(AnnotationQueries annotations)
{
    public async Task<IReadOnlyList<Saying>> InAsync(string tenant, CaseId @case, CancellationToken cancellationToken)
    {
        var said = new List<Saying>();
        await foreach (var page in annotations.PagesAsync(tenant, @case, since: 0, cancellationToken))
        {
            said.AddRange(page.Select(Of).OfType<Saying>());
        }
        return said;
    }

    private static Saying? Of(Change change) => change switch
    {
        Change.Annotated { Annotation: { Note: { } note } annotation } => new(change.By, note, annotation.Id),
        Change.Replaced { Annotation: { Note: { } note } annotation } => new(change.By, note, annotation.Id),
        Change.Replied { IsErased: not true } reply => new(change.By, reply.Text, reply.AnnotationId, reply.ReplyId),
        _ => null,
    };
}
