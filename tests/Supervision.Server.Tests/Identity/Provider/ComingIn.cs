using System.Text.Json.Nodes;
using Supervision.Server.Demonstration;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>Signing in at the test's own provider, which for once does as it should.</summary>
internal static class ComingIn
{
    public static async Task ComeInAsync(this SignInBrowser browser, HostileProvider provider, string subject, string? sid = null)
    {
        var begun = (await browser.GoAsync($"/api/session/provider/{DemonstrationInstitute.Id}"))!;
        var claims = Claims(provider, subject, SignInBrowser.In(begun, "nonce"));
        if (sid is not null)
        {
            claims["sid"] = sid;
        }
        provider.Token = _ => new() { ["access_token"] = "opaque", ["token_type"] = "Bearer", ["id_token"] = provider.Key.Sign(claims) };
        var end = await browser.GoAsync(
            $"/api/session/provider/{DemonstrationInstitute.Id}/callback?code=a-code&state={Uri.EscapeDataString(SignInBrowser.In(begun, "state"))}");
        Assert.Equal("/", end!.PathAndQuery);
    }

    public static JsonNode Now(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();

    public static JsonObject Claims(HostileProvider provider, string subject, string nonce) => new()
    {
        ["iss"] = provider.Issuer,
        ["aud"] = CertifiedProvider.ClientId,
        ["sub"] = subject,
        ["nonce"] = nonce,
        ["iat"] = Now(0),
        ["exp"] = Now(300),
        ["email"] = $"{subject}@institute.example",
        ["email_verified"] = true,
        ["name"] = "Xan Yew",
        ["groups"] = new JsonArray("students"),
    };
}
