using System.Net;
using System.Text.Json.Nodes;
using Supervision.Server.Demonstration;
using Supervision.Server.Identity.Providers;

namespace Supervision.Server.Tests.Identity.Provider;

public sealed class BackChannelLogout(HostileInstitute institute) : IClassFixture<HostileInstitute>
{
    private readonly RunningServer _server = institute.Server;
    private readonly HostileProvider _provider = institute.Provider;

    [Fact]
    public async Task With_a_session_it_ends_that_one()
    {
        using var one = await ComeInAsync("ann", "first");
        using var other = await ComeInAsync("ann", "second");
        using var answer = await PostAsync(_provider.Key.Sign(Token("ann", "first")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await EndedAsync(one);
        await other.Client.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task With_a_subject_it_ends_all_of_that_person_and_of_nobody_else()
    {
        using var one = await ComeInAsync("bea", "third");
        using var two = await ComeInAsync("bea", null);
        using var other = await ComeInAsync("cat", "fourth");
        using var answer = await PostAsync(_provider.Key.Sign(Token("bea", null)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await EndedAsync(one);
        await EndedAsync(two);
        await other.Client.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task Without_an_expiry_its_age_counts()
    {
        using var browser = await ComeInAsync("dee", "fifth");
        var token = Token("dee", null);
        token.Remove("exp");
        using var answer = await PostAsync(_provider.Key.Sign(token));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await EndedAsync(browser);
    }

    [Fact]
    public async Task The_same_token_again_is_refused()
    {
        var token = _provider.Key.Sign(Token("eve", null));
        using var first = await PostAsync(token);
        using var second = await PostAsync(token);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Theory]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("aud", "another-client")]
    [InlineData("events", null)]
    [InlineData("events", "a text")]
    [InlineData("nonce", "a-nonce")]
    [InlineData("jti", null)]
    [InlineData("iat", null)]
    [InlineData("iat", -900)]
    [InlineData("exp", -120)]
    [InlineData("sub", null)]
    public async Task One_wrong_claim_is_enough_to_refuse_it(string claim, object? value)
    {
        using var browser = await ComeInAsync("flo", "sixth");
        var token = Token("flo", null);
        token.Remove(claim);
        if (value is not null)
        {
            token[claim] = value is int seconds ? ComingIn.Now(seconds) : JsonValue.Create((string)value);
        }
        using var answer = await PostAsync(_provider.Key.Sign(token));

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await browser.Client.GetJsonAsync("/api/session");
    }

    [Theory]
    [InlineData("logout+jwt", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("at+jwt", HttpStatusCode.BadRequest)]
    public async Task What_it_says_that_it_is_counts(string? kind, HttpStatusCode expected)
    {
        using var answer = await PostAsync(_provider.Key.Sign(Token("ivy", null), kind: kind));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_one_ends_nothing()
    {
        using var browser = await ComeInAsync("gil", "seventh");
        using var forger = new SigningKey(_provider.Key.Id);
        using var forged = await PostAsync(forger.Sign(Token("gil", null)));
        using var unsigned = await PostAsync(_provider.Key.Sign(Token("gil", null), "none"));
        using var empty = await PostAsync("");

        foreach (var answer in new[] { forged, unsigned, empty })
        {
            await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        }
        await browser.Client.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task The_token_of_another_kind_ends_nothing()
    {
        using var browser = await ComeInAsync("hal", "eighth");
        using var answer = await PostAsync(_provider.Key.Sign(ComingIn.Claims(_provider, "hal", "a-nonce")));

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await browser.Client.GetJsonAsync("/api/session");
    }

    private static JsonObject Events() => new() { [ProviderTokens.LogoutEvent] = new JsonObject() };

    private JsonObject Token(string subject, string? sid)
    {
        var token = new JsonObject
        {
            ["iss"] = _provider.Issuer,
            ["aud"] = CertifiedProvider.ClientId,
            ["sub"] = subject,
            ["iat"] = ComingIn.Now(0),
            ["exp"] = ComingIn.Now(120),
            ["jti"] = Guid.CreateVersion7().ToString(),
            ["events"] = Events(),
        };
        if (sid is not null)
        {
            token["sid"] = sid;
        }
        return token;
    }

    private async Task<SignInBrowser> ComeInAsync(string subject, string? sid)
    {
        var browser = new SignInBrowser(_server);
        await browser.ComeInAsync(_provider, subject, sid);
        await browser.Client.GetJsonAsync("/api/session");
        return browser;
    }

    private static async Task EndedAsync(SignInBrowser browser)
    {
        using var session = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await session.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    // As a provider posts it: no header of ours, no cookie.
    private async Task<HttpResponseMessage> PostAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        return await client.PostAsync($"/api/session/provider/{DemonstrationInstitute.Id}/logout", form, TestContext.Current.CancellationToken);
    }
}
