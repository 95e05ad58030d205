using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Partners;

/// <summary>Which part of a timeline is shown.</summary>
public enum TimelinePart
{
    All,
    Contacts,
    Meetings,
    Mous,
    Changes,
}

/// <summary>What kind of thing happened, for its icon and tone.</summary>
public enum EventKind
{
    Call,
    Coffee,
    Visit,
    MeetingHeld,
    Email,
    Presentation,
    Message,
    Attended,
    Missed,
    Excused,
    Signed,
    MouBegan,
    MouEnded,
    Statement,
    ChampionNamed,
    ChampionLeft,
    SponsorNamed,
    Changed,
}

/// <summary>Something that happened with a partner.</summary>
/// <param name="Candid">Whether it comes from what was said in confidence.</param>
public sealed record PartnerEvent(DateOnly On, EventKind Kind, string Title, string? Detail, string? Href, bool Candid = false);

/// <summary>Reads what happened with a partner: contacts as far as the reader may see them, meetings, MOUs, backing, changes.</summary>
public sealed class PartnerTimelines(Databases databases)
{
    /// <summary>The newest events up to a day, newest first.</summary>
    /// <param name="until">The last day that is wanted, included; null for today and whatever lies ahead.</param>
    /// <param name="count">At most so many, 1 to 200.</param>
    public async Task<IReadOnlyList<PartnerEvent>> ReadAsync(Actor actor, Guid partnerId, TimelinePart part = TimelinePart.All, DateOnly? until = null, int count = 12, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenConnectedAsync(actor, ct);
        var last = until ?? DateOnly.MaxValue;
        count = Math.Clamp(count, 1, 200);
        List<PartnerEvent> events = [];
        if (part is TimelinePart.All or TimelinePart.Contacts)
            events.AddRange(await ContactsAsync(db, partnerId, last, count, ct));
        if (part is TimelinePart.All or TimelinePart.Meetings)
            events.AddRange(await MeetingsAsync(db, partnerId, last, count, ct));
        if (part is TimelinePart.All or TimelinePart.Mous)
            events.AddRange(await MousAsync(db, partnerId, last, ct));
        if (part is TimelinePart.All or TimelinePart.Changes)
            events.AddRange(await BackingAsync(db, partnerId, last, count, ct));
        if (part is TimelinePart.Changes)
            events.AddRange(await ChangesAsync(db, partnerId, last, count, ct));
        if (events.Exists(e => e.Candid))
            await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        return [.. events.OrderByDescending(e => e.On).ThenBy(e => e.Kind).Take(count)];
    }

    private sealed record ContactRow(Guid ContactId, DateOnly On, Guid Id, ContactKind Kind, bool TheyAnswered, string Line, string AuthorName);

    private sealed record MarkRow(Presence Presence, string Reason, Guid Id, DateOnly On, string Title, string Body);

    private sealed record VersionRow(
        DateOnly? SignedOn, DateOnly? Left, int Number, MouVersionKind Kind, DateOnly? EffectiveOn, DateOnly? ExpiresOn, bool OnFile, Guid Id, string Title, DateOnly? WithdrawnOn, string WithdrawnReason);

    private sealed record SpokenRow(DateOnly On, bool InPublic, string Text);

    private static readonly ReadyQuery<Func<TaskForceDb, Guid, DateOnly, int, IAsyncEnumerable<ContactRow>>> Contacts = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id, DateOnly last, int count) => db.ContactPartners.AsNoTracking().Where(p => p.PartnerId == id && p.On <= last)
            .Join(db.Contacts.Where(c => c.ArchivedAt == null), p => p.ContactId, c => c.Id, (p, c) => new { p.ContactId, p.On, C = c })
            .OrderByDescending(x => x.On).ThenByDescending(x => x.ContactId).Take(count)
            .Select(x => new ContactRow(x.ContactId, x.On, x.C.Id, x.C.Kind, x.C.TheyAnswered, x.C.Line, x.C.AuthorName))));

    // Nobody is missed who was not expected, nor on a day on which the partner took part without meetings: asked here, so that the newest so many are those that show.
    private static readonly ReadyQuery<Func<TaskForceDb, Guid, DateOnly, int, IAsyncEnumerable<MarkRow>>> Marks = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id, DateOnly last, int count) => db.Attendance.AsNoTracking().Where(a => a.PartnerId == id && a.Presence != Presence.Guest)
            .Join(db.Meetings.Where(m => m.ArchivedAt == null && m.CancelledAt == null && m.On <= last), a => a.MeetingId, m => m.Id, (a, m) => new { A = a, M = m })
            .Join(db.Bodies, x => x.M.BodyId, b => b.Id, (x, b) => new { x.A, x.M, b.Name })
            .Join(db.Partners, x => x.A.PartnerId, p => (Guid?)p.Id, (x, p) => new { x.A, x.M, x.Name, P = p })
            .Where(x => x.A.Presence != Presence.Absent || (x.A.Expected
                && !(x.P.WithoutMeetings && (x.P.WithoutMeetingsSince == null || x.P.WithoutMeetingsSince <= x.M.On) && (x.P.WithoutMeetingsUntil == null || x.P.WithoutMeetingsUntil >= x.M.On))))
            .OrderByDescending(x => x.M.On).ThenByDescending(x => x.M.Id).Take(count)
            .Select(x => new MarkRow(x.A.Presence, x.A.Reason, x.M.Id, x.M.On, x.M.Title, x.Name))));

    private static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<VersionRow>>> Versions = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.MouParties.AsNoTracking().Where(p => p.PartnerId == id)
            .Join(db.MouVersions, p => p.VersionId, v => v.Id, (p, v) => new { P = p, V = v })
            .Join(db.Mous.Where(m => m.ArchivedAt == null), x => x.V.MouId, m => m.Id, (x, m) => new VersionRow(
                x.P.SignedOn, x.P.WithdrawnOn, x.V.Number, x.V.Kind, x.V.EffectiveOn, x.V.ExpiresOn, x.V.FileId != null, m.Id, m.Title, m.WithdrawnOn, m.WithdrawnReason))));

    private static readonly ReadyQuery<Func<TaskForceDb, Guid, DateOnly, int, IAsyncEnumerable<SpokenRow>>> Spoken = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id, DateOnly last, int count) => db.LeadershipStatements.AsNoTracking().Where(s => s.PartnerId == id && s.On <= last)
            .OrderByDescending(s => s.On).Take(count).Select(s => new SpokenRow(s.On, s.InPublic, s.Text))));

    private static async Task<IEnumerable<PartnerEvent>> ContactsAsync(TaskForceDb db, Guid id, DateOnly last, int count, CancellationToken ct)
    {
        // The contact itself goes through the filter; the shared day of a contact alone would say that there was one, and to whom. The order is
        // that of the index on the day, so that the newest are found without reading the rest.
        var contacts = await Contacts.On(db)(db, id, last, count).ToListAsync(ct);
        return contacts.Select(c => new PartnerEvent(c.On, Of(c.Kind), Title(c.Kind, c.TheyAnswered), c.Line.Length > 0 ? c.Line : "By " + c.AuthorName, "/outreach?contact=" + c.Id, Candid: true));
    }

    private static async Task<IEnumerable<PartnerEvent>> MeetingsAsync(TaskForceDb db, Guid id, DateOnly last, int count, CancellationToken ct)
    {
        var marks = await Marks.On(db)(db, id, last, count).ToListAsync(ct);
        return marks.Select(m => m.Presence switch
        {
            Presence.Absent => new PartnerEvent(m.On, EventKind.Missed, "Missed meeting", Said(m.Body, m.Reason), "/meetings/" + m.Id),
            Presence.Excused => new PartnerEvent(m.On, EventKind.Excused, "Excused from meeting", Said(m.Body, m.Reason), "/meetings/" + m.Id),
            Presence.Deputy => new PartnerEvent(m.On, EventKind.Attended, "Sent a deputy", m.Body, "/meetings/" + m.Id),
            Presence.Remote => new PartnerEvent(m.On, EventKind.Attended, "Attended remotely", m.Body, "/meetings/" + m.Id),
            _ => new PartnerEvent(m.On, EventKind.Attended, "Attended meeting", m.Body, "/meetings/" + m.Id),
        });
    }

    private static async Task<IEnumerable<PartnerEvent>> MousAsync(TaskForceDb db, Guid id, DateOnly last, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var versions = await Versions.On(db)(db, id).ToListAsync(ct);
        List<PartnerEvent> events = [];
        foreach (var v in versions)
        {
            var href = "/mous/" + v.Id;
            if (v.SignedOn is { } signed)
                events.Add(new(signed, EventKind.Signed, v.Kind == MouVersionKind.Addendum ? "Signed an addendum to the MOU" : v.Number > 1 ? "Signed a new version of the MOU" : "Signed the MOU", v.Title, href));
            if (v.Left is { } left && left <= today)
                events.Add(new(left, EventKind.MouEnded, "Withdrew from the MOU", v.Title, href));
            // Without its executed copy a version neither began nor ended anything.
            if (!v.OnFile)
                continue;
            if (v.EffectiveOn is { } began && began <= today)
                events.Add(new(began, EventKind.MouBegan, v.Kind == MouVersionKind.Addendum ? "Addendum took effect" : "MOU took effect", v.Title, href));
            if (v.ExpiresOn is { } ended && ended < today && !(v.WithdrawnOn <= ended) && !versions.Exists(later => later.Id == v.Id && later.Number > v.Number && later.OnFile && later.EffectiveOn <= ended.AddDays(1)))
                events.Add(new(ended, EventKind.MouEnded, "MOU term ended", v.Title, href));
        }
        events.AddRange(versions.Where(v => v.WithdrawnOn is not null).DistinctBy(v => v.Id)
            .Select(v => new PartnerEvent(v.WithdrawnOn!.Value, EventKind.MouEnded, "MOU withdrawn", v.WithdrawnReason.Length > 0 ? v.WithdrawnReason : v.Title, "/mous/" + v.Id)));
        return events.Where(e => e.On <= last);
    }

    private static async Task<IEnumerable<PartnerEvent>> BackingAsync(TaskForceDb db, Guid id, DateOnly last, int count, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var statements = await Spoken.On(db)(db, id, last, count).ToListAsync(ct);
        var champions = await PartnerPageQueries.Champions.On(db)(db, id).ToListAsync(ct);
        var sponsors = (await PartnerPageQueries.Sponsors.On(db)(db, id).ToListAsync(ct)).Where(s => s.PersonId is not null);
        return statements.Select(s => new PartnerEvent(s.On, EventKind.Statement, s.InPublic ? "Leadership spoke in public" : "Leadership spoke inside the agency", s.Text, null))
            .Concat(champions.Select(c => new PartnerEvent(c.From, EventKind.ChampionNamed, "Champion named", c.Name, "/people/" + c.Slug)))
            .Concat(champions.Where(c => c.To < today).Select(c => new PartnerEvent(c.To!.Value, EventKind.ChampionLeft, "Champion left the post", c.Name, "/people/" + c.Slug)))
            .Concat(sponsors.Select(s => new PartnerEvent(s.From, EventKind.SponsorNamed, "Executive sponsor named", s.Name, "/people/" + s.Slug)))
            .Where(e => e.On <= last);
    }

    private static async Task<IEnumerable<PartnerEvent>> ChangesAsync(TaskForceDb db, Guid id, DateOnly last, int count, CancellationToken ct)
    {
        var end = last == DateOnly.MaxValue ? DateTime.MaxValue : MeetingTime.Utc(last.AddDays(1), TimeOnly.MinValue, db.Clock.Zone.Id);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => (e.RecordId == id || e.OwnerId == id) && e.At < end)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(count).Select(e => new { e.At, e.By, e.Happened, e.RecordType, e.Candid }).ToListAsync(ct);
        return entries.Select(e => new PartnerEvent(DateOnly.FromDateTime(db.Clock.Local(e.At)), EventKind.Changed, HistorySentences.Heading(e.Happened, e.RecordType), "By " + e.By, null, e.Candid));
    }

    private static string Said(string body, string reason) => reason.Length > 0 ? $"{body}. {reason}" : body;

    private static EventKind Of(ContactKind kind) => kind switch
    {
        ContactKind.Call => EventKind.Call,
        ContactKind.Coffee => EventKind.Coffee,
        ContactKind.Visit => EventKind.Visit,
        ContactKind.Meeting => EventKind.MeetingHeld,
        ContactKind.Email => EventKind.Email,
        ContactKind.MessageLeft => EventKind.Message,
        _ => EventKind.Presentation,
    };

    private static string Title(ContactKind kind, bool answered) => kind switch
    {
        ContactKind.Call => "Check-in call",
        ContactKind.Coffee => "Coffee",
        ContactKind.Visit => "Visit",
        ContactKind.Meeting => "Met",
        ContactKind.Email => answered ? "E-mail, answered" : "E-mail sent",
        ContactKind.Presentation => "Presentation",
        ContactKind.Event => "Event",
        ContactKind.Training => "Training",
        _ => answered ? "Message left, answered" : "Message left",
    };
}
