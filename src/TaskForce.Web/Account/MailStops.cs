using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TaskForce.Core.Mail;

namespace TaskForce.Web.Account;

/// <summary>The link at the foot of a mail with which its reader turns that kind off without signing in: signed, so that nobody makes one for somebody else.</summary>
public sealed class MailStops(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("mail stop");

    /// <summary>What mails say of the outside.</summary>
    /// <param name="root">Where the task force is reached; ends with "/".</param>
    public MailLinks Links(string root) => new(root, (person, kind) => $"{root}mail/stop/{Write(person, kind)}");

    /// <summary>The signed part of a link.</summary>
    public string Write(Guid personId, MailKind kind) => protector.Protect($"{personId:N} {kind}");

    /// <summary>Whom and what a link is for; null for anything that was not signed here.</summary>
    public (Guid PersonId, MailKind Kind)? Read(string token)
    {
        try
        {
            return protector.Unprotect(token).Split(' ') is [var person, var kind] && Guid.TryParseExact(person, "N", out var id) && Enum.TryParse<MailKind>(kind, out var of) ? (id, of) : null;
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
