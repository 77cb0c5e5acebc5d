using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>The kind of an institution, from a word of its name.</summary>
internal static class Institutions
{
    private static readonly (string General, string[] Words)[] Sorts =
    [
        ("a hospital", ["hospital", "infirmary", "medical", "ward"]),
        ("a clinic", ["clinic", "surgery", "practice", "rehab", "rehabilitation"]),
        ("a school", ["school", "academy", "kindergarten", "nursery"]),
        ("a university", ["university", "college", "faculty", "polytechnic"]),
        ("a court", ["court", "tribunal", "chamber"]),
        ("a prison", ["prison", "jail", "gaol", "detention", "remand"]),
        ("a public office", ["ministry", "department", "directorate", "council", "authority", "office", "agency", "government", "commission", "board", "inspectorate"]),
        ("a place of worship", ["church", "cathedral", "mosque", "synagogue", "temple", "chapel", "parish"]),
        ("a company", ["company", "ltd", "limited", "inc", "plc", "gmbh", "corporation", "bank", "insurance", "group", "llc"]),
        ("a club", ["club", "team", "league", "fc", "united"]),
        ("the police", ["police", "constabulary"]),
        ("the armed forces", ["army", "navy", "regiment", "brigade", "battalion", "barracks"]),
        ("a charity", ["charity", "trust", "foundation", "association", "society"]),
        ("a newspaper or station", ["newspaper", "gazette", "times", "radio", "television", "channel"]),
        ("a place to go out", ["pub", "bar", "restaurant", "cafe", "hotel", "inn", "theatre", "museum", "gallery"]),
    ];

    public static string Of(ScannedText text, in Candidate one)
    {
        for (var token = one.Past - 1; token >= one.First; token--)
        {
            if (text.IsWord(token))
            {
                var word = FoldedWords.Fold(text.Of(token)).TrimEnd('s');
                foreach (var (general, words) in Sorts)
                {
                    if (words.Contains(word, StringComparer.Ordinal))
                    {
                        return general;
                    }
                }
            }
        }
        return "an institution";
    }
}
