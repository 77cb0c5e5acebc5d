namespace Supervision.Browser.Tests;

/// <summary>What all journeys share: windows that are closed at the end, and a picture of each when something went wrong.</summary>
public abstract class Journey(Stage stage) : IAsyncDisposable
{
    private readonly List<Window> _windows = [];

    private protected Stage Stage => stage;

    /// <summary>A site of its own, for a journey that kills the server.</summary>
    private protected Task<Site> OwnSiteAsync()
    {
        _ = stage.Browser;
        return Site.StartAsync();
    }

    /// <summary>A window of its own: no cookies, nothing stored.</summary>
    private protected async Task<Window> OpenWindowAsync(Site site, int width = 1440, int height = 900, Uri? address = null)
    {
        var context = await stage.Browser.NewContextAsync(new()
        {
            BaseURL = (address ?? site.Address).ToString(),
            ViewportSize = new() { Width = width, Height = height },
            DeviceScaleFactor = 1,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        });
        context.SetDefaultTimeout(Window.Patience);
        var window = new Window(context, await context.NewPageAsync());
        _windows.Add(window);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (window, number) in _windows.Select((window, index) => (window, index + 1)))
        {
            if (failed)
            {
                TestContext.Current.AddAttachment($"window {number}", await window.Page.ScreenshotAsync(), "image/png");
                TestContext.Current.AddAttachment($"window {number} in words", await window.InWordsAsync());
            }

            await window.Context.CloseAsync();
        }
    }
}
