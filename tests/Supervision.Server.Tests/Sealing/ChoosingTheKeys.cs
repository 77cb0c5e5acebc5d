using Supervision.Server.Hosting;
using Supervision.Server.Sealing;

namespace Supervision.Server.Tests.Sealing;

/// <summary>Where root key and vault come from, and when a server will not start.</summary>
public sealed class ChoosingTheKeys : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-place-");

    private ServerSettings Elsewhere => new() { ConnectionString = "Host=nowhere", Keys = new() { Folder = _folder.FullName } };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void With_a_database_of_its_own_they_are_made_once_beside_it()
    {
        var settings = new ServerSettings { Data = _folder.FullName };
        var (first, again) = (KeyPlace.Find(settings), KeyPlace.Find(settings));

        Assert.Equal(Path.Combine(_folder.FullName, "keys"), first.Folder);
        Assert.Equal(first.Root.Id, again.Root.Id);
        Assert.Equal(["root.key"], Directory.GetFiles(first.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void With_another_the_operator_says_where()
    {
        Refused("Supervision__Keys__Folder", new() { ConnectionString = "Host=nowhere" });
        Refused("Supervision__Keys__RootFile", Elsewhere);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void The_root_key_stands_in_a_setting_or_in_a_file_and_not_in_both()
    {
        var (key, file) = (ConfiguredRootKey.Generate(), Path.Combine(_folder.FullName, "root"));
        File.WriteAllText(file, key + "\n");
        var given = Elsewhere with { Keys = new() { Folder = _folder.FullName, Root = key } };
        var inFile = Elsewhere with { Keys = new() { Folder = _folder.FullName, RootFile = file } };

        Assert.Equal(KeyPlace.Find(given).Root.Id, KeyPlace.Find(inFile).Root.Id);
        Refused("exclude each other", Elsewhere with { Keys = given.Keys with { RootFile = file } });
        Refused("cannot be read", Elsewhere with { Keys = inFile.Keys with { RootFile = file + ".gone" } });
    }

    [Fact]
    public void A_root_key_is_32_bytes() => Refused("32 bytes", Elsewhere with { Keys = new() { Folder = _folder.FullName, Root = "c2hvcnQ=" } });

    private static void Refused(string because, ServerSettings settings) =>
        Assert.Contains(because, Assert.Throws<StartupException>(() => KeyPlace.Find(settings)).Message, StringComparison.Ordinal);
}
