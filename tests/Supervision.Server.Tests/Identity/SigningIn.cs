using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Identity;

public sealed class SigningIn(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_person_signs_in_and_is_known_from_then_on()
    {
        using var client = await _server.SignInAsync("leila");
        var session = await client.GetJsonAsync("/api/session");

        Assert.Equal("Leila Haddad", (string?)session["person"]!["name"]);
        Assert.Equal("LH", (string?)session["person"]!["initials"]);
        Assert.Equal("Demonstration Institute", (string?)session["institute"]!["name"]);
        Assert.Equal(["trainee"], session["roles"]!.AsArray().Select(role => (string?)role));
        var group = Assert.Single(session["groups"]!.AsArray(), each => (string?)each!["name"] == "Tuesday group");
        Assert.Equal("member", (string?)group!["role"]);
        Assert.True((bool)session["demonstration"]!);
    }

    [Fact]
    public async Task An_auditor_is_in_no_group()
    {
        using var client = await _server.SignInAsync("ruth");
        var session = await client.GetJsonAsync("/api/session");

        Assert.Equal(["auditor"], session["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Empty(session["groups"]!.AsArray());
    }

    [Fact]
    public async Task An_email_address_is_the_same_in_capitals()
    {
        using var client = _server.Visitor();
        using var answer = await SignInAsync(client, " INES@Demonstration.example ", "think together");

        await answer.ReadAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("leila@demonstration.example", "think alone")]
    [InlineData("nobody@demonstration.example", "think together")]
    [InlineData("", "")]
    public async Task The_answer_does_not_tell_whether_there_is_such_an_account(string email, string password)
    {
        using var client = _server.Visitor();
        var began = TimeProvider.System.GetTimestamp();
        using var answer = await SignInAsync(client, email, password);
        var problem = await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");

        Assert.Equal("The email address or the password is not right.", (string?)problem["detail"]);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(590));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Ten_failures_lock_the_account_also_for_the_right_password()
    {
        await NewAccount.MakeAsync(_server, "locked@demonstration.example");
        using var client = _server.Visitor();
        var attempts = Enumerable.Range(0, 10).Select(_ => SignInAsync(client, "locked@demonstration.example", "a wrong password"));
        Assert.All(await Task.WhenAll(attempts), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));

        using var right = await SignInAsync(client, "locked@demonstration.example", "think together");

        await right.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
    }

    [Fact]
    public async Task Nine_failures_are_forgotten_when_the_password_is_right()
    {
        await NewAccount.MakeAsync(_server, "forgetful@demonstration.example");
        using var client = _server.Visitor();
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => SignInAsync(client, "forgetful@demonstration.example", "a wrong password")));
            using var right = await SignInAsync(client, "forgetful@demonstration.example", "think together");
            await right.ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var client = _server.Visitor();
        using var signedIn = await SignInAsync(client, "jonas@demonstration.example", "think together");
        using var signedOut = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);
        using var after = await client.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task A_cookie_that_was_copied_is_worth_nothing_after_signing_out()
    {
        var account = await NewAccount.MakeAsync(_server, "copied@demonstration.example");
        using var browser = await account.SignInAsync();
        using var copy = browser.Copy();
        await copy.GetJsonAsync("/api/session");
        using var signedOut = await browser.Http.DeleteAsync("/api/session", TestContext.Current.CancellationToken);
        using var after = await copy.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_see()
    {
        using var client = _server.Visitor();
        foreach (var path in new[] { "/api/session", "/api/cases", "/api/codebooks", $"/api/cases/{DemonstrationInstitute.Of(0x21)}" })
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        }
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var client = _server.Visitor();
        using var answer = await SignInAsync(client, "ines@demonstration.example", "think together");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("supervision=", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_development_the_cookie_travels_encrypted_only()
    {
        await using var production = await test.StartAsync(
            "--environment=Production", "--Supervision:Demonstration=true", "--Logging:LogLevel:Default=None");
        using var client = production.Visitor();
        using var answer = await SignInAsync(client, "ines@demonstration.example", "think together");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("__Host-supervision=", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_node_knows_a_session_that_another_began()
    {
        await using var other = await test.StartAsync($"--ConnectionStrings:Supervision={_server.ConnectionString}");
        using var visitor = _server.Visitor();
        using var signedIn = await SignInAsync(visitor, "amara@demonstration.example", "think together");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(other.Address, "/api/session"));
        request.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var bare = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await bare.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("Amara Osei", (string?)(await answer.ReadAsync(HttpStatusCode.OK))["person"]!["name"]);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string email, string password) =>
        client.PostJsonAsync("/api/session", new JsonObject { ["email"] = email, ["password"] = password });
}
