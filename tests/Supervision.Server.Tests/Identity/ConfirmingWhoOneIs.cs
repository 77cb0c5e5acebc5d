using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Server.Access;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Identity;

public sealed class ConfirmingWhoOneIs(TestServer test)
{
    private const string CookieName = "supervision";

    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task What_asks_for_it_is_refused_six_minutes_after_signing_in_until_the_password_is_given_again()
    {
        var account = await NewAccount.MakeAsync(_server, "six-minutes@demonstration.example");
        using var browser = await account.SignInAsync();
        Age(browser, TimeSpan.FromMinutes(6));
        using var stale = await AskAsync(browser);
        using var wrong = await browser.Http.PostJsonAsync("/api/session/confirm", new { password = "think alone" });
        using var stillStale = await AskAsync(browser);
        using var right = await browser.Http.PostJsonAsync("/api/session/confirm", new { password = NewAccount.Password });
        using var fresh = await AskAsync(browser);

        await stale.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        await wrong.ReadProblemAsync(HttpStatusCode.Conflict, "password-wrong");
        await stillStale.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        await fresh.ReadAsync(HttpStatusCode.OK);
        Assert.Single((await browser.Http.GetJsonAsync("/api/account/sessions"))["sessions"]!.AsArray());
    }

    [Fact]
    public async Task Signing_and_ending_sessions_ask_for_it()
    {
        var account = await NewAccount.MakeAsync(_server, "stale-pen@demonstration.example");
        using var browser = await account.SignInAsync();
        Age(browser, TimeSpan.FromMinutes(6));
        using var signed = await browser.Http.PostJsonAsync(
            $"/api/groups/{DemonstrationInstitute.Tuesday}/contract/signature", new { commandId = Guid.CreateVersion7(), version = 1 });
        using var others = await browser.Http.DeleteAsync("/api/account/sessions", TestContext.Current.CancellationToken);
        using var one = await browser.Http.DeleteAsync($"/api/account/sessions/{Guid.CreateVersion7()}", TestContext.Current.CancellationToken);

        foreach (var answer in new[] { signed, others, one })
        {
            await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        }
    }

    [Fact]
    public async Task Four_minutes_after_signing_in_it_is_not_asked_for()
    {
        var account = await NewAccount.MakeAsync(_server, "four-minutes@demonstration.example");
        using var browser = await account.SignInAsync();
        Age(browser, TimeSpan.FromMinutes(4));
        using var answer = await AskAsync(browser);

        await answer.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_passkey_of_the_account_does_as_well_and_anothers_does_not()
    {
        using var own = new SoftwareAuthenticator(_server.Address);
        using var foreign = new SoftwareAuthenticator(_server.Address);
        var account = await NewAccount.MakeAsync(_server, "by-passkey@demonstration.example");
        var other = await NewAccount.MakeAsync(_server, "not-by-passkey@demonstration.example");
        using var browser = await account.SignInAsync();
        using var others = await other.SignInAsync();
        await AddAsync(browser, own);
        await AddAsync(others, foreign);
        Age(browser, TimeSpan.FromMinutes(6));
        using var refused = await ConfirmAsync(browser, foreign);
        using var stale = await AskAsync(browser);
        using var confirmed = await ConfirmAsync(browser, own);
        using var fresh = await AskAsync(browser);

        await refused.ReadProblemAsync(HttpStatusCode.Conflict, "passkey-not-accepted");
        await stale.ReadProblemAsync(HttpStatusCode.Unauthorized, "confirm-identity");
        Assert.Equal(HttpStatusCode.NoContent, confirmed.StatusCode);
        await fresh.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guessing_here_locks_the_account_too()
    {
        var account = await NewAccount.MakeAsync(_server, "guessed-inside@demonstration.example");
        using var browser = await account.SignInAsync();
        for (var guess = 0; guess < 10; guess++)
        {
            using var wrong = await browser.Http.PostJsonAsync("/api/session/confirm", new { password = "think alone" });
            await wrong.ReadProblemAsync(HttpStatusCode.Conflict, "password-wrong");
        }
        using var right = await browser.Http.PostJsonAsync("/api/session/confirm", new { password = NewAccount.Password });

        await right.ReadProblemAsync(HttpStatusCode.Conflict, "password-wrong");
    }

    [Fact]
    public async Task Neither_one_nor_the_other_is_malformed()
    {
        using var client = await _server.SignInAsync("tomasz");
        using var answer = await client.PostJsonAsync("/api/session/confirm", new { });

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private static Task<HttpResponseMessage> AskAsync(SignedInBrowser browser) => browser.Http.PostJsonAsync("/api/account/passkeys/options", new { });

    private static async Task AddAsync(SignedInBrowser browser, SoftwareAuthenticator passkey)
    {
        using var challenge = await AskAsync(browser);
        var credential = passkey.Create((await challenge.ReadAsync(HttpStatusCode.OK))["options"]!);
        using var added = await browser.Http.PostJsonAsync("/api/account/passkeys", new { name = "Laptop", credential });
        await added.ReadAsync(HttpStatusCode.Created);
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(SignedInBrowser browser, SoftwareAuthenticator passkey)
    {
        using var challenge = await browser.Http.PostJsonAsync("/api/session/passkey/options", new { });
        var credential = passkey.Get((await challenge.ReadAsync(HttpStatusCode.OK))["options"]!);
        return await browser.Http.PostJsonAsync("/api/session/confirm", new { credential });
    }

    // The session as it is that much later: the server's own cookie with an earlier time in it.
    private void Age(SignedInBrowser browser, TimeSpan by)
    {
        var format = _server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        var ticket = format.Unprotect(Uri.UnescapeDataString(browser.Read(CookieName)))!;
        var identity = (ClaimsIdentity)ticket.Principal.Identity!;
        var claim = identity.FindFirst(Viewer.AuthenticatedAtClaim)!;
        identity.RemoveClaim(claim);
        identity.AddClaim(new(claim.Type, (long.Parse(claim.Value, CultureInfo.InvariantCulture) - (long)by.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        browser.Take(CookieName, Uri.EscapeDataString(format.Protect(new AuthenticationTicket(ticket.Principal, ticket.Properties, ticket.AuthenticationScheme))));
    }
}
