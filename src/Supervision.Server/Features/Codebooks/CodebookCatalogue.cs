using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Server.Features.Codebooks;

internal enum CodeStanding
{
    Assignable, HeadingOnly, UnknownCode, UnknownCodebookVersion,
}

/// <summary>Every version of every codebook the server ships. Built once; looking up allocates nothing.</summary>
internal sealed class CodebookCatalogue
{
    private readonly FrozenDictionary<CodeRef, Code> _codes;
    private readonly FrozenSet<(string Codebook, string Version)> _versions;

    public CodebookCatalogue(IReadOnlyList<Codebook> codebooks)
    {
        Codebooks = codebooks;
        _versions = codebooks.Select(book => (book.Id, book.Version)).ToFrozenSet();
        _codes = codebooks
            .SelectMany(book => book.Codes.Select(code => KeyValuePair.Create(new CodeRef(book.Id, book.Version, code.Id), code)))
            .ToFrozenDictionary();
        Json = JsonSerializer.SerializeToUtf8Bytes(new CodebookList(codebooks), CodebookJson.Default.CodebookList);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Json.Span))[..32]}\"";
    }

    public IReadOnlyList<Codebook> Codebooks { get; }

    /// <summary>The answer of <c>GET /api/codebooks</c>, encoded once.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>A strong validator of <see cref="Json"/>, quotes included.</summary>
    public string ETag { get; }

    public static CodebookCatalogue Shipped()
    {
        using var stream = typeof(CodebookCatalogue).Assembly.GetManifestResourceStream("codebooks.json")!;
        return new(JsonSerializer.Deserialize(stream, CodebookJson.Default.CodebookList)!.Codebooks);
    }

    public Code? Find(CodeRef reference) => _codes.GetValueOrDefault(reference);

    public CodeStanding StandingOf(CodeRef reference) =>
        _codes.TryGetValue(reference, out var code) ? code.Assignable ? CodeStanding.Assignable : CodeStanding.HeadingOnly
        : _versions.Contains((reference.Codebook, reference.Version)) ? CodeStanding.UnknownCode
        : CodeStanding.UnknownCodebookVersion;
}

internal sealed record CodebookList(IReadOnlyList<Codebook> Codebooks);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CodebookList))]
internal sealed partial class CodebookJson : JsonSerializerContext;
