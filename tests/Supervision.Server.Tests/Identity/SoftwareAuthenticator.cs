using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Supervision.Server.Tests.Identity;

/// <summary>
/// A passkey without a browser: does what WebAuthn asks of an authenticator, for one ES256 key, so that tests can also do
/// what no browser would.
/// </summary>
internal sealed class SoftwareAuthenticator(Uri site) : IDisposable
{
    private const byte PresentAndVerified = 0x05;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string? _user;
    private uint _count;

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>Where the browser says that it is.</summary>
    public string Origin { get; init; } = site.GetLeftPart(UriPartial.Authority);

    /// <summary>The answer to <c>navigator.credentials.create</c>.</summary>
    public JsonObject Create(JsonNode options)
    {
        _user = (string?)options["user"]!["id"];
        var data = AuthenticatorData(PresentAndVerified | HasKey, [.. new byte[16], .. BigEndian((ushort)_id.Length), .. _id, .. CoseKey()]);
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x59, .. BigEndian((ushort)data.Length), .. data];
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The answer to <c>navigator.credentials.get</c>.</summary>
    public JsonObject Get(JsonNode options)
    {
        _count++;
        var (client, data) = (ClientData("webauthn.get", options), AuthenticatorData(PresentAndVerified, []));
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] ClientData(string type, JsonNode options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = (string?)options["challenge"],
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] AuthenticatorData(int flags, byte[] rest)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site.Host)), (byte)flags, .. count, .. rest];
    }

    // CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] BigEndian(ushort number) => [(byte)(number >> 8), (byte)number];
}
