using System.Security.Cryptography;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

/// <summary>A folder of a test's own, which a database's account may pass through.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string? parent = null)
    {
        FullPath = Path.Combine(parent ?? Path.GetTempPath(), $"sv-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        ServerFolder.Create(FullPath);
    }

    public string FullPath { get; }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
