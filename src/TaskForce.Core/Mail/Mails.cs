using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Mail;

/// <summary>The outbox: what is said to people by mail is put here in a row, and one worker sends it. Two processes may work at it at once.</summary>
public sealed partial class Mails(Databases databases)
{
    private static readonly Actor Product = Actor.System("mail");

    /// <summary>Puts a notice into the outbox: into the mail of its kind that waits for its person, or into a new one.</summary>
    /// <returns>False where it was said already, or the person does not want this kind.</returns>
    public async Task<bool> QueueAsync(MailNotice notice, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        if (await db.MailNotices.AnyAsync(n => n.Key == notice.Key, ct) || await db.MailChoices.AnyAsync(c => c.PersonId == notice.PersonId && c.Kind == notice.Kind, ct))
            return false;
        var now = databases.Clock.UtcNow;
        notice.At = now;
        var waiting = await db.OutgoingMail.Where(m => m.PersonId == notice.PersonId && m.Kind == notice.Kind && m.State == MailState.Waiting && m.Tries == 0 && m.DueAt > now).OrderBy(m => m.DueAt).FirstOrDefaultAsync(ct);
        if (waiting is not null && waiting.Takes(now))
        {
            waiting.Add(notice, await db.MailNotices.CountAsync(n => n.MailId == waiting.Id, ct) + 1);
            notice.MailId = waiting.Id;
        }
        else
        {
            notice.MailId = Guid.CreateVersion7();
            db.OutgoingMail.Add(OutgoingMail.For(notice, now));
        }
        db.MailNotices.Add(notice);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (StaleRecordException)
        {
            // The mail was taken in hand meanwhile: the notice gets one of its own.
            return await QueueAsync(notice, ct);
        }
        catch (DbUpdateException)
        {
            // Another process said the same thing just now.
            await using var look = await databases.OpenAsync(Product, ct);
            if (await look.MailNotices.AnyAsync(n => n.Key == notice.Key, ct))
                return false;
            throw;
        }
    }

    /// <summary>Takes the mail in hand that is due longest. What cannot be sent is settled on the way, with a sentence that says why.</summary>
    /// <returns>Null when nothing is due.</returns>
    public async Task<ReadyMail?> ClaimAsync(MailLinks links, CancellationToken ct = default)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await using var db = await databases.OpenAsync(Product, ct);
            var now = databases.Clock.UtcNow;
            var mail = await db.OutgoingMail.Where(m => m.State == MailState.Waiting && m.DueAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil <= now)).OrderBy(m => m.DueAt).ThenBy(m => m.Id).FirstOrDefaultAsync(ct);
            if (mail is null)
                return null;
            try
            {
                mail.Claim(now);
                await db.SaveChangesAsync(ct);
                if (await ReadyAsync(db, mail, links, ct) is { } ready)
                    return ready;
                await db.SaveChangesAsync(ct);
            }
            catch (StaleRecordException)
            {
                // Another process took it first; the next one, then.
            }
        }
    }

    /// <summary>The mail went out.</summary>
    public Task SentAsync(Guid id, CancellationToken ct = default) => SettleAsync(id, (mail, now) => mail.Sent(now), ct);

    /// <summary>The mail did not go out.</summary>
    /// <param name="why">In a sentence without address and text.</param>
    /// <param name="forGood">Trying again would not help.</param>
    public Task FailedAsync(Guid id, string why, bool forGood, CancellationToken ct = default) => SettleAsync(id, (mail, now) => mail.Failed(now, why, forGood), ct);

    /// <summary>Settles what was not sent in time, and forgets what was settled long ago.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> TidyAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var now = databases.Clock.UtcNow;
        foreach (var late in await db.OutgoingMail.Where(m => m.State == MailState.Waiting && m.ExpiresAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil <= now)).Take(500).ToListAsync(ct))
            late.Drop(now, TooLate);
        var oldest = now - MailRules.Kept;
        var old = await db.OutgoingMail.Where(m => m.State != MailState.Waiting && m.SettledAt < oldest).Take(500).ToListAsync(ct);
        // The notices of a year stay, so that nothing is said twice; they hold no text.
        var gone = now.AddYears(-1);
        db.MailNotices.RemoveRange(await db.MailNotices.Where(n => n.At < gone).Take(500).ToListAsync(ct));
        db.OutgoingMail.RemoveRange(old);
        try
        {
            await db.SaveChangesAsync(ct);
            return old.Count;
        }
        catch (StaleRecordException)
        {
            // Another process tidies; the next look finishes.
            return 0;
        }
    }

    /// <summary>Tries a mail again that was not sent.</summary>
    /// <exception cref="RefusedException">It is not among those that were not sent.</exception>
    public async Task RetryAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageMail);
        await using var db = await databases.OpenAsync(actor, ct);
        var mail = await db.OutgoingMail.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("mail");
        if (mail.State != MailState.NotSent)
            throw new RefusedException("This mail is not waiting for another try.");
        mail.Retry(databases.Clock.UtcNow);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Says that the mail was copied and sent by hand.</summary>
    /// <exception cref="RefusedException">It was sent already.</exception>
    public async Task SentByHandAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageMail);
        await using var db = await databases.OpenAsync(actor, ct);
        var mail = await db.OutgoingMail.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("mail");
        if (mail.State is MailState.Sent or MailState.SentByHand)
            throw new RefusedException("This mail was sent already.");
        if (mail.ClaimedUntil > databases.Clock.UtcNow)
            throw new RefusedException("This mail is being sent just now. Look again in a minute.");
        mail.SentByHand(databases.Clock.UtcNow, actor.Name);
        await db.SaveChangesAsync(ct);
    }

    private const string TooLate = "It could not be sent in time; what it says is no longer so.";

    private async Task SettleAsync(Guid id, Action<OutgoingMail, DateTime> settle, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        if (await db.OutgoingMail.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } mail)
            return;
        settle(mail, databases.Clock.UtcNow);
        await db.SaveChangesAsync(ct);
    }
}
