using System.Net;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Tests.Features.Retentions;

/// <summary>A case, and what is written about it, over HTTP.</summary>
internal static class OnTheMargin
{
    public const string Text = "The kingfisher dives at the pier.";

    public static async Task<Guid> OpenAsync(HttpClient presenter, GroupId group, string title)
    {
        var @case = Guid.CreateVersion7();
        using var opened = await presenter.PostJsonAsync("/api/cases", new { commandId = Guid.CreateVersion7(), caseId = @case, groupId = group.Value, title, text = Text });
        await opened.ReadAsync(HttpStatusCode.Created);
        return @case;
    }

    public static Task<HttpResponseMessage> AnnotateAsync(HttpClient member, Guid @case, Guid annotation, string note) => member.PostJsonAsync(
        $"/api/cases/{@case}/annotations",
        new
        {
            kind = "annotate",
            commandId = Guid.CreateVersion7(),
            annotation = new
            {
                id = annotation,
                span = new { start = 4, end = 14, quote = "kingfisher", prefix = "", suffix = "" },
                codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
                note,
            },
        });

    public static Task<HttpResponseMessage> ReplyAsync(HttpClient member, Guid @case, Guid annotation, string text) => member.PostJsonAsync(
        $"/api/cases/{@case}/annotations",
        new { kind = "reply", commandId = Guid.CreateVersion7(), annotationId = annotation, replyId = Guid.CreateVersion7(), text });

    public static async Task DoneAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    public static Task<HttpResponseMessage> CommandAsync(HttpClient someone, string path) => someone.PostJsonAsync(path, new { commandId = Guid.CreateVersion7() });
}
