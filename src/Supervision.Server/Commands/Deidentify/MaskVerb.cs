using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Supervision.Deidentification;
using Supervision.Deidentification.Disguising;

namespace Supervision.Server.Commands.Deidentify;

/// <summary>Writes texts with the first suggestion in the place of each finding.</summary>
internal static class MaskVerb
{
    private static readonly Argument<string[]> Files = TextInput.Files();
    private static readonly Option<bool> Weak = new("--weak") { Description = "Mask the weak tier too." };
    private static readonly Option<string?> CaseKey = new("--case-key") { Description = "Any secret words: with the same ones, the same names get the same pseudonyms and dates the same shift." };
    private static readonly Option<DirectoryInfo?> Output = new("--output", "-o") { Description = "The folder for the masked files, under their own names; standard output unless given." };

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("mask", "Puts invented names, bands and general words in the place of what was found. One pass is not anonymity: read the result.")
        {
            Files, TextInput.Jsonl, Weak, CaseKey, Output, TextInput.Never, TextInput.Always,
        };
        command.Validators.Add(result =>
        {
            var files = result.GetValue(Files) ?? [];
            if (files.Length > 1 && !result.GetValue(TextInput.Jsonl) && result.GetValue(Output) is null)
            {
                result.AddError("Several files need --output.");
            }
            if (result.GetValue(Output) is not null && (files is [] || files.Contains("-", StringComparer.Ordinal)))
            {
                result.AddError("--output is for files.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (own, jsonl) = (TextInput.ListOf(parsed), parsed.GetValue(TextInput.Jsonl));
        var memory = parsed.GetValue(CaseKey) is { } key ? new CaseMemory(System.Text.Encoding.UTF8.GetBytes(key), []) : CaseMemory.Empty;
        foreach (var group in TextInput.Read(parsed.GetValue(Files)!, jsonl).GroupBy(text => text.Source, StringComparer.Ordinal))
        {
            using var file = Open(parsed, group.Key);
            var writer = file ?? parsed.InvocationConfiguration.Output;
            foreach (var text in group)
            {
                var masked = Masking.Mask(text.Text, Deidentifier.Shared.Scan(text.Text, own, memory), parsed.GetValue(Weak));
                writer.Write(jsonl ? JsonSerializer.Serialize(new { doc_id = text.Id, text = masked }, Json) + "\n" : masked);
            }
        }
        return CommandLine.Done;
    }

    private static StreamWriter? Open(ParseResult parsed, string source)
    {
        if (parsed.GetValue(Output) is not { } folder)
        {
            return null;
        }
        var path = Path.Combine(Directory.CreateDirectory(folder.FullName).FullName, Path.GetFileName(source));
        return File.Exists(path) ? throw new CommandException($"{path}: is there already.") : new StreamWriter(path);
    }
}
