using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text;
using TaskForce.Core.Mail;

namespace TaskForce.Web.Account;

/// <summary>How sending a mail ended.</summary>
/// <param name="Why">What went wrong, in a sentence that names no address.</param>
/// <param name="ForGood">Trying again would not help.</param>
public sealed record MailOutcome(bool Sent, string Why = "", bool ForGood = false);

/// <summary>
/// Sends mail, when the settings Mail:* say how: Mail:Host (with Mail:Port, Mail:User, Mail:Password, Mail:Tls) or
/// Mail:Folder, into which each mail is written as a file; and Mail:From. The few mails that sign-in needs go out at once; all others through the outbox.
/// </summary>
public sealed class Mailer(IConfiguration settings, ILogger<Mailer> log)
{
    private readonly IConfigurationSection mail = settings.GetSection("Mail");

    /// <summary>Whether mail can be sent.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(mail["From"]) && !(string.IsNullOrEmpty(mail["Host"]) && string.IsNullOrEmpty(mail["Folder"]));

    /// <summary>Sends a mail of plain text. True when it went out; a failure is logged without the address.</summary>
    public async Task<bool> SendAsync(string to, string subject, string text, CancellationToken ct = default) => (await TryAsync(to, subject, text, ct)).Sent;

    /// <summary>The same, and says why not.</summary>
    public async Task<MailOutcome> TryAsync(string to, string subject, string text, CancellationToken ct = default)
    {
        if (!IsConfigured)
            return new(false, "No mail server is set.");
        try
        {
            using var message = new MailMessage(mail["From"]!, to, subject, text);
            return await TryAsync(message, ct);
        }
        catch (FormatException)
        {
            return new(false, "The address is not one that mail can be sent to.", ForGood: true);
        }
    }

    /// <summary>Sends a mail of the outbox, with what its reader's program needs to turn it off.</summary>
    public async Task<MailOutcome> TryAsync(ReadyMail ready, CancellationToken ct)
    {
        try
        {
            using var message = new MailMessage(mail["From"]!, ready.To, ready.Subject, ready.Text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
            // The same mail sent once more has the same name: a mailbox that got it already can tell.
            message.Headers["Message-ID"] = $"<{ready.Id:N}@{new MailAddress(mail["From"]!).Host}>";
            message.Headers["List-Unsubscribe"] = $"<{ready.Stop}/now>";
            message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
            message.Headers["Auto-Submitted"] = "auto-generated";
            return await TryAsync(message, ct);
        }
        catch (FormatException)
        {
            return new(false, "The address is not one that mail can be sent to.", ForGood: true);
        }
    }

    private async Task<MailOutcome> TryAsync(MailMessage message, CancellationToken ct)
    {
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
            return new(true);
        }
        catch (SmtpException problem)
        {
            MailLog.NotSent(log, problem.StatusCode);
            return Outcome(problem);
        }
        catch (AuthenticationException)
        {
            MailLog.NotSent(log, SmtpStatusCode.GeneralFailure);
            return new(false, "The mail server’s certificate does not fit its name, or it speaks no TLS. Check Mail:Host and Mail:Tls.");
        }
        catch (OperationCanceledException)
        {
            return new(false, "The mail server did not answer in time.");
        }
    }

    private static MailOutcome Outcome(SmtpException problem) => problem.StatusCode switch
    {
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed =>
            new(false, "The mail server says that there is no such mailbox.", ForGood: true),
        SmtpStatusCode.GeneralFailure => new(false, "The mail server did not answer."),
        SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted => new(false, "The mail server did not accept the sign-in. Check Mail:User, Mail:Password and Mail:Tls."),
        _ => new(false, $"The mail server refused the mail ({(int)problem.StatusCode})."),
    };
}

internal static partial class MailLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A mail could not be sent: {Status}. Check the settings Mail:*.")]
    public static partial void NotSent(ILogger log, SmtpStatusCode status);
}
