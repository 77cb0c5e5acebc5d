using System.Net;
using Supervision.Server.Identity;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Tests.Identity;

public sealed class ChoosingAPassword(TestServer test)
{
    [Theory]
    [InlineData("password1234!")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("passwordpassword")]
    [InlineData("2026-Baseball-2026")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiopas")]
    [InlineData("zyxwvutsrqponm")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("1qaz2wsx3edc")]
    public void What_everybody_tries_first_is_refused(string password) =>
        Assert.Contains("tried first", PasswordRules.ProblemOf(password, "kim@example.org", ["Riverside"]), StringComparison.Ordinal);

    [Theory]
    [InlineData("leila.haddad, of course")]
    [InlineData("what LeilaHaddad says")]
    [InlineData("down by the River Side")]
    [InlineData("my supervision login")]
    public void Nor_may_it_hold_a_name_that_others_know(string password) =>
        Assert.Contains("a name", PasswordRules.ProblemOf(password, "leila.haddad@example.org", ["Riverside"]), StringComparison.Ordinal);

    [Theory]
    [InlineData("think together")]
    [InlineData("a heron by the water")]
    [InlineData("kimchi for breakfast")]
    [InlineData("correct horse battery staple")]
    [InlineData("xK4-9vLq-2mWp")]
    public void A_few_words_may_be_one(string password) => Assert.Null(PasswordRules.ProblemOf(password, "kim@example.org", ["Riverside"]));

    [Fact]
    public async Task It_is_refused_when_changing_and_replacing_one()
    {
        var institute = await OwnInstitute.FoundAsync(test.Shared, "Hillside House");
        using var kim = await institute.BringAsync("Kim", InstituteRole.Trainee);
        using var changed = await kim.Http.PostJsonAsync("/api/account/password", new { present = OwnInstitute.Password, password = "hillsidehouse rules" });
        using var common = await kim.Http.PostJsonAsync("/api/account/password", new { present = OwnInstitute.Password, password = "password1234" });
        await using var made = test.Shared.Store.Database.CreateCommand(
            """
            insert into identity.mailed_tokens (hash, account_id, purpose, email, created_at, expires_at)
            values ($1, $2, 'reset-password', $3, now(), now() + interval '1 hour')
            """);
        made.Parameters.Add(new() { Value = MailedTokens.HashOf("a token") });
        made.Parameters.Add(new() { Value = kim.Id });
        made.Parameters.Add(new() { Value = kim.Email });
        await made.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var visitor = test.Shared.Visitor();
        using var replaced = await visitor.PostJsonAsync("/api/session/reset", new { token = "a token", password = "hillsidehouse rules" });
        using var better = await visitor.PostJsonAsync("/api/session/reset", new { token = "a token", password = "a heron by the water" });

        foreach (var answer in new[] { changed, common, replaced })
        {
            var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
            Assert.NotNull(problem["errors"]!["password"]);
        }
        Assert.Equal(HttpStatusCode.NoContent, better.StatusCode);
    }
}
