using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Mailing;

namespace Supervision.Server.Tests;

/// <summary>The letters that a server in development has laid into its folder.</summary>
internal static class Letters
{
    /// <returns>Their texts, the last first.</returns>
    public static async Task<IReadOnlyList<string>> ToAsync(RunningServer server, string email)
    {
        var folder = (FolderMailer)server.Services.GetRequiredService<IMailer>();
        var letters = await folder.ReadAsync(TestContext.Current.CancellationToken);
        return [.. letters.Where(letter => letter.To == email).Select(letter => letter.Text)];
    }

    /// <summary>What stands behind the # of the only link in the last letter.</summary>
    public static async Task<string> TokenToAsync(RunningServer server, string email)
    {
        var text = (await ToAsync(server, email))[0];
        var link = text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        Assert.StartsWith($"{server.Address}invitation#", link, StringComparison.Ordinal);
        return link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }
}
