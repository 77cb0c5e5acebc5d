using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Supervision.Server.Features;
using Supervision.Server.Features.Annotations;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Features.Cases;
using Supervision.Server.Http;

namespace Supervision.Benchmarks.Live;

/// <summary>
/// The floor: the least that a live room can be. A bare hub that commits one row with a prepared statement and then
/// broadcasts to the framework's group; no order, no resume, no other node. Without the database it is the limit.
/// </summary>
internal static class FloorServer
{
    public static async Task RunAsync(string connectionString, string address, bool withoutDatabase)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(address);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = 32,
            Timeout = 60,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
        }));
        builder.Services.AddSingleton(new FloorOptions(withoutDatabase));
        builder.Services.AddSignalR(hub => hub.KeepAliveInterval = TimeSpan.FromSeconds(3))
            .AddJsonProtocol(json => json.PayloadSerializerOptions = LiveJson.Default.Options);
        var app = builder.Build();
        if (!withoutDatabase)
        {
            await using var create = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            create table if not exists floor_events (
                seq_id bigint generated always as identity primary key, id uuid not null, stream_id uuid not null, version bigint not null,
                data jsonb not null, type varchar(500) not null, timestamp timestamptz not null default now(), tenant_id varchar not null);
            create unique index if not exists floor_events_id on floor_events (tenant_id, id);
            create index if not exists floor_events_stream on floor_events (tenant_id, stream_id, version)
            """);
            await create.ExecuteNonQueryAsync();
        }

        app.MapHub<FloorHub>("/hubs/live");
        await app.RunAsync();
    }
}

internal sealed record FloorOptions(bool WithoutDatabase);

internal sealed class FloorHub(NpgsqlDataSource database, FloorOptions options) : Hub
{
    private static readonly PersonId Someone = new(Guid.CreateVersion7());
    private static readonly List<Server.Features.Cases.Person> Nobody = [];
    private static long _version;

    public async Task<Joined> Join(CaseId caseId, long since)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, caseId.ToString());
        return new(caseId, since, Nobody, [], ClosedAt: null);
    }

    public async Task<SubmitResult> Submit(CaseId caseId, AnnotationRequest request)
    {
        var version = Interlocked.Increment(ref _version);
        var at = TimeProvider.System.GetUtcNow();
        if (!options.WithoutDatabase)
        {
            await using var command = database.CreateCommand(
                "insert into floor_events (id, stream_id, version, data, type, tenant_id) values ($1, $2, $3, $4, $5, $6) returning timestamp");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.CommandId });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = caseId.Value });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
            var data = JsonSerializer.SerializeToUtf8Bytes<AnnotationRequest>(request, LiveJson.Default.AnnotationRequest);
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Jsonb });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "annotation_added" });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "tenant" });
            await command.ExecuteScalarAsync();
        }

        Change change = request switch
        {
            AnnotationRequest.Annotate annotate => new Change.Annotated(version, request.CommandId, at, Someone, Shown(annotate.Annotation)),
            AnnotationRequest.Withdraw withdraw => new Change.Withdrawn(version, request.CommandId, at, Someone, withdraw.AnnotationId),
            _ => throw new HubException("The crowd annotates and withdraws."),
        };
        await Clients.Group(caseId.ToString()).SendAsync(LiveMethods.Changes, new ChangesMessage(caseId, version - 1, version, [change]));
        return new(new Receipt(request.CommandId, version, at), Refusal: null);
    }

    private static ShownAnnotation Shown(Annotation annotation) => new(annotation.Id, annotation.Span, annotation.Codes, annotation.Note);
}
