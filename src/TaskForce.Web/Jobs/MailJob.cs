using TaskForce.Core.Calendar;
using TaskForce.Core.Mail;
using TaskForce.Web.Account;

namespace TaskForce.Web.Jobs;

/// <summary>
/// Writes the day's mails once a day and sends what is due. Rows are taken in hand one by one, so that several processes may do this at the same time.
/// A mail that was begun when the server stops is finished; one that was not stays where it is.
/// </summary>
public sealed partial class MailJob(Mails mails, MailRounds rounds, Mailer mailer, MailStops stops, PublicAddress address, TaskForceClock clock, TimeProvider time, ILogger<MailJob> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);
    private DateOnly? done;
    private DateTime restsUntil;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            do
                await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was to be said stands in the database.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await RoundAsync(ct);
            await SendAsync(ct);
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            // The next look tries again.
            Failed(log, problem);
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        var today = clock.Today;
        if (done == today || !rounds.IsTime)
            return;
        var written = await rounds.GoAsync(ct);
        await mails.TidyAsync(ct);
        done = today;
        if (written > 0)
            Written(log, written);
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        if (!mailer.IsConfigured || address.ForJobs is not { } root || clock.UtcNow < restsUntil)
            return;
        while (!stopping.IsCancellationRequested && await mails.ClaimAsync(stops.Links(root), stopping) is { } mail)
        {
            // Not the stopping token: a mail that is half said is finished, and what became of it is written down.
            using var patience = new CancellationTokenSource(MailRules.Patience);
            var outcome = await mailer.TryAsync(mail, patience.Token);
            if (outcome.Sent)
                await mails.SentAsync(mail.Id, CancellationToken.None);
            else
                await mails.FailedAsync(mail.Id, outcome.Why, outcome.ForGood, CancellationToken.None);
            Tried(log, mail.Kind, mail.Id, outcome.Sent ? "sent" : "not sent");
            if (outcome.ForAll)
            {
                restsUntil = clock.UtcNow + MailRules.Rest;
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} notices were put into the outbox.")]
    private static partial void Written(ILogger log, int count);

    // Neither address nor text: the list of outgoing mail says to whom.
    [LoggerMessage(Level = LogLevel.Information, Message = "A mail ({Kind}, {Id}) was {Outcome}.")]
    private static partial void Tried(ILogger log, MailKind kind, Guid id, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be worked through.")]
    private static partial void Failed(ILogger log, Exception problem);
}
