using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Supervision.Server.Features;

namespace Supervision.Server.Http;

/// <summary>The machine-readable description of the API, which the client's types are made from.</summary>
internal static partial class ApiDescription
{
    public const string Name = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // An id is a UUID on the wire, whatever it names.
        options.CreateSchemaReferenceId = type => IsIdentifier(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Supervision", Version = "1", License = new() { Name = "Apache-2.0" } };
            // The address of whoever asked first is no part of the contract.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            DescribeAddress(operation, context.Description.RelativePath ?? "");
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
            {
                DescribeProblem(schema);
            }
            if (IsIdentifier(context.JsonTypeInfo.Type))
            {
                var mayBeNull = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null;
                (schema.Type, schema.Format) = (mayBeNull ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, "uuid");
            }
            return Task.CompletedTask;
        });
    });

    private static bool IsIdentifier(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsValueType: true } id && id.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IIdentifier<>));

    // Ids that the check of access reads, and no handler: they are part of the address all the same.
    private static void DescribeAddress(OpenApiOperation operation, string path)
    {
        var parameters = operation.Parameters ??= [];
        foreach (Match match in IdInAddress().Matches(path))
        {
            if (!parameters.Any(parameter => parameter is { In: ParameterLocation.Path } && parameter.Name == match.Groups["name"].Value))
            {
                parameters.Insert(0, new OpenApiParameter
                {
                    Name = match.Groups["name"].Value,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                });
            }
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+Id)(:guid)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdInAddress();

    private static void DescribeProblem(OpenApiSchema schema)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Properties!["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable, for programs." };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "To quote when asking for help." };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong, by field.",
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = text },
        };
        schema.Required = new HashSet<string>(StringComparer.Ordinal) { "code" };
    }
}
