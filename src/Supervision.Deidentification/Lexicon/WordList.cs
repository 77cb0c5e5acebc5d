using System.Buffers.Binary;
using System.IO.Compression;

namespace Supervision.Deidentification.Lexicon;

/// <summary>
/// Four hundred thousand words with what the lists say of them. The file is sorted and front-coded, and stays so in memory: of each
/// block of words the first stands whole, found by halving; the rest of the block is read through. So loading makes no table.
/// </summary>
internal sealed class WordList
{
    private const int BlockSize = 16;
    private const int LongestWord = byte.MaxValue;

    private readonly WordFlags[] _combinations;
    private readonly byte[] _file;
    private readonly int _count;
    private readonly int _shared;

    // Of each block: the letters of its first word, one after another; where they end; where the letters of its second word begin in the file.
    private readonly byte[] _heads;
    private readonly int[] _headEnds;
    private readonly int[] _tails;

    private WordList(byte[] file)
    {
        _file = file;
        _count = BinaryPrimitives.ReadInt32LittleEndian(file);
        _combinations = new WordFlags[BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4))];
        for (var i = 0; i < _combinations.Length; i++)
        {
            _combinations[i] = (WordFlags)BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8 + (2 * i)));
        }
        _shared = 8 + (2 * _combinations.Length);
        var blocks = (_count + BlockSize - 1) / BlockSize;
        (_headEnds, _tails) = (new int[blocks], new int[blocks]);
        _heads = Heads();
    }

    public static WordList Load()
    {
        using var resource = typeof(WordList).Assembly.GetManifestResourceStream("words.bin.br")!;
        var packed = new byte[resource.Length];
        resource.ReadExactly(packed);
        var file = new byte[1 << 22];
        return BrotliDecoder.TryDecompress(packed, file, out var length) ? new(file[..length]) : throw new InvalidDataException("The list of words is not whole.");
    }

    /// <param name="word">Folded.</param>
    public WordFlags Find(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestWord || BlockOf(word) is not (>= 0 and var block))
        {
            return WordFlags.None;
        }
        var letters = (stackalloc byte[LongestWord]);
        var head = Head(block);
        head.CopyTo(letters);
        var length = head.Length;
        var tail = _tails[block];
        for (var i = block * BlockSize; ; length = _file[_shared + i] + _file[_shared + _count + i])
        {
            if (length == word.Length && Compare(letters[..length], word) == 0)
            {
                return _combinations[_file[_shared + (2 * _count) + i]];
            }
            if (++i == _count || i % BlockSize == 0)
            {
                return WordFlags.None;
            }
            var rest = _file[_shared + _count + i];
            _file.AsSpan(tail, rest).CopyTo(letters[_file[_shared + i]..]);
            tail += rest;
        }
    }

    // The last block that begins with the word or before it.
    private int BlockOf(ReadOnlySpan<char> word)
    {
        var (low, high) = (0, _headEnds.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Compare(Head(middle), word) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low - 1;
    }

    private ReadOnlySpan<byte> Head(int block) => _heads.AsSpan((block == 0 ? 0 : _headEnds[block - 1]).._headEnds[block]);

    private static int Compare(ReadOnlySpan<byte> listed, ReadOnlySpan<char> word)
    {
        var both = Math.Min(listed.Length, word.Length);
        for (var i = 0; i < both; i++)
        {
            if (listed[i] != word[i])
            {
                return listed[i] - word[i];
            }
        }
        return listed.Length - word.Length;
    }

    private byte[] Heads()
    {
        var heads = new byte[_headEnds.Length * 12];
        var letters = (stackalloc byte[LongestWord]);
        var (used, tail) = (0, _shared + (3 * _count));
        var shared = _file.AsSpan(_shared, _count);
        var rest = _file.AsSpan(_shared + _count, _count);
        for (var i = 0; i < shared.Length; i++)
        {
            _file.AsSpan(tail, rest[i]).CopyTo(letters[shared[i]..]);
            tail += rest[i];
            if (i % BlockSize != 0)
            {
                continue;
            }
            var length = shared[i] + rest[i];
            if (used + length > heads.Length)
            {
                Array.Resize(ref heads, 2 * heads.Length);
            }
            letters[..length].CopyTo(heads.AsSpan(used));
            used += length;
            (_headEnds[i / BlockSize], _tails[i / BlockSize]) = (used, tail);
        }
        return heads;
    }
}
