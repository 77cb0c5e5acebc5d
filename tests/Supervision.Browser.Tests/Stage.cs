using Microsoft.Playwright;
using Supervision.Browser.Tests;

[assembly: AssemblyFixture(typeof(Stage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Supervision.Browser.Tests;

/// <summary>One Chromium for all journeys, and one site for those that leave its server alive.</summary>
public sealed class Stage : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Site? _site;

    internal IBrowser Browser => _browser ?? throw Missing();

    internal Site Site => _site ?? throw Missing();

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is { } executable)
        {
            Assertions.SetDefaultExpectTimeout(Window.Patience);
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.StartAsync(_playwright, executable);
            _site = await Site.StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
        await (_site?.DisposeAsync() ?? default);
    }

    private static InvalidOperationException Missing()
    {
        Assert.Skip(Chromium.Missing);
        return new(Chromium.Missing);
    }
}
