namespace Supervision.Deidentification;

/// <summary>What holds for a kind as such.</summary>
public static class Kinds
{
    /// <summary>Whether a passage of this kind identifies by itself.</summary>
    public static Identification IdentificationOf(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Person or IdentifierKind.Initials or IdentifierKind.Handle or IdentifierKind.Email or IdentifierKind.Phone or IdentifierKind.Web
            or IdentifierKind.IpAddress or IdentifierKind.NhsNumber or IdentifierKind.NationalInsuranceNumber or IdentifierKind.SocialSecurityNumber
            or IdentifierKind.MedicalRecordNumber or IdentifierKind.Iban or IdentifierKind.Card or IdentifierKind.Plate or IdentifierKind.Code
            or IdentifierKind.Quotation => Identification.Direct,
        IdentifierKind.Postcode or IdentifierKind.Place or IdentifierKind.Organisation or IdentifierKind.Date or IdentifierKind.Age or IdentifierKind.Duration
            or IdentifierKind.Quantity or IdentifierKind.Occupation or IdentifierKind.Nationality or IdentifierKind.Belief or IdentifierKind.Family
            or IdentifierKind.Health or IdentifierKind.Medication or IdentifierKind.Event or IdentifierKind.Name => Identification.Quasi,
    };

    /// <summary>The name on the wire and in files: upper case, words parted by low lines, as in NHS_NUMBER.</summary>
    public static string NameOf(IdentifierKind kind) =>
        string.Concat(kind.ToString().Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();

    internal static bool IsName(IdentifierKind kind) => kind is IdentifierKind.Person or IdentifierKind.Name or IdentifierKind.Place or IdentifierKind.Organisation;
}
