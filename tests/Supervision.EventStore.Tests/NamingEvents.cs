using System.Text;
using System.Text.Json.Nodes;
using Supervision.EventStore.Events;
using Supervision.EventStore.Tests.Fixtures;

namespace Supervision.EventStore.Tests;

public sealed class NamingEvents
{
    [Theory]
    [InlineData("counted", """{"by":3}""")]
    [InlineData("noted", """{"text":"\u011F and \uD83D\uDE00"}""")]
    [InlineData("closed", "{}")]
    public void What_was_written_once_is_read_and_written_the_same(string name, string golden)
    {
        var data = Tally.Types.Decode(name, Encoding.UTF8.GetBytes(golden));

        Assert.Equal(name, Tally.Types.NameOf(data.GetType()));
        Assert.Equal(golden, Encoding.UTF8.GetString(Tally.Types.Encode(data)));
    }

    [Fact]
    public void An_older_shape_is_brought_up_to_date_and_the_present_one_left_as_it_is()
    {
        var types = new EventTypes.Builder().Add("counted", TallyJson.Default.Counted, Rename("amount", "sum"), Rename("sum", "by")).Build();

        Assert.All(
            new[] { """{"amount":4}""", """{"sum":4}""", """{"by":4}""" },
            json => Assert.Equal(new TallyEvent.Counted(4), types.Decode("counted", Encoding.UTF8.GetBytes(json))));

        static Action<JsonObject> Rename(string from, string to) => json =>
        {
            if (json.Remove(from, out var value))
            {
                json[to] = value;
            }
        };
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_says_which() =>
        Assert.Contains("unheard_of", Assert.Throws<UnknownEventTypeException>(() => Tally.Types.Decode("unheard_of", "{}"u8)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_type_without_a_name_is_an_error() => Assert.Throws<UnknownEventTypeException>(() => Tally.Types.Encode("text"));

    [Fact]
    public void A_name_stands_for_one_type() => Assert.Throws<ArgumentException>(() =>
        new EventTypes.Builder().Add("counted", TallyJson.Default.Counted).Add("counted", TallyJson.Default.Noted).Build());

    [Fact]
    public void A_type_has_one_name() => Assert.Throws<ArgumentException>(() =>
        new EventTypes.Builder().Add("counted", TallyJson.Default.Counted).Add("counted_again", TallyJson.Default.Counted).Build());

    [Fact]
    public void All_names_are_listed() => Assert.Equal(["closed", "counted", "noted"], Tally.Types.All.Select(t => t.Name).Order());
}
