namespace Supervision.Deidentification.Recognising;

/// <param name="Id">Stable: decisions about findings refer to it.</param>
/// <param name="Why">For the author.</param>
internal sealed record Rule(string Id, string Why)
{
    public static readonly Rule Always = new("own-list", "You asked for these words always to be flagged.");
    public static readonly Rule Remembered = new("known-in-case", "These words stood for someone or something identifying before in this case.");
    public static readonly Rule Again = new("found-again", "The same name stands elsewhere in this text.");

    public static readonly Rule Alias = new("short-name", "The text gives this as the short name of someone or something identifying.");

    public static readonly Rule Email = new("email", "An email address.");
    public static readonly Rule Url = new("web-address", "A web address.");
    public static readonly Rule Ip = new("ip-address", "The address of a device on the internet.");
    public static readonly Rule Handle = new("handle", "A name on a social network.");
    public static readonly Rule Iban = new("iban", "A bank account number: its check digits are right.");
    public static readonly Rule IbanShape = new("iban-shape", "Has the shape of a bank account number, though its check digits are wrong.");
    public static readonly Rule Card = new("card", "The number of a payment card: its check digit is right.");
    public static readonly Rule CardShape = new("card-shape", "Has the shape of a card number, though its check digit is wrong.");
    public static readonly Rule Nhs = new("nhs-number", "An NHS number: its check digit is right.");
    public static readonly Rule NhsShape = new("nhs-number-shape", "Named or written like an NHS number, though its check digit is wrong.");
    public static readonly Rule Nino = new("national-insurance", "A National Insurance number.");
    public static readonly Rule Ssn = new("social-security", "A US social security number.");
    public static readonly Rule Mrn = new("medical-record", "A medical record number.");
    public static readonly Rule Phone = new("phone", "A telephone number.");
    public static readonly Rule Plate = new("plate", "A vehicle's registration plate.");
    public static readonly Rule Postcode = new("postcode", "A postcode narrows a place to a few houses.");
    public static readonly Rule Outward = new("postcode-outward", "The first half of a postcode names a part of a town.");
    public static readonly Rule Zip = new("zip", "A ZIP code.");
    public static readonly Rule NamedCode = new("named-code", "A number or code that its words say belongs to a person or a file.");
    public static readonly Rule LongNumber = new("long-number", "A number this long is usually someone's or something's own.");
    public static readonly Rule MixedCode = new("mixed-code", "Letters and digits together look like a code.");
    public static readonly Rule SlashedCode = new("slashed-code", "Looks like a case or file number.");

    public static readonly Rule FullDate = new("date", "A date.");
    public static readonly Rule PartDate = new("part-date", "A part of a date.");
    public static readonly Rule Year = new("year", "A year.");
    public static readonly Rule Weekday = new("weekday", "A day of the week.");
    public static readonly Rule Feast = new("feast", "A feast tells the day.");
    public static readonly Rule Clock = new("clock-time", "A time of day.");
    public static readonly Rule Era = new("era", "A decade or a century.");
    public static readonly Rule Season = new("season", "A season or a part of a year, told exactly.");
    public static readonly Rule Relative = new("relative-date", "Tells a day by its distance from today.");
    public static readonly Rule Age = new("age", "An exact age. A band says as much for the case.");
    public static readonly Rule Duration = new("duration", "An exact length of time.");
    public static readonly Rule Money = new("money", "A sum of money.");
    public static readonly Rule Measure = new("measure", "A measure.");
    public static readonly Rule Share = new("share", "A percentage.");
    public static readonly Rule Count = new("count", "How many people or things there are.");
    public static readonly Rule Family = new("family-shape", "How many there are in a family singles it out.");

    public static readonly Rule Titled = new("titled-name", "A name after a title.");
    public static readonly Rule KinName = new("relative-named", "A name after the word for a relative or someone near.");
    public static readonly Rule Introduced = new("introduced-name", "A name after words like “called”.");
    public static readonly Rule Initials = new("initials", "Initials are not anonymous.");
    public static readonly Rule FirstName = new("first-name", "A first name.");
    public static readonly Rule Subject = new("name-by-verb", "A word that is a name too, and does here what people do.");
    public static readonly Rule FullName = new("full-name", "Capitalised like a person's full name.");
    public static readonly Rule UnknownCapital = new("unknown-capital", "A capitalised word that is in no dictionary.");
    public static readonly Rule ListedCapital = new("listed-capital", "A capitalised word that is a name somewhere.");
    public static readonly Rule PlaceName = new("place-name", "The name of a place.");
    public static readonly Rule PlaceShape = new("place-shape", "Named like a street, a building or a district.");
    public static readonly Rule Organisation = new("organisation", "Named like an organisation or an institution.");
    public static readonly Rule GenericOrganisation = new("organisation-general", "An organisation that many have, with a capital.");
    public static readonly Rule Acronym = new("acronym", "A short form in capitals.");
    public static readonly Rule CommonCapitals = new("common-capitals", "Common words with capitals.");
    public static readonly Rule UncommonCapital = new("uncommon-capital", "An uncommon word with a capital.");
    public static readonly Rule Theory = new("theory", "Probably the author of a theory; a person's name all the same.");
    public static readonly Rule LowerName = new("lower-case-name", "A first name without its capital.");
    public static readonly Rule LowerPlace = new("lower-case-place", "A place without its capital.");
    public static readonly Rule Foreign = new("foreign-word", "A word of another language, which may name a place, a body or a custom.");
    public static readonly Rule Quoted = new("quoted-title", "A name or title in quotation marks.");

    public static readonly Rule Nationality = new("nationality", "A nationality or people.");
    public static readonly Rule Faith = new("faith", "A faith.");
    public static readonly Rule Orientation = new("orientation", "Sexual or gender identity.");
    public static readonly Rule Job = new("job", "A job. The kind of work often says enough.");
    public static readonly Rule Office = new("office", "An office that few hold.");
    public static readonly Rule Illness = new("illness", "A rare illness or injury.");
    public static readonly Rule MedicationDate = new("medicine-with-date", "A named medicine together with a date.");
    public static readonly Rule Event = new("unusual-event", "An event that others may have heard or read of.");
    public static readonly Rule PublicWords = new("public-words", "Words quoted from a public place can be searched for.");
}
