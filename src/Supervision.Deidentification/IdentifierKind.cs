namespace Supervision.Deidentification;

/// <summary>What a passage would give away.</summary>
public enum IdentifierKind
{
    /// <summary>A person's name, or a part of it.</summary>
    Person,

    /// <summary>Initials standing for a person.</summary>
    Initials,

    /// <summary>A handle on a social network.</summary>
    Handle,

    /// <summary>An email address.</summary>
    Email,

    /// <summary>A telephone or fax number.</summary>
    Phone,

    /// <summary>A web address.</summary>
    Web,

    /// <summary>An IP address.</summary>
    IpAddress,

    /// <summary>A number of the National Health Service.</summary>
    NhsNumber,

    /// <summary>A British National Insurance number.</summary>
    NationalInsuranceNumber,

    /// <summary>A social security number of the United States.</summary>
    SocialSecurityNumber,

    /// <summary>A medical record number.</summary>
    MedicalRecordNumber,

    /// <summary>An international bank account number.</summary>
    Iban,

    /// <summary>The number of a payment card.</summary>
    Card,

    /// <summary>A vehicle's registration plate.</summary>
    Plate,

    /// <summary>Any other number or code that belongs to one person or case.</summary>
    Code,

    /// <summary>A postcode or ZIP code.</summary>
    Postcode,

    /// <summary>A place: country, region, town, street, building.</summary>
    Place,

    /// <summary>An organisation or institution.</summary>
    Organisation,

    /// <summary>A date, a part of one, or a time of day.</summary>
    Date,

    /// <summary>A person's age.</summary>
    Age,

    /// <summary>A length of time, or a distance in time.</summary>
    Duration,

    /// <summary>A sum, a measure or a count.</summary>
    Quantity,

    /// <summary>A job, an office or a title.</summary>
    Occupation,

    /// <summary>A nationality, an ethnic group or a language that tells of one.</summary>
    Nationality,

    /// <summary>A faith, or a sexual orientation.</summary>
    Belief,

    /// <summary>The shape of a family, with counts.</summary>
    Family,

    /// <summary>An illness or injury that is rare enough to tell people apart.</summary>
    Health,

    /// <summary>A named medicine with a date.</summary>
    Medication,

    /// <summary>An event that others may have heard or read of.</summary>
    Event,

    /// <summary>Words quoted from a public place, such as a post.</summary>
    Quotation,

    /// <summary>A capitalised word that may be a name.</summary>
    Name,
}

/// <summary>How a passage identifies.</summary>
public enum Identification
{
    /// <summary>By itself.</summary>
    Direct,

    /// <summary>Together with others.</summary>
    Quasi,
}

/// <summary>How sure the rules are, and so what is asked of the author.</summary>
public enum Tier
{
    /// <summary>Nearly always right: marked beforehand, one key accepts it.</summary>
    Strong,

    /// <summary>Must be decided.</summary>
    Middle,

    /// <summary>Shown folded; needs no answer.</summary>
    Weak,
}
