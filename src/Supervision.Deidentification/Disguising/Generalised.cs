using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>Says less exactly what a finding says.</summary>
internal static class Generalised
{
    /// <summary>Null where nothing general is left to say.</summary>
    public static string? Of(ScannedText text, in Candidate one) => one.Kind switch
    {
        IdentifierKind.Age => Age(text, one),
        IdentifierKind.Date => Date(text, one),
        IdentifierKind.Duration => Duration(text, one),
        IdentifierKind.Place => Place(text, one),
        IdentifierKind.Organisation => Institutions.Of(text, one),
        IdentifierKind.Occupation => Jobs.Of(text, one),
        IdentifierKind.Quantity => one.Rule == Rule.Money ? "a sum of money" : one.Rule == Rule.Count ? "several" : "some",
        IdentifierKind.Family => "several siblings or children",
        IdentifierKind.Nationality => "from another country",
        IdentifierKind.Belief => one.Rule == Rule.Faith ? "of a faith" : null,
        IdentifierKind.Health => "an illness",
        IdentifierKind.Event => "a grave event",
        IdentifierKind.Medication => "a medicine",
        IdentifierKind.Quotation => "words to this effect",
        IdentifierKind.Postcode => "an area nearby",
        _ => null,
    };

    public static string MarkOf(IdentifierKind kind) => "[" + kind switch
    {
        IdentifierKind.NhsNumber => "NHS number",
        IdentifierKind.NationalInsuranceNumber => "National Insurance number",
        IdentifierKind.SocialSecurityNumber => "social security number",
        IdentifierKind.MedicalRecordNumber => "record number",
        IdentifierKind.IpAddress => "IP address",
        IdentifierKind.Iban => "account number",
        IdentifierKind.Card => "card number",
        IdentifierKind.Web => "web address",
        IdentifierKind.Person or IdentifierKind.Initials or IdentifierKind.Name => "name",
        _ => kind.ToString().ToLowerInvariant(),
    } + "]";

    private static string Age(ScannedText text, in Candidate one)
    {
        var age = NumberWords.Read(text, one.First, one.Past);
        return age switch
        {
            < 0 => "of some age",
            < 2 => "a baby",
            < 6 => "a small child",
            < 12 => "a child",
            < 18 => "a teenager",
            < 20 => "in the late teens",
            >= 90 => "ninety or older",
            _ => "in the " + new[] { "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties" }[(age / 10) - 2],
        };
    }

    private static string Date(ScannedText text, in Candidate one)
    {
        if (one.Rule == Rule.Clock)
        {
            return "at some time of day";
        }
        if (one.Rule == Rule.Weekday || one.Rule == Rule.Feast)
        {
            return "one day";
        }
        for (var token = one.First; token < one.Past; token++)
        {
            if (text.IsNumber(token) && text.LengthOf(token) == 4)
            {
                var year = text.Digits(token);
                return one.Past - one.First == 1 ? $"the {year / 10 * 10}s" : $"{year}";
            }
        }
        return "some time ago";
    }

    private static string Duration(ScannedText text, in Candidate one)
    {
        var number = NumberWords.Read(text, one.First, one.Past);
        var unit = text.Of(one.Past - 1);
        var plural = unit.StartsWith("y", StringComparison.OrdinalIgnoreCase) ? "years" : unit.StartsWith("mo", StringComparison.OrdinalIgnoreCase) ? "months" : unit.StartsWith("w", StringComparison.OrdinalIgnoreCase) ? "weeks" : unit.StartsWith("d", StringComparison.OrdinalIgnoreCase) ? "days" : "years";
        return number is >= 0 and <= 4 ? $"a few {plural}" : $"many {plural}";
    }

    private static string Place(ScannedText text, in Candidate one)
    {
        for (var token = one.First; token < one.Past; token++)
        {
            if (text.Has(token, TermFlags.Country) || text.Has(token, WordFlags.Country))
            {
                return "another country or region";
            }
            if (text.Has(token, WordFlags.BigPlace))
            {
                return "a large town";
            }
            if (text.Has(token, TermFlags.PlaceHead))
            {
                return "a place nearby";
            }
        }
        return text.Has(one.First, WordFlags.Place) ? "a town" : "a place";
    }
}
