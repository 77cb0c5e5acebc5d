using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Server.Tests.Identity.Tokens;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>Tokens that the institute's provider issues for the API.</summary>
public sealed class BearersOfTheProvider(HostileInstitute institute) : IClassFixture<HostileInstitute>
{
    private readonly RunningServer _server = institute.Server;
    private readonly HostileProvider _provider = institute.Provider;

    [Fact]
    public async Task Let_a_program_in_as_the_linked_person_with_the_scopes_they_name()
    {
        await LinkedAsync("ida");
        using var program = AProgram.Of(_server, _provider.Key.Sign(Token("ida")));
        using var open = await program.PostJsonAsync("/api/cases", new { });

        Assert.Equal("ida@institute.example", (string?)(await program.GetJsonAsync("/api/session"))["person"]!["email"]);
        await open.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
    }

    [Fact]
    public async Task Scopes_may_come_as_a_list_and_under_the_other_name()
    {
        await LinkedAsync("jan");
        var token = Token("jan");
        token.Remove("scope");
        token["scp"] = new JsonArray("supervision.read", "read");
        using var program = AProgram.Of(_server, _provider.Key.Sign(token));

        await program.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task Without_a_scope_of_ours_they_are_for_nothing()
    {
        await LinkedAsync("kay");
        var token = Token("kay");
        token["scope"] = "openid read manage";
        using var program = AProgram.Of(_server, _provider.Key.Sign(token));
        using var answer = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Forbidden, "token-scope");
    }

    [Theory]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("aud", "another-api")]
    [InlineData("aud", CertifiedProvider.ClientId)]
    [InlineData("sub", "nobody-here")]
    [InlineData("sub", null)]
    [InlineData("exp", null)]
    [InlineData("exp", -120)]
    [InlineData("nbf", 120)]
    [InlineData("nonce", "of-an-id-token")]
    [InlineData("events", "of-a-logout-token")]
    public async Task One_wrong_claim_is_enough_to_refuse_it(string claim, object? value)
    {
        await LinkedAsync("lou");
        var token = Token("lou");
        token.Remove(claim);
        if (value is not null)
        {
            token[claim] = value is int seconds ? ComingIn.Now(seconds) : JsonValue.Create((string)value);
        }
        await RefusedAsync(_provider.Key.Sign(token));
    }

    [Theory]
    [InlineData("at+jwt", true)]
    [InlineData("application/AT+JWT", true)]
    [InlineData(null, true)]
    [InlineData("logout+jwt", false)]
    [InlineData("dpop+jwt", false)]
    public async Task What_it_says_that_it_is_counts(string? kind, bool isOne)
    {
        await LinkedAsync("noe");
        var token = _provider.Key.Sign(Token("noe"), kind: kind);
        if (!isOne)
        {
            await RefusedAsync(token);
            return;
        }
        using var program = AProgram.Of(_server, token);
        await program.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task A_forged_one_lets_nobody_in()
    {
        await LinkedAsync("mia");
        using var forger = new SigningKey(_provider.Key.Id);

        await RefusedAsync(forger.Sign(Token("mia")));
        await RefusedAsync(_provider.Key.Sign(Token("mia"), "none"));
        await RefusedAsync(_provider.Key.Sign(Token("mia"), "HS256", secret: Encoding.UTF8.GetBytes(_provider.Key.Rsa.ExportSubjectPublicKeyInfoPem())));
        await RefusedAsync("a.b.c");
    }

    private JsonObject Token(string subject) => new()
    {
        ["iss"] = _provider.Issuer,
        ["aud"] = CertifiedProvider.Audience,
        ["sub"] = subject,
        ["iat"] = ComingIn.Now(0),
        ["exp"] = ComingIn.Now(300),
        ["scope"] = "openid supervision.read",
    };

    private async Task LinkedAsync(string subject)
    {
        using var browser = new SignInBrowser(_server);
        await browser.ComeInAsync(_provider, subject);
    }

    private async Task RefusedAsync(string token)
    {
        using var program = AProgram.Of(_server, token);
        using var answer = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);
        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
    }
}
