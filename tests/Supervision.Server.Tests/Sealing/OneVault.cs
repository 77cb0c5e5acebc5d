using System.Security.Cryptography;
using Npgsql;
using Supervision.EventStore;
using Supervision.Server.Sealing;

namespace Supervision.Server.Tests.Sealing;

/// <summary>An institute's keys with a vault of their own, and as many nodes on it as a test wants.</summary>
internal sealed class OneVault(PostgresEventStore store) : IDisposable
{
    public static readonly string Root = Convert.ToBase64String(Enumerable.Repeat((byte)1, Box.KeyLength).ToArray());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-vault-");

    public string Tenant { get; } = Guid.CreateVersion7().ToString();

    public string Folder => _folder.FullName;

    /// <summary>Where this institute's secrets lie.</summary>
    public string Place => Path.Combine(Directory.GetDirectories(Folder).Single(), Tenant);

    public string[] Secrets => Directory.GetFiles(Place, "*.secret");

    public static KeyScope Case(byte number) => new(KeyKind.Case, new Guid(number, 0, 0, new byte[8]));

    public async Task<Keyring> NodeAsync(string? root = null, params string[] old)
    {
        var ring = new Keyring(new KeyTable(store), TimeProvider.System);
        await ring.OpenAsync(new ConfiguredRootKey(root ?? Root, old), Folder, [Tenant], TestContext.Current.CancellationToken);
        return ring;
    }

    public InstituteVault Vault() => new(new ConfiguredRootKey(Root, []), Place, Tenant);

    /// <summary>The rows as a backup of the database holds them.</summary>
    public Task<List<KeyRow>> BackUpAsync() => new KeyTable(store).AllAsync(Tenant, KeyKind.Case, TestContext.Current.CancellationToken);

    /// <summary>Puts the rows back as they were; what was made since is gone.</summary>
    public async Task RestoreAsync(List<KeyRow> rows)
    {
        await using var connection = await store.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var batch = TenantScope.BatchIn(connection, TenantScope.Of(Tenant));
        batch.BatchCommands.Add(new("delete from sealing.keys where tenant_id = $1") { Parameters = { new() { Value = Tenant } } });
        foreach (var row in rows)
        {
            batch.BatchCommands.Add(new("insert into sealing.keys (id, tenant_id, kind, scope_id, epoch, wrapped, created_at) values ($1, $2, $3, $4, $5, $6, $7)")
            {
                Parameters =
                {
                    new() { Value = row.Id }, new() { Value = Tenant }, new() { Value = row.Scope.Kind.ToString() }, new() { Value = row.Scope.Id },
                    new() { Value = row.Wrapped!.Epoch }, new() { Value = row.Wrapped.Box }, new NpgsqlParameter<DateTimeOffset> { TypedValue = row.CreatedAt },
                },
            });
        }
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Two keys that do the same are the same.</summary>
    public static string? Print(TextKey? key) => key is null ? null : Convert.ToHexString(SHA256.HashData(key.Mark("print"u8)));

    public void Dispose() => _folder.Delete(recursive: true);
}
