using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>A calendar as it is sent.</summary>
/// <param name="Tag">Changes when the text changes: what a browser sends back to be told that nothing is new.</param>
public sealed record CalendarFile(string Name, string Text, string Tag);

/// <summary>Meetings as calendars read them: one as a file, all of a person's at a secret address.</summary>
public sealed class CalendarFeeds(Databases databases)
{
    /// <summary>How far back a feed reaches, in days.</summary>
    public const int PastDays = 120;

    /// <summary>One meeting as a calendar file.</summary>
    /// <param name="root">Where the product answers, for the link back: "https://taskforce.example.gov".</param>
    public async Task<CalendarFile> OfMeetingAsync(Actor actor, Guid meetingId, string root, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meetingId && m.ArchivedAt == null, ct) ?? throw new NotFoundException("meeting");
        var body = await db.Bodies.Where(b => b.Id == meeting.BodyId).Select(b => b.Name).SingleAsync(ct);
        return File($"{Folding.Slug(meeting.Closed ? body : meeting.Title)}-{meeting.On:yyyy-MM-dd}", meeting.Closed ? MeetingSentences.ClosedSession : meeting.Title, [Event(meeting, body, root)]);
    }

    /// <summary>When the actor's secret address was made; null where there is none.</summary>
    public async Task<DateTime?> MadeAtAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.CalendarFeeds.Where(f => f.AccountId == actor.AccountId && f.RevokedAt == null).Select(f => (DateTime?)f.CreatedAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>Makes the actor a new secret address; the one before stops working at once.</summary>
    /// <returns>The secret, shown once; only its hash is kept.</returns>
    /// <exception cref="NotAllowedException">The actor has no account.</exception>
    public async Task<string> MakeAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        var account = actor.AccountId ?? throw new NotAllowedException(Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        await EndAsync(db, account, ct);
        var secret = Secret.New();
        db.CalendarFeeds.Add(new() { AccountId = account, TokenHash = Secret.Hash(secret), CreatedAt = databases.Clock.UtcNow });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Ends the actor's secret address.</summary>
    public async Task RevokeAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        var account = actor.AccountId ?? throw new NotAllowedException(Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        await EndAsync(db, account, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// What a secret address gives: the meetings of the bodies in which the account's person holds a seat or is an alternate on the day; a coordinator's
    /// has all. A closed one reads "Closed session", without place or link. Agendas, minutes, attendance and notes are never in it.
    /// </summary>
    /// <returns>Null where the address is unknown or ended, or the account is closed: all alike.</returns>
    public async Task<CalendarFile?> ReadAsync(string secret, string root, CancellationToken ct = default)
    {
        var hash = Secret.Hash(secret);
        Guid accountId;
        await using (var db = await databases.OpenAsync(Actor.System("calendar feed"), ct))
        {
            accountId = await db.CalendarFeeds.Where(f => f.TokenHash == hash && f.RevokedAt == null).Select(f => f.AccountId).FirstOrDefaultAsync(ct);
        }
        if (accountId == Guid.Empty || await new Actors(databases).ForAccountAsync(accountId, ct) is not { } actor || !Permissions.Allow(actor, Act.ReadMeetings))
            return null;

        await using var own = await databases.OpenAsync(actor, ct);
        var since = databases.Clock.Today.AddDays(-PastDays);
        var rows = await (from meeting in own.Meetings.AsNoTracking()
                          where meeting.ArchivedAt == null && meeting.On >= since
                          join body in own.Bodies on meeting.BodyId equals body.Id
                          orderby meeting.On, meeting.Starts, meeting.Id
                          select new { Meeting = meeting, Body = body.Name }).ToListAsync(ct);
        var seats = await MeetingReader.SeatsAsync(own, [.. rows.Select(r => r.Meeting)], ct);
        var all = actor.SeesAllCandid;
        var site = await own.Profiles.AsNoTracking().Select(p => p.Name).FirstOrDefaultAsync(ct) ?? "Task force";
        return File("meetings", $"{site} meetings", rows.Where(r => all || MeetingReader.TakesPart(actor.PersonId, seats[r.Meeting.Id])).Select(r => Event(r.Meeting, r.Body, root)));
    }

    private async Task EndAsync(TaskForceDb db, Guid account, CancellationToken ct)
    {
        foreach (var feed in await db.CalendarFeeds.Where(f => f.AccountId == account && f.RevokedAt == null).ToListAsync(ct))
            feed.RevokedAt = databases.Clock.UtcNow;
    }

    private static CalendarFile File(string name, string title, IEnumerable<CalendarEvent> events)
    {
        var text = CalendarText.Write(title, events);
        return new(name, text, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]);
    }

    private static CalendarEvent Event(Meeting m, string body, string root)
    {
        var (start, end) = MeetingTime.Span(m.On, m.Starts, m.Ends, m.TimeZone);
        var address = $"{root.TrimEnd('/')}/meetings/{m.Id}";
        if (m.Closed)
            return new(m.Id, m.CalendarSequence, SavedAt(m), start, end, MeetingSentences.ClosedSession, "", "", address, m.CancelledAt is not null);
        var place = m.Place.Length > 0 ? m.Place : m.Link;
        var about = string.Join('\n', new[] { m.Title == body ? "" : body, m.Link, m.CancelledAt is null ? "" : $"Canceled: {m.CancelledReason}" }.Where(l => l.Length > 0));
        return new(m.Id, m.CalendarSequence, SavedAt(m), start, end, m.Title, place, about, address, m.CancelledAt is not null);
    }

    /// <summary>When the meeting was last saved: its version is renewed on every save and carries its instant in the first 48 bits (RFC 9562 §5.7).</summary>
    private static DateTime SavedAt(Meeting meeting)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (meeting.Version.Version != 7 || !meeting.Version.TryWriteBytes(bytes, bigEndian: true, out _))
            return DateTime.UnixEpoch;
        var milliseconds = 0L;
        foreach (var b in bytes[..6])
            milliseconds = milliseconds << 8 | b;
        return DateTime.UnixEpoch.AddMilliseconds(milliseconds);
    }
}
