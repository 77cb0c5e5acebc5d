using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.Benchmarks.Measuring;
using Supervision.Server.Demonstration;
using Supervision.Server.Features.Cases;
using Supervision.Server.Hosting;
using Supervision.Server.Hosting.Postgres;
using Supervision.Server.Sealing;

namespace Supervision.Benchmarks.Live;

/// <summary>
/// Live rooms over real WebSockets: ours, the floor (a bare hub that commits one row and broadcasts) and the limit (the same
/// without the database), each a process of its own with a PostgreSQL of its own, measured in turns.
/// </summary>
internal static class LiveBenchmark
{
    public const string Text = "It never bothered me, she said, and looked at the clock; I noticed a heaviness that was not there before.";

    private const int MostWarmings = 6;

    private static readonly string[] Emails = ["ines", "leila", "jonas", "amara", "tomasz", "priya"];

    public static async Task RunAsync(bool isQuick, string? only)
    {
        var rounds = isQuick ? 2 : 5;
        var window = TimeSpan.FromSeconds(isQuick ? 3 : 8);
        await using var ourPostgres = await StartPostgresAsync();
        await using var floorPostgres = await StartPostgresAsync();
        Dictionary<string, string> settings = new()
        {
            ["ConnectionStrings:Supervision"] = ourPostgres.ConnectionString,
            ["Supervision:Demonstration"] = "true",
            // Gone with the database.
            ["Supervision:Keys:Folder"] = Path.Combine(ourPostgres.DataFolder, "keys"),
            ["Supervision:Keys:Root"] = ConfiguredRootKey.Generate(),
            // Six people stand for hundreds here.
            ["Supervision:Limits:CallsPerMinute"] = "1000000000",
            ["Supervision:Limits:ConnectionsPerPerson"] = "10000",
        };
        await OpenCasesAsync(settings, 1);
        using var ours = Start("ours", "supervision.dll", ourPostgres, address => [$"--urls={address}"], settings);
        using var floor = Start("floor", "Supervision.Benchmarks.dll", floorPostgres, address => ["floor", floorPostgres.ConnectionString, address], []);
        using var limit = Start("limit", "Supervision.Benchmarks.dll", floorPostgres, address => ["floor", floorPostgres.ConnectionString, address, "--no-database"], []);
        Contender[] contenders = [ours, floor, limit];
        foreach (var contender in contenders)
        {
            await contender.ReadyAsync();
        }

        ours.Cookies = await Task.WhenAll(Emails.Select(email => SignInAsync(ours.Address, email)));
        Console.WriteLine($"{Environment.ProcessorCount} cores, {rounds} rounds of {window.TotalSeconds} s; least / middle / greatest of the rounds\n");
        var plans = new (string Name, int Rooms, int PerRoom, Func<Crowd, TimeSpan, Task<Measured>> Run)[]
        {
            ("one room of 8, 20 a second", 1, 8, (crowd, time) => crowd.PaceAsync(time, 20)),
            ("one room of 12, 20 a second", 1, 12, (crowd, time) => crowd.PaceAsync(time, 20)),
            ("50 rooms of 8, saturated", 50, 8, (crowd, time) => crowd.SaturateAsync(time)),
            ("200 rooms of 12, 1 a second each", 200, 12, (crowd, time) => crowd.PaceAsync(time, 1)),
        };
        foreach (var plan in plans.Where(plan => only is null || plan.Name.Contains(only, StringComparison.Ordinal)))
        {
            var cases = await OpenCasesAsync(settings, plan.Rooms);
            await MeasureAsync(plan.Name, contenders, cases, plan.PerRoom, rounds, window, plan.Run);
        }
    }

    private static async Task MeasureAsync(
        string name, Contender[] contenders, List<Guid> rooms, int perRoom, int rounds, TimeSpan window, Func<Crowd, TimeSpan, Task<Measured>> run)
    {
        var seated = new List<(Contender Contender, Crowd Crowd, double Memory, List<Measured> Rounds, List<double> Cpu)>();
        foreach (var contender in contenders)
        {
            var before = Processes.PrivateMemoryOf(contender.ProcessId);
            var crowd = await Crowd.SeatAsync(contender.Address, contender.Cookies, rooms, perRoom, isOrdered: contender.Name == "ours");
            // A connection that has only just been made holds less than one that has been pinged and has been told something.
            await run(crowd, window);
            seated.Add((contender, crowd, (Processes.PrivateMemoryOf(contender.ProcessId) - before) / 1024.0 / (rooms.Count * perRoom), [], []));
        }

        // The first windows are for the compiler, until nothing of it is seen in a window of anyone's. It takes up what has been
        // called often, which at a calm pace would go on for minutes; and what a busy time leaves behind is done with before it counts.
        for (var (warming, isCompiling) = (0, true); isCompiling && warming < MostWarmings; warming++)
        {
            isCompiling = false;
            foreach (var seat in seated)
            {
                await seat.Crowd.SaturateAsync(window);
            }

            foreach (var seat in seated)
            {
                var before = Processes.CompilingOf(seat.Contender.ProcessId);
                await run(seat.Crowd, window);
                var compiled = Processes.CompilingOf(seat.Contender.ProcessId) - before;
                isCompiling |= compiled != TimeSpan.Zero;
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var seat in seated)
            {
                var cpu = seat.Contender.Cpu;
                var measured = await run(seat.Crowd, window);
                var spent = seat.Contender.Cpu - cpu;
                seat.Rounds.Add(measured);
                seat.Cpu.Add(spent.TotalMicroseconds / Math.Max(1, measured.Deliveries));
            }
        }

        Console.WriteLine($"### {name}\n");
        var table = new Table("", "operations/s", "p50 ms", "p99 ms", "CPU µs/delivery", "KB/connection", "faults");
        foreach (var seat in seated)
        {
            table.Add(
                seat.Contender.Name, Table.Spread(seat.Rounds.Select(r => r.PerSecond), "0"), Table.Spread(seat.Rounds.Select(r => r.P50)),
                Table.Spread(seat.Rounds.Select(r => r.P99)), Table.Spread(seat.Cpu, "0.0"), IsMany(rooms, perRoom) ? seat.Memory.ToString("0", CultureInfo.InvariantCulture) : "",
                seat.Crowd.Faults.ToString(CultureInfo.InvariantCulture));
        }

        var (us, floor) = (seated[0], seated[1]);
        table.Add(
            "ours / floor", Ratio(r => r.PerSecond), Ratio(r => r.P50), Ratio(r => r.P99), Table.Spread(us.Cpu.Zip(floor.Cpu, (a, b) => a / b)),
            IsMany(rooms, perRoom) ? (us.Memory / floor.Memory).ToString("0.00", CultureInfo.InvariantCulture) : "", "");
        table.Print();
        foreach (var seat in seated)
        {
            await seat.Crowd.DisposeAsync();
        }

        // With few connections it is the rest of the process that is measured.
        static bool IsMany(List<Guid> rooms, int perRoom) => rooms.Count * perRoom > 1_000;

        string Ratio(Func<Measured, double> of) => Table.Spread(us.Rounds.Zip(floor.Rounds, (a, b) => of(a) / of(b)));
    }

    private static async Task<List<Guid>> OpenCasesAsync(Dictionary<string, string> settings, int count)
    {
        await using var server = await SupervisionServer.StartAsync(
            [.. settings.Select(s => $"--{s.Key}={s.Value}"), "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error"], CancellationToken.None);
        var (opening, text) = (server.App.Services.GetRequiredService<CaseOpening>(), ((CaseTextReading.Read)CaseText.Read(Text)).Text);
        var cases = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(cases.Select(id => opening.OpenAsync(
            DemonstrationInstitute.Id.ToString(), Guid.CreateVersion7(), new(id), DemonstrationInstitute.Tuesday, DemonstrationInstitute.Supervisor,
            NewCase.Published("Benchmark", text, "Written for the benchmark."), CancellationToken.None)));
        return cases;
    }

    private static async Task<string> SignInAsync(Uri server, string name)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Add("X-Supervision", "1");
        using var answer = await http.PostAsJsonAsync("/api/session", new { email = $"{name}@demonstration.example", password = "think together" });
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static Task<EmbeddedPostgres> StartPostgresAsync() =>
        EmbeddedPostgres.StartAsync(new() { Ephemeral = true }, NullLogger.Instance, TimeProvider.System, CancellationToken.None);

    private static Contender Start(
        string name, string assembly, EmbeddedPostgres postgres, Func<string, string[]> arguments, Dictionary<string, string> settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments(address)]);
        // What a framework looks after for developers is not measured.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        // The same collector for both: what the product ships with.
        start.Environment["DOTNET_gcServer"] = "0";
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("fail:", StringComparison.Ordinal) is true)
            {
                Console.Error.WriteLine($"{name}: {line.Data}");
            }
        };
        process.BeginOutputReadLine();
        return new(name, new(address), process, postgres);
    }

    private sealed record Contender(string Name, Uri Address, Process Process, EmbeddedPostgres Postgres) : IDisposable
    {
        public IReadOnlyList<string> Cookies { get; set; } = ["none=none"];

        public int ProcessId => Process.Id;

        public TimeSpan Cpu => Processes.CpuOf(ProcessId) + Processes.CpuOf(Postgres.ProcessId);

        public async Task ReadyAsync()
        {
            using var http = new HttpClient { BaseAddress = Address };
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync("/health/ready");
                    if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound)
                    {
                        return;
                    }
                }
                catch (HttpRequestException fault)
                {
                    if (Process.HasExited)
                    {
                        throw new InvalidOperationException($"{Name} ended while starting.", fault);
                    }
                }

                await Task.Delay(100);
            }
        }

        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
