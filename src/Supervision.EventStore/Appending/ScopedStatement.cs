using Npgsql;
using NpgsqlTypes;

namespace Supervision.EventStore.Appending;

/// <summary>
/// A prepared statement on a connection of its own, which names the tenants it is for in front of it, in the same round
/// trip, whenever they are others than before.
/// </summary>
internal sealed class ScopedStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand _alone;
    private readonly NpgsqlBatch _scoped;
    private readonly NpgsqlParameter<string> _tenants = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private bool _isAlonePrepared;
    private bool _isScopedPrepared;

    public ScopedStatement(NpgsqlConnection connection, string sql, params IReadOnlyList<NpgsqlDbType> parameters)
    {
        _alone = new(sql, connection);
        var second = new NpgsqlBatchCommand(sql);
        foreach (var type in parameters)
        {
            _alone.Parameters.Add(new() { NpgsqlDbType = type });
            second.Parameters.Add(new() { NpgsqlDbType = type });
        }

        _scoped = new(connection)
        {
            BatchCommands = { new("select set_config('supervision.tenants', $1, false)") { Parameters = { _tenants } }, second },
        };
    }

    /// <summary>Runs it; <paramref name="tenants"/> is null when the connection is in the right scope already.</summary>
    public async Task<NpgsqlDataReader> ExecuteAsync(string? tenants, object?[] values, CancellationToken cancellationToken)
    {
        var parameters = tenants is null ? _alone.Parameters : _scoped.BatchCommands[1].Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i] ?? DBNull.Value;
        }

        if (tenants is null)
        {
            if (!_isAlonePrepared)
            {
                await _alone.PrepareAsync(cancellationToken);
                _isAlonePrepared = true;
            }

            return await _alone.ExecuteReaderAsync(cancellationToken);
        }

        _tenants.TypedValue = tenants;
        if (!_isScopedPrepared)
        {
            await _scoped.PrepareAsync(cancellationToken);
            _isScopedPrepared = true;
        }

        var reader = await _scoped.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await _alone.DisposeAsync();
        await _scoped.DisposeAsync();
    }
}
