using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using TaskForce.Core.Mail;

namespace TaskForce.Web.Account;

/// <summary>How sending a mail ended.</summary>
/// <param name="Why">What went wrong, in a sentence that names no address.</param>
/// <param name="ForGood">Trying again would not help.</param>
/// <param name="ForAll">No other mail would go out now either: the server or the settings are at fault.</param>
public sealed record MailOutcome(bool Sent, string Why = "", bool ForGood = false, bool ForAll = false);

/// <summary>
/// Sends mail, when the settings Mail:* say how: Mail:Host (with Mail:Port, Mail:User, Mail:Password, Mail:Tls) or
/// Mail:Folder, into which each mail is written as a file; and Mail:From. The few mails that sign-in needs go out at once; all others through the outbox.
/// </summary>
public sealed class Mailer(IConfiguration settings, ILogger<Mailer> log)
{
    // Where TLS comes before the first word, which the client does not know: each side would wait for the other.
    private const int ImplicitTls = 465;

    private readonly IConfigurationSection mail = settings.GetSection("Mail");

    /// <summary>Whether mail can be sent.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(mail["From"]) && !(string.IsNullOrEmpty(mail["Host"]) && string.IsNullOrEmpty(mail["Folder"]));

    /// <summary>Sends a mail of plain text. True when it went out; a failure is logged without the address.</summary>
    public async Task<bool> SendAsync(string to, string subject, string text, CancellationToken ct = default) => (await TryAsync(to, subject, text, ct)).Sent;

    /// <summary>The same, and says why not.</summary>
    public Task<MailOutcome> TryAsync(string to, string subject, string text, CancellationToken ct = default) => TryAsync(to, subject, text, _ => { }, ct);

    /// <summary>Sends a mail of the outbox, with what its reader's program needs to turn it off.</summary>
    public Task<MailOutcome> TryAsync(ReadyMail ready, CancellationToken ct) => TryAsync(ready.To, ready.Subject, ready.Text, message =>
    {
        // The same mail sent once more has the same name: a mailbox that got it already can tell.
        message.Headers["Message-ID"] = $"<{ready.Id:N}@{message.From!.Host}>";
        message.Headers["List-Unsubscribe"] = $"<{ready.Stop}/now>";
        message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        message.Headers["Auto-Submitted"] = "auto-generated";
    }, ct);

    private async Task<MailOutcome> TryAsync(string to, string subject, string text, Action<MailMessage> head, CancellationToken ct)
    {
        if (!IsConfigured)
            return new(false, "No mail server is set.", ForAll: true);
        if (!MailAddress.TryCreate(mail["From"], out var from))
            return new(false, "Mail:From is not an e-mail address.", ForAll: true);
        if (!MailAddress.TryCreate(to, out var reader))
            return new(false, "The address is not one that mail can be sent to.", ForGood: true);
        using var message = new MailMessage(from, reader) { Subject = subject.ReplaceLineEndings(" "), SubjectEncoding = Encoding.UTF8, Body = text, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.QuotedPrintable };
        head(message);
        var outcome = await TryAsync(message, ct);
        if (!outcome.Sent)
            MailLog.NotSent(log, outcome.Why);
        return outcome;
    }

    private async Task<MailOutcome> TryAsync(MailMessage message, CancellationToken ct)
    {
        var (port, tls, user) = (mail.GetValue("Port", 587), mail.GetValue("Tls", true), mail["User"] ?? "");
        using var client = new SmtpClient();
        try
        {
            if (mail["Folder"] is { Length: > 0 } folder)
            {
                client.DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory;
                client.PickupDirectoryLocation = Directory.CreateDirectory(folder).FullName;
            }
            else if (port == ImplicitTls)
            {
                return new(false, "Port 465 wants TLS before the first word, which is not supported. Set Mail:Port to 587.", ForAll: true);
            }
            else
            {
                (client.Host, client.Port, client.EnableSsl) = (mail["Host"]!, port, tls);
                if (user.Length > 0)
                    client.Credentials = new NetworkCredential(user, mail["Password"]);
            }
            // The client does not look at the token while it waits for the answer to a mail's last line: a server that says nothing then would hold up all mail.
            await client.SendMailAsync(message, ct).WaitAsync(ct);
            return new(true);
        }
        catch (OperationCanceledException)
        {
            return new(false, "The mail server did not answer in time.", ForAll: true);
        }
        catch (SmtpException problem)
        {
            return MailRefusals.Of(problem, tls, user.Length > 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(false, "The folder of Mail:Folder cannot be written.", ForAll: true);
        }
    }
}

internal static partial class MailLog
{
    // A sentence without address and without what the server said, which may hold one.
    [LoggerMessage(Level = LogLevel.Error, Message = "A mail could not be sent. {Why}")]
    public static partial void NotSent(ILogger log, string why);
}
