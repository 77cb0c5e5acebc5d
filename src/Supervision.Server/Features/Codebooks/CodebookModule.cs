namespace Supervision.Server.Features.Codebooks;

internal static class CodebookModule
{
    public static void AddCodebooks(this IServiceCollection services) => services.AddSingleton(CodebookCatalogue.Shipped());
}
