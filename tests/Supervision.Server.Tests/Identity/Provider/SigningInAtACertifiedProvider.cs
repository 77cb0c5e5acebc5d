using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using Supervision.Server.Demonstration;
using Supervision.Server.Tests.Identity.Tokens;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>A server of its own, beside a certified provider that its institute uses.</summary>
public sealed class CertifiedInstitute(TestServer test) : IAsyncLifetime
{
    private RunningServer? _server;
    private CertifiedProvider? _provider;

    internal RunningServer Server => _server!;

    internal CertifiedProvider Provider => _provider!;

    public async ValueTask InitializeAsync()
    {
        _server = await test.StartAsync("--Supervision:Limits:SignInsPerMinute=10000");
        _provider = await CertifiedProvider.StartAsync(_server.Address, DemonstrationInstitute.Id);
        await _server.SetProviderAsync(Administering.Settings(_provider.Issuer));
    }

    public async ValueTask DisposeAsync()
    {
        await (_provider?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }
}

public sealed class SigningInAtACertifiedProvider(CertifiedInstitute institute) : IClassFixture<CertifiedInstitute>
{
    private static readonly string Start = $"/api/session/provider/{DemonstrationInstitute.Id}";

    private readonly RunningServer _server = institute.Server;
    private readonly CertifiedProvider _provider = institute.Provider;

    [Fact]
    public async Task Whoever_comes_for_the_first_time_gets_an_account_with_the_roles_that_the_provider_names()
    {
        await _provider.BeAsync("kim", Claims("kim@institute.example", "Kim Ash", "students", "choir"));
        using var browser = new SignInBrowser(_server);

        Assert.Equal(new Uri(_server.Address, "/cases"), await SignInAsync(browser, "?next=/cases"));
        var session = await browser.Client.GetJsonAsync("/api/session");
        Assert.Equal("Kim Ash", (string?)session["person"]!["name"]);
        Assert.Equal("KA", (string?)session["person"]!["initials"]);
        Assert.Equal("kim@institute.example", (string?)session["person"]!["email"]);
        Assert.Equal(["trainee"], RolesIn(session));
        Assert.Equal(DemonstrationInstitute.Id, (Guid?)session["institute"]!["id"]);
    }

    [Fact]
    public async Task A_session_that_began_there_leads_neither_elsewhere_nor_to_another_way_in()
    {
        await _provider.BeAsync("noa", Claims("noa@institute.example", "Noa Reed", "students"));
        using var browser = new SignInBrowser(_server);
        await SignInAsync(browser);
        using var switched = await browser.Client.PostJsonAsync("/api/session/institute", new { institute = DemonstrationInstitute.Id });
        using var passkey = await browser.Client.PostJsonAsync("/api/account/passkeys/options", new { });
        using var code = await browser.Client.PostJsonAsync("/api/account/two-factor/setup", new { });

        foreach (var answer in new[] { switched, passkey, code })
        {
            await answer.ReadProblemAsync(HttpStatusCode.Conflict, "own-sign-in-needed");
        }
    }

    [Fact]
    public async Task The_same_subject_is_the_same_person_and_has_the_roles_of_the_last_time()
    {
        await _provider.BeAsync("lee", Claims("lee@institute.example", "Lee Birch", "students"));
        using var first = new SignInBrowser(_server);
        await SignInAsync(first);
        await _provider.BeAsync("lee", Claims("other@elsewhere.example", "Someone Else", "staff"));
        using var second = new SignInBrowser(_server);
        await SignInAsync(second);
        var (before, after) = (await first.Client.GetJsonAsync("/api/session"), await second.Client.GetJsonAsync("/api/session"));

        Assert.Equal((Guid?)before["person"]!["id"], (Guid?)after["person"]!["id"]);
        Assert.Equal("lee@institute.example", (string?)after["person"]!["email"]);
        Assert.Equal(["supervisor"], RolesIn(after));
    }

    [Fact]
    public async Task An_address_that_the_provider_has_not_verified_gives_no_account()
    {
        var claims = Claims("mo@institute.example", "Mo", "students");
        claims["email_verified"] = false;
        await _provider.BeAsync("mo", claims);

        Assert.Equal("provider-unverified", await ProblemAsync());
    }

    [Fact]
    public async Task Nor_does_one_of_a_domain_that_the_institute_has_not_named()
    {
        await _provider.BeAsync("ola", Claims("ola@elsewhere.example", "Ola", "students"));

        Assert.Equal("provider-unverified", await ProblemAsync());
    }

    [Fact]
    public async Task An_account_that_is_there_is_not_taken_over_by_its_address()
    {
        await _server.AddAccountAsync("here@institute.example");
        await _provider.BeAsync("pat", Claims("here@institute.example", "Pat", "staff"));

        Assert.Equal("provider-not-linked", await ProblemAsync());
    }

    [Fact]
    public async Task It_is_linked_once_it_has_signed_in_itself_and_asked_for_it()
    {
        var account = await _server.AddAccountAsync("linked@institute.example");
        await _provider.BeAsync("quinn", Claims("another@elsewhere.example", "Quinn", "staff"));
        using var browser = new SignInBrowser(_server);
        using (await browser.Client.PostJsonAsync("/api/session", new { email = "linked@institute.example", password = "think together" }))
        {
            using var link = await browser.Client.PostJsonAsync("/api/account/provider", new { });
            var way = new Uri((string)(await link.ReadAsync(HttpStatusCode.OK))["address"]!);
            await browser.GoAsync(await browser.FollowAsync(way, $"{_server.Address}api/session/provider"));
        }
        using var later = new SignInBrowser(_server);
        await SignInAsync(later);

        Assert.Equal(account, (Guid?)(await later.Client.GetJsonAsync("/api/session"))["person"]!["id"]);
    }

    [Fact]
    public async Task A_subject_that_is_someone_is_not_linked_to_another()
    {
        await _provider.BeAsync("rae", Claims("rae@institute.example", "Rae", "students"));
        using var rae = new SignInBrowser(_server);
        await SignInAsync(rae);
        await _server.AddAccountAsync("grabber@institute.example");
        using var browser = new SignInBrowser(_server);
        using (await browser.Client.PostJsonAsync("/api/session", new { email = "grabber@institute.example", password = "think together" }))
        {
            using var link = await browser.Client.PostJsonAsync("/api/account/provider", new { });
            var way = new Uri((string)(await link.ReadAsync(HttpStatusCode.OK))["address"]!);
            var back = await browser.FollowAsync(way, $"{_server.Address}api/session/provider");

            Assert.Equal("/account?problem=provider-not-linked", (await browser.GoAsync(back))!.PathAndQuery);
        }
    }

    [Fact]
    public async Task Linking_asks_for_a_session()
    {
        using var visitor = _server.Visitor();
        using var answer = await visitor.PostJsonAsync("/api/account/provider", new { });

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task The_providers_new_keys_are_taken_as_soon_as_they_are_used()
    {
        await _provider.BeAsync("sam", Claims("sam@institute.example", "Sam", "students"));
        using var before = new SignInBrowser(_server);
        await SignInAsync(before);
        await _provider.RotateAsync();
        using var after = new SignInBrowser(_server);

        Assert.Equal(new Uri(_server.Address, "/"), await SignInAsync(after));
    }

    [Fact]
    public async Task When_the_provider_ends_its_session_ours_ends_with_it_and_so_does_the_open_connection()
    {
        await _provider.BeAsync("tam", Claims("tam@institute.example", "Tam", "students"));
        using var browser = new SignInBrowser(_server);
        using var elsewhere = new SignInBrowser(_server);
        await SignInAsync(browser);
        await SignInAsync(elsewhere);
        await browser.Client.GetJsonAsync("/api/session");
        await using var hub = await HubClient.ConnectAsync(
            _server.Address, browser.Cookies.GetCookieHeader(_server.Address), (_, _) => { }, TestContext.Current.CancellationToken);

        await _provider.LogoutAsync("tam", await SidAsync("tam", first: true));
        await hub.Closed.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        using var answer = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await elsewhere.Client.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task To_confirm_who_one_is_the_provider_asks_again_and_the_session_is_fresh()
    {
        await _provider.BeAsync("uma", Claims("uma@institute.example", "Uma", "students"));
        using var browser = new SignInBrowser(_server);
        await SignInAsync(browser);
        using var before = await browser.Client.PostJsonAsync("/api/account/tokens", AProgram.Request(["read"]));
        await SignInAsync(browser, "?confirm=true");
        using var after = await browser.Client.PostJsonAsync("/api/account/tokens", AProgram.Request(["read"]));

        await before.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        await after.ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Whoever_confirms_goes_on_in_the_same_session_which_ends_with_the_providers_new_one()
    {
        await _provider.BeAsync("zoe", Claims("zoe@institute.example", "Zoe", "students"));
        using var browser = new SignInBrowser(_server);
        await SignInAsync(browser);
        var before = await SessionsAsync(browser);

        Assert.Equal(new Uri(_server.Address, "/confirmed"), await SignInAsync(browser, "?confirm=true&next=/confirmed"));
        Assert.True((bool?)(await browser.Client.GetJsonAsync("/api/session"))["cameByProvider"]);
        Assert.Equal(before, await SessionsAsync(browser));
        await _provider.LogoutAsync("zoe", await SidAsync("zoe", first: false));
        using var answer = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    [Fact]
    public async Task Nobody_else_confirms_who_one_is()
    {
        await _provider.BeAsync("abe", Claims("abe@institute.example", "Abe", "students"));
        using var browser = new SignInBrowser(_server);
        await SignInAsync(browser);
        await _provider.BeAsync("bea", Claims("bea@institute.example", "Bea", "students"));
        // Signed out at the provider, which would ask its person first.
        foreach (var cookie in browser.Cookies.GetAllCookies().Where(cookie => cookie.Name.StartsWith("_session", StringComparison.Ordinal)))
        {
            cookie.Expired = true;
        }
        var end = await SignInAsync(browser, "?confirm=true&next=/confirmed");
        using var token = await browser.Client.PostJsonAsync("/api/account/tokens", AProgram.Request(["read"]));

        Assert.Equal("/confirmed?problem=provider-another-person", end!.PathAndQuery);
        await token.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        Assert.Equal("Abe", (string?)(await browser.Client.GetJsonAsync("/api/session"))["person"]!["name"]);
    }

    [Fact]
    public async Task Whoever_is_unlinked_comes_in_by_it_no_more_and_keeps_a_way_in()
    {
        await _provider.BeAsync("cai", Claims("cai@institute.example", "Cai", "students"));
        using var stranger = new SignInBrowser(_server);
        await SignInAsync(stranger, "?confirm=true");
        using var refused = await stranger.Client.DeleteAsync("/api/account/provider", TestContext.Current.CancellationToken);
        await refused.ReadProblemAsync(HttpStatusCode.Conflict, "only-way-in");

        await _server.AddAccountAsync("unlinked@institute.example");
        await _provider.BeAsync("dee", Claims("unlinked@institute.example", "Dee", "students"));
        using var own = new SignInBrowser(_server);
        using (await own.Client.PostJsonAsync("/api/session", new { email = "unlinked@institute.example", password = "think together" }))
        {
            using var link = await own.Client.PostJsonAsync("/api/account/provider", new { });
            var way = new Uri((string)(await link.ReadAsync(HttpStatusCode.OK))["address"]!);
            Assert.Equal("/account", (await own.GoAsync(await own.FollowAsync(way, $"{_server.Address}api/session/provider")))!.PathAndQuery);
        }
        using var other = new SignInBrowser(_server);
        await SignInAsync(other);
        Assert.NotNull((await own.Client.GetJsonAsync("/api/account/provider"))["linkedAt"]);
        using var unlinked = await own.Client.DeleteAsync("/api/account/provider", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, unlinked.StatusCode);
        Assert.Null((await own.Client.GetJsonAsync("/api/account/provider"))["linkedAt"]);
        using var ended = await other.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await ended.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        Assert.Equal("provider-not-linked", await ProblemAsync());
    }

    [Fact]
    public async Task A_program_comes_in_with_a_token_of_the_provider_as_the_linked_person()
    {
        await _provider.BeAsync("val", Claims("val@institute.example", "Val", "students"));
        using var browser = new SignInBrowser(_server);
        await SignInAsync(browser);
        var token = await ProgramTokenAsync(browser);
        using var program = AProgram.Of(_server, token);
        using var change = await program.PostAsJsonAsync("/api/account/tokens", AProgram.Request(["read"]), TestContext.Current.CancellationToken);
        await using var hub = await HubClient.ConnectWithAsync(
            _server.Address, new() { ["Authorization"] = $"Bearer {token}" }, (_, _) => { }, TestContext.Current.CancellationToken);

        Assert.Equal("Val", (string?)(await program.GetJsonAsync("/api/session"))["person"]!["name"]);
        await change.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
    }

    [Fact]
    public async Task A_token_of_someone_who_has_never_signed_in_lets_nobody_in()
    {
        await _provider.BeAsync("wes", Claims("wes@institute.example", "Wes", "students"));
        using var browser = new SignInBrowser(_server);
        var token = await ProgramTokenAsync(browser);
        using var program = AProgram.Of(_server, token);
        using var answer = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectWithAsync(
            _server.Address, new() { ["Authorization"] = $"Bearer {token}" }, (_, _) => { }, TestContext.Current.CancellationToken));
    }

    private static JsonObject Claims(string email, string name, params string[] groups) => new()
    {
        ["email"] = email,
        ["email_verified"] = true,
        ["name"] = name,
        ["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]),
    };

    private static IEnumerable<string?> RolesIn(JsonObject session) => session["roles"]!.AsArray().Select(role => (string?)role);

    /// <returns>Where the browser ends.</returns>
    private async Task<Uri?> SignInAsync(SignInBrowser browser, string query = "")
    {
        var away = await browser.GoAsync(Start + query);
        Assert.StartsWith(_provider.Issuer, away!.AbsoluteUri, StringComparison.Ordinal);
        return await browser.GoAsync(await browser.FollowAsync(away, $"{_server.Address}api/session/provider"));
    }

    private async Task<string> ProblemAsync()
    {
        using var browser = new SignInBrowser(_server);
        var end = await SignInAsync(browser);
        using var session = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await session.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        Assert.Equal("/sign-in", end!.AbsolutePath);
        return SignInBrowser.In(end, "problem");
    }

    private static async Task<List<Guid?>> SessionsAsync(SignInBrowser browser) =>
        [.. (await browser.Client.GetJsonAsync("/api/account/sessions"))["sessions"]!.AsArray().Select(each => (Guid?)each!["id"])];

    private async Task<string> SidAsync(string subject, bool first)
    {
        await using var command = _server.Store.Database.CreateCommand(
            $"select sid from identity.provider_sessions where subject = $1 order by id {(first ? "asc" : "desc")} limit 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    // A program's own flow, without us: what comes out of it is for the API.
    private async Task<string> ProgramTokenAsync(SignInBrowser browser)
    {
        const string back = "http://127.0.0.1/program";
        const string verifier = "the-verifier-of-a-program-which-is-long-enough";
        var challenge = SigningKey.Base64Url(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        var away = QueryHelpers.AddQueryString($"{_provider.Issuer}/auth", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = CertifiedProvider.ClientId,
            ["redirect_uri"] = back,
            ["resource"] = CertifiedProvider.Audience,
            ["scope"] = "openid supervision.read",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
        var returned = await browser.FollowAsync(new(away), back);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
            $"{CertifiedProvider.ClientId}:{Uri.EscapeDataString(CertifiedProvider.ClientSecret)}")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = SignInBrowser.In(returned, "code"),
            ["redirect_uri"] = back,
            ["code_verifier"] = verifier,
            ["resource"] = CertifiedProvider.Audience,
        });
        using var answer = await client.PostAsync(new Uri($"{_provider.Issuer}/token"), form, TestContext.Current.CancellationToken);
        return (string)(await answer.ReadAsync(HttpStatusCode.OK))["access_token"]!;
    }
}
