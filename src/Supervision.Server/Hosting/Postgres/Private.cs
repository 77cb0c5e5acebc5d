namespace Supervision.Server.Hosting.Postgres;

/// <summary>Files and folders that other accounts of the machine may not read.</summary>
internal static class Private
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const UnixFileMode Enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="path">The folder; missing parents are made too.</param>
    /// <param name="forEntryByOthers">Others may pass through to what they own inside, still without seeing what is there.</param>
    public static void CreateFolder(string path, bool forEntryByOthers)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerFolder);
        if (forEntryByOthers)
        {
            File.SetUnixFileMode(path, OwnerFolder | Enter);
        }
    }

    /// <summary>Written whole or not at all, however the process ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its text.</param>
    /// <param name="readableByOthers">For what the database's account must read and is no secret.</param>
    public static void WriteFile(string path, string content, bool readableByOthers = false)
    {
        if (File.Exists(path) && string.Equals(File.ReadAllText(path), content, StringComparison.Ordinal))
        {
            return;
        }

        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using (var stream = new FileStream(draft, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        if (readableByOthers && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        File.Move(draft, path, overwrite: true);
    }
}
