using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;
using Supervision.Deidentification.Recognising;

namespace Supervision.Deidentification.Disguising;

/// <summary>Invented names: the same for the same person, of the same gender where the name tells one, never one that the text holds.</summary>
internal sealed class Pseudonyms(ScannedText text, List<Candidate> kept, Entities entities, CaseMemory memory, RememberedWords? remembered)
{
    private static readonly string[] Feminine =
        ["Ada", "Alice", "Beatrice", "Clara", "Dora", "Edith", "Elsie", "Esther", "Flora", "Frances", "Greta", "Hazel", "Helen", "Ida", "Iris", "Ivy", "Judith", "Lena", "Lydia", "Mabel", "Martha", "Mina", "Nora", "Olive", "Petra", "Rhona", "Rosa", "Ruth", "Selma", "Sylvia", "Thea", "Vera", "Wanda", "Zelda"];

    private static readonly string[] Masculine =
        ["Adam", "Albert", "Arthur", "Bruno", "Cecil", "Conrad", "Daniel", "Edgar", "Edwin", "Felix", "Frank", "George", "Gilbert", "Harold", "Henry", "Hugo", "Ivan", "Jacob", "Julian", "Karl", "Leo", "Martin", "Max", "Neil", "Oscar", "Otto", "Paul", "Ralph", "Simon", "Stanley", "Theo", "Victor", "Walter", "Wilfred"];

    private static readonly string[] Neutral =
        ["Alex", "Ash", "Bailey", "Blair", "Casey", "Charlie", "Corey", "Dale", "Dana", "Drew", "Eden", "Ellis", "Emery", "Frankie", "Hollis", "Jamie", "Jody", "Jules", "Kit", "Lee", "Lou", "Marlow", "Morgan", "Nicky", "Pat", "Quinn", "Reese", "Robin", "Rory", "Rowan", "Sacha", "Sam", "Shay", "Toni"];

    private static readonly string[] Surnames =
        ["Alder", "Ashby", "Barlow", "Beech", "Birch", "Brook", "Calder", "Carver", "Cobb", "Corrin", "Denby", "Dunmore", "Elder", "Fenner", "Field", "Garland", "Glover", "Hale", "Harker", "Heath", "Hollin", "Keeling", "Larch", "Linden", "Marsh", "Mercer", "Moss", "Orchard", "Penfold", "Quill", "Rigby", "Rowe", "Sedge", "Thorne", "Vale", "Warden", "Wells", "Yarrow"];

    private readonly Dictionary<int, (string First, string Last)> _names = [];
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbered = new(StringComparer.Ordinal);
    private Dictionary<int, int>? _fullest;
    private HashSet<ulong>? _taken;

    public string For(int finding)
    {
        var entity = entities.Of(finding);
        if (!_names.TryGetValue(entity, out var name))
        {
            _names.Add(entity, name = Invent(finding, entity));
        }
        var one = kept[finding];
        var words = 0;
        for (var token = one.First; token < one.Past; token++)
        {
            words += text.IsWord(token) && !text.Has(token, TermFlags.Connector) ? 1 : 0;
        }
        return words > 1 ? $"{name.First} {name.Last}" : IsSurname(one) ? name.Last : name.First;
    }

    private (string First, string Last) Invent(int finding, int entity)
    {
        // The fullest mention decides the gender and, with the key, the draw.
        _fullest ??= Fullest();
        var fullest = _fullest.TryGetValue(entity, out var index) ? kept[index] : kept[finding];
        var folded = FoldedWords.Fold(text.Text.AsSpan(text.Tokens[fullest.First].Start, text.Tokens[fullest.Past - 1].Core - text.Tokens[fullest.First].Start));
        return (
            remembered?.PartOf(fullest.First) ?? Pick(FirstNames(fullest), "first " + folded),
            (fullest.Past - fullest.First > 1 ? remembered?.PartOf(fullest.Past - 1) : null) ?? Pick(Surnames, "last " + folded));
    }

    private Dictionary<int, int> Fullest()
    {
        var fullest = new Dictionary<int, int>();
        for (var i = 0; i < kept.Count; i++)
        {
            if (!fullest.TryGetValue(entities.Of(i), out var known) || kept[i].Past - kept[i].First > kept[known].Past - kept[known].First)
            {
                fullest[entities.Of(i)] = i;
            }
        }
        return fullest;
    }

    private string[] FirstNames(in Candidate one)
    {
        for (var token = one.First; token < one.Past; token++)
        {
            var gender = text.LexicalOf(token) & WordFlags.FirstName;
            if (gender is not WordFlags.None and not WordFlags.FirstName)
            {
                return gender is WordFlags.Feminine ? Feminine : Masculine;
            }
        }
        return Neutral;
    }

    private string Pick(string[] names, string words)
    {
        _taken ??= [.. text.Words.ToArray().Select(word => word.Hash), .. memory.Entities.SelectMany(entity => FoldedWords.Of(entity.Replacement)).Select(word => Folding.Hash(word))];
        var start = (int)(memory.Draw(words) % (uint)names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[(start + i) % names.Length];
            if (!_taken.Contains(Folding.Hash(name)) && _used.Add(name))
            {
                return name;
            }
        }
        // More people than names: numbered, from two.
        var number = _numbered.GetValueOrDefault(names[start], 1) + 1;
        _numbered[names[start]] = number;
        return $"{names[start]} {number}";
    }

    private bool IsSurname(in Candidate one) =>
        text.Has(text.IsSign(one.First - 1, '.') ? one.First - 2 : one.First - 1, TermFlags.Courtesy) || (!text.Has(one.First, WordFlags.FirstName) && text.Has(one.First, WordFlags.Name));
}
