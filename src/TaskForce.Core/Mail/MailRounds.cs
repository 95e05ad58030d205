using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;

namespace TaskForce.Core.Mail;

/// <summary>The round of a day: writes what is to be said to people by mail. Saying it again says nothing twice.</summary>
public sealed class MailRounds(Databases databases, Mails mails)
{
    private static readonly Actor Product = Actor.System("mail");

    /// <summary>Whether the day's round may begin.</summary>
    public bool IsTime => databases.Clock.Local(databases.Clock.UtcNow).Hour >= MailRules.Hour;

    /// <summary>Puts everything that is due today into the outbox.</summary>
    /// <returns>How many notices were new.</returns>
    public async Task<int> GoAsync(CancellationToken ct = default)
    {
        var count = await RemindersAsync(ct);
        if (MailRules.Week(databases.Clock.Today) is { } monday)
            count += await CheckInsAsync(monday, ct) + await DigestsAsync(monday, ct);
        return count;
    }

    /// <summary>Check-ins that are overdue or due within a week, to who holds the relationship; never to the partner's own people.</summary>
    private async Task<int> CheckInsAsync(DateOnly monday, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var today = databases.Clock.Today;
        var until = today.AddDays(MailRules.CheckInsAhead);
        var due = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null && p.HolderId != null
                && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former))
                && db.People.Any(h => h.Id == p.HolderId && h.ArchivedAt == null && (h.LeftOn == null || h.LeftOn >= today) && !h.Posts.Any(t => t.PartnerId == p.Id && (t.To == null || t.To >= today)))
                && (p.Standing == null || p.Standing.LastContactOn == null || p.Standing.CheckInDueOn <= until))
            .Select(p => new { Holder = p.HolderId!.Value, Line = new CheckInLine(p.Name, p.Slug, p.Standing == null ? null : p.Standing.LastContactOn, p.Standing == null || p.Standing.LastContactOn == null ? null : p.Standing.CheckInDueOn) })
            .ToListAsync(ct);
        var count = 0;
        foreach (var holder in due.GroupBy(d => d.Holder))
        {
            List<CheckInLine> lines = [.. holder.Select(d => d.Line).OrderBy(l => l.DueOn ?? DateOnly.MaxValue).ThenBy(l => l.Partner, StringComparer.Ordinal)];
            count += await SayAsync(new()
            {
                Key = $"check-ins:{holder.Key:N}:{monday:yyyy-MM-dd}",
                PersonId = holder.Key,
                Kind = MailKind.CheckIns,
                ExpiresAt = databases.Clock.UtcNow + MailRules.DigestHolds,
                Subject = MailSentences.CheckInsSubject(lines, today),
                Text = MailSentences.CheckIns(lines, today),
            }, ct);
        }
        return count;
    }

    /// <summary>Executives whose reply to a meeting that is near is missing.</summary>
    private async Task<int> RemindersAsync(CancellationToken ct)
    {
        var replies = new Replies(databases);
        var today = databases.Clock.Today;
        CharterRow charter;
        await using (var db = await databases.OpenAsync(Product, ct))
            charter = await Charters.OnAsync(db, today, ct);
        var count = 0;
        foreach (var meeting in await replies.MissingAsync(Product, charter.FirstReminderDays, ct))
        {
            if (MailRules.Reminder(meeting.DaysLeft, charter.FirstReminderDays, charter.LastReminderDays) is not { } reminder)
                continue;
            var (title, ends) = await MeetingAsync(meeting.MeetingId, meeting.Title, ct);
            foreach (var person in await replies.WaitingAsync(Product, meeting.MeetingId, ct))
            {
                count += await SayAsync(new()
                {
                    Key = $"executive:{meeting.MeetingId:N}:{person.PersonId:N}:{meeting.On:yyyy-MM-dd}:{(reminder == charter.LastReminderDays ? "last" : "first")}",
                    PersonId = person.PersonId,
                    Kind = MailKind.ExecutiveReminder,
                    ExpiresAt = ends,
                    Subject = MailSentences.ReminderSubject(title, meeting.On, today),
                    Text = MailSentences.Reminder(meeting.MeetingId, title, meeting.Body, meeting.On, meeting.DaysLeft),
                }, ct);
            }
        }
        return count;
    }

    /// <summary>What may be said of a meeting in a mail, and until when a reply is possible.</summary>
    private async Task<(string Title, DateTime Ends)> MeetingAsync(Guid id, string title, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var meeting = await db.Meetings.AsNoTracking().Where(m => m.Id == id).Select(m => new { m.Closed, m.On, m.TimeZone }).FirstAsync(ct);
        return (meeting.Closed ? MeetingSentences.ClosedSession : title, MeetingTime.RepliesEnd(meeting.On, meeting.TimeZone));
    }

    /// <summary>Today's queue, to coordinators, administrators and chairs.</summary>
    private async Task<int> DigestsAsync(DateOnly monday, CancellationToken ct)
    {
        List<Guid> accounts;
        string site;
        await using (var db = await databases.OpenAsync(Product, ct))
        {
            accounts = await db.Users.AsNoTracking().Where(a => a.DisabledAt == null).Select(a => a.Id).ToListAsync(ct);
            site = await db.Profiles.AsNoTracking().Select(p => p.Name).FirstOrDefaultAsync(ct) ?? "The task force";
        }
        var (actors, queue, count) = (new Actors(databases), new TodayQueue(databases), 0);
        foreach (var account in accounts)
        {
            if (await actors.ForAccountAsync(account, ct) is not { PersonId: { } person } actor || !Permissions.Allow(actor, Act.SeeToday))
                continue;
            // Nothing candid goes into the mail, so no reading of the own agency is to be written down for somebody who has read nothing. Chairs keep theirs: their filter needs it.
            var rows = (await queue.ReadAsync(actor.SeesAllCandid ? actor with { OwnPartners = [] } : actor, ct)).Rows;
            if (rows.Count == 0)
                continue;
            count += await SayAsync(new()
            {
                Key = $"digest:{person:N}:{monday:yyyy-MM-dd}",
                PersonId = person,
                Kind = MailKind.WeeklyDigest,
                ExpiresAt = databases.Clock.UtcNow + MailRules.DigestHolds,
                Subject = MailSentences.DigestSubject(rows.Count, site),
                Text = MailSentences.Digest(rows),
            }, ct);
        }
        return count;
    }

    private async Task<int> SayAsync(MailNotice notice, CancellationToken ct) => await mails.QueueAsync(notice, ct) ? 1 : 0;
}
