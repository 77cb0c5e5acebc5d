using System.CommandLine;

namespace Supervision.Server.Commands;

/// <summary>Which database a verb works on; the same for all of them.</summary>
internal static class DatabaseOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder of the server's own database. Without effect when ConnectionStrings__Supervision names another.",
    };

    public static IEnumerable<string> SettingsOf(ParseResult parsed)
    {
        if (parsed.GetValue(Data) is { } folder)
        {
            yield return $"--Supervision:Data={folder}";
        }
    }
}
