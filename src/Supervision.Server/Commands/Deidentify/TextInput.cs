using System.CommandLine;
using System.Text;
using System.Text.Json;
using Supervision.Deidentification;

namespace Supervision.Server.Commands.Deidentify;

/// <param name="Source">The file's name as given, or "standard input".</param>
/// <param name="Id">The document's id; null for a plain text.</param>
internal sealed record InputText(string Source, string? Id, string Text);

/// <summary>What the verbs read: plain texts, or a JSON object a line.</summary>
internal static class TextInput
{
    public static readonly Option<bool> Jsonl = new("--jsonl") { Description = "Read a JSON object a line: {\"doc_id\", \"text\"}; and write one a line." };
    public static readonly Option<FileInfo?> Never = new("--never") { Description = "A file of words and phrases, one a line, that are never flagged." };
    public static readonly Option<FileInfo?> Always = new("--always") { Description = "A file of words and phrases, one a line, that are always flagged." };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Argument<string[]> Files() => new("files") { Description = "Texts in UTF-8; standard input if none, or for -.", Arity = ArgumentArity.ZeroOrMore };

    public static PersonalList ListOf(ParseResult parsed) => new(WordsOf(parsed.GetValue(Never)), WordsOf(parsed.GetValue(Always)));

    public static IEnumerable<InputText> Read(string[] files, bool jsonl)
    {
        foreach (var file in files is [] ? ["-"] : files)
        {
            using var reader = Open(file);
            var source = file is "-" ? "standard input" : file;
            if (!jsonl)
            {
                yield return new(source, null, ReadAll(reader, source));
                continue;
            }
            foreach (var (line, number) in Lines(reader, source))
            {
                yield return Document(line, source, number);
            }
        }
    }

    /// <summary>The lines that are not blank, with their numbers from 1.</summary>
    public static IEnumerable<(string Line, int Number)> Lines(TextReader reader, string source)
    {
        for (var number = 1; ReadLine(reader, source, number) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (line, number);
            }
        }
    }

    public static TextReader Open(string file)
    {
        if (file is "-")
        {
            return new StreamReader(Console.OpenStandardInput(), Strict);
        }
        return File.Exists(file) ? new StreamReader(file, Strict) : throw new CommandException($"{file}: there is no such file.");
    }

    public static CommandException Malformed(string source, int line, string detail) => new($"{source}, line {line}: {detail}");

    private static InputText Document(string line, string source, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
                && json.RootElement.TryGetProperty("doc_id", out var id) && id.ValueKind is JsonValueKind.String
                    ? new(source, id.GetString(), text.GetString()!)
                    : throw Malformed(source, number, "not an object with the strings \"doc_id\" and \"text\".");
        }
        catch (JsonException)
        {
            throw Malformed(source, number, "not JSON.");
        }
    }

    private static string ReadAll(TextReader reader, string source)
    {
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"{source}: not UTF-8.");
        }
    }

    private static string? ReadLine(TextReader reader, string source, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(source, number, "not UTF-8.");
        }
    }

    private static IEnumerable<string> WordsOf(FileInfo? file) =>
        file is null ? [] : file.Exists ? File.ReadLines(file.FullName).Where(line => !string.IsNullOrWhiteSpace(line)) : throw new CommandException($"{file.Name}: there is no such file.");
}
