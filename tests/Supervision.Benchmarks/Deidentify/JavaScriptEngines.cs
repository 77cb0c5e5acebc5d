using System.Diagnostics;
using System.Text.Json;

namespace Supervision.Benchmarks.Deidentify;

/// <summary>compromise and wink-nlp in a Node process of their own, restored from npm when the benchmark is run.</summary>
internal sealed class JavaScriptEngines : IDisposable
{
    private readonly Process _node;

    private JavaScriptEngines(Process node) => _node = node;

    public static async Task<JavaScriptEngines> StartAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Deidentify");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var restore = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            await restore.WaitForExitAsync();
            if (restore.ExitCode != 0)
            {
                throw new InvalidOperationException("npm could not restore the engines.");
            }
        }
        return new(Process.Start(new ProcessStartInfo("node", ["engines.mjs"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!);
    }

    /// <summary>How long an engine takes for all texts, and what it finds in each, in UTF-16 units.</summary>
    public async Task<(TimeSpan Took, IReadOnlyList<IReadOnlyList<(int Start, int End)>> Spans)> RunAsync(string engine, IReadOnlyList<string> texts)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { engine, texts }));
        await _node.StandardInput.FlushAsync();
        using var answer = JsonDocument.Parse(await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("node ended early."));
        return (
            TimeSpan.FromMilliseconds(answer.RootElement.GetProperty("milliseconds").GetDouble()),
            [.. answer.RootElement.GetProperty("spans").EnumerateArray().Select(IReadOnlyList<(int, int)> (spans) => [.. spans.EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32()))])]);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
