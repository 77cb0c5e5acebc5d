using System.CommandLine;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;
using Supervision.Server.Sealing;

namespace Supervision.Server.Commands;

internal sealed record KeysRotated(int Institutes);

/// <summary>What an operator does with keys. A new root key needs no verb: a node that starts with it takes over.</summary>
internal static class KeysCommand
{
    public static void AddTo(RootCommand root)
    {
        var rotate = new Command("rotate", "Gives every institute a new secret, under which the keys of its texts are wrapped anew. Works beside a running server; no text changes.")
        {
            DatabaseOptions.Data, CommandOutput.Json,
        };
        rotate.SetAction(RotateAsync);
        root.Subcommands.Add(new Command("keys", "The keys that texts are sealed with.") { rotate });
    }

    private static async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var server = await SupervisionServer.JoinAsync([.. DatabaseOptions.SettingsOf(parsed)], cancellationToken);
        await Composition.PrepareAsync(server.App.Services, cancellationToken);
        var (ring, institutes) = (server.App.Services.GetRequiredService<Keyring>(), await server.App.Services.GetRequiredService<InstituteRegister>().AllAsync(cancellationToken));
        foreach (var institute in institutes)
        {
            await ring.RotateAsync(institute.ToString(), cancellationToken);
        }
        CommandOutput.Write(parsed, new KeysRotated(institutes.Count), result => [result.Institutes == 1 ? "1 institute has a new secret." : $"{result.Institutes} institutes have new secrets."]);
        return CommandLine.Done;
    }
}
