namespace Supervision.Server.Features.Cases;

internal static class CaseTitle
{
    /// <returns>The title in one line, or what is wrong with it. Too long a title is for the decider to refuse.</returns>
    public static (string? Title, string? Fault) Read(string raw)
    {
        if (raw.Length > CaseText.MaxLength)
        {
            return (raw, null);
        }
        if (CleanText.FaultIn(raw) is { } fault)
        {
            return (null, fault.Detail);
        }
        var title = string.Join(' ', CleanText.Normalise(raw).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return title.Length == 0 ? (null, "A case needs a title.") : (title, null);
    }

    /// <summary>A title for a text that has none: its first heading, else the file's name.</summary>
    public static string Of(CaseText text, string fileName)
    {
        var heading = text.Blocks is [{ Kind: BlockKind.Heading } first, ..] ? text.Text[first.Start..first.End] : "";
        var title = Read(heading.Length is > 0 and <= CaseDecider.MaxTitleLength ? heading : Path.GetFileNameWithoutExtension(fileName)).Title ?? "Case";
        return Shorten(title);
    }

    public static string Shorten(string title) =>
        title.Length <= CaseDecider.MaxTitleLength ? title : $"{title[..(char.IsHighSurrogate(title[CaseDecider.MaxTitleLength - 2]) ? CaseDecider.MaxTitleLength - 2 : CaseDecider.MaxTitleLength - 1)]}…";
}
