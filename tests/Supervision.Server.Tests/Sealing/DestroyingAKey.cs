using Supervision.Server.Hosting;
using Supervision.Server.Sealing;
using static Supervision.Server.Tests.Sealing.OneVault;

namespace Supervision.Server.Tests.Sealing;

/// <summary>Keys are destroyed for good: also in copies of the database from before, and however a node ends meanwhile.</summary>
public sealed class DestroyingAKey(TestServer test) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly OneVault _vault = new(test.Shared.Store);

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task What_is_destroyed_is_not_found_and_not_made_again_and_the_others_live()
    {
        var node = await _vault.NodeAsync();
        var (first, second) = (Print(await MadeAsync(node, 1)), Print(await MadeAsync(node, 2)));
        var at = await node.DestroyAsync(_vault.Tenant, Case(1), None);

        Assert.NotNull(at);
        Assert.Equal((null, true), await node.FindAsync(_vault.Tenant, Case(1), None));
        Assert.Null(await node.MakeAsync(_vault.Tenant, Case(1), None));
        Assert.Equal(second, await PrintAsync(node, 2));
        Assert.NotEqual(first, second);
        Assert.Equal(at, await node.DestroyAsync(_vault.Tenant, Case(1), None));
    }

    [Fact]
    public async Task The_secret_that_wrapped_it_is_gone_from_the_vault()
    {
        var node = await _vault.NodeAsync();
        await MadeAsync(node, 1);
        var before = Assert.Single(_vault.Secrets);
        await node.DestroyAsync(_vault.Tenant, Case(1), None);

        Assert.NotEqual(before, Assert.Single(_vault.Secrets));
        Assert.Equal(["000002.keys", "000002.secret", "destroyed"], Directory.GetFiles(_vault.Place).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_database_restored_from_before_does_not_bring_it_back_and_opens_what_lives()
    {
        var node = await _vault.NodeAsync();
        await MadeAsync(node, 1);
        var second = Print(await MadeAsync(node, 2));
        var backup = await _vault.BackUpAsync();
        var third = Print(await MadeAsync(node, 3));
        await node.DestroyAsync(_vault.Tenant, Case(1), None);
        var later = await _vault.BackUpAsync();
        await _vault.RestoreAsync(backup);
        var restored = await _vault.NodeAsync();

        Assert.Equal((null, true), await restored.FindAsync(_vault.Tenant, Case(1), None));
        Assert.Equal(second, await PrintAsync(restored, 2));
        // Destroying something there loses nothing of what only a later copy knows.
        await restored.DestroyAsync(_vault.Tenant, Case(2), None);
        await _vault.RestoreAsync([.. later.Where(row => row.Wrapped is not null)]);
        var back = await _vault.NodeAsync();
        Assert.Equal(third, await PrintAsync(back, 3));
        Assert.Equal((null, true), await back.FindAsync(_vault.Tenant, Case(2), None));
    }

    [Fact]
    public async Task Broken_off_before_the_database_knows_of_it_the_key_lives_and_is_destroyed_when_asked_again()
    {
        var node = await _vault.NodeAsync();
        var first = Print(await MadeAsync(node, 1));
        var key = (await _vault.BackUpAsync()).Single();
        var vault = _vault.Vault();
        var (next, _) = vault.Begin();
        vault.KeepAll(next, []);
        vault.NoteDestroyed(key.Id, Someone.Noon);
        var restarted = await _vault.NodeAsync();

        Assert.Equal(first, await PrintAsync(restarted, 1));
        var second = Print(await MadeAsync(restarted, 2));
        await restarted.DestroyAsync(_vault.Tenant, Case(1), None);
        Assert.Equal((null, true), await restarted.FindAsync(_vault.Tenant, Case(1), None));
        Assert.Equal(second, await PrintAsync(restarted, 2));
        Assert.Single(_vault.Secrets);
    }

    [Fact]
    public async Task Broken_off_before_the_old_secret_is_gone_it_goes_when_a_node_starts()
    {
        var node = await _vault.NodeAsync();
        await MadeAsync(node, 1);
        var second = Print(await MadeAsync(node, 2));
        var old = Directory.GetFiles(_vault.Place, "*.*").ToDictionary(file => file, File.ReadAllBytes);
        await node.DestroyAsync(_vault.Tenant, Case(1), None);
        foreach (var (file, content) in old)
        {
            await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, _vault.Secrets.Length);
        var restarted = await _vault.NodeAsync();

        Assert.Single(_vault.Secrets);
        Assert.DoesNotContain(old.Keys, File.Exists);
        Assert.Equal(second, await PrintAsync(restarted, 2));
    }

    [Fact]
    public async Task Two_nodes_make_and_destroy_at_once()
    {
        var (one, other) = (await _vault.NodeAsync(), await _vault.NodeAsync());
        var doomed = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => one.MakeAsync(_vault.Tenant, Case((byte)n), None)));
        var made = Enumerable.Range(11, 8).Select(n => (n % 2 == 0 ? one : other).MakeAsync(_vault.Tenant, Case((byte)n), None)).ToList();
        var destroyed = Enumerable.Range(1, 4).Select(n => (n % 2 == 0 ? one : other).DestroyAsync(_vault.Tenant, Case((byte)n), None)).ToList();
        await Task.WhenAll([.. made, .. destroyed]);

        Assert.Equal(4, doomed.Length);
        for (var n = 0; n < made.Count; n++)
        {
            Assert.Equal(Print(await made[n]), await PrintAsync(n % 2 == 0 ? one : other, (byte)(11 + n)));
        }
        Assert.Single(_vault.Secrets);
    }

    [Fact]
    public async Task A_new_epoch_changes_no_key()
    {
        var node = await _vault.NodeAsync();
        var first = Print(await MadeAsync(node, 1));
        var before = _vault.Secrets.Single();
        await node.RotateAsync(_vault.Tenant, None);

        Assert.NotEqual(before, _vault.Secrets.Single());
        Assert.Equal(first, await PrintAsync(node, 1));
    }

    [Fact]
    public async Task A_new_root_key_takes_over_from_the_old()
    {
        var first = Print(await MadeAsync(await _vault.NodeAsync(), 1));
        var root = ConfiguredRootKey.Generate();
        var refused = await Assert.ThrowsAsync<StartupException>(() => _vault.NodeAsync(root));
        await _vault.NodeAsync(root, Root);

        Assert.Contains("OldRoots", refused.Message, StringComparison.Ordinal);
        Assert.Equal(first, await PrintAsync(await _vault.NodeAsync(root), 1));
    }

    [Fact]
    public async Task A_vault_that_is_lost_or_another_s_stops_the_server_and_destroys_nothing()
    {
        var first = Print(await MadeAsync(await _vault.NodeAsync(), 1));
        var (place, aside) = (_vault.Place, _vault.Place + ".aside");
        Directory.Move(place, aside);
        var refused = await Assert.ThrowsAsync<StartupException>(() => _vault.NodeAsync());
        Directory.Move(aside, place);

        Assert.Contains("Supervision:Keys:Folder", refused.Message, StringComparison.Ordinal);
        Assert.Equal(first, await PrintAsync(await _vault.NodeAsync(), 1));
    }

    [Fact]
    public async Task Only_its_owner_reads_the_vault()
    {
        await MadeAsync(await _vault.NodeAsync(), 1);

        foreach (var file in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(_vault.Place))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
        }
    }

    private async Task<TextKey?> MadeAsync(Keyring node, byte number) => await node.MakeAsync(_vault.Tenant, Case(number), None);

    private async Task<string?> PrintAsync(Keyring node, byte number) => Print((await node.FindAsync(_vault.Tenant, Case(number), None)).Key);
}
