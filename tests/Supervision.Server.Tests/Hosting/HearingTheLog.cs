using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.EventStore.Following;
using Supervision.Server.Hosting.Log;

namespace Supervision.Server.Tests.Hosting;

/// <summary>Who keeps something in memory relies on being told when it may have missed that it changed.</summary>
public sealed class HearingTheLog(TestServer test)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everyone_is_told_of_an_interruption_however_short_also_when_one_of_them_fails()
    {
        await using var server = await test.StartAsync("--Supervision:Demonstration=false");
        var told = new Told();
        using var pump = new LogPump(server.Store, [new Failing(), told], NullLogger<LogPump>.Instance);
        await pump.StartAsync(Stop);
        Assert.Equal([true], told.Connections);

        await using (var cut = server.Store.Database.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and backend_type = 'walsender'"))
        {
            Assert.Equal(2L, await cut.ExecuteScalarAsync(Stop));
        }

        await told.UntilAsync(3).WaitAsync(Deadline, Stop);
        await pump.StopAsync(Stop);
        Assert.Equal([true, false, true, false], told.Connections);
    }

    private sealed class Told : ILogListener
    {
        private readonly ConcurrentQueue<bool> _connections = [];
        private readonly SemaphoreSlim _more = new(0);

        public IEnumerable<bool> Connections => _connections;

        public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Connected(bool isConnected)
        {
            _connections.Enqueue(isConnected);
            _more.Release();
        }

        public async Task UntilAsync(int count)
        {
            while (_connections.Count < count)
            {
                await _more.WaitAsync(Stop);
            }
        }
    }

    private sealed class Failing : ILogListener
    {
        public ValueTask HearAsync(LogBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Connected(bool isConnected) => throw new InvalidOperationException("It fails.");
    }
}
