using Supervision.Benchmarks.Deidentify;
using Supervision.Benchmarks.Live;
using Supervision.Benchmarks.Sealing;
using Supervision.Benchmarks.Store;

// Each benchmark prints ours beside a floor measured in the same run, as ratios; see README.md.
switch (args)
{
    case ["floor", var connection, var address, .. var rest]:
        await FloorServer.RunAsync(connection, address, rest is ["--no-database"]);
        return 0;
    case ["live", .. var options]:
        await LiveBenchmark.RunAsync(isQuick: options.Contains("--quick"), only: options.FirstOrDefault(option => !option.StartsWith('-')));
        return 0;
    case ["append", .. var options]:
        await AppendBenchmark.RunAsync(options);
        return 0;
    case ["rebuild", .. var options]:
        await RebuildBenchmark.RunAsync(options);
        return 0;
    case ["decide", .. var options]:
        await DecideBenchmark.RunAsync(options);
        return 0;
    case ["fold", .. var options]:
        await FoldBenchmark.RunAsync(options);
        return 0;
    case ["seal", .. var options]:
        SealBenchmark.Run(isQuick: options.Contains("--quick"));
        return 0;
    case ["deidentify", .. var options]:
        await DeidentifyBenchmark.RunAsync(options);
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Supervision.Benchmarks -- append|live|rebuild|decide|fold|seal|deidentify [--quick] [--connection=…]");
        return 2;
}
