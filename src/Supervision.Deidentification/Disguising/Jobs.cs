using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>The field of a job.</summary>
internal static class Jobs
{
    private static readonly (string General, string[] Words)[] Fields =
    [
        ("a health worker", ["nurse", "midwife", "doctor", "surgeon", "paramedic", "pharmacist", "dentist", "physiotherapist", "psychiatrist", "optician", "radiographer", "physician", "carer", "dietitian", "vet"]),
        ("someone who teaches", ["teacher", "lecturer", "tutor", "professor", "headteacher", "instructor", "coach"]),
        ("someone who works with the law", ["lawyer", "solicitor", "barrister", "judge", "magistrate", "notary", "advocate", "prosecutor", "bailiff"]),
        ("someone in uniform", ["soldier", "officer", "policeman", "policewoman", "firefighter", "fireman", "guard", "sailor", "gendarme", "captain", "sergeant", "colonel", "conscript", "paratrooper", "watchman"]),
        ("someone in the arts", ["actor", "actress", "artist", "dancer", "musician", "singer", "painter", "poet", "writer", "novelist", "pianist", "violinist", "composer", "sculptor", "photographer", "comedian", "director"]),
        ("a skilled worker", ["electrician", "plumber", "carpenter", "joiner", "builder", "mechanic", "welder", "roofer", "plasterer", "bricklayer", "tailor", "blacksmith", "locksmith", "stonemason"]),
        ("someone who works in an office", ["accountant", "secretary", "clerk", "receptionist", "bookkeeper", "programmer", "developer", "engineer", "economist", "auditor", "analyst", "manager", "administrator"]),
        ("someone who serves customers", ["waiter", "waitress", "cashier", "hairdresser", "barber", "bartender", "barista", "chef", "cook", "baker", "butcher", "assistant", "salesman", "shopkeeper"]),
        ("a driver", ["driver", "pilot"]),
        ("someone who works on the land", ["farmer", "gardener", "shepherd", "fisherman", "forester", "labourer", "miner"]),
        ("someone in the media", ["journalist", "editor", "presenter", "producer", "broadcaster", "blogger"]),
        ("a student", ["student", "apprentice", "trainee"]),
    ];

    public static string Of(ScannedText text, in Candidate one)
    {
        for (var token = one.Past - 1; token >= one.First; token--)
        {
            if (text.IsWord(token))
            {
                var word = FoldedWords.Fold(text.Of(token));
                foreach (var (general, words) in Fields)
                {
                    if (words.Contains(word, StringComparer.Ordinal) || words.Contains(word.TrimEnd('s'), StringComparer.Ordinal))
                    {
                        return general;
                    }
                }
            }
        }
        return "someone with a job";
    }
}
