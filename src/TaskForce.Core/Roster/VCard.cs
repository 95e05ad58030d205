using System.Globalization;
using System.Text;

namespace TaskForce.Core.Roster;

/// <summary>The two versions of the format that address books read.</summary>
public enum VCardVersion
{
    /// <summary>RFC 2426, which every program reads.</summary>
    V3,

    /// <summary>RFC 6350.</summary>
    V4,
}

/// <summary>What an address book is told about one person.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Name">The name; empty when it is not known.</param>
/// <param name="KnownAs">What stands for the name then.</param>
/// <param name="Organization">The partner.</param>
/// <param name="Title">The post.</param>
/// <param name="Emails">E-mail addresses, the first one first.</param>
/// <param name="Phones">Telephone numbers.</param>
public sealed record VCardPerson(Guid Id, string Name, string KnownAs, string Organization, string Title, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones);

/// <summary>Writes people as vCard (RFC 2426 and RFC 6350).</summary>
public static class VCard
{
    /// <summary>The content type to serve it with.</summary>
    public const string ContentType = "text/vcard; charset=utf-8";

    /// <summary>The cards of some people, one after the other.</summary>
    public static string Of(IEnumerable<VCardPerson> people, VCardVersion version = VCardVersion.V3)
    {
        var text = new StringBuilder();
        foreach (var person in people) Write(text, person, version);
        return text.ToString();
    }

    private static void Write(StringBuilder text, VCardPerson person, VCardVersion version)
    {
        var shown = person.Name.Length > 0 ? person.Name : person.KnownAs.Length > 0 ? person.KnownAs : person.Title.Length > 0 ? person.Title : person.Organization;
        Line(text, "BEGIN:VCARD");
        Line(text, version == VCardVersion.V4 ? "VERSION:4.0" : "VERSION:3.0");
        Line(text, $"UID:urn:uuid:{person.Id}");
        Line(text, "FN:" + Escaped(shown));
        // The last word is taken for the family name; N is required in version 3, and an unknown name has no parts.
        var space = person.Name.LastIndexOf(' ');
        var (family, given) = space < 0 ? (person.Name, "") : (person.Name[(space + 1)..], person.Name[..space]);
        Line(text, $"N:{Escaped(family)};{Escaped(given)};;;");
        if (person.Organization.Length > 0) Line(text, "ORG:" + Escaped(person.Organization));
        if (person.Title.Length > 0) Line(text, "TITLE:" + Escaped(person.Title));
        foreach (var email in person.Emails) Line(text, (version == VCardVersion.V4 ? "EMAIL;TYPE=work:" : "EMAIL;TYPE=INTERNET,WORK:") + Escaped(email));
        foreach (var phone in person.Phones) Line(text, (version == VCardVersion.V4 ? "TEL;TYPE=work:" : "TEL;TYPE=WORK,VOICE:") + Escaped(phone));
        Line(text, "END:VCARD");
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Lines are folded after 75 bytes, between characters (RFC 6350, 3.2).</summary>
    private static void Line(StringBuilder text, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                bytes = 1;
            }
            text.Append(CultureInfo.InvariantCulture, $"{rune}");
            bytes += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
