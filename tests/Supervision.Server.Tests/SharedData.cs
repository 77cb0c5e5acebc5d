namespace Supervision.Server.Tests;

/// <summary>Large public data that is not part of the repository; looked for beside it.</summary>
internal static class SharedData
{
    /// <returns>The file's path; null when the data is not on this machine.</returns>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }
        return null;
    }
}
