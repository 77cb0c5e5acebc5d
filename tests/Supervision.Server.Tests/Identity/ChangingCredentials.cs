using System.Net;
using Supervision.Server.Tests.Mailing;

namespace Supervision.Server.Tests.Identity;

public sealed class ChangingCredentials(TestServer test)
{
    private const string New = "think further together";

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_not_this_one()
    {
        var account = await NewAccount.MakeAsync(test.Shared, "changes@demonstration.example");
        using var desk = await account.SignInAsync();
        using var other = await account.SignInAsync();
        using var wrong = await ChangeAsync(desk, "think alone", New);
        using var tooShort = await ChangeAsync(desk, NewAccount.Password, "too short");
        using var changed = await ChangeAsync(desk, NewAccount.Password, New);
        using var repeated = await ChangeAsync(desk, NewAccount.Password, New);
        using var after = await other.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var visitor = test.Shared.Visitor();
        using var old = await account.TrySignInAsync(visitor);

        await wrong.ReadProblemAsync(HttpStatusCode.Conflict, "password-wrong");
        await tooShort.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        await repeated.ReadProblemAsync(HttpStatusCode.Conflict, "password-wrong");
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await old.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
        await desk.Http.GetJsonAsync("/api/session");
        using var signedIn = await account.SignInAsync(New);
    }

    [Fact]
    public async Task A_new_email_address_is_the_accounts_once_the_link_is_followed()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        var account = await NewAccount.MakeAsync(server, "moves@demonstration.example");
        using var browser = await account.SignInAsync();
        using var malformed = await browser.Http.PostJsonAsync("/api/account/email", new { email = "no address" });
        using var asked = await browser.Http.PostJsonAsync("/api/account/email", new { email = "moved@demonstration.example" });
        var letter = await mailbox.TakeAsync();
        using var visitor = server.Visitor();
        using var confirmed = await ConfirmAsync(visitor, letter.Token);
        using var again = await ConfirmAsync(visitor, letter.Token);
        var former = await mailbox.TakeAsync();

        await malformed.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Contains("<moved@", letter.To, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, confirmed.StatusCode);
        await again.ReadProblemAsync(HttpStatusCode.Conflict, "link-not-valid");
        Assert.Contains("<moves@", former.To, StringComparison.Ordinal);
        Assert.Equal("moved@demonstration.example", (string?)(await browser.Http.GetJsonAsync("/api/session"))["person"]!["email"]);
    }

    [Fact]
    public async Task Anothers_email_address_stays_theirs()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        var account = await NewAccount.MakeAsync(server, "covets@demonstration.example");
        using var browser = await account.SignInAsync();
        using var asked = await browser.Http.PostJsonAsync("/api/account/email", new { email = "Leila@demonstration.example" });
        using var visitor = server.Visitor();
        using var confirmed = await ConfirmAsync(visitor, (await mailbox.TakeAsync()).Token);

        await confirmed.ReadProblemAsync(HttpStatusCode.Conflict, "email-taken");
        Assert.Equal(account.Email, (string?)(await browser.Http.GetJsonAsync("/api/session"))["person"]!["email"]);
    }

    [Fact]
    public async Task Whoever_did_it_the_person_is_told()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var passkey = new SoftwareAuthenticator(server.Address);
        var account = await NewAccount.MakeAsync(server, "told@demonstration.example");
        using var browser = await account.SignInAsync();
        using var challenge = await browser.Http.PostJsonAsync("/api/account/passkeys/options", new { });
        var credential = passkey.Create((await challenge.ReadAsync(HttpStatusCode.OK))["options"]!);
        using var added = await browser.Http.PostJsonAsync("/api/account/passkeys", new { name = "Laptop", credential });
        var letter = await mailbox.TakeAsync();
        using var removed = await browser.Http.DeleteAsync($"/api/account/passkeys/{passkey.Id}", TestContext.Current.CancellationToken);
        using var off = await browser.Http.DeleteAsync("/api/account/two-factor", TestContext.Current.CancellationToken);
        using var changed = await ChangeAsync(browser, NewAccount.Password, New);

        Assert.Contains("<told@", letter.To, StringComparison.Ordinal);
        Assert.Contains("Subject: A passkey was added\n", letter.Content, StringComparison.Ordinal);
        Assert.Contains("Subject: A passkey was removed\n", (await mailbox.TakeAsync()).Content, StringComparison.Ordinal);
        // Nothing was on that could be turned off, so the next is about the password.
        Assert.Contains("Subject: Your password was changed\n", (await mailbox.TakeAsync()).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_a_password_confirms_no_address()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var visitor = server.Visitor();
        using var asked = await visitor.PostJsonAsync("/api/session/forgotten", new { email = "leila@demonstration.example" });
        using var confirmed = await ConfirmAsync(visitor, (await mailbox.TakeAsync()).Token);

        await confirmed.ReadProblemAsync(HttpStatusCode.Conflict, "link-not-valid");
    }

    private static Task<HttpResponseMessage> ChangeAsync(SignedInBrowser browser, string present, string password) =>
        browser.Http.PostJsonAsync("/api/account/password", new { present, password });

    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient visitor, string token) => visitor.PostJsonAsync("/api/session/email", new { token });
}
