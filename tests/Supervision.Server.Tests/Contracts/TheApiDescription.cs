using System.Text.Json.Nodes;

namespace Supervision.Server.Tests.Contracts;

public sealed class TheApiDescription(TestServer test)
{
    [Fact]
    public async Task Names_describes_and_types_every_operation()
    {
        using var client = test.Shared.Visitor();
        var paths = (await client.GetJsonAsync("/openapi/v1.json"))["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (Path: $"{operation.Key} {path.Key}", operation.Value))).ToList();

        Assert.Contains("post /api/cases/import", operations.Select(operation => operation.Path));
        Assert.Equal(operations.Count, operations.Select(operation => (string?)operation.Value!["operationId"]).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrEmpty((string?)operation.Value!["operationId"]), operation.Path);
            Assert.False(string.IsNullOrEmpty((string?)operation.Value["summary"]), operation.Path);
            var answers = operation.Value["responses"]!.AsObject();
            Assert.All(answers.Where(answer => answer.Key is not ("204" or "304")), answer =>
                Assert.True(TypeOf(answer.Value!) is not null, $"{operation.Path} {answer.Key}"));
        });
    }

    private static JsonNode? TypeOf(JsonNode answer) => answer["content"]?.AsObject().Single().Value?["schema"]?["$ref"];
}
