using System.CommandLine;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Supervision.Server.Hosting;
using Supervision.Server.Http;

namespace Supervision.Server.Commands;

internal static class OpenApiCommand
{
    private static readonly Option<FileInfo?> Output = new("--output", "-o") { Description = "The file to write; written only if it would change. Standard output unless given." };

    public static void AddTo(RootCommand root)
    {
        var command = new Command("openapi", "Writes the machine-readable description of the API. Needs no database.") { Output };
        command.SetAction(RunAsync);
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = await DescribeAsync(cancellationToken);
        if (parsed.GetValue(Output) is not { } file)
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(text);
        }
        else if (!file.Exists || await File.ReadAllTextAsync(file.FullName, cancellationToken) != text)
        {
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
        }
        return CommandLine.Done;
    }

    private static async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        // Named, so that nothing of it is opened.
        var builder = SupervisionServer.CreateBuilder(["--environment=Production", "--ConnectionStrings:Supervision=Host=nowhere"]);
        await using var app = Composition.Build(builder, ServerSettings.Of(builder.Configuration, builder.Environment), "Host=nowhere");
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDescription.Name).GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken) + "\n";
    }
}
