using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Demonstration;
using Supervision.Server.Features;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Readers;
using Supervision.Server.Tests.Access;

namespace Supervision.Server.Tests.Features.Readers;

public sealed class OpeningManyCases(TestServer test)
{
    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();

    [Fact]
    public async Task More_than_twenty_in_ten_minutes_alert_the_data_protection_officer_who_is_not_told_which()
    {
        await using var server = await test.StartAsync();
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        using var dora = await server.SignInAsync("dora");
        var jonas = DemonstrationInstitute.Everyone.Single(person => person.Initials == "JL").Person;
        await ReadAsync(server, jonas, 0, 20, TimeSpan.FromSeconds(20));
        Assert.Empty((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray());

        await ReadAsync(server, jonas, 20, 1, TimeSpan.FromSeconds(20));
        await ReadAsync(server, jonas, 21, 4, TimeSpan.FromSeconds(20));
        var alert = Assert.Single((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray())!.AsObject();

        Assert.Equal(["id", "kind", "personId", "name", "cases", "since", "at"], alert.Select(member => member.Key));
        Assert.Equal(("bulk-opening", "Jonas Lind", 25), ((string)alert["kind"]!, (string)alert["name"]!, (int)alert["cases"]!));
        Assert.Equal(Someone.Noon, (DateTimeOffset)alert["since"]!);

        var seen = $"/api/alerts/{(Guid)alert["id"]!}/seen";
        using var unsaid = await dora.PostJsonAsync(seen, new { note = " " });
        using var marked = await dora.PostJsonAsync(seen, new { note = "Prepared for the examination." });
        using var unknown = await dora.PostJsonAsync($"/api/alerts/{Guid.CreateVersion7()}/seen", new { note = "Nothing." });
        using var adam = await server.SignInAsync("adam");
        using var others = await adam.PostJsonAsync(seen, new { note = "Nothing." });
        var looked = Assert.Single((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray())!;
        await ReadAsync(server, jonas, 25, 1, TimeSpan.FromSeconds(20));
        var grown = Assert.Single((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray())!;

        await unsaid.ReadProblemAsync(HttpStatusCode.Conflict, "reason-missing");
        Assert.Equal(HttpStatusCode.NoContent, marked.StatusCode);
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        await others.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.NotNull(looked["seenAt"]);
        Assert.Equal("Prepared for the examination.", (string?)looked["note"]);
        Assert.Null(grown["seenAt"]);
        Assert.Equal((26, "Prepared for the examination."), ((int)grown["cases"]!, (string?)grown["note"]));
    }

    [Fact]
    public async Task As_many_over_a_longer_time_are_unremarkable_and_so_is_one_case_often()
    {
        await using var server = await test.StartAsync();
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        using var dora = await server.SignInAsync("dora");
        await ReadAsync(server, Someone.Jonas, 0, 30, TimeSpan.FromMinutes(1));
        var store = server.Services.GetRequiredService<OpeningStore>();
        for (var n = 0; n < 30; n++)
        {
            await store.WriteAsync([new(Tenant, CaseOf(0), Someone.Leila, OpeningKind.Text, Someone.Noon.AddSeconds(n))], TestContext.Current.CancellationToken);
        }

        Assert.Empty((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray());
    }

    [Fact]
    public async Task How_many_and_how_long_is_a_setting()
    {
        await using var server = await test.StartAsync("--Supervision:BulkOpening:Cases=2", "--Supervision:BulkOpening:Minutes=1");
        await Cast.GatherAsync(server, TestContext.Current.CancellationToken);
        using var jonas = await server.SignInAsync("jonas");
        await jonas.GetJsonAsync($"/api/cases/{DemonstrationInstitute.Of(0x21)}");
        await jonas.GetJsonAsync($"/api/cases/{DemonstrationInstitute.Of(0x22)}");
        using var dora = await server.SignInAsync("dora");
        Assert.Empty((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray());
        await ReadAsync(server, Someone.Leila, 0, 3, TimeSpan.FromSeconds(1));

        Assert.Equal(3, (int)Assert.Single((await dora.GetJsonAsync("/api/alerts"))["alerts"]!.AsArray())!["cases"]!);
    }

    [Fact]
    public async Task Nobody_else_sees_alerts()
    {
        using var ines = await test.Shared.SignInAsync("ines");
        using var answer = await ines.GetAsync("/api/alerts", TestContext.Current.CancellationToken);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task ReadAsync(RunningServer server, PersonId person, int first, int count, TimeSpan apart)
    {
        var store = server.Services.GetRequiredService<OpeningStore>();
        for (var n = first; n < first + count; n++)
        {
            await store.WriteAsync(
                [new(Tenant, CaseOf(n), person, OpeningKind.Text, Someone.Noon + (n * apart))], TestContext.Current.CancellationToken);
        }
    }

    private static CaseId CaseOf(int number) => new(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xca));
}
