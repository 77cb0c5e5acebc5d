namespace Supervision.Server.Tests.Hosting.Postgres;

/// <summary>A folder that only the account of the tests can enter, like root's home.</summary>
internal sealed class ClosedFolder : IDisposable
{
    private readonly List<string> _made = [];

    public ClosedFolder()
    {
        FullPath = Directory.CreateTempSubdirectory("sv-closed-").FullName;
        _made.Add(FullPath);
    }

    public string FullPath { get; }

    /// <summary>Copies an npm package in, under a version of its own.</summary>
    public string Take(string package, string version)
    {
        var copy = Path.Combine(FullPath, Path.GetFileName(package));
        foreach (var file in Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).LinkTarget is null))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(package, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(copy, "package.json"), $$"""{ "version": "{{version}}" }""");
        return copy;
    }

    public void RemoveLater(string folder) => _made.Add(folder);

    public void Dispose() => _made.ForEach(folder => Directory.Delete(folder, recursive: true));
}
