using Supervision.EventStore;
using Supervision.EventStore.Events;
using Supervision.Server.Access;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Anonymisation;
using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Codebooks;
using Supervision.Server.Features.Contributions;
using Supervision.Server.Features.Erasures;
using Supervision.Server.Features.Exports;
using Supervision.Server.Features.Groups;
using Supervision.Server.Features.Holds;
using Supervision.Server.Features.Institutes;
using Supervision.Server.Features.Invitations;
using Supervision.Server.Features.People;
using Supervision.Server.Features.Readers;
using Supervision.Server.Features.Redactions;
using Supervision.Server.Features.Reviews;
using Supervision.Server.Features.Retentions;
using Supervision.Server.Hosting.Log;
using Supervision.Server.Http;
using Supervision.Server.Identity;
using Supervision.Server.Identity.Keys;
using Supervision.Server.Identity.Credentials;
using Supervision.Server.Identity.SignedIn;
using Supervision.Server.Identity.Providers;
using Supervision.Server.Identity.Tokens;
using Supervision.Server.Mailing;
using Supervision.Server.Sealing;

namespace Supervision.Server.Hosting;

/// <summary>Puts the features together. Nothing here opens a connection; <see cref="PrepareAsync"/> does.</summary>
internal static class Composition
{
    /// <param name="time">The clock of the whole server; null for the machine's.</param>
    public static WebApplication Build(WebApplicationBuilder builder, ServerSettings settings, string connectionString, TimeProvider? time = null)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(EventTypes());
        services.AddSingleton(provider => new PostgresEventStore(
            new() { ConnectionString = connectionString },
            provider.GetRequiredService<EventTypes>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<AccessControl>();
        services.AddSingleton<CachedAccess>();
        services.AddHealth();
        services.AddHttp();
        services.AddIdentity(settings);
        services.AddDataProtectionKeys(settings.DataProtection);
        services.AddSealing();
        services.AddMailing(settings);
        services.AddCodebooks();
        services.AddInstitutes();
        services.AddPeople();
        services.AddInvitations();
        services.AddGroups();
        services.AddAnonymisation();
        services.AddCases();
        services.AddErasures();
        services.AddRedactions();
        services.AddReviews();
        services.AddHolds();
        services.AddContributions();
        services.AddRetention();
        services.AddExports();
        services.AddAnnotations();
        services.AddReaders();
        services.AddLog();
        services.AddDemonstration();

        var app = builder.Build();
        app.UseHttp();
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapConfirming();
        api.MapOpenSessions();
        api.MapPasskeys();
        api.MapSecondFactor();
        api.MapPasswords();
        api.MapEmailAddress();
        api.MapInstituteSwitch();
        api.MapInstitute();
        api.MapPeople();
        api.MapOwnConflicts();
        api.MapInvitations();
        api.MapPeopleImport();
        api.MapCodebooks();
        api.MapGroups();
        api.MapAnonymisation();
        api.MapCases();
        api.MapCaseClosing();
        api.MapAnnotations();
        api.MapReaders();
        api.MapErasures();
        api.MapRedactions();
        api.MapReviews();
        api.MapHolds();
        api.MapContributions();
        api.MapRetention();
        api.MapExports();
        api.MapDemonstration();
        api.MapAccessTokens();
        api.MapProvider();
        api.MapProviderSignIn();
        app.MapOpenApi("/openapi/{documentName}.json").Asks(Act.SeeApiDescription);
        app.MapLive();
        app.MapHealth();
        app.MapMailing();
        // Said outright, so that the endpoints are known before the server starts: the openapi verb never starts it.
        app.UseEndpoints(_ => { });
        app.UseClientPage();
        return app;
    }

    public static EventTypes EventTypes() => new EventTypes.Builder()
        .AddInstituteEvents()
        .AddPersonEvents()
        .AddInvitationEvents()
        .AddGroupEvents()
        .AddCaseEvents()
        .AddAnnotationEvents()
        .AddReviewEvents()
        .AddHoldEvents()
        .AddContributionEvents()
        .Build();

    /// <summary>Brings the database to this version and, in demonstration mode, fills it. Safe when several nodes start at once.</summary>
    /// <returns>The names of the schema files that were run.</returns>
    public static async Task<IReadOnlyList<string>> PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<PostgresEventStore>();
        string[] ran =
        [
            .. await store.MigrateAsync(cancellationToken), .. await IdentityModule.Schema.RunAsync(store.Database, cancellationToken),
            .. await ReaderModule.Schema.RunAsync(store.Database, cancellationToken), .. await SealingModule.Schema.RunAsync(store.Database, cancellationToken),
            .. await RetentionModule.Schema.RunAsync(store.Database, cancellationToken), .. await ExportModule.Schema.RunAsync(store.Database, cancellationToken),
        ];
        await UnsealedStore.RefuseAsync(store, cancellationToken);
        await SealingModule.OpenVaultAsync(services, cancellationToken);
        await services.GetRequiredService<InstituteFounding>().FoundAllAsync(cancellationToken);
        await services.GetRequiredService<PeopleJoining>().MoveFormerRolesAsync(cancellationToken);
        if (services.GetRequiredService<ServerSettings>().IsDemonstration)
        {
            await services.GetRequiredService<DemonstrationSeed>().PlantAsync(cancellationToken);
        }
        return ran;
    }
}
