using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Supervision.Browser.Tests;

/// <summary>Takes the picture of the README. Runs only when asked to: see <c>tests/README.md</c>.</summary>
public sealed class ReadmePicture(Stage stage) : Journey(stage)
{
    private const string Dmrs = "dmrs-defences";

    [Fact(Explicit = true)]
    public async Task Is_taken()
    {
        var site = Stage.Site;
        using var ines = await site.SignInAsync("Ines Halloran");
        using var leila = await site.SignInAsync("Leila Haddad");
        using var jonas = await site.SignInAsync("Jonas Lind");
        using var priya = await site.SignInAsync("Priya Raman");
        var opened = await leila.OpenCaseAsync("Heron", await HeronAsync());
        await leila.AnnotateAsync(opened, "I do not know whose sleepiness it is", "countertransference-response", "disengaged");
        await priya.AnnotateAsync(opened, "a flatness that nobody else has noticed", "ccrt", "W6");
        await jonas.AnnotateAsync(opened, "a month in which Heron could hardly get out of the car", Dmrs, "repression");
        await priya.AnnotateAsync(opened, "being no trouble", "attachment-pattern", "dismissing");
        var ready = await jonas.AnnotateAsync(
            opened, "I don't think I felt anything. I was ready.", Dmrs, "denial", "The readiness is the feeling, I think: waiting, so as not to be a burden.");
        await leila.AnnotateAsync(opened, "Nobody spoke about those years again", "transference-figure", "neglectful");
        await ines.AnnotateAsync(opened, "did the washing-up very quietly", Dmrs, "isolation-of-affect");
        await ines.AnnotateAsync(opened, "Heron thanked her, declined", "rupture-repair", "w-deferential");
        await leila.ReplyAsync(opened, ready, "In the room I was relieved. I did not ask.");
        await ines.ReplyAsync(opened, ready, "Whom does the relief belong to?");

        var window = await OpenWindowAsync(site);
        await window.EnterAsync("Leila Haddad", opened);
        foreach (var name in new[] { "Jonas Lind", "Priya Raman", "Ines Halloran" })
        {
            await (await OpenWindowAsync(site)).EnterAsync(name, opened);
        }

        await Expect(window.Button("4 here")).ToBeVisibleAsync();
        await window.CountIsAsync(8);
        await window.Text.GetByText("Heron remembers sitting on the stairs").EvaluateAsync(
            "element => window.scrollBy({ top: element.getBoundingClientRect().top - 420, behavior: 'instant' })");
        await window.Card("Denial", "Jonas Lind").ClickAsync();
        await Expect(window.Card("Denial", "Jonas Lind")).ToContainTextAsync("Whom does the relief belong to?");
        await window.Page.Mouse.MoveAsync(2, 2);
        var file = Path.Combine(Repository(), ".github", "case.png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await window.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
        Assert.InRange(new FileInfo(file).Length, 1, 400 * 1024);
    }

    private static async Task<string> HeronAsync()
    {
        await using var stream = typeof(Server.Demonstration.DemonstrationInstitute).Assembly.GetManifestResourceStream("Demonstration/heron.txt")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Supervision.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run from the repository.");
        }

        return folder;
    }
}
