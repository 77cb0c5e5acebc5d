using System.Text;
using Supervision.Server.Identity.Credentials;

namespace Supervision.Server.Tests.Identity;

public sealed class AuthenticatorCodes
{
    // The secret and the times of RFC 6238, appendix B; its codes have eight digits, of which the apps show the last six.
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void May_be_one_step_early_or_late(int steps, bool isFound)
    {
        var now = Someone.Noon;
        var step = Totp.StepOf(now) + steps;

        Assert.Equal(isFound ? step : null, Totp.Find(Secret, Totp.CodeOf(Secret, step), now));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base_32(string text, string expected) => Assert.Equal(expected, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_app_is_told_whose_account_it_is() => Assert.Equal(
        "otpauth://totp/Supervision:leila%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Supervision",
        Totp.UriOf(Secret, "Supervision", "leila@example.org"));

    [Fact]
    public void Recovery_codes_are_read_as_they_are_written_down()
    {
        var codes = RecoveryCodes.Make();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", code));
        Assert.Equal(RecoveryCodes.HashOf(codes[0]), RecoveryCodes.HashOf($" {codes[0].ToUpperInvariant().Replace('-', ' ')} "));
        Assert.NotEqual(RecoveryCodes.HashOf(codes[0]), RecoveryCodes.HashOf(codes[1]));
    }
}
