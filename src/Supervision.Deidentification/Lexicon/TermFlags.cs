namespace Supervision.Deidentification.Lexicon;

/// <summary>What our own lists say of a word or phrase; a section of terms.txt each.</summary>
[Flags]
internal enum TermFlags : long
{
    None = 0,
    Title = 1L << 0,
    Courtesy = 1L << 1,
    Kin = 1L << 2,
    Near = 1L << 3,
    Month = 1L << 4,
    Weekday = 1L << 5,
    Feast = 1L << 6,
    Season = 1L << 7,
    Number = 1L << 8,
    Ordinal = 1L << 9,
    TimeUnit = 1L << 10,
    ClockUnit = 1L << 11,
    Measure = 1L << 12,
    Dose = 1L << 13,
    Currency = 1L << 14,
    PersonCount = 1L << 15,
    Function = 1L << 16,
    Preposition = 1L << 17,
    Filler = 1L << 18,
    Connector = 1L << 19,
    Particle = 1L << 20,
    Introducer = 1L << 21,
    Live = 1L << 22,
    Work = 1L << 23,
    OrgHead = 1L << 24,
    PlaceHead = 1L << 25,
    PlaceLead = 1L << 26,
    CodeLead = 1L << 27,
    PhoneLead = 1L << 28,
    Citation = 1L << 29,
    AgeLead = 1L << 30,
    Demonym = 1L << 31,
    Faith = 1L << 32,
    Orientation = 1L << 33,
    Country = 1L << 34,
    UsState = 1L << 35,
    Role = 1L << 36,
    Occupation = 1L << 37,
    Safe = 1L << 38,
    Legal = 1L << 39,
    Theorist = 1L << 40,
    Drug = 1L << 41,
    Event = 1L << 42,
    Social = 1L << 43,
    Learnt = 1L << 44,

    /// <summary>A head that after an unknown name may be anything.</summary>
    Vague = 1L << 45,

    /// <summary>A short name that many texts give to different bodies, and that so tells nothing.</summary>
    Shared = 1L << 47,

    /// <summary>A word that people use when they talk of theory.</summary>
    Theory = 1L << 46,

    /// <summary>Those who act in every court case.</summary>
    Courtroom = 1L << 48,

    /// <summary>A state of mind that therapy is about, and that so tells nobody apart.</summary>
    Mind = 1L << 49,

    /// <summary>A phrase begins with this word.</summary>
    Opens = 1L << 62,
}
