using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Tests.Identity;

public sealed class SigningInWithACode(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task An_app_counts_once_its_code_has_confirmed_it()
    {
        var account = await NewAccount.MakeAsync(_server, "sets-up@demonstration.example");
        using var browser = await account.SignInAsync();
        var setup = await SetUpAsync(browser);
        using var early = await account.SignInAsync();
        using var wrong = await ConfirmAsync(browser, "000000");
        using var right = await ConfirmAsync(browser, CodeOf(setup));
        var codes = (await right.ReadAsync(HttpStatusCode.OK))["codes"]!.AsArray();
        var state = await browser.Http.GetJsonAsync("/api/account/two-factor");

        await wrong.ReadProblemAsync(HttpStatusCode.Conflict, "code-wrong");
        Assert.Equal(10, codes.Count);
        Assert.True((bool)state["isOn"]!);
        Assert.Equal(10, (int)state["recoveryCodesLeft"]!);
        Assert.StartsWith("<svg", (string?)setup["picture"], StringComparison.Ordinal);
        Assert.Contains((string)setup["secret"]!, (string)setup["uri"]!, StringComparison.Ordinal);
        using var again = await browser.Http.PostJsonAsync("/api/account/two-factor/setup", new { });
        await again.ReadProblemAsync(HttpStatusCode.Conflict, "two-factor-on");
    }

    [Fact]
    public async Task The_password_alone_then_does_not_sign_in()
    {
        var (account, setup, _) = await WithAppAsync("two-steps@demonstration.example");
        using var visitor = _server.Visitor();
        using var first = await account.TrySignInAsync(visitor);
        using var between = await visitor.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var wrong = await account.TrySignInAsync(visitor, code: "12345");
        using var second = await account.TrySignInAsync(visitor, code: CodeOf(setup, steps: 1).Insert(3, " "));

        await first.ReadProblemAsync(HttpStatusCode.Unauthorized, "two-factor-needed");
        Assert.False(first.Headers.Contains("Set-Cookie"));
        await between.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await wrong.ReadProblemAsync(HttpStatusCode.Unauthorized, "two-factor-failed");
        await second.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_without_the_password_tells_nothing()
    {
        var (account, setup, _) = await WithAppAsync("no-password@demonstration.example");
        using var visitor = _server.Visitor();
        using var attempt = await account.TrySignInAsync(visitor, password: "think alone", code: CodeOf(setup, steps: 1));

        await attempt.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
    }

    [Fact]
    public async Task A_code_works_once_also_when_sent_twice_at_the_same_time()
    {
        var (account, setup, _) = await WithAppAsync("code-once@demonstration.example");
        using var visitor = _server.Visitor();
        var code = CodeOf(setup, steps: 1);
        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => account.TrySignInAsync(visitor, code: code)));

        Assert.Single(attempts, attempt => attempt.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var (account, _, codes) = await WithAppAsync("recovers@demonstration.example");
        using var browser = await account.SignInAsync(code: codes[3].ToUpperInvariant());
        using var visitor = _server.Visitor();
        using var again = await account.TrySignInAsync(visitor, code: codes[3]);

        await again.ReadProblemAsync(HttpStatusCode.Unauthorized, "two-factor-failed");
        Assert.Equal(9, (int)(await browser.Http.GetJsonAsync("/api/account/two-factor"))["recoveryCodesLeft"]!);
    }

    [Fact]
    public async Task New_recovery_codes_replace_the_old_ones()
    {
        var (account, _, codes) = await WithAppAsync("renews@demonstration.example");
        using var browser = await account.SignInAsync(code: codes[0]);
        using var answer = await browser.Http.PostJsonAsync("/api/account/two-factor/recovery-codes", new { });
        var renewed = (await answer.ReadAsync(HttpStatusCode.OK))["codes"]!.AsArray();
        using var visitor = _server.Visitor();
        using var old = await account.TrySignInAsync(visitor, code: codes[1]);

        await old.ReadProblemAsync(HttpStatusCode.Unauthorized, "two-factor-failed");
        using var signedIn = await account.SignInAsync(code: (string)renewed[9]!);
    }

    [Fact]
    public async Task Turned_off_the_password_is_enough_again()
    {
        var (account, _, codes) = await WithAppAsync("turns-off@demonstration.example");
        using var browser = await account.SignInAsync(code: codes[0]);
        for (var time = 0; time < 2; time++)
        {
            using var off = await browser.Http.DeleteAsync("/api/account/two-factor", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        }
        using var signedIn = await account.SignInAsync();
        using var renewed = await browser.Http.PostJsonAsync("/api/account/two-factor/recovery-codes", new { });

        await renewed.ReadProblemAsync(HttpStatusCode.Conflict, "two-factor-off");
        await SetUpAsync(browser);
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account_although_the_password_is_right()
    {
        var (account, setup, _) = await WithAppAsync("guessed@demonstration.example");
        using var visitor = _server.Visitor();
        for (var guess = 0; guess < 10; guess++)
        {
            // The password alone in between does not begin the count anew.
            using var password = await account.TrySignInAsync(visitor);
            using var wrong = await account.TrySignInAsync(visitor, code: "not it");
            await wrong.ReadProblemAsync(HttpStatusCode.Unauthorized, "two-factor-failed");
        }
        using var right = await account.TrySignInAsync(visitor, code: CodeOf(setup, steps: 1));

        await right.ReadProblemAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
    }

    [Fact]
    public async Task The_database_holds_neither_secret_nor_code()
    {
        var (account, setup, codes) = await WithAppAsync("kept-safe@demonstration.example");
        await using var database = NpgsqlDataSource.Create(_server.ConnectionString);
        await using var command = database.CreateCommand(
            "select secret || (select string_agg(encode(hash, 'escape'), '') from identity.recovery_codes c where c.account_id = f.account_id) from identity.second_factors f where account_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account.Id });
        var stored = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.DoesNotContain((string)setup["secret"]!, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(SecretOf(setup)), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(codes[0], stored, StringComparison.Ordinal);
    }

    private async Task<(NewAccount Account, JsonObject Setup, List<string> RecoveryCodes)> WithAppAsync(string email)
    {
        var account = await NewAccount.MakeAsync(_server, email);
        using var browser = await account.SignInAsync();
        var setup = await SetUpAsync(browser);
        using var confirmed = await ConfirmAsync(browser, CodeOf(setup));
        return (account, setup, [.. (await confirmed.ReadAsync(HttpStatusCode.OK))["codes"]!.AsArray().Select(code => (string)code!)]);
    }

    private static async Task<JsonObject> SetUpAsync(SignedInBrowser browser)
    {
        using var answer = await browser.Http.PostJsonAsync("/api/account/two-factor/setup", new { });
        return await answer.ReadAsync(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> ConfirmAsync(SignedInBrowser browser, string code) =>
        browser.Http.PostJsonAsync("/api/account/two-factor/confirm", new { code });

    /// <param name="setup">What the app was shown.</param>
    /// <param name="steps">Ahead of now; a step that was used is not taken again.</param>
    private static string CodeOf(JsonObject setup, int steps = 0) => Totp.CodeOf(SecretOf(setup), Totp.StepOf(TimeProvider.System.GetUtcNow()) + steps);

    private static byte[] SecretOf(JsonObject setup)
    {
        var bits = string.Concat(((string)setup["secret"]!).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }
}
