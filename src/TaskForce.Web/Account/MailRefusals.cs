using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace TaskForce.Web.Account;

/// <summary>
/// What a mail server's refusal means, in a sentence for who set it up. The server's own words are left out, as they may hold an address; its numbers stay.
/// </summary>
internal static partial class MailRefusals
{
    private const int SignInFails = 535, SignInTooWeak = 534, SignInWantsTls = 538;

    /// <summary>The sentence.</summary>
    /// <param name="problem">What the client threw.</param>
    /// <param name="tls">Whether TLS was asked for.</param>
    /// <param name="signsIn">Whether a user is set. The client goes on without sign-in where it fails, so what is refused then is often meant for that.</param>
    public static MailOutcome Of(SmtpException problem, bool tls, bool signsIn)
    {
        var numbers = $"({(int)problem.StatusCode}{Enhanced().Match(problem.Message).Value})";
        // RFC 3463: what begins with 5.7 is refused for who we are, not for the mailbox.
        var isPolicy = numbers.Contains(" 5.7.", StringComparison.Ordinal);
        return (int)problem.StatusCode switch
        {
            (int)SmtpStatusCode.GeneralFailure => WithoutAnswer(problem, tls),
            (int)SmtpStatusCode.MustIssueStartTlsFirst when !tls && problem.Message.Contains("TLS", StringComparison.OrdinalIgnoreCase) =>
                new(false, $"The mail server demands TLS {numbers}. Set Mail:Tls to true.", ForAll: true),
            (int)SmtpStatusCode.MustIssueStartTlsFirst or SignInFails or SignInTooWeak or SignInWantsTls => SignIn(signsIn, numbers),
            >= 400 and < 500 => new(false, $"The mail server put the mail off {numbers}.", ForAll: problem.StatusCode is SmtpStatusCode.ServiceNotAvailable or SmtpStatusCode.ClientNotPermitted),
            _ when isPolicy && signsIn => SignIn(signsIn, numbers),
            _ when isPolicy || problem is not SmtpFailedRecipientException => new(false, $"The mail server does not take mail from us {numbers}. Check whether Mail:From may send there, and whether it wants a sign-in."),
            (int)SmtpStatusCode.ExceededStorageAllocation => new(false, $"The mailbox is full {numbers}."),
            _ => new(false, $"The mail server says that there is no such mailbox {numbers}.", ForGood: true),
        };
    }

    private static MailOutcome SignIn(bool signsIn, string numbers) => new(false, signsIn
        ? $"The mail server did not accept the sign-in {numbers}. Check Mail:User and Mail:Password, and that it offers the method LOGIN."
        : $"The mail server wants a sign-in {numbers}. Set Mail:User and Mail:Password.", ForAll: true);

    private static MailOutcome WithoutAnswer(SmtpException problem, bool tls) => problem.InnerException switch
    {
        AuthenticationException => new(false, "The mail server’s certificate is not trusted here, or it is for another name. Check Mail:Host, or let this machine trust who signed it.", ForAll: true),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(false, "The name in Mail:Host is not known here. Check Mail:Host.", ForAll: true),
        SocketException => new(false, "No mail server can be reached at Mail:Host and Mail:Port. Check both, and whether a firewall stands between.", ForAll: true),
        null when !problem.Message.Contains('@', StringComparison.Ordinal) && tls => new(false, "The mail server offers no TLS there. Check Mail:Port; set Mail:Tls to false only where the way to it is safe.", ForAll: true),
        null => new(false, "The mail server cannot take an address with letters beyond A to Z before the @.", ForGood: true),
        _ => new(false, "The connection to the mail server broke off before it took the mail."),
    };

    [GeneratedRegex(@"(?<=response was:) [45]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Enhanced();
}
