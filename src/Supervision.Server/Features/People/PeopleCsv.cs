using System.Text;
using CsvHelper;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.People;

/// <summary>A line of a file of people.</summary>
/// <param name="Fault">What is wrong with it and what to do; null for nothing.</param>
internal sealed record PersonLine(int Line, string Name, string Email, IReadOnlyList<InstituteRole> Roles, string? Group, string? Fault)
{
    public override string ToString() => $"{nameof(PersonLine)} {Line}";
}

internal abstract record PeopleCsvReading
{
    internal sealed record Read(IReadOnlyList<PersonLine> Lines) : PeopleCsvReading;

    /// <summary>The file as a whole cannot be read.</summary>
    internal sealed record Malformed(int Line, string Detail) : PeopleCsvReading;
}

/// <summary>Reads people from CSV with the columns <c>name</c>, <c>email</c>, <c>roles</c> (parted by <c>;</c>) and, if wanted, <c>group</c>.</summary>
internal static class PeopleCsv
{
    public const int MaxLines = 500;
    private const int MaxGroupLength = 120;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string KnownRoles = string.Join(", ", RoleNames.All);
    private static readonly CsvReaderOptions Strict = new()
    {
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    public static PeopleCsvReading Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var text = Utf8.GetString(file);
            return Read(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (DecoderFallbackException)
        {
            return new PeopleCsvReading.Malformed(1, "The file is not UTF-8. Save it as “CSV UTF-8”.");
        }
        catch (CsvFormatException e)
        {
            return new PeopleCsvReading.Malformed(
                (int)e.LineNumber, "The line has another number of columns than the first, or a quotation mark out of place. Put it right and try again.");
        }
    }

    private static PeopleCsvReading Read(string text)
    {
        using var csv = CsvReader.FromText(text, Strict);
        csv.ReadHeader();
        var places = csv.Headers.ToArray().Select((name, place) => (Name: name.Trim().ToUpperInvariant(), Place: place))
            .DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.Place, StringComparer.Ordinal);
        if (!places.TryGetValue("NAME", out var name) || !places.TryGetValue("EMAIL", out var email) || !places.TryGetValue("ROLES", out var roles))
        {
            return new PeopleCsvReading.Malformed(1, "The first line must name the columns: name, email and roles, and group if wanted.");
        }
        var (lines, emails) = (new List<PersonLine>(), new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));
        while (csv.Read())
        {
            if (lines.Count == MaxLines)
            {
                return new PeopleCsvReading.Malformed((int)csv.LineNumber, $"A file holds at most {MaxLines} people. Part it in two.");
            }
            var cells = csv.Current.ToArray();
            var group = places.TryGetValue("GROUP", out var place) && cells[place].Trim() is { Length: > 0 } named ? named : null;
            lines.Add(LineOf((int)csv.LineNumber, cells[name].Trim(), cells[email].Trim(), cells[roles], group, emails));
        }
        return lines.Count == 0 ? new PeopleCsvReading.Malformed(1, "The file names no one below its first line.") : new PeopleCsvReading.Read(lines);
    }

    private static PersonLine LineOf(int line, string name, string email, string roles, string? group, Dictionary<string, int> emails)
    {
        var words = roles.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = words.Select(RoleNames.Find).OfType<InstituteRole>().Distinct().ToList();
        var fault = !PersonName.IsName(name) ? "Give the person a name of at most 120 characters."
            : !EmailAddress.IsOne(email) ? "Give the person an email address, such as kim@example.org."
            : !emails.TryAdd(email, line) ? $"The address stands in line {emails[email]} already. Take one of the two lines out."
            : words.Length == 0 ? $"Give the person a role: {KnownRoles}."
            : words.Any(word => RoleNames.Find(word) is null) ? $"One of the roles is not known. They are: {KnownRoles}; part several by a semicolon."
            : group?.Length > MaxGroupLength || group?.Any(char.IsControl) == true ? $"A group has a name of at most {MaxGroupLength} characters."
            : null;
        return new(line, name, email, known, group, fault);
    }
}
