using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.EventStore;
using Supervision.EventStore.Deciding;
using Supervision.EventStore.Events;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Features.Reviews;

internal static class ReviewModule
{
    private static readonly Aggregate<ReviewState, ReviewCommand, ReviewEvent> Reviews = new()
    {
        Type = ReviewStream.Type,
        Initial = ReviewState.Initial,
        Decide = ReviewDecider.Decide,
        Evolve = ReviewDecider.Evolve,
        Projections = [new(ReviewState.Kind, state => JsonSerializer.SerializeToUtf8Bytes(state, ReviewJson.Default.ReviewState))],
    };

    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PostgresEventStore>().DeciderOf(Reviews));
        services.AddSingleton<Reviewing>();
        services.AddSingleton<ReviewReading>();
        services.AddSingleton<ILogListener, ReviewNews>();
    }

    public static EventTypes.Builder AddReviewEvents(this EventTypes.Builder types) => types
        .Add("review_answered", ReviewJson.Default.Answered)
        .Add("review_agreed", ReviewJson.Default.Agreed)
        .Add("review_declined", ReviewJson.Default.Declined)
        .Add("review_carried", ReviewJson.Default.Carried);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReviewAnswers))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ReviewState))]
[JsonSerializable(typeof(ReviewEvent.Answered))]
[JsonSerializable(typeof(ReviewEvent.Agreed))]
[JsonSerializable(typeof(ReviewEvent.Declined))]
[JsonSerializable(typeof(ReviewEvent.Carried))]
internal sealed partial class ReviewJson : JsonSerializerContext;
