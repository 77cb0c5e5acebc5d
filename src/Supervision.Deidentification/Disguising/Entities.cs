using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>Which findings speak of the same one: a person by any shared name, all else by the same words.</summary>
internal sealed class Entities
{
    private readonly int[] _of;
    private readonly Dictionary<ulong, int> _byWord = [];
    private readonly Dictionary<(IdentifierKind, ulong), int> _byPhrase = [];

    public Entities(ScannedText text, List<Candidate> kept)
    {
        _of = new int[kept.Count];
        Array.Fill(_of, -1);
        // Full names first: they tell which first name goes with which surname.
        foreach (var i in Enumerable.Range(0, kept.Count).OrderByDescending(i => kept[i].Past - kept[i].First).ThenBy(i => i))
        {
            _of[i] = kept[i].Kind is IdentifierKind.Person or IdentifierKind.Name ? Person(text, kept[i]) : Other(text, kept[i]);
        }
    }

    public int Count { get; private set; }

    public int Of(int finding) => _of[finding];

    private int Person(ScannedText text, in Candidate one)
    {
        var entity = -1;
        for (var token = one.First; token < one.Past && entity < 0; token++)
        {
            if (IsNamePart(text, token) && _byWord.TryGetValue(text.Words[text.Tokens[token].Word].Hash, out var known))
            {
                // Two people of one family share a surname but not the name before it.
                entity = token == one.First || one.Past - one.First == 1 ? known : -1;
            }
        }
        entity = entity < 0 ? Count++ : entity;
        for (var token = one.First; token < one.Past; token++)
        {
            if (IsNamePart(text, token))
            {
                _byWord.TryAdd(text.Words[text.Tokens[token].Word].Hash, entity);
            }
        }
        return entity;
    }

    private static bool IsNamePart(ScannedText text, int token) => text.IsWord(token) && text.Tokens[token].Shape is not Shape.Single && !text.Has(token, TermFlags.Connector | TermFlags.Title);

    private int Other(ScannedText text, in Candidate one)
    {
        var phrase = Folding.Start;
        for (var token = one.First; token < one.Past; token++)
        {
            phrase = text.Tokens[token].Word >= 0 ? Folding.Join(phrase, text.Words[text.Tokens[token].Word].Hash) : phrase;
        }
        if (!_byPhrase.TryGetValue((one.Kind, phrase), out var entity))
        {
            _byPhrase.Add((one.Kind, phrase), entity = Count++);
        }
        return entity;
    }
}
