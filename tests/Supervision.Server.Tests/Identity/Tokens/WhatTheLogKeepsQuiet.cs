using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.EventStore.Deciding;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;
using Supervision.Server.Identity.Tokens;
using Supervision.Server.Tests.Identity.Provider;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Identity.Tokens;

public sealed class WhatTheLogKeepsQuiet(TestServer test)
{
    /// <summary>A node with everything written that there is to write, by every setting that a careless operator could make.</summary>
    [Fact]
    public async Task No_token_no_secret_and_no_code_is_in_the_log_however_much_is_logged()
    {
        await using var node = new NodeProcess(await test.CreateDatabaseAsync())
        {
            Environment =
            {
                ["Logging__LogLevel__Default"] = "Trace", ["Logging__LogLevel__Microsoft"] = "Trace", ["Logging__Console__LogLevel__Default"] = "Trace",
                ["Logging__Console__LogLevel__Microsoft"] = "Trace", ["Logging__Console__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            },
        };
        await node.StartAsync(TestContext.Current.CancellationToken);
        await using var provider = await HostileProvider.StartAsync();
        using var browser = new SignInBrowser(node.Address);
        await MakeAdministratorAsync(node, "leila@demonstration.example");
        using (await browser.Client.PostJsonAsync("/api/session", new { email = "leila@demonstration.example", password = "think together" }))
        using (var set = await browser.Client.PutJsonAsync("/api/institute/provider", Administering.Settings(provider.Issuer)))
        {
            await set.ReadAsync(HttpStatusCode.OK);
        }

        var secret = (string)(await browser.Client.MakeTokenAsync("read"))["secret"]!;
        using var program = AProgram.Of(node.Address, secret);
        await program.GetJsonAsync("/api/session");
        await using (await HubClient.ConnectWithAsync(node.Address, [], (_, _) => { }, TestContext.Current.CancellationToken, query: $"access_token={secret}"))
        {
        }
        var wrong = AccessToken.Create();
        using var stranger = AProgram.Of(node.Address, wrong);
        using (await stranger.GetAsync("/api/session", TestContext.Current.CancellationToken))
        {
        }
        using var newcomer = new SignInBrowser(node.Address);
        await newcomer.ComeInAsync(provider, "newcomer");
        var begun = (await newcomer.GoAsync($"/api/session/provider/{DemonstrationInstitute.Id}"))!;
        using var logout = new FormUrlEncodedContent([new("logout_token", provider.Key.Sign(new() { ["sub"] = "a-subject-of-the-log" }))]);
        using (await newcomer.Client.PostAsync($"/api/session/provider/{DemonstrationInstitute.Id}/logout", logout, TestContext.Current.CancellationToken))
        {
        }
        await SignInByPasskeyAsync(browser, node);
        await node.HasWrittenAsync("An attempt to sign in with a passkey failed", TestContext.Current.CancellationToken);
        await node.KillAsync();

        var log = string.Join('\n', node.Log);
        Assert.Contains("A way to the provider of institute", log, StringComparison.Ordinal);
        foreach (var way in new[] { "pwd", "hwk", "provider" })
        {
            Assert.Contains($"signed in by {way}", log, StringComparison.Ordinal);
        }
        Assert.Contains("Microsoft.AspNetCore", log, StringComparison.Ordinal);
        foreach (var quiet in new[]
        {
            secret, wrong, CertifiedProvider.ClientSecret, "a-code", SignInBrowser.In(begun, "state"), SignInBrowser.In(begun, "nonce"),
            "newcomer", "a-subject-of-the-log", "access_token", "eyJ",
        })
        {
            Assert.DoesNotContain(quiet, log, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task SignInByPasskeyAsync(SignInBrowser browser, NodeProcess node)
    {
        using var passkey = new SoftwareAuthenticator(node.Address);
        browser.Client.DefaultRequestHeaders.Add("Origin", node.Address.GetLeftPart(UriPartial.Authority));
        using var adding = await browser.Client.PostJsonAsync("/api/account/passkeys/options", new { });
        var credential = passkey.Create((await adding.ReadAsync(HttpStatusCode.OK))["options"]!);
        using var added = await browser.Client.PostJsonAsync("/api/account/passkeys", new { name = "Laptop", credential });
        await added.ReadAsync(HttpStatusCode.Created);
        using var asking = await browser.Client.PostJsonAsync("/api/session/passkey/options", new { });
        var shown = passkey.Get((await asking.ReadAsync(HttpStatusCode.OK))["options"]!);
        using var right = await browser.Client.PostJsonAsync("/api/session/passkey", new { credential = shown });
        await right.ReadAsync(HttpStatusCode.OK);
        using var replayed = await browser.Client.PostJsonAsync("/api/session/passkey", new { credential = shown });
        await replayed.ReadProblemAsync(HttpStatusCode.Unauthorized, "passkey-failed");
    }

    private static async Task MakeAdministratorAsync(NodeProcess node, string email)
    {
        await using var server = await SupervisionServer.JoinAsync(
            [$"--ConnectionStrings:Supervision={node.ConnectionString}", "--environment=Development"], TestContext.Current.CancellationToken);
        var tenant = DemonstrationInstitute.Id.ToString();
        var person = await server.App.Services.GetRequiredService<PersonNames>().FindAsync(tenant, email, TestContext.Current.CancellationToken);
        var outcome = await server.App.Services.GetRequiredService<PersonChanges>().ExecuteAsync(
            tenant, person!.Value, Guid.CreateVersion7(),
            others => new PersonCommand.ChangeRoles([InstituteRole.Administrator], [], others, By: null, Someone.Noon, "For the test."),
            TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Accepted>(outcome);
    }
}
