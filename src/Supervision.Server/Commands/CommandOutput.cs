using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Server.Commands;

/// <summary>What a verb says: lines for people, or one JSON document for programs.</summary>
internal static class CommandOutput
{
    public static readonly Option<bool> Json = new("--json") { Description = "Answer with JSON on standard output; messages go to standard error." };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // For people's terminals, not for a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
    };

    public static void Write<T>(ParseResult parsed, T result, Func<T, IEnumerable<string>> lines)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(result, Options));
            return;
        }
        foreach (var line in lines(result))
        {
            output.WriteLine(line);
        }
    }
}

/// <summary>A verb could not do what was asked. The message is one sentence for the operator.</summary>
internal sealed class CommandException(string message) : Exception(message);
