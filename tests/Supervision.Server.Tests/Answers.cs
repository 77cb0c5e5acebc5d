using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Supervision.Server.Tests;

/// <summary>Reads answers as any other client would: as JSON, by the names on the wire.</summary>
internal static class Answers
{
    /// <summary>A case is opened with an answer to each passage that the gate finds.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, path == "/api/cases" ? Answered.Case(body) : body, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string path, object body) =>
        client.PutAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> DeleteJsonAsync(this HttpClient client, string path, object body) =>
        client.SendAsync(new(HttpMethod.Delete, path) { Content = JsonContent.Create(body) }, TestContext.Current.CancellationToken);

    public static async Task<JsonObject> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.ReadAsync(HttpStatusCode.OK);
    }

    public static async Task<JsonObject> ReadAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, $"Expected {expected}, got {answer.StatusCode}: {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>An error as every error is: ProblemDetails with a code.</summary>
    public static async Task<JsonObject> ReadProblemAsync(this HttpResponseMessage answer, HttpStatusCode expected, string code)
    {
        var problem = await answer.ReadAsync(expected);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal((int)expected, (int?)problem["status"]);
        Assert.False(string.IsNullOrEmpty((string?)problem["detail"]));
        Assert.Equal(32, ((string?)problem["traceId"])?.Length);
        return problem;
    }
}
