using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace TaskForce.Web.Account;

/// <summary>Seals the keys of cookies and links before they go into the database.</summary>
public sealed class KeySealer(KeyFile file) : IXmlEncryptor
{
    internal const string Place = "protection key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", file.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Place)), typeof(KeyOpener));
}

/// <summary>Opens them again. One that was sealed with another key file is passed over by the framework, which then makes a new one.</summary>
public sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
        services.GetRequiredService<KeyFile>().Open(encryptedElement.Value, KeySealer.Place) ?? throw new InvalidOperationException("This key was sealed with another key file."));
}
