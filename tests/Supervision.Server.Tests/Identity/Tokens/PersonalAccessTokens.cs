using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Tests.Identity.Tokens;

public sealed class PersonalAccessTokens(TestServer test)
{
    private readonly RunningServer _server = test.Shared;

    [Fact]
    public async Task A_token_is_told_once_and_lets_a_program_in_as_its_owner()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync("read");
        using var program = AProgram.Of(_server, (string)made["secret"]!);
        using var answer = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);
        var listed = Find(await leila.GetJsonAsync("/api/account/tokens"), made);

        Assert.Equal("Leila Haddad", (string?)(await answer.ReadAsync(HttpStatusCode.OK))["person"]!["name"]);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(AccessToken.IsWellFormed((string)made["secret"]!));
        Assert.Equal("Backup of my notes", (string?)listed["name"]);
        Assert.Equal(["read"], listed["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal(TimeSpan.FromDays(30), (DateTimeOffset)listed["expiresAt"]! - (DateTimeOffset)listed["createdAt"]!);
        Assert.NotNull(listed["lastUsedAt"]);
        Assert.DoesNotContain((string)made["secret"]!, listed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_holds_only_its_hash()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync("read");
        var secret = (string)made["secret"]!;
        var row = (string)(await AskAsync("select t::text from identity.access_tokens t where id = $1", (Guid)made["token"]!["id"]!))!;

        Assert.DoesNotContain(secret[4..], row, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(AccessToken.HashOf(secret)), row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_id_again_makes_no_second_token()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var request = AProgram.Request(["read"]);
        using var first = await leila.PostJsonAsync("/api/account/tokens", request);
        using var second = await leila.PostJsonAsync("/api/account/tokens", request);

        await first.ReadAsync(HttpStatusCode.Created);
        await second.ReadProblemAsync(HttpStatusCode.Conflict, "id-taken");
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "   ")]
    [InlineData("days", 0)]
    [InlineData("days", 366)]
    [InlineData("scopes", null)]
    public async Task What_is_missing_or_too_much_is_said_by_field(string field, object? value)
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var request = AProgram.Request(["read"]);
        request[field] = value is null ? new JsonArray() : JsonValue.Create(value);
        using var answer = await leila.PostJsonAsync("/api/account/tokens", request);

        Assert.NotNull((await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]![field]);
    }

    [Fact]
    public async Task An_unknown_scope_is_malformed()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        using var answer = await leila.PostJsonAsync("/api/account/tokens", AProgram.Request(["everything"]));

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task There_is_an_end_to_how_many()
    {
        await _server.AddAccountAsync("many-tokens@demonstration.example");
        using var kim = await _server.SignInAfreshAsync("many-tokens@demonstration.example");
        for (var n = 0; n < AccessTokenStore.MostTokens; n++)
        {
            await kim.MakeTokenAsync("read");
        }
        using var answer = await kim.PostJsonAsync("/api/account/tokens", AProgram.Request(["read"]));

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "too-many-tokens");
    }

    [Fact]
    public async Task Revoking_ends_it_and_revoking_again_changes_nothing()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync("read");
        using var program = AProgram.Of(_server, (string)made["secret"]!);
        await program.GetJsonAsync("/api/session");
        var address = $"/api/account/tokens/{made["token"]!["id"]}";
        using var revoked = await leila.DeleteAsync(address, TestContext.Current.CancellationToken);
        using var again = await leila.DeleteAsync(address, TestContext.Current.CancellationToken);
        using var after = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (revoked.StatusCode, again.StatusCode));
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
        Assert.Contains("invalid_token", after.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain((await leila.GetJsonAsync("/api/account/tokens"))["tokens"]!.AsArray(), token => IsSame(token!, made));
    }

    [Fact]
    public async Task Anothers_token_is_neither_listed_nor_revoked()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        using var jonas = await _server.SignInAfreshAsync("jonas");
        var made = await leila.MakeTokenAsync("read");
        using var answer = await jonas.DeleteAsync($"/api/account/tokens/{made["token"]!["id"]}", TestContext.Current.CancellationToken);
        using var program = AProgram.Of(_server, (string)made["secret"]!);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain((await jonas.GetJsonAsync("/api/account/tokens"))["tokens"]!.AsArray(), token => IsSame(token!, made));
        await program.GetJsonAsync("/api/session");
    }

    [Fact]
    public async Task An_expired_token_is_no_token()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync("read");
        await AskAsync("update identity.access_tokens set expires_at = now() - interval '1 second' where id = $1", (Guid)made["token"]!["id"]!);
        using var program = AProgram.Of(_server, (string)made["secret"]!);
        using var answer = await program.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
    }

    [Fact]
    public async Task When_it_was_last_used_is_written_at_most_once_a_minute()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        var made = await leila.MakeTokenAsync("read");
        var id = (Guid)made["token"]!["id"]!;
        using var program = AProgram.Of(_server, (string)made["secret"]!);
        await program.GetJsonAsync("/api/session");
        var first = await AskAsync("select xmin::text from identity.access_tokens where id = $1", id);
        await program.GetJsonAsync("/api/session");
        var second = await AskAsync("select xmin::text from identity.access_tokens where id = $1", id);
        await AskAsync("update identity.access_tokens set last_used_at = now() - interval '2 minutes' where id = $1", id);
        await program.GetJsonAsync("/api/session");
        var later = await AskAsync("select now() - last_used_at < interval '1 minute' from identity.access_tokens where id = $1", id);

        Assert.Equal(first, second);
        Assert.Equal(true, later);
    }

    [Theory]
    [InlineData("svn_")]
    [InlineData("svn_00000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("something else")]
    public async Task A_wrong_token_is_told_also_where_nobody_need_be_known(string token)
    {
        using var program = AProgram.Of(_server, token);
        using var anywhere = await program.GetAsync("/api/demonstration", TestContext.Current.CancellationToken);
        using var signIn = await program.PostAsJsonAsync(
            "/api/session", new { email = "leila@demonstration.example", password = "think together" }, TestContext.Current.CancellationToken);

        await anywhere.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
        await signIn.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
        Assert.False(signIn.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_wrong_token_beside_a_good_cookie_is_a_wrong_token()
    {
        using var leila = await _server.SignInAfreshAsync("leila");
        leila.DefaultRequestHeaders.Authorization = new("Bearer", AccessToken.Create());
        using var answer = await leila.GetAsync("/api/session", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token-invalid");
    }

    [Fact]
    public void A_leaked_token_is_recognised_by_its_form_and_its_checksum()
    {
        var token = AccessToken.Create();

        Assert.Matches("^svn_[0-9a-f]{72}$", token);
        Assert.True(AccessToken.IsWellFormed(token));
        Assert.False(AccessToken.IsWellFormed(token[..^1] + (token[^1] == '0' ? '1' : '0')));
        Assert.False(AccessToken.IsWellFormed(token + "\n"));
        Assert.NotEqual(token, AccessToken.Create());
    }

    private async Task<object?> AskAsync(string sql, Guid id)
    {
        await using var command = _server.Store.Database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static JsonNode Find(JsonObject list, JsonObject made) => list["tokens"]!.AsArray().Single(token => IsSame(token!, made))!;

    private static bool IsSame(JsonNode token, JsonObject made) => (Guid?)token["id"] == (Guid?)made["token"]!["id"];
}
