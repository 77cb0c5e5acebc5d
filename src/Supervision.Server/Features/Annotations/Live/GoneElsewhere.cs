using Supervision.EventStore.Following;
using Supervision.Server.Access;
using Supervision.Server.Features.People;
using Supervision.Server.Hosting.Log;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Annotations.Live;

/// <summary>
/// Cuts the connections of whoever has gone to another institute, or left theirs. All of that person's at the institute they
/// left, also in other browsers: those come back with their own cookie, as they were, if that still opens anything.
/// </summary>
internal sealed class GoneElsewhere(LiveConnections connections) : ILogListener
{
    public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (var message in batch.Messages)
        {
            if (message.Topic == InstituteSwitchEndpoints.Topic && message.Content.Split(' ') is [var person, var tenant])
            {
                connections.Cut(new Viewer(new(Guid.Parse(person)), tenant));
            }
        }

        foreach (var stored in batch.Events.Where(stored => stored.Type == PersonModule.LeftName))
        {
            connections.Cut(connection => connection.Viewer.Tenant == stored.Stream.Tenant && PersonStream.IdOf(connection.Viewer.Person) == stored.Stream.Id);
        }

        return ValueTask.CompletedTask;
    }
}
