using Supervision.Deidentification.Lexicon;
using Supervision.Deidentification.Reading;

namespace Supervision.Deidentification.Recognising;

/// <summary>Numbers with a shape or check digits of their own.</summary>
internal static class Numbers
{
    public static int Try(ScannedText text, int token, Candidates found)
    {
        var kind = text.Tokens[token].Kind;
        if (kind is TokenKind.Mixed || (kind is TokenKind.Word && text.LengthOf(token) == 2))
        {
            return Lettered(text, token, found);
        }
        if (kind is TokenKind.Number)
        {
            return Digits(text, token, found);
        }
        return text.IsSign(token, '+') && text.IsNumber(token + 1) && text.Touches(token + 1) ? Phones.International(text, token, found)
            : text.IsSign(token, '(') ? Phones.Bracketed(text, token, found)
            : token;
    }

    private static int Lettered(ScannedText text, int token, Candidates found)
    {
        var start = text.Text[text.Tokens[token].Start];
        if (!char.IsAsciiLetter(start) || text.Tokens[token].Shape is Shape.Lower && text.Tokens[token].Kind is TokenKind.Word)
        {
            return token;
        }
        var run = SignRun.At(text, token, letters: true);
        for (var group = run.Groups - 1; group >= 0; group--)
        {
            if (run.LengthTo(group) >= 15 && IsIbanShape(run, group) && Checksums.Iban(run.To(group)))
            {
                return found.Take(token, run.PastOf(group), IdentifierKind.Iban, 0.99, Rule.Iban);
            }
        }
        for (var group = Math.Min(run.Groups - 1, 5); group >= 0; group--)
        {
            if (run.LengthTo(group) is 8 or 9 && Checksums.NationalInsurance(run.To(group)) && (run.LengthTo(group) == 9 || Named(text, token, NiWord, 5) || Named(text, token, NinoWord, 5) || Named(text, token, InsuranceWord, 5)))
            {
                return found.Take(token, run.PastOf(group), IdentifierKind.NationalInsuranceNumber, 0.98, Rule.Nino);
            }
        }
        if (run.Groups > 0 && run.LengthTo(0) >= 4 && IsIbanStart(run.To(0)))
        {
            for (var group = run.Groups - 1; group >= 0; group--)
            {
                if (run.LengthTo(group) is >= 15 and <= 34 && IsIbanShape(run, group))
                {
                    return found.Take(token, run.PastOf(group), IdentifierKind.Iban, 0.8, Rule.IbanShape);
                }
            }
        }
        return token;
    }

    private static bool IsIbanStart(ReadOnlySpan<char> signs) =>
        char.IsAsciiLetterUpper(signs[0]) && char.IsAsciiLetterUpper(signs[1]) && char.IsAsciiDigit(signs[2]) && char.IsAsciiDigit(signs[3]);

    private static bool IsIbanShape(in SignRun run, int last)
    {
        for (var group = 0; group < last; group++)
        {
            if (run.LengthOf(group) != 4)
            {
                return last == 0;
            }
        }
        return run.LengthOf(last) <= 4 || last == 0;
    }

    private static int Digits(ScannedText text, int token, Candidates found)
    {
        var run = SignRun.At(text, token, letters: false);
        var isCardShape = -1;
        for (var group = run.Groups - 1; group >= 0; group--)
        {
            if (run.LengthTo(group) is >= 13 and <= 19 && IsCardShape(run, group))
            {
                if (Checksums.Luhn(run.To(group)))
                {
                    return found.Take(token, run.PastOf(group), IdentifierKind.Card, 0.98, Rule.Card);
                }
                isCardShape = Math.Max(isCardShape, group);
            }
        }
        for (var group = 0; group < run.Groups; group++)
        {
            if (run.LengthTo(group) == 10 && (group == 0 || (group == 2 && run.LengthOf(0) == 3 && run.LengthOf(1) == 3)))
            {
                var isNamed = Named(text, token, NhsWord, 6);
                if (isNamed || (Checksums.Nhs(run.To(group)) && !LeadsTo(text, token, TermFlags.PhoneLead, 4) && !IsNorthAmerican(text, token, group)))
                {
                    return found.Take(token, run.PastOf(group), IdentifierKind.NhsNumber, isNamed || group == 2 ? 0.97 : 0.9, Checksums.Nhs(run.To(group)) ? Rule.Nhs : Rule.NhsShape);
                }
            }
            if (run.LengthTo(group) == 9 && Checksums.SocialSecurity(run.To(group))
                && ((group == 2 && run.LengthOf(0) == 3 && run.LengthOf(1) == 2) || (group == 0 && (Named(text, token, SsnWord, 5) || Named(text, token, SecurityWord, 5)))))
            {
                return found.Take(token, run.PastOf(group), IdentifierKind.SocialSecurityNumber, 0.96, Rule.Ssn);
            }
        }
        if (isCardShape >= 0)
        {
            return found.Take(token, run.PastOf(isCardShape), IdentifierKind.Card, 0.85, Rule.CardShape);
        }
        return Phones.National(text, token, run, found);
    }

    private static readonly ulong NiWord = Folding.Hash("ni");
    private static readonly ulong NinoWord = Folding.Hash("nino");
    private static readonly ulong InsuranceWord = Folding.Hash("insurance");
    private static readonly ulong NhsWord = Folding.Hash("nhs");
    private static readonly ulong SsnWord = Folding.Hash("ssn");
    private static readonly ulong SecurityWord = Folding.Hash("security");

    private static bool IsCardShape(in SignRun run, int last)
    {
        if (last == 0)
        {
            return true;
        }
        if (last == 2 && run.LengthOf(0) == 4 && run.LengthOf(1) == 6)
        {
            return run.LengthOf(2) is 4 or 5;
        }
        for (var group = 0; group < last; group++)
        {
            if (run.LengthOf(group) != 4)
            {
                return false;
            }
        }
        return run.LengthOf(last) <= 4;
    }

    private static bool IsNorthAmerican(ScannedText text, int token, int group) =>
        group == 2 && (text.IsSign(token + 1, '-') || text.IsSign(token + 1, '.')) && text.IsSign(token + 3, '-');

    public static bool Named(ScannedText text, int token, ulong word, int distance)
    {
        for (var i = token - 1; i >= 0 && i >= token - distance; i--)
        {
            if (text.Is(i, word))
            {
                return true;
            }
        }
        return false;
    }

    public static bool LeadsTo(ScannedText text, int token, TermFlags lead, int distance)
    {
        for (var i = token - 1; i >= 0 && i >= token - distance; i--)
        {
            if (text.Has(i, lead))
            {
                return true;
            }
            if (text.IsSign(i, ';') || (text.IsSign(i, '.') && text.Tokens[i + 1].Gap > 0 && text.Tokens[i + 1].Opens))
            {
                return false;
            }
        }
        return false;
    }
}
