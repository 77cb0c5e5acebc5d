using System.Net;
using Npgsql;
using Supervision.Server.Tests.Live;
using Supervision.Server.Tests.Mailing;

namespace Supervision.Server.Tests.Identity;

public sealed class ForgettingAPassword(TestServer test)
{
    private const string New = "think further together";

    [Fact]
    public async Task The_link_from_the_letter_sets_a_new_one_once_and_ends_all_sessions()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync([.. mailbox.Settings, "--Supervision:Address=https://supervision.example/"]);
        var account = await NewAccount.MakeAsync(server, "forgot@demonstration.example");
        using var before = await account.SignInAsync();
        await using var connected = await Guest.ArriveAsync(server.Address, before.Cookie);
        using var visitor = server.Visitor();
        var letter = await ForgetAsync(visitor, mailbox, " Forgot@demonstration.example ");
        using var reset = await ResetAsync(visitor, letter.Token, New);
        using var again = await ResetAsync(visitor, letter.Token, "another password");
        using var after = await before.Http.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var old = await account.TrySignInAsync(visitor);
        using var signedIn = await account.SignInAsync(New);

        Assert.Contains("https://supervision.example/reset#", letter.Text, StringComparison.Ordinal);
        Assert.Contains("<forgot@demonstration.example>", letter.To, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        await again.ReadProblemAsync(HttpStatusCode.Conflict, "link-not-valid");
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await connected.Hub.Closed.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await old.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
        Assert.Contains("Subject: Your password was changed", (await mailbox.TakeAsync()).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_there_is_such_an_account()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var visitor = server.Visitor();
        using var nobody = await visitor.PostJsonAsync("/api/session/forgotten", new { email = "nobody@demonstration.example" });
        using var nonsense = await visitor.PostJsonAsync("/api/session/forgotten", new { email = "" });
        using var someone = await visitor.PostJsonAsync("/api/session/forgotten", new { email = "leila@demonstration.example" });

        Assert.All([nobody, nonsense, someone], answer => Assert.Equal((HttpStatusCode.NoContent, 0L), (answer.StatusCode, answer.Content.Headers.ContentLength ?? 0)));
        Assert.Contains("<leila@", (await mailbox.TakeAsync()).To, StringComparison.Ordinal);
        Assert.False(mailbox.TryTake(out _));
    }

    [Fact]
    public async Task Nobodys_mailbox_is_filled()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var visitor = server.Visitor();
        for (var time = 0; time < 8; time++)
        {
            using var answer = await visitor.PostJsonAsync("/api/session/forgotten", new { email = "leila@demonstration.example" });
        }
        var last = await ForgetAsync(visitor, mailbox, "jonas@demonstration.example", passing: 5);

        Assert.Contains("<jonas@", last.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_grows_old()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var visitor = server.Visitor();
        var letter = await ForgetAsync(visitor, mailbox, "leila@demonstration.example");
        await using (var database = NpgsqlDataSource.Create(server.ConnectionString))
        {
            await using var command = database.CreateCommand("update identity.mailed_tokens set expires_at = expires_at - interval '61 minutes'");
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }
        using var reset = await ResetAsync(visitor, letter.Token, New);

        await reset.ReadProblemAsync(HttpStatusCode.Conflict, "link-not-valid");
    }

    [Fact]
    public async Task A_password_that_is_too_short_does_not_use_the_link_up()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync(mailbox.Settings);
        using var visitor = server.Visitor();
        var letter = await ForgetAsync(visitor, mailbox, "leila@demonstration.example");
        using var tooShort = await ResetAsync(visitor, letter.Token, "too short");
        using var guessed = await ResetAsync(visitor, "guessed", New);
        using var reset = await ResetAsync(visitor, letter.Token, New);

        await tooShort.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await guessed.ReadProblemAsync(HttpStatusCode.Conflict, "link-not-valid");
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
    }

    private static async Task<Letter> ForgetAsync(HttpClient visitor, Mailbox mailbox, string email, int passing = 0)
    {
        using var answer = await visitor.PostJsonAsync("/api/session/forgotten", new { email });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        for (var letter = 0; letter < passing; letter++)
        {
            await mailbox.TakeAsync();
        }
        return await mailbox.TakeAsync();
    }

    private static Task<HttpResponseMessage> ResetAsync(HttpClient visitor, string token, string password) =>
        visitor.PostJsonAsync("/api/session/reset", new { token, password });
}
