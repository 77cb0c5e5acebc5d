using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Demonstration;
using Supervision.Server.Hosting;
using Supervision.Server.Sealing;
using Supervision.Server.Tests.Hosting.Postgres;

namespace Supervision.Server.Tests.Sealing;

/// <summary>
/// The whole folder of a server, its database's files and write-ahead log, the vault, and a backup of the database from
/// before an erasure: no byte of the text in any of them, and no key that opens it.
/// </summary>
public sealed class NothingIsLeft
{
    private static readonly string Tenant = DemonstrationInstitute.Id.ToString();

    // With a letter that JSON escapes.
    private static readonly string[] Words = ["Zephyrine the cormorante naïvely", "quagmire of Ostenderby", "vexilloid thoughtfulness"];

    [Fact]
    public async Task After_an_erasure_nothing_opens_the_text_in_the_folder_or_in_a_backup_from_before()
    {
        using var folder = new TemporaryFolder();
        var (doomed, spared) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (data, keys, backup) = (Path.Combine(folder.FullPath, "data"), Path.Combine(folder.FullPath, "data", "keys"), Path.Combine(folder.FullPath, "backup"));
        Secrets before;
        await using (var server = await StartAsync(data))
        {
            await WriteAsync(server, doomed, Words[0], Words[1], Words[2]);
            await WriteAsync(server, spared, "Another text, which stays.", "another note", "another reply");
            before = await Secrets.OfAsync(server, keys, doomed);
        }
        var texts = Words.SelectMany(Traces.OfText).ToList();
        Assert.Empty(Traces.Of(texts, folder.FullPath));
        // What is not secret is found, so what is not found is not there.
        Assert.NotEmpty(Traces.Of([("the group's name", "Tuesday group"u8.ToArray())], data));
        Assert.NotEmpty(Traces.Of([("the wrapped key", before.Wrapped.Box)], data));
        await CopyAsync(Path.Combine(data, "postgres"), backup);

        await using (var server = await StartAsync(data))
        {
            await EraseAsync(server, doomed);
        }
        var opening = Traces.OfBytes("the data key", before.DataKey).Concat(Traces.OfBytes("the epoch's secret", before.Epoch)).ToList();
        Assert.Empty(Traces.Of([.. texts, .. opening], folder.FullPath));
        Assert.Empty(Traces.Of(Traces.OfBytes("the epoch's secret, wrapped", before.WrappedEpoch), folder.FullPath));
        // The wrapped key itself lies in the backup, and in what the database has not overwritten: it opens with nothing that is left.
        Assert.NotEmpty(Traces.Of([("the wrapped key", before.Wrapped.Box)], backup));
        Assert.Equal(before.Wrapped.Unwrap(Tenant, before.Epoch), before.DataKey);
        Assert.All(await LeftAsync(keys), secret => Assert.ThrowsAny<CryptographicException>(() => before.Wrapped.Unwrap(Tenant, secret)));

        Directory.Delete(Path.Combine(data, "postgres"), recursive: true);
        Directory.Move(backup, Path.Combine(data, "postgres"));
        await using (var restored = await StartAsync(data))
        {
            using var leila = await restored.SignInAsync("leila");
            var erased = await leila.GetJsonAsync($"/api/cases/{doomed}");
            Assert.Equal((true, ""), ((bool)erased["isErased"]!, (string)erased["text"]!));
            Assert.True((bool)(await leila.GetJsonAsync($"/api/cases/{doomed}/annotations"))["changes"]![0]!["annotation"]!["isErased"]!);
            Assert.Equal("Another text, which stays.", (string)(await leila.GetJsonAsync($"/api/cases/{spared}"))["text"]!);
            Assert.Equal("another note", (string)(await leila.GetJsonAsync($"/api/cases/{spared}/annotations"))["changes"]![0]!["annotation"]!["note"]!);
        }
        Assert.Empty(Traces.Of([.. texts, .. opening], folder.FullPath));
    }

    [Fact]
    public Task After_a_removed_passage_is_confirmed_nothing_opens_it_and_a_backup_from_before_shows_all_else()
    {
        var text = $"She said so. {Words[0]}, and then silence.";
        var left = new Shown($"She said so. {Bar(Words[0])}, and then silence.", "a note that stays", "a reply that stays");
        return GoesAsync(new(text, left.Note, left.Reply), left, Words[0], (server, @case) => RemoveAsync(server, @case, text.IndexOf(Words[0], StringComparison.Ordinal), Words[0].Length));
    }

    [Fact]
    public Task After_the_erasure_of_what_somebody_wrote_nothing_opens_it_and_a_backup_from_before_shows_all_else() =>
        GoesAsync(new("A text that stays, as it was.", Words[1], Words[2]), new("A text that stays, as it was.", Bar(Words[1]), Bar(Words[2])), Words[1], async (server, _) =>
        {
            using var leila = await server.SignInAsync("leila");
            using var grace = await server.SignInAsync("grace");
            await DoneAsync(leila, "/api/account/contributions/erasure", new { commandId = Guid.CreateVersion7() });
            await DoneAsync(grace, $"/api/contribution-erasures/{DemonstrationInstitute.Presenter.Value}/approve", new { commandId = Guid.CreateVersion7() });
        });

    private static async Task GoesAsync(Shown written, Shown left, string gone, Func<RunningServer, Guid, Task> goes)
    {
        using var folder = new TemporaryFolder();
        var @case = Guid.CreateVersion7();
        var (data, keys, backup) = (Path.Combine(folder.FullPath, "data"), Path.Combine(folder.FullPath, "data", "keys"), Path.Combine(folder.FullPath, "backup"));
        Secrets before;
        await using (var server = await StartAsync(data))
        {
            await WriteAsync(server, @case, written.Text, written.Note, written.Reply);
            before = await Secrets.OfAsync(server, keys, @case);
        }
        await CopyAsync(Path.Combine(data, "postgres"), backup);

        await using (var server = await StartAsync(data))
        {
            await goes(server, @case);
            await ShowsAsync(server, @case, left);
        }
        (string, byte[])[] traces = [.. Traces.OfText(gone), .. Traces.OfBytes("the data key", before.DataKey), .. Traces.OfBytes("the epoch's secret", before.Epoch)];
        Assert.Empty(Traces.Of(traces, folder.FullPath));
        Assert.NotEmpty(Traces.Of([("the wrapped key", before.Wrapped.Box)], backup));
        Assert.All(await LeftAsync(keys), secret => Assert.ThrowsAny<CryptographicException>(() => before.Wrapped.Unwrap(Tenant, secret)));

        Directory.Delete(Path.Combine(data, "postgres"), recursive: true);
        Directory.Move(backup, Path.Combine(data, "postgres"));
        await using (var restored = await StartAsync(data))
        {
            await ShowsAsync(restored, @case, left);
        }
        Assert.Empty(Traces.Of(traces, folder.FullPath));
    }

    private static string Bar(string words) => new('█', words.Length);

    private static async Task RemoveAsync(RunningServer server, Guid @case, int start, int length)
    {
        using var jonas = await server.SignInAsync("jonas");
        using var ines = await server.SignInAsync("ines");
        var redaction = Guid.CreateVersion7();
        await DoneAsync(jonas, $"/api/cases/{@case}/redactions", new
        {
            commandId = Guid.CreateVersion7(),
            redactionId = redaction,
            identifies = "name",
            passages = new[] { new { @in = "text", start, end = start + length } },
        });
        await DoneAsync(ines, $"/api/cases/{@case}/redactions/{redaction}/confirm", new { commandId = Guid.CreateVersion7() });
    }

    private static async Task ShowsAsync(RunningServer server, Guid @case, Shown left)
    {
        using var ines = await server.SignInAsync("ines");
        Assert.Equal(left.Text, (string)(await ines.GetJsonAsync($"/api/cases/{@case}"))["text"]!);
        var changes = (await ines.GetJsonAsync($"/api/cases/{@case}/annotations"))["changes"]!;
        Assert.Equal((left.Text, left.Note), ((string)changes[0]!["annotation"]!["span"]!["quote"]!, (string)changes[0]!["annotation"]!["note"]!));
        Assert.Equal(left.Reply, (string)changes[1]!["text"]!);
    }

    // Its own database, keys beside it: as on one's own machine.
    private static async Task<RunningServer> StartAsync(string data) => new(await SupervisionServer.StartAsync(
        [
            $"--Supervision:Data={data}", "--Supervision:Keys:Folder=", "--Supervision:Keys:Root=", "--Supervision:Demonstration=true",
            "--environment=Production", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
        ],
        CancellationToken.None));

    private static async Task WriteAsync(RunningServer server, Guid @case, string text, string note, string reply)
    {
        using var leila = await server.SignInAsync("leila");
        var annotation = Guid.CreateVersion7();
        await DoneAsync(leila, "/api/cases", Answered.Case(new
        {
            commandId = Guid.CreateVersion7(),
            caseId = @case,
            groupId = DemonstrationInstitute.Tuesday.Value,
            title = text[..20],
            text,
        }));
        await DoneAsync(leila, $"/api/cases/{@case}/annotations", new
        {
            kind = "annotate",
            commandId = Guid.CreateVersion7(),
            annotation = new
            {
                id = annotation,
                span = new { start = 0, end = text.Length, quote = text, prefix = "", suffix = "" },
                codes = new[] { new { codebook = "dmrs-defences", version = "1.0.0", code = "denial" } },
                note,
            },
        });
        await DoneAsync(leila, $"/api/cases/{@case}/annotations", new
        {
            kind = "reply",
            commandId = Guid.CreateVersion7(),
            annotationId = annotation,
            replyId = Guid.CreateVersion7(),
            text = reply,
        });
    }

    private static async Task EraseAsync(RunningServer server, Guid @case)
    {
        using var leila = await server.SignInAsync("leila");
        using var grace = await server.SignInAsync("grace");
        await DoneAsync(leila, $"/api/cases/{@case}/erasure", new { commandId = Guid.CreateVersion7(), why = "client-asked" });
        await DoneAsync(grace, $"/api/erasures/{@case}/approve", new { commandId = Guid.CreateVersion7() });
    }

    private static async Task DoneAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        await answer.ReadAsync(answer.StatusCode is HttpStatusCode.Created ? HttpStatusCode.Created : HttpStatusCode.OK);
    }

    // With owners and modes, which the database insists on.
    private static async Task CopyAsync(string from, string to)
    {
        using var copying = Process.Start("cp", ["-a", from, to]);
        await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copying.ExitCode);
    }

    private static InstituteVault VaultIn(string keys)
    {
        var root = new ConfiguredRootKey(File.ReadAllText(Path.Combine(keys, "root.key")), []);
        return new(root, Path.Combine(Directory.GetDirectories(keys).Single(), Tenant), Tenant);
    }

    // Every secret that still exists anywhere: the root key, and what it unwraps.
    private static async Task<IReadOnlyList<byte[]>> LeftAsync(string keys)
    {
        var root = Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(keys, "root.key"), TestContext.Current.CancellationToken));
        var vault = VaultIn(keys);
        var left = Enumerable.Range(1, vault.Present).Select(vault.Open).OfType<byte[]>().ToList();
        Assert.Single(left);
        return [root, .. left];
    }

    private sealed record Shown(string Text, string Note, string Reply);

    private sealed record Secrets(byte[] DataKey, byte[] Epoch, byte[] WrappedEpoch, WrappedKey Wrapped)
    {
        public static async Task<Secrets> OfAsync(RunningServer server, string keys, Guid @case)
        {
            var row = await server.Services.GetRequiredService<KeyTable>().FindAsync(Tenant, new(KeyKind.Case, @case), TestContext.Current.CancellationToken);
            var epoch = VaultIn(keys).Open(row!.Wrapped!.Epoch)!;
            var place = Path.Combine(Directory.GetDirectories(keys).Single(), Tenant);
            var wrapped = Convert.FromBase64String((await File.ReadAllTextAsync(Directory.GetFiles(place, "*.secret").Single(), TestContext.Current.CancellationToken)).Split(' ')[1]);
            return new(row.Wrapped.Unwrap(Tenant, epoch), epoch, wrapped, row.Wrapped);
        }
    }
}
