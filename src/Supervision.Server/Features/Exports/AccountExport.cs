using System.Text.Json.Nodes;
using Supervision.Server.Access;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>Who one is at the institute.</summary>
internal sealed class AccountExport(PeopleQueries people, GroupQueries groups, InstituteQueries institutes, PersonNames names)
{
    public async Task<ExportFile> MakeAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(viewer.Tenant, viewer.Person, cancellationToken);
        var named = await names.NamesOfAsync(viewer.Tenant, [viewer.Person, .. person?.Conflicts.Select(each => each.With) ?? []], cancellationToken);
        var account = new JsonObject
        {
            ["id"] = ExportJson.Urn(viewer.Person.Value),
            ["name"] = named[viewer.Person].Name,
            ["initials"] = named[viewer.Person].Initials,
            ["email"] = (await names.EmailsOfAsync(viewer.Tenant, cancellationToken)).GetValueOrDefault(viewer.Person),
            ["institute"] = (await institutes.FindAsync(viewer.Tenant, cancellationToken))?.Name,
            ["joinedAt"] = person is null ? null : ExportJson.Time(person.JoinedAt),
            ["roles"] = new JsonArray([.. (person?.Roles ?? []).Select(role => JsonValue.Create(ExportJson.Name(role)))]),
            ["accreditations"] = new JsonArray([.. (person?.Accreditations ?? []).Select(each => new JsonObject { ["body"] = each.Body, ["from"] = $"{each.From:O}", ["until"] = each.Until?.ToString("O") })]),
            ["conflicts"] = new JsonArray([.. (person?.Conflicts ?? []).Select(each => new JsonObject { ["kind"] = ExportJson.Name(each.Kind), ["name"] = named[each.With].Name })]),
            ["groups"] = await GroupsAsync(viewer, cancellationToken),
        };
        return new("account.json", new(KeyKind.Author, viewer.Person.Value), ExportJson.Write(account));
    }

    private async Task<JsonArray> GroupsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var list = new JsonArray();
        foreach (var group in await groups.OfPersonAsync(viewer.Tenant, viewer.Person, cancellationToken))
        {
            var signature = (await groups.DetailsAsync(viewer.Tenant, group.Id, cancellationToken)).Signatures.FirstOrDefault(each => each.Person == viewer.Person);
            list.Add(new JsonObject
            {
                ["id"] = ExportJson.Urn(group.Id.Value),
                ["name"] = group.Name,
                ["role"] = ExportJson.Name(group.RoleOf(viewer.Person)!.Value),
                ["signedContract"] = signature is null ? null : new JsonObject { ["version"] = signature.Version, ["at"] = ExportJson.Time(signature.At) },
            });
        }
        return list;
    }
}
