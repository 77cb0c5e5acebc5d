using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Supervision.EventStore;
using Supervision.Server.Demonstration;
using Supervision.Server.Identity.Providers;
using Supervision.Server.Tests.Identity.Tokens;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>A server whose institute has no provider yet, beside one to set.</summary>
public sealed class InstituteWithoutProvider(TestServer test) : IAsyncLifetime
{
    private RunningServer? _server;
    private HostileProvider? _provider;

    internal RunningServer Server => _server!;

    internal HostileProvider Provider => _provider!;

    internal TestServer Test => test;

    public async ValueTask InitializeAsync()
    {
        _server = await test.StartAsync("--Supervision:Limits:SignInsPerMinute=10000");
        _provider = await HostileProvider.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_provider?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }
}

public sealed class SettingTheProvider(InstituteWithoutProvider institute) : IClassFixture<InstituteWithoutProvider>
{
    private const string Address = "/api/institute/provider";

    private readonly RunningServer _server = institute.Server;
    private readonly HostileProvider _provider = institute.Provider;

    [Fact]
    public async Task What_is_set_is_shown_without_the_secret_and_setting_it_again_changes_nothing()
    {
        using var admin = await _server.AdministratorAsync();
        var (first, second) = (await SetAsync(admin), await SetAsync(admin));
        var shown = await admin.GetJsonAsync(Address);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(first.ToJsonString(), shown.ToJsonString());
        Assert.Equal(_provider.Issuer, (string?)shown["provider"]!["issuer"]);
        Assert.True((bool)shown["provider"]!["hasClientSecret"]!);
        Assert.Equal("trainee", (string?)shown["provider"]!["roles"]!["students"]);
        Assert.DoesNotContain(CertifiedProvider.ClientSecret, shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"{_server.Address}api/session/provider/{DemonstrationInstitute.Id}/callback", (string?)shown["redirectAddress"]);
        Assert.Equal($"{_server.Address}api/session/provider/{DemonstrationInstitute.Id}/logout", (string?)shown["logoutAddress"]);
    }

    [Fact]
    public async Task Who_changed_it_when_and_why_is_on_record_and_the_secret_is_not()
    {
        using var admin = await _server.AdministratorAsync();
        var settings = Administering.Settings(_provider.Issuer);
        settings["reason"] = "A new contract with them.";
        using var set = await admin.PutAsJsonAsync(Address, settings, TestContext.Current.CancellationToken);
        settings["reason"] = new string('a', 501);
        using var tooLong = await admin.PutAsJsonAsync(Address, settings, TestContext.Current.CancellationToken);
        var recorded = await LastRecordAsync();

        await set.ReadAsync(HttpStatusCode.OK);
        await tooLong.ReadProblemAsync(HttpStatusCode.Conflict, "reason-too-long");
        Assert.Contains("A new contract with them.", recorded, StringComparison.Ordinal);
        Assert.Contains(_provider.Issuer, recorded, StringComparison.Ordinal);
        Assert.DoesNotContain(CertifiedProvider.ClientSecret, recorded, StringComparison.Ordinal);
    }

    private Task<string> LastRecordAsync() => _server.Store.AskAsync(async connection =>
    {
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(DemonstrationInstitute.Id.ToString()));
        batch.BatchCommands.Add(new("select data::text from mt_events where type = 'institute_provider_set' order by seq_id desc limit 1"));
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.NextResultAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return reader.GetString(0);
    }, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_database_holds_the_secret_encrypted()
    {
        using var admin = await _server.AdministratorAsync();
        await SetAsync(admin);
        await using var command = _server.Store.Database.CreateCommand("select encode(protected_secret, 'escape') || p::text from identity.institute_providers p");
        var row = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.DoesNotContain("a secret of the test", row, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("a secret of the test"u8), row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_left_out_stays_but_does_not_follow_to_another_issuer()
    {
        await using var other = await HostileProvider.StartAsync();
        using var admin = await _server.AdministratorAsync();
        await SetAsync(admin);
        var kept = await SetAsync(admin, settings => settings.Remove("clientSecret"));
        var settings = Administering.Settings(other.Issuer);
        settings.Remove("clientSecret");
        using var moved = await admin.PutJsonAsync(Address, settings);

        Assert.True((bool)kept["provider"]!["hasClientSecret"]!);
        await moved.ReadProblemAsync(HttpStatusCode.Conflict, "secret-needed");
    }

    [Theory]
    [InlineData("issuer", "")]
    [InlineData("issuer", "elsewhere.example")]
    [InlineData("issuer", "ftp://elsewhere.example")]
    [InlineData("issuer", "https://name:secret@elsewhere.example")]
    [InlineData("clientId", "")]
    [InlineData("clientId", "two words")]
    [InlineData("emailClaim", "")]
    [InlineData("apiAudience", CertifiedProvider.ClientId)]
    public async Task What_is_wrong_is_said_by_field(string field, string value)
    {
        using var admin = await _server.AdministratorAsync();
        var settings = Administering.Settings(_provider.Issuer);
        settings[field] = value;
        using var answer = await admin.PutJsonAsync(Address, settings);

        Assert.NotNull((await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]![field]);
    }

    [Theory]
    [InlineData("domains", "not a domain")]
    [InlineData("domains", "@institute.example")]
    [InlineData("scopes", "two words")]
    public async Task So_is_what_is_wrong_in_a_list(string field, string value)
    {
        using var admin = await _server.AdministratorAsync();
        var settings = Administering.Settings(_provider.Issuer);
        settings[field] = new JsonArray(value);
        using var answer = await admin.PutJsonAsync(Address, settings);

        Assert.NotNull((await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid"))["errors"]![field]);
    }

    [Fact]
    public async Task An_issuer_that_is_not_there_or_is_another_is_not_set()
    {
        using var admin = await _server.AdministratorAsync();
        using var nobody = await admin.PutJsonAsync(Address, Administering.Settings("http://127.0.0.1:1"));
        using var other = await admin.PutJsonAsync(Address, Administering.Settings(_provider.Issuer.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        await nobody.ReadProblemAsync(HttpStatusCode.Conflict, "provider-unusable");
        await other.ReadProblemAsync(HttpStatusCode.Conflict, "provider-unusable");
    }

    [Fact]
    public async Task Only_an_administrator_of_the_institute_sees_and_sets_it()
    {
        using var ines = await _server.SignInAfreshAsync("ines");
        using var see = await ines.GetAsync(Address, TestContext.Current.CancellationToken);
        using var set = await ines.PutJsonAsync(Address, Administering.Settings(_provider.Issuer));
        using var remove = await ines.DeleteJsonAsync(Address, new { });

        foreach (var answer in new[] { see, set, remove })
        {
            await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        }
    }

    [Fact]
    public async Task Removing_it_ends_the_sessions_that_began_there_and_removing_it_again_changes_nothing()
    {
        using var admin = await _server.AdministratorAsync();
        await SetAsync(admin);
        using var browser = await ComeInAsync("gone");
        await browser.Client.GetJsonAsync("/api/session");
        using var removed = await admin.DeleteJsonAsync(Address, new { reason = "It moves." });
        using var again = await admin.DeleteJsonAsync(Address, new { reason = "It moves." });
        using var after = await browser.Client.GetAsync("/api/session", TestContext.Current.CancellationToken);
        using var start = await browser.Client.GetAsync($"/api/session/provider/{DemonstrationInstitute.Id}", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (removed.StatusCode, again.StatusCode));
        await after.ReadProblemAsync(HttpStatusCode.Unauthorized, "signed-out");
        await start.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Null((await admin.GetJsonAsync(Address))["provider"]);
    }

    [Fact]
    public async Task A_domain_tells_the_institute_and_nothing_of_accounts()
    {
        using var admin = await _server.AdministratorAsync();
        await SetAsync(admin);
        using var visitor = _server.Visitor();
        var known = await visitor.GetJsonAsync("/api/session/providers/Institute.Example");
        var unknown = await visitor.GetJsonAsync("/api/session/providers/demonstration.example");

        Assert.Equal("Demonstration Institute", (string?)Assert.Single(known["institutes"]!.AsArray())!["name"]);
        Assert.Empty(unknown["institutes"]!.AsArray());
    }

    [Fact]
    public async Task Outside_of_development_nothing_of_the_own_network_is_asked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var production = await institute.Test.StartAsync("--environment=Production", "--Supervision:Demonstration=true", "--Logging:LogLevel:Default=None");
        var fetching = (ProviderFetching)production.Services.GetService(typeof(ProviderFetching))!;

        Assert.False(fetching.MayAsk($"http://127.0.0.1:{port}"));
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]" })
        {
            await Assert.ThrowsAsync<ProviderException>(() => fetching.GetDocumentAsync($"https://{host}:{port}/", TestContext.Current.CancellationToken));
        }
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    public void Which_addresses_are_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Contain(IPAddress.Parse(address)));

    private async Task<JsonObject> SetAsync(HttpClient admin, Action<JsonObject>? change = null)
    {
        var settings = Administering.Settings(_provider.Issuer);
        change?.Invoke(settings);
        using var answer = await admin.PutJsonAsync(Address, settings);
        return await answer.ReadAsync(HttpStatusCode.OK);
    }

    private async Task<SignInBrowser> ComeInAsync(string subject)
    {
        var browser = new SignInBrowser(_server);
        await browser.ComeInAsync(_provider, subject);
        return browser;
    }
}
