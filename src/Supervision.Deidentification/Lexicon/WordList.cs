using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Supervision.Deidentification.Lexicon;

/// <summary>
/// Four hundred thousand words with what the lists say of them. The file is sorted and front-coded; in memory it is one block of
/// bytes and a table of hashed positions in it, so that loading makes two objects and no strings.
/// </summary>
internal sealed class WordList
{
    private const int TableBits = 20;

    private readonly byte[] _words;
    private readonly int[] _table = new int[1 << TableBits];
    private readonly WordFlags[] _combinations;

    private WordList(ReadOnlySpan<byte> file)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(file);
        _combinations = new WordFlags[BinaryPrimitives.ReadInt32LittleEndian(file[4..])];
        for (var i = 0; i < _combinations.Length; i++)
        {
            _combinations[i] = (WordFlags)BinaryPrimitives.ReadUInt16LittleEndian(file[(8 + (2 * i))..]);
        }
        var body = file[(8 + (2 * _combinations.Length))..];
        _words = Unfold(body[..count], body.Slice(count, count), body.Slice(2 * count, count), body[(3 * count)..]);
    }

    public static WordList Load()
    {
        using var resource = typeof(WordList).Assembly.GetManifestResourceStream("words.bin.br")!;
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        var buffer = new byte[1 << 22];
        var length = brotli.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return new(buffer.AsSpan(0, length));
    }

    /// <param name="word">Folded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public WordFlags Find(ReadOnlySpan<char> word, ulong hash)
    {
        for (var slot = Slot(hash); _table[slot] is > 0 and var at; slot = (slot + 1) & ((1 << TableBits) - 1))
        {
            if (_words[at + 1] == word.Length && Same(_words.AsSpan(at + 2, word.Length), word))
            {
                return _combinations[_words[at]];
            }
        }
        return WordFlags.None;
    }

    private static bool Same(ReadOnlySpan<byte> listed, ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (listed[i] != word[i])
            {
                return false;
            }
        }
        return true;
    }

    private static int Slot(ulong hash) => (int)(hash * 0x9E3779B97F4A7C15 >> (64 - TableBits));

    // A word is: which combination of flags, its length, its letters. Position 0 stays empty: 0 in the table means none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] Unfold(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> rest, ReadOnlySpan<byte> flags, ReadOnlySpan<byte> tails)
    {
        var size = 1;
        for (var i = 0; i < shared.Length; i++)
        {
            size += 2 + shared[i] + rest[i];
        }
        var words = new byte[size];
        var (at, before, tail) = (1, 0, 0);
        for (var i = 0; i < shared.Length; i++)
        {
            var length = shared[i] + rest[i];
            words[at] = flags[i];
            words[at + 1] = (byte)length;
            var letters = words.AsSpan(at + 2, length);
            words.AsSpan(before + 2, shared[i]).CopyTo(letters);
            tails.Slice(tail, rest[i]).CopyTo(letters[shared[i]..]);
            tail += rest[i];
            var hash = Folding.Start;
            foreach (var letter in letters)
            {
                hash = Folding.Step(hash, (char)letter);
            }
            var slot = Slot(hash);
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & ((1 << TableBits) - 1);
            }
            _table[slot] = at;
            before = at;
            at += 2 + length;
        }
        return words;
    }
}
