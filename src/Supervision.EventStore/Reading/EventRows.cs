using Npgsql;
using Supervision.EventStore.Appending;
using Supervision.EventStore.Events;

namespace Supervision.EventStore.Reading;

/// <summary>The columns of an event in the one order in which all queries ask for them.</summary>
internal static class EventRows
{
    public const string Columns = "e.seq_id, e.id, e.stream_id, e.version, e.type, e.timestamp, e.tenant_id, e.transaction_id, e.data";

    public static StoredEvent Read(NpgsqlDataReader reader, EventTypes types) => new(types, reader.GetFieldValue<byte[]>(8))
    {
        Sequence = reader.GetInt64(0),
        Id = reader.GetGuid(1),
        Stream = new StreamKey(reader.GetString(6), reader.GetGuid(2)),
        Version = reader.GetInt64(3),
        Type = types.Intern(reader.GetString(4)),
        At = reader.GetFieldValue<DateTimeOffset>(5),
        Transaction = reader.GetFieldValue<ulong>(7),
    };
}
