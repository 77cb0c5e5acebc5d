using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Supervision.Server.Tests.Identity.Provider;

/// <summary>A provider that answers whatever the test tells it to, and counts what it is asked.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _keysAsked;

    private HostileProvider(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    public SigningKey Key { get; set; } = new("first");

    /// <summary>What the token endpoint answers.</summary>
    public Func<IFormCollection, JsonObject> Token { get; set; } = _ => [];

    public JsonObject Described { get; private set; } = [];

    public JsonObject UserInfo { get; set; } = [];

    public int KeysAsked => _keysAsked;

    public static async Task<HostileProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new HostileProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        provider.Issuer = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        provider.Described = new()
        {
            ["issuer"] = provider.Issuer,
            ["authorization_endpoint"] = $"{provider.Issuer}/authorize",
            ["token_endpoint"] = $"{provider.Issuer}/token",
            ["userinfo_endpoint"] = $"{provider.Issuer}/userinfo",
            ["jwks_uri"] = $"{provider.Issuer}/keys",
        };
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Text(Described.ToJsonString(), "application/json"));
        _app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _keysAsked);
            return Results.Text(new JsonObject { ["keys"] = new JsonArray(Key.Public()) }.ToJsonString(), "application/json");
        });
        _app.MapPost("/token", async (HttpRequest request) => Results.Text(Token(await request.ReadFormAsync()).ToJsonString(), "application/json"));
        _app.MapGet("/userinfo", () => Results.Text(UserInfo.ToJsonString(), "application/json"));
    }
}

/// <summary>An RSA key, and tokens signed with it in every right and wrong way.</summary>
internal sealed class SigningKey(string id) : IDisposable
{
    public RSA Rsa { get; } = RSA.Create(2048);

    public string Id => id;

    public JsonObject Public()
    {
        var parameters = Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = Base64Url(parameters.Modulus!),
            ["e"] = Base64Url(parameters.Exponent!),
        };
    }

    public string Sign(JsonObject claims, string algorithm = "RS256", string? keyId = null, byte[]? secret = null, string? kind = "JWT")
    {
        var head = new JsonObject { ["alg"] = algorithm, ["kid"] = keyId ?? id };
        if (kind is not null)
        {
            head["typ"] = kind;
        }
        var text = $"{Base64Url(head)}.{Base64Url(claims)}";
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        return $"{text}." + algorithm switch
        {
            "none" => "",
            "HS256" => Base64Url(HMACSHA256.HashData(secret!, bytes)),
            _ => Base64Url(Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }

    public void Dispose() => Rsa.Dispose();

    public static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Base64Url(JsonObject json) => Base64Url(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
