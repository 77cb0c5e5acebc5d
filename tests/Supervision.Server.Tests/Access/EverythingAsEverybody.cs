using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Access;
using Supervision.Server.Demonstration;
using Supervision.Server.Tests.Live;

namespace Supervision.Server.Tests.Access;

/// <summary>
/// Calls every endpoint and every method of the hub as everybody, and expects what the table says. A new endpoint is in it by
/// itself; one whose address or body names something new must say here what stands for it.
/// </summary>
public sealed partial class EverythingAsEverybody(TestServer test)
{
    private static readonly Guid Heron = DemonstrationInstitute.Of(0x21);

    // What stands in an address for what it names. What is not there is the same to everyone to whom the rest is granted.
    private static readonly Dictionary<string, Guid> Named = new(StringComparer.Ordinal)
    {
        ["caseId"] = Heron,
        ["groupId"] = DemonstrationInstitute.Tuesday.Value,
        ["sessionId"] = Guid.Empty,
        ["passkeyId"] = Guid.Empty,
        ["personId"] = DemonstrationInstitute.Presenter.Value,
        ["accreditationId"] = DemonstrationInstitute.Of(0x41),
        ["reviewId"] = DemonstrationInstitute.Of(0x45),
        ["redactionId"] = DemonstrationInstitute.Of(0x44),
        ["alertId"] = DemonstrationInstitute.Of(0x43),
        ["holdId"] = DemonstrationInstitute.Of(0x44),
        ["exportId"] = DemonstrationInstitute.Of(0x45),
        ["invitationId"] = DemonstrationInstitute.Of(0x42),
        ["instituteId"] = DemonstrationInstitute.Id,
        ["tokenId"] = Guid.Parse("00000000-0000-0000-0000-0000000000e9"),
        // No domain of anyone.
        ["domain"] = Guid.Parse("00000000-0000-0000-0000-0000000000e8"),
    };

    // Bodies that name a group, which the check before the endpoint does not read.
    private static readonly Dictionary<string, Func<HttpContent>> Bodies = new(StringComparer.Ordinal)
    {
        ["OpenCase"] = () => JsonContent.Create(new
        {
            commandId = Guid.CreateVersion7(),
            caseId = Guid.CreateVersion7(),
            groupId = DemonstrationInstitute.Tuesday.Value,
            title = "Wren",
            text = "Wren comes on Mondays.",
        }),
        ["ReadCaseFile"] = () => new MultipartFormDataContent
        {
            { new StringContent(DemonstrationInstitute.Tuesday.ToString()), "groupId" }, { new StringContent("Wren comes on Mondays."), "file", "wren.txt" },
        },
        ["ImportPeople"] = () => new MultipartFormDataContent
        {
            { new StringContent("true"), "dryRun" }, { new StringContent("name,email,roles\nKim Ash,kim@example.org,trainee"), "file", "people.csv" },
        },
    };

    // The method, its arguments, and whether a refusal is silent.
    private static readonly Dictionary<string, (object[] Arguments, bool IsSilent)> Calls = new(StringComparer.Ordinal)
    {
        ["Join"] = ([Heron, 0], false),
        ["Leave"] = ([Heron], false),
        ["Here"] = ([Heron, new { }], true),
        ["Submit"] = ([Heron, new { kind = "resolve", commandId = Guid.CreateVersion7(), annotationId = Guid.CreateVersion7() }], false),
    };

    private enum Verdict
    {
        Granted,
        SignedOut,
        NoSuchThing,
        Refused,
        Broken,
    }

    [Fact]
    public async Task Every_endpoint_answers_as_the_table_says()
    {
        await using var server = await test.StartAsync();
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/hubs", StringComparison.Ordinal)).ToList();
        var wrong = new List<string>();
        // First those who may not, who change nothing; then those who may, those who take away last.
        foreach (var isGranted in (bool[])[false, true])
        {
            foreach (var endpoint in endpoints.OrderBy(endpoint => MethodOf(endpoint) == HttpMethods.Delete).ThenBy(endpoint => RowOf(endpoint).Act is Act.SignOut))
            {
                foreach (var persona in Cast.Personas.Where(persona => Expected(endpoint, persona) is Verdict.Granted == isGranted))
                {
                    var (expected, actual) = (Expected(endpoint, persona), await CallAsync(server, endpoint, persona));
                    if (!expected.Equals(actual.Verdict))
                    {
                        wrong.Add($"{persona}: {MethodOf(endpoint)} {endpoint.RoutePattern.RawText} should be {expected}, and is {actual.Verdict} ({actual.Status})");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(endpoints.Count >= 14);
    }

    [Fact]
    public async Task Every_method_of_the_hub_answers_as_the_table_says()
    {
        await using var server = await test.StartAsync();
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        foreach (var persona in Cast.Personas.Where(persona => persona.Name is not null))
        {
            foreach (var method in TheAccessTable.HubMethods())
            {
                Assert.True(Calls.TryGetValue(method.Name, out var call), $"Say here what {method.Name} is called with.");
                var row = AccessTable.Of(method.GetCustomAttribute<AsksAttribute>()!.Act);
                await using var guest = await Guest.ArriveAsync(server, persona.Name!);
                var (expected, actual) = (Expected(row, persona), await CallAsync(guest, method.Name, call.Arguments));
                if (expected != actual && !(call.IsSilent && actual is Verdict.Granted))
                {
                    wrong.Add($"{persona}: {method.Name} should be {expected}, and is {actual}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Nobody_connects_to_the_hub_without_a_session() =>
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() =>
            HubClient.ConnectAsync(test.Shared.Address, "", (_, _) => { }, TestContext.Current.CancellationToken));

    // Whoever has roles elsewhere has them where the address names nothing: what is asked for is then their own institute's.
    private static Verdict Expected(RouteEndpoint endpoint, Persona persona) =>
        RowOf(endpoint).Scope is Scope.Institute && persona.Name == Cast.Elsewhere && endpoint.RoutePattern.Parameters.Count == 0
            ? Verdict.Granted
            : Expected(RowOf(endpoint), persona);

    private static Verdict Expected(AccessRow row, Persona persona) => (row.Scope, persona) switch
    {
        (Scope.Anyone, _) => Verdict.Granted,
        (_, { Name: null }) => Verdict.SignedOut,
        (Scope.SignedIn, _) => Verdict.Granted,
        (Scope.Institute, _) => persona.InInstitute.Intersect(row.InstituteRoles).Any() ? Verdict.Granted : Verdict.NoSuchThing,
        (Scope.Group, { InGroup: { } role }) => row.GroupRoles.Contains(role) ? Verdict.Granted : Verdict.Refused,
        (Scope.Case, { InCase: { } role }) => row.GroupRoles.Contains(role) ? Verdict.Granted : Verdict.Refused,
        _ => Verdict.NoSuchThing,
    };

    private static async Task<(Verdict Verdict, HttpStatusCode Status)> CallAsync(RunningServer server, RouteEndpoint endpoint, Persona persona)
    {
        using var client = persona.Name is null ? server.Visitor() : await server.SignInAsync(persona.Name);
        using var request = new HttpRequestMessage(new HttpMethod(MethodOf(endpoint)), AddressOf(endpoint));
        var name = endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName;
        if (name is not null && Bodies.TryGetValue(name, out var body))
        {
            request.Content = body();
        }
        else if (MethodOf(endpoint) != HttpMethods.Get)
        {
            request.Content = JsonContent.Create(new { });
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()
            : null;
        return ((answer.StatusCode, RowOf(endpoint)) switch
        {
            (HttpStatusCode.Unauthorized, _) when code is "signed-out" => Verdict.SignedOut,
            (HttpStatusCode.NotFound, { Scope: not (Scope.Anyone or Scope.SignedIn) }) => Verdict.NoSuchThing,
            (HttpStatusCode.Conflict, { Otherwise.Code: var otherwise }) when code == otherwise => Verdict.Refused,
            ( >= HttpStatusCode.InternalServerError, _) => Verdict.Broken,
            _ => Verdict.Granted,
        }, answer.StatusCode);
    }

    private static async Task<Verdict> CallAsync(Guest guest, string method, object[] arguments)
    {
        try
        {
            var result = await guest.Hub.InvokeAsync(method, TestContext.Current.CancellationToken, arguments);
            return result.ValueKind is JsonValueKind.Object && result.TryGetProperty("refusal", out var refusal) && refusal.GetProperty("code").GetString() == "observer"
                ? Verdict.Refused
                : Verdict.Granted;
        }
        catch (HubRefusedException refused) when (refused.Message.Contains("not-found", StringComparison.Ordinal))
        {
            return Verdict.NoSuchThing;
        }
    }

    private static AccessRow RowOf(Endpoint endpoint) => AccessTable.Of(endpoint.Metadata.GetMetadata<AsksAttribute>()!.Act);

    private static string MethodOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? HttpMethods.Get;

    private static string AddressOf(RouteEndpoint endpoint) => Parameter().Replace(endpoint.RoutePattern.RawText!, match =>
        Named.TryGetValue(match.Groups["name"].Value, out var id) ? id.ToString()
        : match.Groups["name"].Value is "documentName" ? "v1"
        : throw new InvalidOperationException($"Say here what stands for {match.Value}."));

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
