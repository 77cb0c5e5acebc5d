using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Supervision.Server.Identity.Keys;

/// <summary>A key as the framework has it stored: a secret is either marked, or wrapped with the name of what decrypts it.</summary>
internal static class StoredKey
{
    public static readonly XName Sealed = "sealed";
    public static readonly XName SealedBy = "by";

    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Marked = Framework + "requiresEncryption";
    private static readonly XName Wrapped = Framework + "encryptedSecret";
    private static readonly XName Decryptor = "decryptorType";

    /// <summary>Whether some secret of it was sealed with a key that is not configured.</summary>
    public static bool IsOutOfReach(XElement key, KeySeal seal) => key.Descendants(Sealed).Any(box => !seal.Knows(SealedById(box)));

    /// <summary>Puts what is plain, or sealed with an old key, under the present one.</summary>
    /// <returns>Null if there is nothing to do.</returns>
    public static XElement? Resealed(XElement key, KeySeal seal, IXmlEncryptor encryptor, IXmlDecryptor decryptor)
    {
        var changed = new XElement(key);
        var old = changed.Descendants(Sealed).Where(box => SealedById(box) != seal.CurrentId && seal.Knows(SealedById(box))).ToList();
        var plain = changed.Descendants().Where(each => (bool?)each.Attribute(Marked) is true).ToList();
        foreach (var box in old)
        {
            box.ReplaceWith(encryptor.Encrypt(decryptor.Decrypt(box)).EncryptedElement);
        }
        foreach (var secret in plain)
        {
            var encrypted = encryptor.Encrypt(secret);
            secret.ReplaceWith(new XElement(
                Wrapped, new XAttribute(Decryptor, encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }
        return old.Count + plain.Count > 0 ? changed : null;
    }

    private static string SealedById(XElement box) => (string)box.Attribute(SealedBy)!;
}
