using System.Text.Json.Nodes;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Readers;
using Supervision.Server.Identity;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>What one has opened; and of one's own cases, as the page of each says it, who has opened them.</summary>
internal sealed class ReadingExport(OpeningStore openings, AccessControl access, PersonNames names)
{
    private const int MostOfCase = 10_000;

    public async Task<ExportFile> MakeAsync(Viewer viewer, IReadOnlyList<CaseHeader> cases, CancellationToken cancellationToken)
    {
        var byYou = new JsonArray([.. (await openings.OfPersonAsync(viewer.Tenant, viewer.Person, cancellationToken)).Select(each => Shown(each))]);
        var ofYours = new JsonArray();
        foreach (var header in cases.Where(header => header.OpenedBy == viewer.Person))
        {
            if (await access.ToCaseAsync(viewer, header.Case, Act.SeeReaders, cancellationToken) is not Answer<CaseAccess>.Granted)
            {
                continue;
            }
            var found = await openings.OfCaseAsync(viewer.Tenant, header.Case, MostOfCase, cancellationToken);
            var named = await names.NamesOfAsync(viewer.Tenant, [.. found.Select(each => each.Person)], cancellationToken);
            foreach (var each in found)
            {
                ofYours.Add(Shown(each, named[each.Person].Name));
            }
        }
        var file = new JsonObject { ["openedByYou"] = byYou, ["openedOfYours"] = ofYours };
        return new("readings.json", new(KeyKind.Author, viewer.Person.Value), ExportJson.Write(file));
    }

    private static JsonObject Shown(Opening opening, string? by = null)
    {
        var shown = new JsonObject { ["case"] = ExportJson.Urn(opening.Case.Value), ["opened"] = ExportJson.Name(opening.Kind), ["at"] = ExportJson.Time(opening.At) };
        if (by is not null)
        {
            shown["by"] = by;
        }
        return shown;
    }
}
