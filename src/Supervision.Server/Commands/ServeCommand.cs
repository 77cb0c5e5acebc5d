using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Supervision.Server.Demonstration;
using Supervision.Server.Hosting;

namespace Supervision.Server.Commands;

internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen; http://localhost:5080 unless set otherwise." };
    private static readonly Option<bool?> Demonstration = new("--demonstration")
    {
        Description = "With invented people and cases. The default with the server's own database; on an outside one only if asked for.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Ephemeral = new("--ephemeral") { Description = "The server's own database keeps nothing: everything is gone when it stops." };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Urls);
        root.Options.Add(DatabaseOptions.Data);
        root.Options.Add(Ephemeral);
        root.Options.Add(Demonstration);
        root.SetAction((parsed, cancellationToken) => ServeAsync([.. DatabaseOptions.SettingsOf(parsed), .. SettingsOf(parsed)], cancellationToken));
    }

    private static IEnumerable<string> SettingsOf(ParseResult parsed)
    {
        if (parsed.GetValue(Urls) is { } urls)
        {
            yield return $"--urls={urls}";
        }
        if (parsed.GetValue(Ephemeral))
        {
            yield return "--Supervision:Ephemeral=true";
        }
        if (parsed.GetResult(Demonstration) is not null)
        {
            yield return $"--Supervision:Demonstration={parsed.GetValue(Demonstration) ?? true}";
        }
    }

    private static async Task<int> ServeAsync(string[] settings, CancellationToken cancellationToken)
    {
        await using var server = await SupervisionServer.StartAsync(settings, cancellationToken);
        Announce(server.App);
        await server.App.WaitForShutdownAsync(cancellationToken);
        return CommandLine.Done;
    }

    private static void Announce(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"\nSupervision is running. Open {address}\n");
        if (!app.Services.GetRequiredService<ServerSettings>().IsDemonstration)
        {
            return;
        }
        Console.WriteLine("Demonstration: invented people, a case written for it, and a public case history. Sign in as one of them:\n");
        foreach (var account in DemonstrationModule.View().Accounts)
        {
            Console.WriteLine($"  {account.Email,-32} {account.Password,-16} {account.Name}, {account.Role}");
        }
        Console.WriteLine();
    }
}
