namespace Supervision.Deidentification.Recognising;

/// <summary>The check digits of numbers that have them. Spans hold digits, or capital letters and digits, only.</summary>
internal static class Checksums
{
    /// <summary>Payment cards (ISO/IEC 7812-1).</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += (i & 1) == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>NHS numbers: weights ten to two, modulus eleven.</summary>
    public static bool Nhs(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 10)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (10 - i) * (digits[i] - '0');
        }
        return (11 - (sum % 11)) % 11 is not 10 and var check && check == digits[9] - '0';
    }

    /// <summary>International bank account numbers (ISO 13616): modulus 97.</summary>
    public static bool Iban(ReadOnlySpan<char> account)
    {
        if (account.Length is < 15 or > 34 || !char.IsAsciiLetterUpper(account[0]) || !char.IsAsciiLetterUpper(account[1])
            || !char.IsAsciiDigit(account[2]) || !char.IsAsciiDigit(account[3]))
        {
            return false;
        }
        var rest = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var sign = account[(i + 4) % account.Length];
            rest = char.IsAsciiDigit(sign) ? ((rest * 10) + sign - '0') % 97 : ((rest * 100) + sign - 'A' + 10) % 97;
        }
        return rest == 1;
    }

    /// <summary>The prefixes that are given out; a last letter A to D, or none.</summary>
    public static bool NationalInsurance(ReadOnlySpan<char> number)
    {
        if (number.Length is not (8 or 9))
        {
            return false;
        }
        var (first, second) = (number[0], number[1]);
        return char.IsAsciiLetterUpper(first) && char.IsAsciiLetterUpper(second)
            && first is not ('D' or 'F' or 'I' or 'Q' or 'U' or 'V') && second is not ('D' or 'F' or 'I' or 'Q' or 'U' or 'V' or 'O')
            && number[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ")
            && !number.Slice(2, 6).ContainsAnyExceptInRange('0', '9')
            && (number.Length == 8 || number[8] is >= 'A' and <= 'D');
    }

    /// <summary>Social security numbers that can have been given out.</summary>
    public static bool SocialSecurity(ReadOnlySpan<char> digits) =>
        digits.Length == 9 && digits[..3] is not ("000" or "666") && digits[0] is not '9' && digits[3..5] is not "00" && digits[5..] is not "0000";
}
