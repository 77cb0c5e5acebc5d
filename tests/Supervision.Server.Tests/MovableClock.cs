namespace Supervision.Server.Tests;

/// <summary>The machine's clock, and as far ahead of it as it was moved.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    public void Move(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void MoveTo(DateTimeOffset at) => Move(at - GetUtcNow());
}

/// <summary>Two nodes on one database and one clock, which its tests move, one test after another.</summary>
public sealed class ServerOnAMovableClock(TestServer test) : IAsyncLifetime
{
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("supervision-letters-");

    internal MovableClock Clock { get; } = new();

    internal RunningServer Server { get; private set; } = null!;

    internal RunningServer Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string[] settings = ["--Supervision:Demonstration=false", $"--Supervision:Mail:Folder={_mail.FullName}"];
        Server = await test.StartAsync(Clock, settings);
        Other = await test.StartAsync(Clock, [.. settings, $"--ConnectionStrings:Supervision={Server.ConnectionString}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        await Server.DisposeAsync();
        _mail.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class OnAMovableClock : ICollectionFixture<ServerOnAMovableClock>
{
    public const string Name = "On a movable clock";
}
