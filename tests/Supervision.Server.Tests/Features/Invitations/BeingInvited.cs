using System.Net;
using System.Text;
using Npgsql;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Features.Invitations;

public sealed class BeingInvited(TestServer test)
{
    [Fact]
    public async Task Who_has_no_account_makes_one_and_is_in_the_institute_and_the_group()
    {
        var (institute, grace) = await BeginAsync();
        var group = await institute.FormGroupAsync("Wednesday group");
        var email = await InviteAsync(grace, "Kim Ash", ["supervisor"], group.Value);
        var token = await Letters.TokenToAsync(test.Shared, email);
        using var visitor = test.Shared.Visitor();
        using var looked = await visitor.PostJsonAsync("/api/invitations/look", new { token });
        var offer = await looked.ReadAsync(HttpStatusCode.OK);
        using var guessable = await AcceptAsync(visitor, token, "at the riverside");
        using var accepted = await AcceptAsync(visitor, token);
        var session = await accepted.ReadAsync(HttpStatusCode.OK);
        using var again = (await OwnInstitute.SignInAsync(test.Shared, email)).Http;

        await guessable.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(("Riverside", "Kim Ash", "KA", email), ((string?)offer["institute"], (string?)offer["name"], (string?)offer["initials"], (string?)offer["email"]));
        Assert.False((bool)offer["hasAccount"]!);
        Assert.Equal(("Kim Ash Vale", "Riverside"), ((string?)session["person"]!["name"], (string?)session["institute"]!["name"]));
        Assert.Equal(["supervisor"], session["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal(("Wednesday group", "supervisor"), ((string?)session["groups"]![0]!["name"], (string?)session["groups"]![0]!["role"]));
        Assert.Equal("Kim Ash Vale", (string?)(await again.GetJsonAsync("/api/session"))["person"]!["name"]);
        Assert.Empty((await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray());
    }

    [Fact]
    public async Task A_token_works_once()
    {
        var (_, grace) = await BeginAsync();
        var token = await Letters.TokenToAsync(test.Shared, await InviteAsync(grace));
        using var visitor = test.Shared.Visitor();
        using var first = await AcceptAsync(visitor, token);
        using var second = await AcceptAsync(visitor, token);
        using var looked = await visitor.PostJsonAsync("/api/invitations/look", new { token });

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await looked.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Two_who_accept_at_once_are_one_person()
    {
        var (_, grace) = await BeginAsync();
        var token = await Letters.TokenToAsync(test.Shared, await InviteAsync(grace));
        using var visitor = test.Shared.Visitor();
        var answers = await Task.WhenAll(AcceptAsync(visitor, token), AcceptAsync(visitor, token), AcceptAsync(visitor, token));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.DoesNotContain(answers, answer => answer.StatusCode >= HttpStatusCode.InternalServerError);
        Assert.Equal(2, (await grace.Http.GetJsonAsync("/api/people"))["people"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_has_an_account_signs_in_and_joins_with_it()
    {
        var (_, grace) = await BeginAsync();
        var elsewhere = await OwnInstitute.FoundAsync(test.Shared, "Elsewhere");
        using var elsa = await elsewhere.BringAsync("Elsa", InstituteRole.Supervisor);
        await InviteAsync(grace, "Elsa", ["trainee"], email: elsa.Email);
        var token = await Letters.TokenToAsync(test.Shared, elsa.Email);
        using var looked = await elsa.Http.PostJsonAsync("/api/invitations/look", new { token });
        using var asNew = await AcceptAsync(elsa.Http, token);
        using var joined = await elsa.Http.PostJsonAsync("/api/invitations/join", new { token });
        var session = await elsa.Http.GetJsonAsync("/api/session");

        Assert.True((bool)(await looked.ReadAsync(HttpStatusCode.OK))["hasAccount"]!);
        await asNew.ReadProblemAsync(HttpStatusCode.Conflict, "sign-in-to-join");
        await joined.ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Elsewhere", (string?)session["institute"]!["name"]);
        Assert.Equal(["Elsewhere", "Riverside"], session["institutes"]!.AsArray().Select(institute => (string?)institute!["name"]));
    }

    [Fact]
    public async Task Nobody_joins_with_an_account_of_another_address()
    {
        var (institute, grace) = await BeginAsync();
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var token = await Letters.TokenToAsync(test.Shared, await InviteAsync(grace, roles: ["administrator"]));
        using var answer = await leila.Http.PostJsonAsync("/api/invitations/join", new { token });

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "another-address");
    }

    [Fact]
    public async Task Sent_again_the_letter_before_is_worth_nothing()
    {
        var (_, grace) = await BeginAsync();
        var email = await InviteAsync(grace);
        var before = await Letters.TokenToAsync(test.Shared, email);
        var id = (string?)(await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]![0]!["id"];
        using var again = await grace.Http.PostJsonAsync($"/api/invitations/{id}/send-again", new { commandId = Guid.CreateVersion7() });
        var after = await Letters.TokenToAsync(test.Shared, email);
        using var visitor = test.Shared.Visitor();
        using var old = await visitor.PostJsonAsync("/api/invitations/look", new { token = before });
        using var present = await visitor.PostJsonAsync("/api/invitations/look", new { token = after });

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.NotEqual(before, after);
        await old.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, present.StatusCode);
    }

    [Fact]
    public async Task Withdrawn_it_is_worth_nothing_and_the_address_is_forgotten()
    {
        var (_, grace) = await BeginAsync();
        var email = await InviteAsync(grace);
        var token = await Letters.TokenToAsync(test.Shared, email);
        var id = (string?)(await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]![0]!["id"];
        using var withdrawn = await grace.Http.DeleteJsonAsync($"/api/invitations/{id}", new { commandId = Guid.CreateVersion7() });
        using var visitor = test.Shared.Visitor();
        using var answer = await AcceptAsync(visitor, token);

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray());
        Assert.Equal(0L, await CountAsync("select count(*) from identity.invitations where email = $1", email));
    }

    [Fact]
    public async Task An_address_is_invited_once_and_a_member_not_at_all()
    {
        var (institute, grace) = await BeginAsync();
        using var leila = await institute.BringAsync("Leila", InstituteRole.Trainee);
        var email = await InviteAsync(grace);
        using var twice = await TryInviteAsync(grace, email.ToUpperInvariant());
        using var member = await TryInviteAsync(grace, leila.Email);

        await twice.ReadProblemAsync(HttpStatusCode.Conflict, "invited-already");
        await member.ReadProblemAsync(HttpStatusCode.Conflict, "here-already");
    }

    [Fact]
    public async Task Inviting_does_not_tell_whether_the_address_has_an_account_elsewhere()
    {
        var (_, grace) = await BeginAsync();
        var elsewhere = await OwnInstitute.FoundAsync(test.Shared, "Elsewhere");
        using var elsa = await elsewhere.BringAsync("Elsa", InstituteRole.Supervisor);
        using var known = await TryInviteAsync(grace, elsa.Email);
        using var unknown = await TryInviteAsync(grace, $"{Guid.CreateVersion7():n}@institute.example");
        var people = (await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray();

        Assert.Equal(
            [.. (await known.ReadAsync(HttpStatusCode.OK)).Select(member => member.Key)], (await unknown.ReadAsync(HttpStatusCode.OK)).Select(member => member.Key));
        Assert.All(people, each => Assert.Equal("Kim Ash", (string?)each!["name"]));
        Assert.DoesNotContain("account", people.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_is_kept_as_a_hash_only()
    {
        var (_, grace) = await BeginAsync();
        var token = await Letters.TokenToAsync(test.Shared, await InviteAsync(grace));

        Assert.Equal(1L, await CountAsync("select count(*) from identity.invitations where token_hash = sha256($1)", Encoding.UTF8.GetBytes(token)));
        Assert.Equal(0L, await CountAsync("select count(*) from identity.invitations i where i::text like '%' || $1 || '%'", token));
    }

    [Theory]
    [InlineData("name", " ", "KA", "a long password")]
    [InlineData("initials", "Kim", "", "a long password")]
    [InlineData("initials", "Kim", "KIMAS", "a long password")]
    [InlineData("password", "Kim", "KA", "too short")]
    public async Task Every_field_that_is_wrong_is_named(string field, string name, string initials, string password)
    {
        var (_, grace) = await BeginAsync();
        var token = await Letters.TokenToAsync(test.Shared, await InviteAsync(grace));
        using var visitor = test.Shared.Visitor();
        using var answer = await visitor.PostJsonAsync("/api/invitations/accept", new { token, name, initials, password });

        Assert.Equal([field], (await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Invitations_of_another_institute_do_not_exist()
    {
        var (_, grace) = await BeginAsync();
        await InviteAsync(grace);
        var id = (string?)(await grace.Http.GetJsonAsync("/api/invitations"))["invitations"]![0]!["id"];
        var elsewhere = await OwnInstitute.FoundAsync(test.Shared, "Elsewhere");
        using var elsa = await elsewhere.BringAsync("Elsa", InstituteRole.Administrator);
        using var again = await elsa.Http.PostJsonAsync($"/api/invitations/{id}/send-again", new { commandId = Guid.CreateVersion7() });
        using var withdrawn = await elsa.Http.DeleteJsonAsync($"/api/invitations/{id}", new { commandId = Guid.CreateVersion7() });

        await again.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await withdrawn.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await elsa.Http.GetJsonAsync("/api/invitations"))["invitations"]!.AsArray());
    }

    private async Task<(OwnInstitute Institute, OwnInstitute.Someone Grace)> BeginAsync()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared);
        return (institute, await institute.BringAsync("Grace", InstituteRole.Administrator));
    }

    private static Task<HttpResponseMessage> TryInviteAsync(
        OwnInstitute.Someone by, string email, string name = "Kim Ash", string[]? roles = null, Guid? group = null) =>
        by.Http.PostJsonAsync("/api/invitations", new
        {
            commandId = Guid.CreateVersion7(),
            invitationId = Guid.CreateVersion7(),
            email,
            name,
            roles = roles ?? ["trainee"],
            groupId = group,
        });

    private static async Task<string> InviteAsync(
        OwnInstitute.Someone by, string name = "Kim Ash", string[]? roles = null, Guid? group = null, string? email = null)
    {
        email ??= $"kim-{Guid.CreateVersion7():n}@institute.example";
        using var answer = await TryInviteAsync(by, email, name, roles, group);
        await answer.ReadAsync(HttpStatusCode.OK);
        return email;
    }

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, string token, string password = OwnInstitute.Password) =>
        client.PostJsonAsync("/api/invitations/accept", new { token, name = "Kim Ash Vale", initials = "KV", password });

    private async Task<long> CountAsync(string sql, object value)
    {
        await using var command = test.Shared.Store.Database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
