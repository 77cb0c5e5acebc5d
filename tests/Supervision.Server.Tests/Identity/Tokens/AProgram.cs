using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.People;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Identity.Tokens;

/// <summary>Programs, and the people whose they are.</summary>
internal static class AProgram
{
    private const string Password = "think together";

    /// <summary>A browser in which the person has signed in just now.</summary>
    public static async Task<HttpClient> SignInAfreshAsync(this RunningServer server, string email)
    {
        var client = server.Visitor();
        using var answer = await client.PostJsonAsync("/api/session", new { email = email.Contains('@', StringComparison.Ordinal) ? email : $"{email}@demonstration.example", password = Password });
        await answer.ReadAsync(HttpStatusCode.OK);
        return client;
    }

    /// <summary>An account in the demonstration's institute, with the password that everyone there has.</summary>
    public static async Task<Guid> AddAccountAsync(this RunningServer server, string email, params InstituteRole[] roles)
    {
        var account = new Account { Id = Guid.CreateVersion7(), InstituteId = DemonstrationInstitute.Id, Name = "Kim Ash", Initials = "KA" };
        var hash = server.Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, Password);
        Assert.True(await AccountStore.InsertAsync(server.Store.Database, account, email, hash, TestContext.Current.CancellationToken));
        await server.Services.GetRequiredService<PeopleJoining>().JoinOnceAsync(
            DemonstrationInstitute.Id.ToString(), account.Person, roles, TestContext.Current.CancellationToken);
        return account.Id;
    }

    /// <summary>Sends only the token: no cookie, no header of ours.</summary>
    public static HttpClient Of(RunningServer server, string token) => Of(server.Address, token);

    public static HttpClient Of(Uri server, string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<JsonObject> MakeTokenAsync(this HttpClient owner, params string[] scopes)
    {
        using var answer = await owner.PostJsonAsync("/api/account/tokens", Request(scopes));
        return await answer.ReadAsync(HttpStatusCode.Created);
    }

    public static JsonObject Request(string[] scopes, string name = "Backup of my notes", int days = 30, Guid? id = null) => new()
    {
        ["id"] = id ?? Guid.CreateVersion7(),
        ["name"] = name,
        ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
        ["days"] = days,
    };
}
