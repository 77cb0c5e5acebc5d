using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Supervision.Server.Identity.Keys;

internal sealed class KeyEncryptor(KeySeal seal) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var content = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(
            new XElement(StoredKey.Sealed, new XAttribute(StoredKey.SealedBy, seal.CurrentId!), Convert.ToBase64String(seal.Seal(content))),
            typeof(KeyDecryptor));
    }
}

/// <summary>Made by the framework, which stores its name with each key: it must keep name and constructor.</summary>
internal sealed class KeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly KeySeal _seal = services.GetRequiredService<KeySeal>();

    public XElement Decrypt(XElement encryptedElement)
    {
        var content = _seal.Open((string)encryptedElement.Attribute(StoredKey.SealedBy)!, Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(content));
    }
}
