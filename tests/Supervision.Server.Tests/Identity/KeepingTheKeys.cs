using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Server.Hosting;
using Supervision.Server.Identity.Keys;

namespace Supervision.Server.Tests.Identity;

/// <summary>The keys of the session cookies lie in the database, and a copy of the database must not be enough to use them.</summary>
public sealed class KeepingTheKeys(TestServer test)
{
    private const string Secret = "masterKey";
    private static readonly string One = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string Other = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    [Fact]
    public async Task In_the_database_they_are_sealed()
    {
        await using var server = await test.StartAsync(Key(One));
        await SignInAsync(server);
        var stored = await ReadAsync(server.ConnectionString);

        Assert.NotEmpty(stored);
        Assert.All(stored, key => Assert.Contains($"by=\"{IdOf(One)}\"", key, StringComparison.Ordinal));
        Assert.All(stored, key => Assert.DoesNotContain(Secret, key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_node_with_the_same_key_knows_the_session()
    {
        await using var one = await test.StartAsync(Key(One));
        var session = await SignInAsync(one);
        await using var other = await test.StartAsync(Key(One), At(one.ConnectionString));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(other, session));
    }

    [Fact]
    public async Task Keys_from_before_are_still_read_and_sealed_from_then_on()
    {
        var database = await test.CreateDatabaseAsync();
        CookieContainer session;
        await using (var before = await test.StartAsync(At(database)))
        {
            session = await SignInAsync(before);
        }
        Assert.Contains(Secret, Assert.Single(await ReadAsync(database)), StringComparison.Ordinal);

        await using (var server = await test.StartAsync(Key(One), At(database)))
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(server, session));
        }
        Assert.DoesNotContain(Secret, Assert.Single(await ReadAsync(database)), StringComparison.Ordinal);
        await using var later = await test.StartAsync(Key(One), At(database));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(later, session));
    }

    [Fact]
    public async Task A_new_key_takes_over_what_the_old_one_sealed()
    {
        var database = await test.CreateDatabaseAsync();
        CookieContainer session;
        await using (var before = await test.StartAsync(Key(One), At(database)))
        {
            session = await SignInAsync(before);
        }
        await using (var between = await test.StartAsync(Key(Other), $"--Supervision:DataProtection:OldKeys:0={One}", At(database)))
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(between, session));
        }
        await using var after = await test.StartAsync(Key(Other), At(database));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(after, session));
        Assert.Contains(IdOf(Other), Assert.Single(await ReadAsync(database)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_nobody_reads_them_and_the_log_says_so()
    {
        var database = await test.CreateDatabaseAsync();
        CookieContainer session;
        await using (var before = await test.StartAsync(Key(One), At(database)))
        {
            session = await SignInAsync(before);
        }
        using var log = new RecordedLog();
        await using (var stranger = await StartAsync(log, "--environment=Development", Key(Other), At(database)))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, session));
        }
        Assert.Contains(log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("1 stored keys were sealed", StringComparison.Ordinal));
        await using var back = await test.StartAsync(Key(One), $"--Supervision:DataProtection:OldKeys:0={Other}", At(database));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(back, session));
    }

    [Theory]
    [InlineData("Production", false, true)]
    [InlineData("Production", true, false)]
    [InlineData("Development", false, false)]
    public async Task Outside_of_development_a_start_without_a_key_is_warned_of(string environment, bool withKey, bool isWarned)
    {
        using var log = new RecordedLog();
        await using var server = await StartAsync(
            log, $"--environment={environment}", "--Supervision:Demonstration=false", At(await test.CreateDatabaseAsync()), Key(withKey ? One : ""));

        Assert.Equal(isWarned, log.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("Supervision:DataProtection:Key is not set", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("c2hvcnQ=", null, "Supervision:DataProtection:Key must be 32 bytes in base64.")]
    [InlineData("not base64", null, "Supervision:DataProtection:Key must be 32 bytes in base64.")]
    [InlineData(null, "c2hvcnQ=", "Supervision:DataProtection:OldKeys:0 must be 32 bytes in base64.")]
    public void What_is_no_key_ends_the_start_with_a_sentence(string? key, string? old, string sentence)
    {
        var settings = new KeySettings { Key = key, OldKeys = old is null ? [] : [old] };
        var refused = Assert.Throws<StartupException>(() => new KeySeal(settings));

        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain((key ?? old)!, refused.Message, StringComparison.Ordinal);
        Assert.Equal("KeySettings", settings.ToString());
    }

    [Fact]
    public void What_was_changed_on_the_way_is_not_opened()
    {
        var seal = new KeySeal(new() { Key = One });
        var content = "content"u8.ToArray();
        var box = seal.Seal(content);
        Assert.Equal(content, seal.Open(seal.CurrentId!, box));
        Assert.NotEqual(box, seal.Seal(content));

        box[13] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => seal.Open(seal.CurrentId!, box));
        Assert.Throws<CryptographicException>(() => seal.Open(IdOf(Other), box));
    }

    private static string Key(string key) => $"--Supervision:DataProtection:Key={key}";

    private static string At(string database) => $"--ConnectionStrings:Supervision={database}";

    private static string IdOf(string key) => new KeySeal(new() { Key = key }).CurrentId!;

    private static async Task<CookieContainer> SignInAsync(RunningServer server)
    {
        var cookies = new CookieContainer();
        using var client = server.Browser(cookies);
        using var answer = await client.PostJsonAsync("/api/session", new { email = "leila@demonstration.example", password = "think together" });
        await answer.ReadAsync(HttpStatusCode.OK);
        return cookies;
    }

    private static async Task<HttpStatusCode> AskAsync(RunningServer server, CookieContainer session)
    {
        using var client = server.Browser(session);
        using var answer = await client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<List<string>> ReadAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("select xml from identity.data_protection_keys");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var keys = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            keys.Add(reader.GetString(0));
        }
        return keys;
    }

    /// <summary>As a server starts, but heard from its first line on.</summary>
    private static async Task<RunningServer> StartAsync(RecordedLog log, params string[] settings)
    {
        var server = await SupervisionServer.BuildAsync(
            ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings], TestContext.Current.CancellationToken);
        server.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await Composition.PrepareAsync(server.App.Services, TestContext.Current.CancellationToken);
        await server.App.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }
}
