using System.Globalization;

namespace Supervision.Server.Sealing;

/// <summary>
/// The folder in which institutes' secrets lie: outside of the database, so that destroying one also closes every backup of
/// the database. All nodes share it.
/// </summary>
/// <param name="folder">Of one installation: see the table sealing.installation.</param>
internal sealed class Vault(IRootKey root, string folder)
{
    public InstituteVault Of(string tenant) => new(root, Path.Combine(folder, tenant), tenant);

    public IReadOnlyList<string> Tenants => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(each => Path.GetFileName(each)!)] : [];
}

/// <summary>
/// What the vault holds of one institute: its secrets, numbered by epoch; of each living data key a copy, so that a database
/// restored from an old backup still opens what lives; the ids of those destroyed; and of a scope whose key was renewed, what
/// was sealed anew.
/// </summary>
internal sealed class InstituteVault(IRootKey root, string folder, string tenant)
{
    private const string SecretExtension = ".secret";
    private const string KeysExtension = ".keys";
    private const string TextsExtension = ".texts";

    private string DestroyedFile => Path.Combine(folder, "destroyed");

    /// <summary>The epoch whose secret wraps new keys; 0 for none yet.</summary>
    public int Present => Epochs(SecretExtension).DefaultIfEmpty().Max();

    public bool Has(int epoch) => File.Exists(FileOf(epoch, SecretExtension));

    /// <summary>Begins the next epoch with a secret of its own.</summary>
    /// <returns>Its number and its secret.</returns>
    public (int Epoch, byte[] Secret) Begin()
    {
        Hosting.Postgres.Private.CreateFolder(folder, forEntryByOthers: false);
        var epoch = Epochs(SecretExtension).Concat(Epochs(KeysExtension)).DefaultIfEmpty().Max() + 1;
        var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(Box.KeyLength);
        Write(epoch, secret);
        return (epoch, secret);
    }

    /// <returns>Null if the epoch is over.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The root key that wrapped it is not configured.</exception>
    public byte[]? Open(int epoch)
    {
        try
        {
            var parts = File.ReadAllText(FileOf(epoch, SecretExtension)).Split(' ');
            return parts is [var rootId, var wrapped] ? root.Unwrap(rootId, Convert.FromBase64String(wrapped), BoundTo(epoch)) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            // Overwritten, or removed already.
            return null;
        }
    }

    /// <summary>Puts every secret that an old root key has wrapped under the present one.</summary>
    /// <returns>How many.</returns>
    public int Rewrap()
    {
        var changed = 0;
        foreach (var epoch in Epochs(SecretExtension).Where(epoch => !File.ReadAllText(FileOf(epoch, SecretExtension)).StartsWith(root.Id + ' ', StringComparison.Ordinal)))
        {
            Write(epoch, Open(epoch)!);
            changed++;
        }
        return changed;
    }

    /// <summary>Keeps a copy of a key that is wrapped under its epoch's secret.</summary>
    public void Keep(WrappedKey key) => DurableFile.Append(FileOf(key.Epoch, KeysExtension), LineOf(key));

    /// <summary>Keeps copies of all keys that live on in an epoch.</summary>
    public void KeepAll(int epoch, IEnumerable<WrappedKey> keys) =>
        DurableFile.Write(FileOf(epoch, KeysExtension), string.Concat(keys.Select(key => LineOf(key) + '\n')));

    /// <summary>The copies whose epoch goes on, of each key the latest.</summary>
    public IReadOnlyDictionary<Guid, WrappedKey> Kept()
    {
        var kept = new Dictionary<Guid, WrappedKey>();
        foreach (var epoch in Epochs(KeysExtension).Where(Has).Order())
        {
            foreach (var line in File.ReadAllLines(FileOf(epoch, KeysExtension)))
            {
                if (line.Split(' ') is [var id, var kind, var scope, var box, .. var rest])
                {
                    var generation = rest is [var counted] ? int.Parse(counted, CultureInfo.InvariantCulture) : 1;
                    kept[Guid.Parse(id)] = new(Guid.Parse(id), new(Enum.Parse<KeyKind>(kind), Guid.Parse(scope)), epoch, Convert.FromBase64String(box), generation);
                }
            }
        }
        return kept;
    }

    public void NoteDestroyed(Guid key, DateTimeOffset at) => DurableFile.Append(DestroyedFile, $"{key} {at.ToString("O", CultureInfo.InvariantCulture)}");

    /// <summary>Keys that were destroyed, or were about to be when a node ended.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> Destroyed()
    {
        var destroyed = new Dictionary<Guid, DateTimeOffset>();
        foreach (var line in File.Exists(DestroyedFile) ? File.ReadAllLines(DestroyedFile) : [])
        {
            if (line.Split(' ') is [var id, var at])
            {
                destroyed.TryAdd(Guid.Parse(id), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
            }
        }
        return destroyed;
    }

    /// <summary>Destroys the secrets of the epochs that none of the keys needs any more; the present one stays.</summary>
    public void End(IReadOnlySet<int> needed)
    {
        var present = Present;
        foreach (var epoch in Epochs(SecretExtension).Concat(Epochs(KeysExtension)).Distinct().Where(epoch => epoch < present && !needed.Contains(epoch)).ToList())
        {
            DurableFile.Destroy(FileOf(epoch, SecretExtension));
            DurableFile.Destroy(FileOf(epoch, KeysExtension));
        }
    }

    /// <summary>Keeps what was sealed anew under a scope's present key, for a database that is restored from before.</summary>
    public void KeepTexts(KeyScope scope, IEnumerable<KeptText> texts) =>
        DurableFile.Write(FileOf(scope), string.Concat(texts.Select(each => $"{each.Stream} {each.Field} {each.Text.Key} {Convert.ToBase64String(each.Text.Box.Span)}\n")));

    /// <summary>The scopes whose texts were sealed anew.</summary>
    public IReadOnlyList<KeyScope> WithTexts() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + TextsExtension).Select(file => Path.GetFileNameWithoutExtension(file).Split('.')).Select(name => new KeyScope(Enum.Parse<KeyKind>(name[0]), Guid.Parse(name[1])))]
        : [];

    public IReadOnlyList<KeptText> TextsOf(KeyScope scope) =>
    [
        .. from line in File.ReadAllLines(FileOf(scope))
           let parts = line.Split(' ')
           where parts.Length == 4
           select new KeptText(Guid.Parse(parts[0]), parts[1], new(Guid.Parse(parts[2]), Convert.FromBase64String(parts[3]))),
    ];

    public void ForgetTexts(KeyScope scope) => DurableFile.Destroy(FileOf(scope));

    private static string LineOf(WrappedKey key) => $"{key.Id} {key.Scope.Kind} {key.Scope.Id} {Convert.ToBase64String(key.Box)} {key.Generation.ToString(CultureInfo.InvariantCulture)}";

    private void Write(int epoch, byte[] secret) =>
        DurableFile.Write(FileOf(epoch, SecretExtension), $"{root.Id} {Convert.ToBase64String(root.Wrap(secret, BoundTo(epoch)))}");

    private byte[] BoundTo(int epoch) => System.Text.Encoding.UTF8.GetBytes($"epoch\n{tenant}\n{epoch}");

    private string FileOf(KeyScope scope) => Path.Combine(folder, $"{scope.Kind}.{scope.Id:n}{TextsExtension}");

    private string FileOf(int epoch, string extension) => Path.Combine(folder, epoch.ToString("d6", CultureInfo.InvariantCulture) + extension);

    private List<int> Epochs(string extension) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + extension).Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture)).ToList()
        : [];
}
