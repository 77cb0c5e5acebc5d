using System.Security.Cryptography;

namespace Supervision.Server.Sealing;

/// <summary>Small files that only their owner may read, on disk when the call returns.</summary>
internal static class DurableFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Written whole or not at all.</summary>
    public static void Write(string path, string content)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.new";
        WriteNew(draft, content);
        File.Move(draft, path, overwrite: true);
        // Flushed once more under its name: the file systems that journal then have the name on disk too.
        using var named = new FileStream(path, FileMode.Open, FileAccess.Write);
        named.Flush(flushToDisk: true);
    }

    /// <summary>As <see cref="Write"/>; but what another process has put there first stays.</summary>
    public static void CreateOnce(string path, string content)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.new";
        WriteNew(draft, content);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    public static void Append(string path, string line)
    {
        using var stream = new FileStream(path, Options(FileMode.Append));
        using var writer = new StreamWriter(stream);
        writer.Write(line + "\n");
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Overwrites the file where it lies, then removes it. What a disk or file system keeps of its own accord is beyond reach.</summary>
    public static void Destroy(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    private static void WriteNew(string path, string content)
    {
        using var stream = new FileStream(path, Options(FileMode.CreateNew));
        using var writer = new StreamWriter(stream);
        writer.Write(content);
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }
        return options;
    }
}
