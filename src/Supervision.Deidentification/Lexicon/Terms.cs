namespace Supervision.Deidentification.Lexicon;

/// <summary>Reads terms.txt.</summary>
internal static class Terms
{
    public static PhraseSet Load()
    {
        using var resource = typeof(Terms).Assembly.GetManifestResourceStream("terms.txt")!;
        using var reader = new StreamReader(resource);
        var (set, flag) = (new PhraseSet(), TermFlags.None);
        foreach (var line in reader.ReadToEnd().AsSpan().EnumerateLines())
        {
            if (line is ['[', .. var section, ']'])
            {
                flag = Enum.Parse<TermFlags>(section);
            }
            else if (line is not [] and not ['#', ..])
            {
                foreach (var part in line.Split(','))
                {
                    set.Add(line[part].Trim(), flag);
                }
            }
        }
        return set;
    }
}
