using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Supervision.Deidentification.Tests;

/// <summary>What a thread has worked, which does not grow while others have the processor; elsewhere than on Linux, the time of day.</summary>
internal static partial class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID
    private const int OfThisThread = 3;

    public static TimeSpan Spent() => OperatingSystem.IsLinux() && GetTime(OfThisThread, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Spec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Spec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
