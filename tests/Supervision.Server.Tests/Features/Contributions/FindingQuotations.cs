using Supervision.Server.Features.Contributions;

namespace Supervision.Server.Tests.Features.Contributions;

public sealed class FindingQuotations
{
    private const string Text = "He said that the bus was late again, and laughed.";

    [Theory]
    [InlineData("I felt oddly bored while she was talking about it.", "You write: I felt oddly bored while she was talking. Why?", "I felt oddly bored while she was talking")]
    [InlineData("I felt oddly bored while she was talking.", "you FELT, oddly — bored (while she) listened", "FELT, oddly — bored (while she")]
    [InlineData("Nobody listens here.", "“Nobody listens here.” Really?", "Nobody listens here")]
    [InlineData("Zoë's naïve über-ich speaks loudly now", "Is it “zoë's naïve über-ich”?", "zoë's naïve über-ich")]
    public void What_repeats_somebodys_words_is_found(string written, string words, string expected)
    {
        var (start, end) = Assert.Single(new Quotations([written], Text).In(words));

        Assert.Equal(expected, words[start..end]);
    }

    [Theory]
    [InlineData("I felt oddly bored while she was talking.", "I felt oddly bored at first, and so did you.")]
    [InlineData("Bored, me too.", "Bored, me as well.")]
    [InlineData("So bored.", "So bored.")]
    [InlineData("He said that the bus was late again.", "He said that the bus was late again.")]
    [InlineData("", "Anything.")]
    public void A_turn_of_phrase_or_the_cases_own_text_is_none(string written, string words) =>
        Assert.Empty(new Quotations([written], Text).In(words));

    [Fact]
    public void Several_stay_apart_and_what_overlaps_is_one()
    {
        const string Words = "one two three four five six, no, and seven eight nine ten eleven";
        var found = new Quotations(["one two three four five six", "seven eight nine ten eleven"], Text).In(Words);

        Assert.Equal(["one two three four five six", "seven eight nine ten eleven"], found.Select(part => Words[part.Start..part.End]));
    }
}
