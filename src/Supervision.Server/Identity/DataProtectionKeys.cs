using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using Supervision.EventStore;

namespace Supervision.Server.Identity;

/// <summary>Keeps the keys of the session cookies in the database, so that every node reads what another has issued.</summary>
internal sealed class DataProtectionKeys(PostgresEventStore store) : IXmlRepository
{
    private const string ReadSql = "select friendly_name, xml from identity.data_protection_keys order by created_at";

    // Only if nobody else has changed it meanwhile.
    private const string ReplaceSql = "update identity.data_protection_keys set xml = $3 where friendly_name = $1 and xml = $2";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = store.Database.CreateCommand(ReadSql);
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(1)));
        }
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = store.Database.CreateCommand(
            "insert into identity.data_protection_keys (friendly_name, xml) values ($1, $2) on conflict (friendly_name) do update set xml = excluded.xml");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }

    public Task<IReadOnlyList<NamedKey>> ReadAsync(CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<NamedKey>>(async connection =>
    {
        await using var command = new NpgsqlCommand(ReadSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<NamedKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new(reader.GetString(0), reader.GetString(1)));
        }
        return keys;
    }, cancellationToken);

    public Task<int> ReplaceAsync(NamedKey key, XElement element, CancellationToken cancellationToken) => store.AskAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(ReplaceSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Xml });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);
}

/// <summary>A stored key, or a note that one was revoked, under the name that the framework gave it.</summary>
internal sealed record NamedKey(string Name, string Xml)
{
    public XElement Element => XElement.Parse(Xml);

    public override string ToString() => Name;
}
