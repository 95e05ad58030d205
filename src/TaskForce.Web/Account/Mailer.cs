using System.Net;
using System.Net.Mail;

namespace TaskForce.Web.Account;

/// <summary>
/// Sends the few mails that sign-in needs, when the settings Mail:* say how: Mail:Host (with Mail:Port, Mail:User, Mail:Password, Mail:Tls) or
/// Mail:Folder, into which each mail is written as a file; and Mail:From.
/// </summary>
public sealed class Mailer(IConfiguration settings, ILogger<Mailer> log)
{
    private readonly IConfigurationSection mail = settings.GetSection("Mail");

    /// <summary>Whether mail can be sent.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(mail["From"]) && !(string.IsNullOrEmpty(mail["Host"]) && string.IsNullOrEmpty(mail["Folder"]));

    /// <summary>Sends a mail of plain text. True when it went out; a failure is logged without the address.</summary>
    public async Task<bool> SendAsync(string to, string subject, string text, CancellationToken ct = default)
    {
        if (!IsConfigured)
            return false;
        using var message = new MailMessage(mail["From"]!, to, subject, text);
        using var client = new SmtpClient();
        if (mail["Folder"] is { Length: > 0 } folder)
        {
            client.DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory;
            client.PickupDirectoryLocation = Path.GetFullPath(Directory.CreateDirectory(folder).FullName);
        }
        else
        {
            (client.Host, client.Port, client.EnableSsl) = (mail["Host"]!, mail.GetValue("Port", 587), mail.GetValue("Tls", true));
            if (mail["User"] is { Length: > 0 } user)
                client.Credentials = new NetworkCredential(user, mail["Password"]);
        }
        try
        {
            await client.SendMailAsync(message, ct);
            return true;
        }
        catch (SmtpException problem)
        {
            MailLog.NotSent(log, problem.StatusCode);
            return false;
        }
    }
}

internal static partial class MailLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A mail could not be sent: {Status}. Check the settings Mail:*.")]
    public static partial void NotSent(ILogger log, SmtpStatusCode status);
}
