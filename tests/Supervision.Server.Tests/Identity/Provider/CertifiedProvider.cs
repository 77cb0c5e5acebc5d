using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>The certified provider of the npm package oidc-provider, as a process of its own.</summary>
internal sealed class CertifiedProvider : IAsyncDisposable
{
    public const string ClientId = "supervision";
    public const string ClientSecret = "a secret of the test client, long enough";
    public const string Audience = "https://supervision.example/api";

    private readonly Process _process;
    private readonly HttpClient _control;

    private CertifiedProvider(Process process, string issuer)
    {
        (_process, Issuer) = (process, issuer);
        _control = new() { BaseAddress = new(issuer) };
    }

    public string Issuer { get; }

    public static async Task<CertifiedProvider> StartAsync(Uri server, Guid institute)
    {
        var own = new Uri(server, $"/api/session/provider/{institute}/");
        var settings = JsonSerializer.Serialize(new
        {
            clientId = ClientId,
            clientSecret = ClientSecret,
            redirects = new[] { new Uri(own, "callback"), new Uri(AtLocalhost(own), "callback") },
            logout = new Uri(own, "logout"),
            audience = Audience,
        });
        var start = new ProcessStartInfo("node", ["provider.mjs", settings])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(issuer is not null, $"The provider did not start: {errors}");
        return new(process, issuer);
    }

    /// <summary>Whoever comes from now on is this person.</summary>
    public Task BeAsync(string subject, object claims) => TellAsync("person", new { sub = subject, claims });

    /// <summary>Signs with a key of its own from now on, and forgets the old one.</summary>
    public Task RotateAsync() => TellAsync("rotate", new { });

    /// <summary>Tells the server that the person's session has ended.</summary>
    public Task LogoutAsync(string subject, string sid) => TellAsync("logout", new { sub = subject, sid });

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _control.Dispose();
    }

    private async Task TellAsync(string what, object body)
    {
        using var answer = await _control.PostJsonAsync($"/control/{what}", body);
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    /// <summary>The same server, as another site than the provider: browsers tell sites apart by their names.</summary>
    public static Uri AtLocalhost(Uri address) => new UriBuilder(address) { Host = "localhost" }.Uri;

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
