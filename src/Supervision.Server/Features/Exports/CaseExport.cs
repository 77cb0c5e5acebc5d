using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>The text of a case that one has brought.</summary>
internal sealed class CaseExport(CaseQueries cases, CaseSealing sealing)
{
    public async Task<ExportFile> MakeAsync(Viewer viewer, CaseHeader header, CancellationToken cancellationToken)
    {
        var path = $"cases/{header.Case}.md";
        if (await cases.ReadTextAsync(viewer.Tenant, header.Case, cancellationToken) is not { } opened
            || await sealing.OpenAsync(viewer.Tenant, opened, cancellationToken) is not var (title, content))
        {
            return new(path, new(KeyKind.Author, viewer.Person.Value), $"# Erased\n\nBrought {ExportJson.Time(header.OpenedAt)}. Its words have been made unreadable for good.\n");
        }
        var closed = header.ClosedAt is { } at ? $", closed {ExportJson.Time(at)}" : "";
        var source = content.Source is { } from ? $"\n\nSource: {from}" : "";
        return new(path, CaseSealing.ScopeOf(header.Case), $"# {title}\n\nBrought {ExportJson.Time(header.OpenedAt)}{closed}.{source}\n\n{content.Text}\n");
    }
}
