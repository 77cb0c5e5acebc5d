using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.EventStore.Deciding;
using Supervision.Server.Features;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Identity;

/// <summary>A database as the first version made it, with roles beside the accounts, becomes one of this version.</summary>
public sealed class UpgradingAnInstallation(TestServer test)
{
    private static readonly Guid Riverside = Guid.Parse("00000000-0000-0000-0000-0000000000e1");
    private static readonly PersonId Kim = new(Guid.Parse("00000000-0000-0000-0000-0000000000e2"));

    [Fact]
    public async Task Roles_move_to_the_people_once_and_institutes_get_their_streams()
    {
        var database = await test.CreateDatabaseAsync();
        await MakeFirstVersionAsync(database);
        await using (var first = await test.StartAsync($"--ConnectionStrings:Supervision={database}"))
        {
            var settings = await first.Services.GetRequiredService<InstituteQueries>().FindAsync(Riverside.ToString(), TestContext.Current.CancellationToken);
            Assert.Equal("Riverside", settings?.Name);
            Assert.Equal([InstituteRole.Supervisor, InstituteRole.TrainingLead], await RolesOfAsync(first));
            await TakeAsync(first, InstituteRole.TrainingLead);
        }

        // What was taken away since is not brought back by the next start.
        await using var second = await test.StartAsync($"--ConnectionStrings:Supervision={database}");
        Assert.Equal([InstituteRole.Supervisor], await RolesOfAsync(second));
    }

    private static Task<IReadOnlyList<InstituteRole>> RolesOfAsync(RunningServer server) =>
        server.Services.GetRequiredService<PeopleQueries>().RolesOfAsync(Riverside.ToString(), Kim, TestContext.Current.CancellationToken);

    private static Task<Outcome> TakeAsync(RunningServer server, InstituteRole role) => server.Services.GetRequiredService<PersonChanges>().ExecuteAsync(
        Riverside.ToString(), Kim, Guid.CreateVersion7(), others => new PersonCommand.ChangeRoles([], [role], others, By: null, Someone.Noon, "Moved on"),
        TestContext.Current.CancellationToken);

    private static async Task MakeFirstVersionAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var resource = typeof(Composition).Assembly.GetManifestResourceStream("Identity/Schema/0001_accounts.sql")!;
        using var reader = new StreamReader(resource);
        await using var command = database.CreateCommand(
            $"""
            {await reader.ReadToEndAsync(TestContext.Current.CancellationToken)};
            create table schema_migrations (set varchar not null, name varchar not null, ran_at timestamptz not null default now(), primary key (set, name));
            insert into schema_migrations (set, name) values ('identity', '0001_accounts.sql');
            insert into identity.institutes (id, name) values ('{Riverside}', 'Riverside');
            insert into identity.accounts (id, institute_id, name, initials, roles, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ('{Kim}', '{Riverside}', 'Kim Ash', 'KA', array['training-lead', 'supervisor'], true, false, false, true, 0);
            """);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
