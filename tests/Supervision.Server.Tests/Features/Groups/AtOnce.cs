using System.Diagnostics;

namespace Supervision.Server.Tests.Features.Groups;

/// <summary>
/// That something happens within a second, also on a machine that is busy with other tests: of several people's turns the
/// quickest counts, which a wait anywhere on the way would slow like the others.
/// </summary>
internal static class AtOnce
{
    /// <param name="people">Who take turns.</param>
    /// <param name="act">Does it, and returns what is then waited for.</param>
    public static async Task HappensAsync(IEnumerable<string> people, Func<string, Task<Task>> act)
    {
        var quickest = TimeSpan.MaxValue;
        foreach (var person in people)
        {
            var happening = await act(person);
            var began = Stopwatch.GetTimestamp();
            await happening;
            quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }

        Assert.True(quickest < TimeSpan.FromSeconds(1), $"The quickest took {quickest}.");
    }
}
