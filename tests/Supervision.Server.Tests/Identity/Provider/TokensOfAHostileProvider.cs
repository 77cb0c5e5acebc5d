using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>A server of its own, whose institute uses a provider that lies.</summary>
public sealed class HostileInstitute(TestServer test) : IAsyncLifetime
{
    private RunningServer? _server;
    private HostileProvider? _provider;

    internal RunningServer Server => _server!;

    internal HostileProvider Provider => _provider!;

    public async ValueTask InitializeAsync()
    {
        _server = await test.StartAsync("--Supervision:Limits:SignInsPerMinute=10000", "--Logging:LogLevel:Default=Error");
        _provider = await HostileProvider.StartAsync();
        await _server.SetProviderAsync(Administering.Settings(_provider.Issuer));
    }

    /// <summary>Another server, without an institute's provider, or with this one.</summary>
    internal async Task<RunningServer> StartOtherAsync(HostileProvider? provider)
    {
        var server = await test.StartAsync("--Supervision:Limits:SignInsPerMinute=10000", "--Logging:LogLevel:Default=Error");
        if (provider is not null)
        {
            await server.SetProviderAsync(Administering.Settings(provider.Issuer));
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await (_provider?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }
}

/// <summary>What a forger, or a broken provider, sends: each refused, each for one reason, beside the right one that is taken.</summary>
public sealed class TokensOfAHostileProvider(HostileInstitute institute) : IClassFixture<HostileInstitute>
{
    private const string AccessToken = "an opaque access token";

    private readonly RunningServer _server = institute.Server;
    private readonly HostileProvider _provider = institute.Provider;

    [Fact]
    public async Task The_right_one_is_taken()
    {
        using var browser = new SignInBrowser(_server);

        Assert.Equal("/", await SignInAsync(browser, (nonce, key) => key.Sign(Claims("right", nonce))));
        await browser.Client.GetJsonAsync("/api/session");
    }

    [Theory]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("iss", null)]
    [InlineData("aud", "another-client")]
    [InlineData("aud", null)]
    [InlineData("azp", "another-client")]
    [InlineData("nonce", "another-nonce")]
    [InlineData("nonce", null)]
    [InlineData("exp", -120)]
    [InlineData("exp", null)]
    [InlineData("nbf", 120)]
    [InlineData("iat", null)]
    [InlineData("iat", -900)]
    [InlineData("iat", 120)]
    [InlineData("at_hash", "bm90IHRoaXMgb25l")]
    public async Task One_wrong_claim_is_enough_to_refuse_it(string claim, object? value) => await RefusedAsync((nonce, key) =>
    {
        var claims = Claims("wrong", nonce);
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value is int seconds ? ComingIn.Now(seconds) : JsonValue.Create((string)value);
        }
        return key.Sign(claims);
    });

    [Fact]
    public async Task Several_audiences_ask_for_the_party_it_was_made_for() => await RefusedAsync((nonce, key) =>
    {
        var claims = Claims("wrong", nonce);
        claims["aud"] = new JsonArray(CertifiedProvider.ClientId, "another-client");
        return key.Sign(claims);
    });

    [Fact]
    public async Task The_hash_of_the_access_token_is_compared_where_there_is_one()
    {
        using var browser = new SignInBrowser(_server);
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(AccessToken));

        Assert.Equal("/", await SignInAsync(browser, (nonce, key) =>
        {
            var claims = Claims("hashed", nonce);
            claims["at_hash"] = SigningKey.Base64Url(hash[..16]);
            return key.Sign(claims);
        }));
    }

    [Fact]
    public async Task A_key_of_the_same_name_is_not_the_same_key()
    {
        using var forger = new SigningKey(_provider.Key.Id);
        await RefusedAsync((nonce, _) => forger.Sign(Claims("forged", nonce)));
    }

    [Fact]
    public async Task A_key_that_the_provider_does_not_name_is_none()
    {
        using var forger = new SigningKey("unheard-of");
        await RefusedAsync((nonce, _) => forger.Sign(Claims("forged", nonce)));
    }

    [Fact]
    public async Task Without_a_signature_it_is_nothing() => await RefusedAsync((nonce, key) => key.Sign(Claims("forged", nonce), "none"));

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        await RefusedAsync((nonce, key) => key.Sign(Claims("forged", nonce), "HS256", secret: Encoding.UTF8.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem())));
        await RefusedAsync((nonce, key) => key.Sign(Claims("forged", nonce), "HS256", secret: key.Rsa.ExportSubjectPublicKeyInfo()));
        await RefusedAsync((nonce, key) => key.Sign(Claims("forged", nonce), "HS256", secret: key.Rsa.ExportParameters(includePrivateParameters: false).Modulus));
    }

    [Fact]
    public async Task Nor_does_the_client_secret_sign() =>
        await RefusedAsync((nonce, key) => key.Sign(Claims("forged", nonce), "HS256", secret: Encoding.UTF8.GetBytes(CertifiedProvider.ClientSecret)));

    [Fact]
    public async Task What_was_changed_after_signing_is_seen() => await RefusedAsync((nonce, key) =>
    {
        var parts = key.Sign(Claims("forged", nonce)).Split('.');
        var other = key.Sign(Claims("someone-else", nonce)).Split('.');
        return $"{parts[0]}.{other[1]}.{parts[2]}";
    });

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token at all")]
    public async Task What_is_no_token_is_none(string text) => await RefusedAsync((_, _) => text);

    [Fact]
    public async Task An_answer_in_another_issuers_name_is_not_looked_at()
    {
        using var browser = new SignInBrowser(_server);

        Assert.Equal("provider-failed", Problem(await SignInAsync(browser, Right, issuer: "https://elsewhere.example")));
    }

    [Fact]
    public async Task Where_the_issuer_was_promised_it_must_be_there()
    {
        _provider.Described["authorization_response_iss_parameter_supported"] = true;
        try
        {
            await using var server = await institute.StartOtherAsync(_provider);
            using var browser = new SignInBrowser(server);
            Assert.Equal("provider-failed", Problem(await SignInAsync(browser, Right, issuer: null)));
            using var other = new SignInBrowser(server);
            Assert.Equal("/", await SignInAsync(other, Right, _provider.Issuer));
        }
        finally
        {
            _provider.Described.Remove("authorization_response_iss_parameter_supported");
        }
    }

    [Fact]
    public async Task Nobody_can_be_made_to_finish_what_another_has_begun()
    {
        using var attacker = new SignInBrowser(_server);
        using var victim = new SignInBrowser(_server);
        var begun = await BeginAsync(attacker);
        _provider.Token = _ => Answer(_provider.Key.Sign(Claims("attacker", SignInBrowser.In(begun, "nonce"))));

        Assert.Equal("provider-expired", Problem(await ReturnAsync(victim, begun, null)));
    }

    [Fact]
    public async Task A_way_back_is_good_for_one_return()
    {
        using var browser = new SignInBrowser(_server);
        var begun = await BeginAsync(browser);
        _provider.Token = _ => Answer(_provider.Key.Sign(Claims("once", SignInBrowser.In(begun, "nonce"))));

        Assert.Equal("/", await ReturnAsync(browser, begun, null));
        Assert.Equal("provider-expired", Problem(await ReturnAsync(browser, begun, null)));
    }

    [Fact]
    public async Task The_code_is_shown_with_what_only_the_one_who_asked_for_it_knows()
    {
        using var browser = new SignInBrowser(_server);
        var begun = await BeginAsync(browser);
        var form = new Dictionary<string, string>();
        _provider.Token = given =>
        {
            foreach (var (name, value) in given)
            {
                form[name] = value.ToString();
            }
            return Answer(_provider.Key.Sign(Claims("pkce", SignInBrowser.In(begun, "nonce"))));
        };
        await ReturnAsync(browser, begun, null);

        Assert.Equal("S256", SignInBrowser.In(begun, "code_challenge_method"));
        Assert.Equal(SignInBrowser.In(begun, "code_challenge"), SigningKey.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))));
        Assert.Equal($"{_server.Address}api/session/provider/{DemonstrationInstitute.Id}/callback", form["redirect_uri"]);
        Assert.False(form.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task What_it_says_of_another_subject_is_not_believed()
    {
        using var browser = new SignInBrowser(_server);
        _provider.UserInfo = new() { ["sub"] = "someone-else", ["email"] = "someone@institute.example", ["email_verified"] = true };
        var end = await SignInAsync(browser, (nonce, key) =>
        {
            var claims = Claims("poor", nonce);
            claims.Remove("email");
            return key.Sign(claims);
        });

        Assert.Equal("provider-unverified", Problem(end));
    }

    [Theory]
    [InlineData("https://elsewhere.example/path")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Afterwards_the_browser_is_sent_nowhere_else(string next)
    {
        using var browser = new SignInBrowser(_server);
        var begun = await BeginAsync(browser, $"?next={Uri.EscapeDataString(next)}");
        _provider.Token = _ => Answer(_provider.Key.Sign(Claims("next", SignInBrowser.In(begun, "nonce"))));

        Assert.Equal("/", await ReturnAsync(browser, begun, null));
    }

    [Fact]
    public async Task Whoever_turns_back_at_the_provider_is_told_so()
    {
        using var browser = new SignInBrowser(_server);
        var begun = await BeginAsync(browser);
        var back = await browser.GoAsync($"/api/session/provider/{DemonstrationInstitute.Id}/callback?error=access_denied&state={SignInBrowser.In(begun, "state")}");

        Assert.Equal("/sign-in?problem=provider-refused", back!.PathAndQuery);
    }

    [Fact]
    public async Task A_provider_that_promises_an_unusable_address_is_not_used()
    {
        _provider.Described["token_endpoint"] = "ftp://elsewhere.example/token";
        try
        {
            await using var server = await institute.StartOtherAsync(provider: null);
            using var admin = await server.AdministratorAsync();
            using var answer = await admin.PutJsonAsync("/api/institute/provider", Administering.Settings(_provider.Issuer));

            await answer.ReadProblemAsync(HttpStatusCode.Conflict, "provider-unusable");
        }
        finally
        {
            _provider.Described["token_endpoint"] = $"{_provider.Issuer}/token";
        }
    }

    private static JsonObject Answer(string idToken) => new() { ["access_token"] = AccessToken, ["token_type"] = "Bearer", ["id_token"] = idToken };

    private static string Problem(string pathAndQuery) =>
        pathAndQuery.StartsWith("/sign-in?problem=", StringComparison.Ordinal) ? pathAndQuery["/sign-in?problem=".Length..] : pathAndQuery;

    private JsonObject Claims(string subject, string nonce) => ComingIn.Claims(_provider, subject, nonce);

    private string Right(string nonce, SigningKey key) => key.Sign(Claims("right", nonce));

    private async Task RefusedAsync(Func<string, SigningKey, string> token)
    {
        using var browser = new SignInBrowser(_server);

        Assert.Equal("provider-failed", Problem(await SignInAsync(browser, token)));
        using var session = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await session.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
    }

    private async Task<string> SignInAsync(SignInBrowser browser, Func<string, SigningKey, string> token, string? issuer = null)
    {
        var begun = await BeginAsync(browser);
        _provider.Token = _ => Answer(token(SignInBrowser.In(begun, "nonce"), _provider.Key));
        return await ReturnAsync(browser, begun, issuer);
    }

    private static async Task<Uri> BeginAsync(SignInBrowser browser, string query = "") =>
        (await browser.GoAsync($"/api/session/provider/{DemonstrationInstitute.Id}{query}"))!;

    private static async Task<string> ReturnAsync(SignInBrowser browser, Uri begun, string? issuer)
    {
        var named = issuer is null ? "" : $"&iss={Uri.EscapeDataString(issuer)}";
        var state = Uri.EscapeDataString(SignInBrowser.In(begun, "state"));
        return (await browser.GoAsync($"/api/session/provider/{DemonstrationInstitute.Id}/callback?code=a-code&state={state}{named}"))!.PathAndQuery;
    }
}
