using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Server.Tests.Identity;

public sealed class SigningInWithAPasskey(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_passkey_that_was_added_signs_in_without_an_address()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        var account = await WithPasskeyAsync("passkey@demonstration.example", passkey);
        using var stranger = new SignedInBrowser(_server);
        using var answer = await SignInAsync(stranger, passkey);
        var session = await answer.ReadAsync(HttpStatusCode.OK);

        Assert.Equal(account.Id, (Guid)session["person"]!["id"]!);
        await stranger.Http.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task It_also_does_where_a_password_would_need_a_code()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        await WithPasskeyAsync("passkey-twice@demonstration.example", passkey);
        for (var time = 0; time < 2; time++)
        {
            using var browser = new SignedInBrowser(_server);
            using var answer = await SignInAsync(browser, passkey);
            await answer.ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_was_answered_once_is_no_answer_to_the_next_challenge()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        await WithPasskeyAsync("replayed@demonstration.example", passkey);
        using var browser = new SignedInBrowser(_server);
        var credential = passkey.Get(await ChallengeAsync(browser));
        await ChallengeAsync(browser);
        using var replayed = await browser.Http.PostJsonAsync("/api/session/passkey", new { credential });
        using var without = await browser.Http.PostJsonAsync("/api/session/passkey", new { credential });

        await replayed.ReadProblemAsync(HttpStatusCode.Unauthorized, "passkey-failed");
        await without.ReadProblemAsync(HttpStatusCode.Unauthorized, "passkey-failed");
    }

    [Fact]
    public async Task A_passkey_that_nobody_added_is_refused()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        using var browser = new SignedInBrowser(_server);
        using var answer = await SignInAsync(browser, passkey);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "passkey-failed");
    }

    [Fact]
    public async Task What_was_made_for_another_site_is_refused()
    {
        using var elsewhere = new SoftwareAuthenticator(_server.Address) { Origin = "https://elsewhere.example" };
        var account = await NewAccount.MakeAsync(_server, "elsewhere@demonstration.example");
        using var browser = await account.SignInAsync();
        using var added = await AddAsync(browser, elsewhere, "Phished");

        await added.ReadProblemAsync(HttpStatusCode.Conflict, "passkey-not-accepted");
    }

    [Fact]
    public async Task Passkeys_have_names_and_are_removed()
    {
        using var first = new SoftwareAuthenticator(_server.Address);
        using var second = new SoftwareAuthenticator(_server.Address);
        var account = await WithPasskeyAsync("names@demonstration.example", first);
        using var browser = await account.SignInAsync();
        using var added = await AddAsync(browser, second, " Key ring ");
        await added.ReadAsync(HttpStatusCode.Created);
        using var renamed = await browser.Http.PostJsonAsync($"/api/account/passkeys/{first.Id}/name", new { name = "Desk" });
        using var nameless = await browser.Http.PostJsonAsync($"/api/account/passkeys/{first.Id}/name", new { name = "  " });
        using var removed = await browser.Http.DeleteAsync($"/api/account/passkeys/{second.Id}", TestContext.Current.CancellationToken);
        using var again = await browser.Http.DeleteAsync($"/api/account/passkeys/{second.Id}", TestContext.Current.CancellationToken);
        var listed = (await browser.Http.GetJsonAsync("/api/account/passkeys"))["passkeys"]!.AsArray();
        using var stranger = new SignedInBrowser(_server);
        using var gone = await SignInAsync(stranger, second);

        Assert.Equal(HttpStatusCode.NoContent, renamed.StatusCode);
        await nameless.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await again.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("Desk", (string?)Assert.Single(listed)!["name"]);
        await gone.ReadProblemAsync(HttpStatusCode.Unauthorized, "passkey-failed");
    }

    [Fact]
    public async Task Anothers_passkey_does_not_exist()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        await WithPasskeyAsync("owner@demonstration.example", passkey);
        using var other = await _server.SignInAsync("tomasz");
        using var renamed = await other.PostJsonAsync($"/api/account/passkeys/{passkey.Id}/name", new { name = "Mine" });
        using var removed = await other.DeleteAsync($"/api/account/passkeys/{passkey.Id}", TestContext.Current.CancellationToken);
        using var nonsense = await other.DeleteAsync("/api/account/passkeys/no%20such", TestContext.Current.CancellationToken);

        await renamed.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await removed.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await nonsense.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await other.GetJsonAsync("/api/account/passkeys"))["passkeys"]!.AsArray());
    }

    [Fact]
    public async Task A_challenge_for_one_account_adds_nothing_to_another()
    {
        using var passkey = new SoftwareAuthenticator(_server.Address);
        var (mine, anothers) = (await NewAccount.MakeAsync(_server, "mine@demonstration.example"), await NewAccount.MakeAsync(_server, "anothers@demonstration.example"));
        using var browser = await mine.SignInAsync();
        using var challenge = await browser.Http.PostJsonAsync("/api/account/passkeys/options", new { });
        var credential = passkey.Create((await challenge.ReadAsync(HttpStatusCode.OK))["options"]!);
        using var signedIn = await anothers.TrySignInAsync(browser.Http);
        using var added = await browser.Http.PostJsonAsync("/api/account/passkeys", new { name = "Slipped in", credential });

        await added.ReadProblemAsync(HttpStatusCode.Conflict, "passkey-not-accepted");
    }

    private async Task<NewAccount> WithPasskeyAsync(string email, SoftwareAuthenticator passkey)
    {
        var account = await NewAccount.MakeAsync(_server, email);
        using var browser = await account.SignInAsync();
        using var added = await AddAsync(browser, passkey, "Laptop");
        var view = await added.ReadAsync(HttpStatusCode.Created);
        Assert.Equal(passkey.Id, (string?)view["id"]);
        return account;
    }

    private static async Task<HttpResponseMessage> AddAsync(SignedInBrowser browser, SoftwareAuthenticator passkey, string name)
    {
        using var challenge = await browser.Http.PostJsonAsync("/api/account/passkeys/options", new { });
        var credential = passkey.Create((await challenge.ReadAsync(HttpStatusCode.OK))["options"]!);
        return await browser.Http.PostJsonAsync("/api/account/passkeys", new { name, credential });
    }

    private static async Task<HttpResponseMessage> SignInAsync(SignedInBrowser browser, SoftwareAuthenticator passkey) =>
        await browser.Http.PostJsonAsync("/api/session/passkey", new { credential = passkey.Get(await ChallengeAsync(browser)) });

    private static async Task<JsonNode> ChallengeAsync(SignedInBrowser browser)
    {
        using var answer = await browser.Http.PostJsonAsync("/api/session/passkey/options", new { });
        return (await answer.ReadAsync(HttpStatusCode.OK))["options"]!;
    }
}
