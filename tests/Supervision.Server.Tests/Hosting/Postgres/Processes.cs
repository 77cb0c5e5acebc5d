using System.Diagnostics;

namespace Supervision.Server.Tests.Hosting.Postgres;

internal static class Processes
{
    /// <summary>Whether it still runs; one that has ended but that its parent has not looked after yet does not.</summary>
    public static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !OperatingSystem.IsLinux() || File.ReadAllText($"/proc/{processId}/cmdline") is not "";
        }
        catch (Exception failure) when (failure is ArgumentException or IOException)
        {
            return false;
        }
    }
}
