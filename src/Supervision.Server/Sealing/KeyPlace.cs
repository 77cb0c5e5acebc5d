using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Sealing;

/// <summary>
/// Where root key and vault are. With a database of the server's own, and in development, both are made and kept beside it;
/// with any other the operator says where, because a default would lie wherever the backups are made.
/// </summary>
internal static class KeyPlace
{
    private const string RootName = "root.key";

    /// <summary>Beside the folder of the server's own database, and not inside.</summary>
    public static string Beside(string serverFolder) => Path.Combine(serverFolder, "keys");

    /// <exception cref="StartupException">With a sentence for the operator.</exception>
    public static (IRootKey Root, string Folder) Find(ServerSettings settings)
    {
        var keys = settings.Keys;
        var folder = (keys.Folder is { Length: > 0 } named ? named : DefaultFolder(settings)) ?? throw new StartupException(
            "Texts are sealed with keys that must not lie in the database. Name a folder for them with Supervision__Keys__Folder, "
            + "on a disk that all nodes share and that is not part of the database's backups. See deploy/README.md.");
        return (new ConfiguredRootKey(RootOf(keys, settings.IsOwnMachine ? folder : null), keys.OldRoots), Path.GetFullPath(folder));
    }

    private static string? DefaultFolder(ServerSettings settings) => settings switch
    {
        { ConnectionString: null } => Beside(Path.GetFullPath(settings.Data ?? ServerFolder.Default)),
        { IsDevelopment: true } => Path.Combine(ServerFolder.Default, "development-keys"),
        _ => null,
    };

    private static string RootOf(KeyringSettings keys, string? generateIn) => keys switch
    {
        { Root.Length: > 0, RootFile.Length: > 0 } => throw new StartupException("Supervision__Keys__Root and Supervision__Keys__RootFile exclude each other: set one."),
        { Root: { Length: > 0 } root } => root,
        { RootFile: { Length: > 0 } file } => Read(file),
        _ when generateIn is not null => Generated(generateIn),
        _ => throw new StartupException(
            "Texts are sealed, and there is no root key. Set Supervision__Keys__RootFile to a file with 32 bytes in base64, or Supervision__Keys__Root "
            + "to the key itself; make one with: openssl rand -base64 32. Keep a copy apart from the database and its backups: without it no case can be read."),
    };

    private static string Generated(string folder)
    {
        var file = Path.Combine(folder, RootName);
        try
        {
            Private.CreateFolder(folder, forEntryByOthers: false);
            if (!File.Exists(file))
            {
                DurableFile.CreateOnce(file, ConfiguredRootKey.Generate());
            }
            return Read(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The server cannot keep its keys in {folder}: {failure.Message}", failure);
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The root key cannot be read from {file}: {failure.Message}", failure);
        }
    }
}
