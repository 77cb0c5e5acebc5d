namespace Supervision.Browser.Tests;

/// <summary>Invented words to annotate. Each paragraph begins with words of its own.</summary>
internal static class CaseTexts
{
    public static readonly string[] Openings =
    [
        "She said that nothing at all had happened", "He laughed when the fee was mentioned", "The chair by the window stayed empty",
        "I found myself looking at the clock", "They spoke of their mother in the present tense", "A long silence followed the question",
        "We agreed to meet again on Thursday", "The dream came back for the third time", "Nobody had noticed the letter",
        "I wanted to reassure them at once", "The door was left open a little", "He asked whether I was tired",
    ];

    /// <summary>Twelve paragraphs, far enough from each other that every card stands by itself.</summary>
    public static string Long => string.Join("\n\n", Openings.Select(opening =>
        $"{opening}. {string.Concat(Enumerable.Repeat("What was said next was slow and careful, and it took some time before either of us could think about it. ", 8))}".Trim()));

    public static string Short => string.Join("\n\n", Openings.Take(3).Select(opening => $"{opening}. It was some time before either of us spoke of it."));
}
