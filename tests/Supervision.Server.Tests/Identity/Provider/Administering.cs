using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Supervision.Server.Identity;
using Supervision.Server.Tests.Identity.Tokens;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>What the administrator of the demonstration's institute does.</summary>
internal static class Administering
{
    private const string Administrator = "adam@demonstration.example";

    public static async Task<HttpClient> AdministratorAsync(this RunningServer server)
    {
        await using var known = server.Store.Database.CreateCommand($"select exists (select from identity.accounts where email = '{Administrator}')");
        if (await known.ExecuteScalarAsync(TestContext.Current.CancellationToken) is false)
        {
            await server.AddAccountAsync(Administrator, InstituteRole.Administrator);
        }
        return await server.SignInAfreshAsync(Administrator);
    }

    public static async Task SetProviderAsync(this RunningServer server, JsonObject settings)
    {
        using var admin = await server.AdministratorAsync();
        using var answer = await admin.PutAsJsonAsync("/api/institute/provider", settings, TestContext.Current.CancellationToken);
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    public static JsonObject Settings(string issuer, string? secret = CertifiedProvider.ClientSecret) => new()
    {
        ["issuer"] = issuer,
        ["clientId"] = CertifiedProvider.ClientId,
        ["clientSecret"] = secret,
        ["emailClaim"] = "email",
        ["rolesClaim"] = "groups",
        ["roles"] = new JsonObject { ["students"] = "trainee", ["staff"] = "supervisor" },
        ["domains"] = new JsonArray("institute.example"),
        ["scopes"] = new JsonArray("email", "profile"),
        ["apiAudience"] = CertifiedProvider.Audience,
    };
}
