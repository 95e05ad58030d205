using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using TaskForce.Core.Mail;
using TaskForce.Tests;
using TaskForce.Web.Account;

namespace TaskForce.WebTests.Mail;

/// <summary>What mail servers do to a mail, over real sockets, with TLS and sign-in; and what an administrator reads of it.</summary>
public sealed class MailerTests
{
    private const string Password = "blue lantern 7";
    private static readonly X509Certificate2 Ours = Certificate("127.0.0.1"), Others = Certificate("mail.elsewhere.gov");

    static MailerTests()
    {
        // The client asks nobody else whom to trust. Two certificates are trusted here as if their maker stood among the authorities; a wrong name stays wrong.
#pragma warning disable SYSLIB0014
        ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && shown?.GetCertHashString() is { } hash && (hash == Ours.GetCertHashString() || hash == Others.GetCertHashString()));
#pragma warning restore SYSLIB0014
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static Mailer Mailer(Smtp smtp, params (string Key, string Value)[] more)
    {
        var settings = smtp.Settings;
        foreach (var (key, value) in more)
            settings[key] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(settings!).Build(), NullLogger<Mailer>.Instance);
    }

    private static (string Key, string Value)[] SignedIn(string password = Password) => [("Mail:Tls", "true"), ("Mail:User", "taskforce"), ("Mail:Password", password)];

    private static async Task<MailOutcome> TryAsync(Mailer mailer, string to = "wes@harborcounty.gov", TimeSpan? patience = null)
    {
        using var time = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(60));
        return await mailer.TryAsync(new ReadyMail(Guid.CreateVersion7(), MailKind.CheckIns, to, "Gespräch\nfällig", "Größe", "https://tf.harborcounty.gov/mail/stop/x"), time.Token);
    }

    [Fact]
    public async Task A_mail_goes_out_over_TLS_after_a_sign_in()
    {
        using var smtp = new Smtp { Certificate = Ours, User = ("taskforce", Password) };

        Assert.Equal(new(true), await TryAsync(Mailer(smtp, SignedIn())));

        var letter = Assert.Single(smtp.Letters);
        Assert.Equal(("wes@harborcounty.gov", "Größe"), (letter.To, letter.Text.Trim()));
        Assert.Contains("=?utf-8?", letter.Header("Subject"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_one()
    {
        using var smtp = new Smtp { Certificate = Ours, User = ("taskforce", Password) };

        Assert.Equal(new(false, "The mail server did not accept the sign-in (530 5.7.0). Check Mail:User and Mail:Password, and that it offers the method LOGIN.", ForAll: true), await TryAsync(Mailer(smtp, SignedIn("wrong"))));
        Assert.Equal(new(false, "The mail server wants a sign-in (530 5.7.0). Set Mail:User and Mail:Password.", ForAll: true), await TryAsync(Mailer(smtp, ("Mail:Tls", "true"))));
        Assert.Empty(smtp.Letters);
    }

    [Fact]
    public async Task A_wrong_password_is_no_missing_mailbox_where_the_server_takes_mail_for_its_own_without_a_sign_in()
    {
        using var smtp = new Smtp { OnVerb = verb => verb == "AUTH" ? "535 5.7.8 no" : null, OnRecipient = (_, _) => "550 5.7.54 Unable to relay" };

        var outcome = await TryAsync(Mailer(smtp, [.. SignedIn("wrong"), ("Mail:Tls", "false")]));

        Assert.Equal((false, false, true), (outcome.Sent, outcome.ForGood, outcome.ForAll));
        Assert.StartsWith("The mail server did not accept the sign-in (550 5.7.54).", outcome.Why);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_or_of_another_name_is_not_talked_to()
    {
        using var stranger = Certificate("127.0.0.1");
        foreach (var certificate in (X509Certificate2[])[stranger, Others])
        {
            using var smtp = new Smtp { Certificate = certificate, User = ("taskforce", Password) };
            Assert.Equal(new(false, "The mail server’s certificate is not trusted here, or it is for another name. Check Mail:Host, or let this machine trust who signed it.", ForAll: true), await TryAsync(Mailer(smtp, SignedIn())));
            Assert.Empty(smtp.Letters);
        }
    }

    [Fact]
    public async Task TLS_is_never_left_out_silently()
    {
        using (var open = new Smtp { User = ("taskforce", Password) })
        {
            Assert.StartsWith("The mail server offers no TLS there.", (await TryAsync(Mailer(open, SignedIn()))).Why);
            Assert.Empty(open.Letters);
        }
        using var strict = new Smtp { Certificate = Ours };
        Assert.Equal(new(false, "The mail server demands TLS (530 5.7.0). Set Mail:Tls to true.", ForAll: true), await TryAsync(Mailer(strict)));
        Assert.Equal(new(false, "Port 465 wants TLS before the first word, which is not supported. Set Mail:Port to 587.", ForAll: true), await TryAsync(Mailer(strict, ("Mail:Port", "465"))));
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.60 not your address", false, "The mail server does not take mail from us (550 5.7.60). Check whether Mail:From may send there, and whether it wants a sign-in.")]
    [InlineData("RCPT", "554 5.7.1 relay access denied", false, "The mail server does not take mail from us (554 5.7.1). Check whether Mail:From may send there, and whether it wants a sign-in.")]
    [InlineData("RCPT", "550 5.1.1 no such user wes@harborcounty.gov", true, "The mail server says that there is no such mailbox (550 5.1.1).")]
    [InlineData("RCPT", "552 5.2.2 over quota", false, "The mailbox is full (552 5.2.2).")]
    [InlineData("RCPT", "451 4.7.1 greylisted", false, "The mail server put the mail off (451 4.7.1).")]
    [InlineData("", "421 too many connections", false, "The mail server put the mail off (421).")]
    [InlineData(".", "554 5.6.0 smells of spam", false, "The mail server does not take mail from us (554 5.6.0). Check whether Mail:From may send there, and whether it wants a sign-in.")]
    [InlineData("", Smtp.HangUp, false, "The connection to the mail server broke off before it took the mail.")]
    [InlineData(".", Smtp.HangUp, false, "The connection to the mail server broke off before it took the mail.")]
    public async Task A_refusal_is_told_in_a_sentence_with_its_number_and_without_an_address(string verb, string answer, bool forGood, string why)
    {
        using var smtp = new Smtp { OnVerb = v => v == verb ? answer : null };

        var outcome = await TryAsync(Mailer(smtp));

        Assert.Equal((false, forGood, why), (outcome.Sent, outcome.ForGood, outcome.Why));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RCPT")]
    [InlineData(".")]
    public async Task A_server_that_says_nothing_holds_nobody_up(string verb)
    {
        using var smtp = new Smtp { OnVerb = v => v == verb ? Smtp.Silence : null };

        Assert.Equal(new(false, "The mail server did not answer in time.", ForAll: true), await TryAsync(Mailer(smtp), patience: TimeSpan.FromSeconds(1)).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Wrong_settings_and_addresses_are_told_too()
    {
        using var smtp = new Smtp();

        Assert.Equal("The name in Mail:Host is not known here. Check Mail:Host.", (await TryAsync(Mailer(smtp, ("Mail:Host", "mail.invalid")))).Why);
        Assert.StartsWith("No mail server can be reached at Mail:Host and Mail:Port.", (await TryAsync(Mailer(smtp, ("Mail:Port", "1")))).Why);
        Assert.Equal(new(false, "Mail:From is not an e-mail address.", ForAll: true), await TryAsync(Mailer(smtp, ("Mail:From", "the task force"))));
        Assert.Equal(new(false, "The address is not one that mail can be sent to.", ForGood: true), await TryAsync(Mailer(smtp), "nobody"));
        Assert.Equal(new(false, "The mail server cannot take an address with letters beyond A to Z before the @.", ForGood: true), await TryAsync(Mailer(smtp), "jürgen@harborcounty.gov"));
        Assert.Equal(new(false, "The folder of Mail:Folder cannot be written.", ForAll: true), await TryAsync(Mailer(smtp, ("Mail:Folder", "/proc/nowhere"))));
        Assert.Empty(smtp.Letters);
    }
}
