using System.Text;
using System.Text.Json;

namespace Supervision.Server.Tests.Sealing;

/// <summary>Looks through every byte of every file below a folder, for texts and keys in any guise they could have been written in.</summary>
internal static class Traces
{
    /// <returns>What was found, with the file it was found in.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<(string Name, byte[] Bytes)> wanted, string folder)
    {
        var all = wanted.ToList();
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(file);
            found.AddRange(all.Where(each => content.AsSpan().IndexOf(each.Bytes) >= 0).Select(each => $"{each.Name} in {Path.GetRelativePath(folder, file)}"));
        }
        return found;
    }

    /// <summary>UTF-8, UTF-16 either way, escaped as JSON does, and each of these in base64 and hexadecimal.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> OfText(string text)
    {
        (string, byte[])[] plain =
        [
            ("utf-8", Encoding.UTF8.GetBytes(text)), ("utf-16", Encoding.Unicode.GetBytes(text)), ("utf-16 big-endian", Encoding.BigEndianUnicode.GetBytes(text)),
            ("json", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text)[1..^1])),
        ];
        return plain.SelectMany(each => OfBytes($"'{text}' as {each.Item1}", each.Item2));
    }

    /// <summary>As they are, in base64 wherever they begin in what surrounds them, and in hexadecimal.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> OfBytes(string name, byte[] bytes)
    {
        yield return (name, bytes);
        for (var shift = 0; shift < 3; shift++)
        {
            // Only what does not depend on the bytes around them.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var (start, end) = ((shift * 8 + 5) / 6, (shift + bytes.Length) * 8 / 6);
            yield return ($"{name}, base64 at {shift}", Encoding.ASCII.GetBytes(encoded[start..end]));
        }
        yield return ($"{name}, hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
    }
}
