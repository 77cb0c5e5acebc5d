using System.CommandLine;

namespace Supervision.Server.Commands.Deidentify;

/// <summary>Finds and disguises what identifies people, in files or standard input. Needs no server and no database.</summary>
internal static class DeidentifyCommand
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(new Command("deidentify", "Finds what may identify people in texts. Needs no database. No machine finds everything: read again what it has passed.")
        {
            ScanVerb.Create(), MaskVerb.Create(), ScoreVerb.Create(),
        });
    }
}
