using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using NpgsqlTypes;
using Supervision.EventStore;
using Supervision.Server.Access;

namespace Supervision.Server.Identity.Providers;

internal sealed class ProviderStore(PostgresEventStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Purpose = "Supervision.Identity.Providers.ClientSecret";
    private const string Columns = "institute_id, issuer, client_id, protected_secret, email_claim, roles_claim, roles::text, domains, scopes, api_audience";

    private const string SaveSql =
        """
        insert into identity.institute_providers (
            institute_id, issuer, client_id, protected_secret, email_claim, roles_claim, roles, domains, scopes, api_audience, changed_at, changed_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (institute_id) do update set
            issuer = excluded.issuer, client_id = excluded.client_id, protected_secret = excluded.protected_secret, email_claim = excluded.email_claim,
            roles_claim = excluded.roles_claim, roles = excluded.roles, domains = excluded.domains, scopes = excluded.scopes,
            api_audience = excluded.api_audience, changed_at = excluded.changed_at, changed_by = excluded.changed_by
        """;

    public async Task<Provider?> FindAsync(Guid institute, CancellationToken cancellationToken) =>
        (await ListAsync("institute_id = $1", new NpgsqlParameter<Guid> { TypedValue = institute }, cancellationToken)).SingleOrDefault();

    /// <summary>Those that issue tokens for the API under this name; several institutes may share a provider.</summary>
    public Task<IReadOnlyList<Provider>> OfIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        ListAsync("issuer = $1 and api_audience is not null", new NpgsqlParameter<string> { TypedValue = issuer }, cancellationToken);

    /// <summary>Institutes whose provider speaks for a domain, by name.</summary>
    public Task<IReadOnlyList<Institute>> OfDomainAsync(string domain, CancellationToken cancellationToken) => store.AskAsync<IReadOnlyList<Institute>>(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            select i.id, i.name from identity.institute_providers p join identity.institutes i on i.id = p.institute_id
            where p.domains @> array[$1] order by i.name, i.id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = domain });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var institutes = new List<Institute>();
        while (await reader.ReadAsync(cancellationToken))
        {
            institutes.Add(new(reader.GetGuid(0), reader.GetString(1)));
        }
        return institutes;
    }, cancellationToken);

    public async Task SaveAsync(Provider provider, Viewer by, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand(SaveSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider.Institute });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.Issuer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.ClientId });
        command.Parameters.Add(new() { Value = (object?)Protect(provider) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider.EmailClaim });
        command.Parameters.Add(new() { Value = (object?)provider.RolesClaim ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(provider.Roles, ProviderJson.Default.IReadOnlyDictionaryStringInstituteRole), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = provider.Domains.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = provider.Scopes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)provider.ApiAudience ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = by.Person.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RemoveAsync(Guid institute, CancellationToken cancellationToken)
    {
        await using var command = store.Database.CreateCommand("delete from identity.institute_providers where institute_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = institute });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private Task<IReadOnlyList<Provider>> ListAsync(string where, NpgsqlParameter parameter, CancellationToken cancellationToken) =>
        store.AskAsync<IReadOnlyList<Provider>>(async connection =>
        {
            await using var command = new NpgsqlCommand($"select {Columns} from identity.institute_providers where {where} order by institute_id", connection);
            command.Parameters.Add(parameter.Clone());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var providers = new List<Provider>();
            while (await reader.ReadAsync(cancellationToken))
            {
                providers.Add(Read(reader));
            }
            return providers;
        }, cancellationToken);

    private Provider Read(NpgsqlDataReader row)
    {
        var institute = row.GetGuid(0);
        return new(
            institute, row.GetString(1), row.GetString(2),
            row.IsDBNull(3) ? null : Unprotect(institute, row.GetFieldValue<byte[]>(3)),
            row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5),
            JsonSerializer.Deserialize(row.GetString(6), ProviderJson.Default.IReadOnlyDictionaryStringInstituteRole)!,
            row.GetFieldValue<string[]>(7), row.GetFieldValue<string[]>(8), row.IsDBNull(9) ? null : row.GetString(9));
    }

    // Bound to the institute, so that the row of one is of no use in the place of another's.
    private IDataProtector ProtectorOf(Guid institute) => protection.CreateProtector(Purpose, institute.ToString());

    private byte[]? Protect(Provider provider) =>
        provider.ClientSecret is { } secret ? ProtectorOf(provider.Institute).Protect(Encoding.UTF8.GetBytes(secret)) : null;

    // Without the keys it was encrypted with, the secret is gone: the administrator enters it again.
    private string? Unprotect(Guid institute, byte[] secret)
    {
        try
        {
            return Encoding.UTF8.GetString(ProtectorOf(institute).Unprotect(secret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, InstituteRole>))]
[JsonSerializable(typeof(ProviderAttempt))]
internal sealed partial class ProviderJson : JsonSerializerContext;
