using System.Net;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Features.People;

public sealed class DeclaringOnesOwnConflict(TestServer test)
{
    [Fact]
    public async Task It_is_on_record_like_one_that_an_administrator_declares_and_keeps_the_two_apart()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        using var grace = await institute.BringAsync("Grace", InstituteRole.Administrator);
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var nora = await institute.BringAsync("Nora", InstituteRole.Supervisor);
        var group = await institute.FormGroupAsync("Wednesday group", nora.Person);
        using var declared = await DeclareAsync(leila, nora.Email);
        using var again = await DeclareAsync(leila, nora.Email.ToUpperInvariant());
        var own = (await leila.Http.GetJsonAsync("/api/account/conflicts"))["conflicts"]!.AsArray();
        var entry = (await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray().Single(person => (string?)person!["name"] == "Leila")!;
        using var added = await nora.Http.PostJsonAsync($"/api/groups/{group}/members", new { commandId = Guid.CreateVersion7(), personId = leila.Id, role = "member" });

        await declared.ReadAsync(HttpStatusCode.OK);
        await again.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("personal-therapist", "Nora"), ((string?)Assert.Single(own)!["kind"], (string?)own[0]!["name"]));
        Assert.Equal(nora.Id, (Guid)Assert.Single(entry["conflicts"]!.AsArray())!["with"]!);
        await added.ReadProblemAsync(HttpStatusCode.Conflict, "conflict");
        Assert.Empty((await nora.Http.GetJsonAsync("/api/account/conflicts"))["conflicts"]!.AsArray());
    }

    [Fact]
    public async Task It_is_with_another_who_is_at_the_same_institute()
    {
        var (institute, elsewhere) = (await OwnInstitute.FoundAsync(test.Shared), await OwnInstitute.FoundAsync(test.Shared, "Hillside"));
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        using var nora = await elsewhere.BringAsync("Nora", InstituteRole.Supervisor);
        using var unknown = await DeclareAsync(leila, nora.Email);
        using var own = await DeclareAsync(leila, leila.Email);
        using var malformed = await DeclareAsync(leila, "Nora");

        await unknown.ReadProblemAsync(HttpStatusCode.Conflict, "unknown-person");
        await own.ReadProblemAsync(HttpStatusCode.Conflict, "with-oneself");
        await malformed.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static Task<HttpResponseMessage> DeclareAsync(OwnInstitute.Someone by, string email) =>
        by.Http.PostJsonAsync("/api/account/conflicts", new { commandId = Guid.CreateVersion7(), kind = "personal-therapist", email });
}
