using Microsoft.Playwright;

namespace Supervision.Browser.Tests;

/// <summary>The Chromium of this machine. Playwright brings its driver, not a browser.</summary>
internal static class Chromium
{
    public const string Missing =
        "Chromium is not on this machine. Install it (Debian: apt install chromium), or name its executable in the environment variable CHROMIUM.";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <returns>The executable's path; null when there is none.</returns>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    public static Task<IBrowser> StartAsync(IPlaywright playwright, string executable) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments, Timeout = Window.Patience });
}
