using System.Text.Json;
using Supervision.Server.Features.Codebooks;

namespace Supervision.Server.Tests.Features.Codebooks;

public sealed class TheShippedCodebooks
{
    private static readonly CodebookCatalogue Catalogue = CodebookCatalogue.Shipped();

    [Fact]
    public void Twenty_books_with_208_codes_are_shipped()
    {
        Assert.Equal(20, Catalogue.Codebooks.Count);
        Assert.Equal(208, Catalogue.Codebooks.Sum(book => book.Codes.Count));
        Assert.Equal(Enum.GetValues<CodebookFamily>(), Catalogue.Codebooks.Select(book => book.Family).Distinct().Order());
    }

    [Fact]
    public void The_defences_stand_on_seven_levels_and_one_is_left_open()
    {
        var defences = Catalogue.Codebooks.Single(book => book.Id == "dmrs-defences");

        Assert.Equal(CodebookScale.Ordinal, defences.Scale);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], defences.Codes.Where(code => code.Level is not null).Select(code => code.Level!.Value).Distinct().Order());
        Assert.Equal(30, defences.Codes.Count(code => code.Parent is not null));
        Assert.Null(defences.Codes.Single(code => code.Id == "defence-unspecified").Level);
    }

    [Fact]
    public void Ids_are_unique_and_parents_stand_in_the_same_book()
    {
        Assert.All(Catalogue.Codebooks, book =>
        {
            var ids = book.Codes.Select(code => code.Id).ToHashSet();
            Assert.Equal(book.Codes.Count, ids.Count);
            Assert.All(book.Codes, code => Assert.True(code.Parent is null || ids.Contains(code.Parent)));
            Assert.All(book.Codes, code => Assert.False(string.IsNullOrWhiteSpace(code.Label) || string.IsNullOrWhiteSpace(code.Definition)));
        });
        Assert.Equal(Catalogue.Codebooks.Count, Catalogue.Codebooks.Select(book => (book.Id, book.Version)).Distinct().Count());
    }

    [Theory]
    [InlineData("dmrs-defences", "1.0.0", "denial", "Assignable")]
    [InlineData("dmrs-defences", "1.0.0", "level-disavowal", "Assignable")]
    [InlineData("ccrt", "1.0.0", "W6", "Assignable")]
    [InlineData("ccrt", "1.0.0", "W", "HeadingOnly")]
    [InlineData("dmrs-defences", "1.0.0", "no-such-code", "UnknownCode")]
    [InlineData("dmrs-defences", "0.9.0", "denial", "UnknownCodebookVersion")]
    [InlineData("no-such-book", "1.0.0", "denial", "UnknownCodebookVersion")]
    public void A_code_is_known_by_book_version_and_id(string codebook, string version, string code, string standing) =>
        Assert.Equal(standing, Catalogue.StandingOf(new(codebook, version, code)).ToString());

    [Fact]
    public void Two_versions_of_a_book_stand_side_by_side()
    {
        var older = Catalogue.Codebooks.Single(book => book.Id == "alliance");
        var newer = older with { Version = "2.0.0", Codes = [.. older.Codes.Where(code => code.Id != "goals")] };
        var both = new CodebookCatalogue([older, newer]);

        Assert.Equal(CodeStanding.Assignable, both.StandingOf(new("alliance", "1.0.0", "goals")));
        Assert.Equal(CodeStanding.UnknownCode, both.StandingOf(new("alliance", "2.0.0", "goals")));
        Assert.NotEqual(Catalogue.ETag, both.ETag);
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var reference = new CodeRef("dmrs-defences", "1.0.0", "denial");
        Catalogue.StandingOf(reference);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Catalogue.StandingOf(reference);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void On_the_wire_names_are_camel_case_and_what_is_absent_is_left_out()
    {
        using var json = JsonDocument.Parse(Catalogue.Json);
        var defences = json.RootElement.GetProperty("codebooks")[0];
        var denial = defences.GetProperty("codes").EnumerateArray().Single(code => code.GetProperty("id").GetString() == "denial");

        Assert.Equal("defences", defences.GetProperty("family").GetString());
        Assert.Equal("ordinal", defences.GetProperty("scale").GetString());
        Assert.Equal(3, denial.GetProperty("level").GetInt32());
        Assert.True(denial.GetProperty("assignable").GetBoolean());
        Assert.False(denial.TryGetProperty("aliases", out _));
    }
}
