using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Deidentification;

namespace Supervision.Server.Tests;

/// <summary>Requests to open a case, as an author makes them who has looked at each passage that was found, and keeps it.</summary>
internal static class Answered
{
    private const string Because = "Invented for this test.";

    public static JsonObject Case(object request)
    {
        var body = JsonSerializer.SerializeToNode(request, JsonSerializerOptions.Web)!.AsObject();
        if ((string?)body["title"] is { } title && (string?)body["text"] is { } text && body["check"] is null)
        {
            body["check"] = new JsonObject { ["titleKept"] = Kept(title), ["kept"] = Kept(text), ["changes"] = new JsonArray() };
        }
        return body;
    }

    private static JsonArray Kept(string text) =>
        [.. Deidentifier.Shared.Scan(text).Marked.Select(found => new JsonObject { ["start"] = found.Span.Start, ["end"] = found.Span.End, ["because"] = Because })];
}
