using System.IO.Compression;
using System.Text;
using Supervision.Server.Access;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;

namespace Supervision.Server.Features.Exports;

/// <summary>Gathers what is a person's own, seals it file by file, and opens it again for whoever fetches it.</summary>
internal sealed class ExportMaking(AccountExport accounts, ReadingExport readings, CaseExport cases, ContributionExport contributions, CaseQueries known, TextKeys keys)
{
    private static readonly (string Json, string Markdown) Erased = ("{ \"erased\": true }\n", "# Erased\n\nThis has been erased since, and nobody can read it again.\n");

    public async Task<IReadOnlyList<SealedFile>> MakeAsync(Export export, CancellationToken cancellationToken)
    {
        var (viewer, files) = (new Viewer(export.Person, export.Tenant), new List<ExportFile>());
        if (export.Parts.Contains(ExportPart.Account))
        {
            files.Add(await accounts.MakeAsync(viewer, cancellationToken));
        }
        var all = await known.AllAsync(export.Tenant, cancellationToken);
        foreach (var header in all.OrderBy(header => header.OpenedAt))
        {
            if (export.Parts.Contains(ExportPart.Cases) && header.OpenedBy == export.Person)
            {
                files.Add(await cases.MakeAsync(viewer, header, cancellationToken));
            }
            if (export.Parts.Contains(ExportPart.Contributions))
            {
                files.AddRange(await contributions.MakeAsync(viewer, header, cancellationToken));
            }
        }
        if (export.Parts.Contains(ExportPart.Readings))
        {
            files.Add(await readings.MakeAsync(viewer, all, cancellationToken));
        }
        var made = new List<SealedFile>();
        foreach (var file in files)
        {
            // What was erased while it was gathered is not written down again.
            if (await keys.OfAsync(export.Tenant, file.Key, cancellationToken) is { } key)
            {
                made.Add(new(made.Count, file.Path, file.Key, key.Seal(FieldOf(export.Tenant, export.Id, made.Count), file.Content, CaseJson.Default.String)));
            }
        }
        return made;
    }

    /// <summary>The archive. What has been erased since it was made says so.</summary>
    public async Task<byte[]> OpenAsync(Viewer viewer, Guid export, IReadOnlyList<SealedFile> files, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "README.md", ExportGuide.Text, cancellationToken);
            foreach (var file in files)
            {
                using var opener = await keys.OpenerAsync(viewer.Tenant, file.Key, cancellationToken);
                var text = opener.Open(file.Content, FieldOf(viewer.Tenant, export, file.N), CaseJson.Default.String);
                await WriteAsync(archive, file.Path, text ?? (file.Path.EndsWith(".json", StringComparison.Ordinal) ? Erased.Json : Erased.Markdown), cancellationToken);
            }
        }
        return content.ToArray();
    }

    private static async Task WriteAsync(ZipArchive archive, string path, string text, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(path, CompressionLevel.Optimal).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static SealedField FieldOf(string tenant, Guid export, int n) => new(new(tenant, export), $"export/{n}");
}
