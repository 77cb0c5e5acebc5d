using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Supervision.EventStore.Appending;
using Supervision.Server.Features.Cases;
using Supervision.Server.Sealing;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Sealing;

public sealed class SealingATextAway
{
    private static readonly StreamKey Stream = new("institute", Heron.Value);
    private static readonly SealedField Title = new(Stream, "title");
    private static readonly TextKey Key = new(Sealed.Key, Enumerable.Repeat((byte)7, Box.KeyLength).ToArray());

    private static SealedText Box1 => Key.Seal(Title, "Heron", CaseJson.Default.String);

    [Fact]
    public void It_opens_where_it_was_sealed() => Assert.Equal("Heron", Open(Key, Box1, Title));

    [Fact]
    public void Without_the_key_there_is_nothing()
    {
        using var opener = new TextOpener(key: null);

        Assert.True(opener.IsErased);
        Assert.Null(opener.Open(Box1, Title, CaseJson.Default.String));
    }

    [Fact]
    public void Under_another_scope_s_key_there_is_nothing() =>
        Assert.Null(Open(new(Guid.Empty, Enumerable.Repeat((byte)7, Box.KeyLength).ToArray()), Box1, Title));

    [Theory]
    [InlineData("other", "title")]
    [InlineData("institute", "content")]
    public void It_opens_nowhere_else(string tenant, string field) =>
        Assert.ThrowsAny<CryptographicException>(() => Open(Key, Box1, new(Stream with { Tenant = tenant }, field)));

    [Fact]
    public void Nor_in_another_stream() =>
        Assert.ThrowsAny<CryptographicException>(() => Open(Key, Box1, new(Stream with { Id = Guid.Empty }, "title")));

    [Fact]
    public void It_cannot_be_changed_unseen()
    {
        var changed = Box1.Box.ToArray();
        changed[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => Open(Key, new(Key.Id, changed), Title));
        Assert.ThrowsAny<CryptographicException>(() => Open(Key, new(Key.Id, new byte[Box.Overhead - 1]), Title));
    }

    [Fact]
    public void The_same_text_never_looks_the_same() => Assert.NotEqual(Box1, Box1);

    [Fact]
    public void It_is_stored_as_one_string()
    {
        var text = Sealed.Text(3);
        var json = JsonSerializer.Serialize(text);

        Assert.Equal(text, JsonSerializer.Deserialize<SealedText>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SealedText>("\"AAAA\""));
    }

    [Fact]
    public void A_mark_is_the_same_for_the_same_and_only_under_the_key()
    {
        var (text, other) = (Encoding.UTF8.GetBytes("Heron"), new TextKey(Key.Id, new byte[Box.KeyLength]));

        Assert.Equal(Key.Mark(text), Key.Mark(text));
        Assert.NotEqual(Key.Mark(text), other.Mark(text));
    }

    [Fact]
    public void A_cipher_is_never_in_two_hands_and_is_used_again()
    {
        var key = new TextKey(Key.Id, new byte[Box.KeyLength]);
        var text = key.Seal(Title, "Heron", CaseJson.Default.String);
        var opener = new TextOpener(key);
        opener.Open(text, Title, CaseJson.Default.String);
        var beside = key.TakeCipher();
        opener.Dispose();
        var given = key.TakeCipher();
        opener.Dispose();

        Assert.NotSame(beside, given);
        Assert.NotSame(given, key.TakeCipher());
        key.GiveBack(given);
        Assert.Same(given, key.TakeCipher());
    }

    [Fact]
    public void Nothing_of_text_or_key_is_written_out() => Assert.Equal($"SealedText TextKey {Key.Id}", $"{Box1} {Key}");

    private static string? Open(TextKey key, SealedText text, SealedField field)
    {
        using var opener = new TextOpener(key);
        return opener.Open(text, field, CaseJson.Default.String);
    }
}
