using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.BuyIn;

/// <summary>Edits of every kind that a standing depends on, in an order that a seed decides, each saved as a verb would save it.</summary>
internal sealed class RandomEdits(Store store, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Partner> _partners = [];
    private readonly List<Meeting> _meetings = [];
    private readonly Dictionary<(Guid Body, Guid Partner), Seat> _seats = [];
    private Person _person = null!;

    public async Task PrepareAsync()
    {
        for (var i = 0; i < 4; i++) _partners.Add(await store.PartnerAsync($"Partner {i}"));
        _person = await store.PersonAsync("Somebody");
        Body[] bodies = [new() { Name = "Executives", Slug = "executives", Kind = BodyKind.Executives }, new() { Name = "Committee", Slug = "committee" }];
        await using var db = await store.OpenAsync();
        db.AddRange(bodies);
        foreach (var body in bodies)
        {
            foreach (var partner in _partners)
            {
                db.Add(_seats[(body.Id, partner.Id)] = StandingsFacts.Seat(body, partner));
                // The last partner's seats are vacant.
                if (partner != _partners[^1]) db.Add(A.Holding(_seats[(body.Id, partner.Id)], _person));
            }

            for (var i = 0; i < 6; i++) _meetings.Add(StandingsFacts.Meeting(body, Iso(Day())));
        }

        db.AddRange(_meetings);
        await Standings.SaveAsync(db, [.. _partners.Select(p => p.Id)]);
    }

    public async Task EditAsync()
    {
        await using var db = await store.OpenAsync();
        var partner = _partners[_random.Next(_partners.Count)];
        var other = _partners[_random.Next(_partners.Count)];
        HashSet<Guid> touched = [partner.Id];
        DateOnly? since = null;
        switch (_random.Next(17))
        {
            case 0 or 1:
                var contact = StandingsFacts.Call(Iso(Day()), partner, _random.Next(4) == 0 ? ContactKind.Email : ContactKind.Call);
                if (other != partner) contact.Partners.Add(new() { ContactId = contact.Id, PartnerId = other.Id, On = contact.On, TwoWay = contact.IsTwoWay });
                touched.Add(other.Id);
                since = contact.On;
                db.Add(contact);
                break;
            case 2 when await db.Contacts.Include(c => c.Partners).OrderBy(c => c.Id).LastOrDefaultAsync(c => c.ArchivedAt == null) is { } last:
                last.ArchivedAt = store.Clock.UtcNow;
                since = last.On;
                touched.UnionWith(last.Partners.Select(p => p.PartnerId));
                break;
            case 3:
                db.Add(new Champion { PartnerId = partner.Id, PersonId = _person.Id, HasAuthority = _random.Next(2) == 0, From = Day() });
                break;
            case 4 when await db.Champions.FirstOrDefaultAsync(c => c.PartnerId == partner.Id && c.To == null) is { } champion:
                champion.To = champion.From.AddDays(_random.Next(400));
                break;
            case 5:
                db.Add(new Sponsor { PartnerId = partner.Id, PersonId = _person.Id, From = Day(), To = _random.Next(2) == 0 ? Day() : null });
                break;
            case 6:
                db.Add(new LeadershipStatement { PartnerId = partner.Id, On = Day(), Text = "Spoke for it" });
                break;
            case 7:
                var begins = Day();
                var ends = _random.Next(4) == 0 ? null : Iso(begins.AddMonths(_random.Next(1, 40)));
                StandingsFacts.AddMou(db, "MOU", Iso(begins), ends, _random.Next(5) > 0, [.. new[] { partner, other }.Distinct()]);
                touched.Add(other.Id);
                break;
            case 8:
                var meeting = _meetings[_random.Next(_meetings.Count)];
                var seat = _seats[(meeting.BodyId, partner.Id)];
                var mark = await db.Attendance.SingleOrDefaultAsync(a => a.MeetingId == meeting.Id && a.SeatId == seat.Id);
                if (mark is null) db.Add(mark = new Attendance { MeetingId = meeting.Id, SeatId = seat.Id, PartnerId = partner.Id, Expected = true });
                mark.Presence = (Presence)_random.Next(5);
                since = meeting.On;
                break;
            case 9 or 10 when await db.Mous.OrderBy(m => m.Id).LastOrDefaultAsync() is { } mou:
                db.Add(Promise(mou.Id, partner));
                touched.UnionWith(await PartiesAsync(db, mou.Id));
                break;
            case 11 when await db.Commitments.OrderBy(c => c.Id).LastOrDefaultAsync() is { } promise:
                var dues = CommitmentSchedule.Of(promise, store.Clock.Today);
                if (dues.Count == 0) break;
                var due = dues[_random.Next(dues.Count)];
                if (await db.CommitmentRulings.AnyAsync(r => r.CommitmentId == promise.Id && r.PartnerId == partner.Id && r.DueOn == due.On)) break;
                db.Add(new CommitmentRuling { CommitmentId = promise.Id, PartnerId = partner.Id, DueOn = due.On, Verdict = (RulingVerdict)_random.Next(3), Reason = "So", ByName = "Somebody", RuledOn = store.Clock.Today });
                since = due.On;
                break;
            case 12 when await db.Commitments.Where(c => c.Kind == CommitmentKind.Return).OrderBy(c => c.Id).LastOrDefaultAsync() is { } promise:
                var periods = CommitmentSchedule.Of(promise, store.Clock.Today);
                if (periods.Count == 0) break;
                var period = periods[_random.Next(periods.Count)];
                if (await db.PartnerReturns.AnyAsync(r => r.CommitmentId == promise.Id && r.PartnerId == partner.Id && r.From == period.From)) break;
                since = period.To.AddDays(_random.Next(30));
                db.Add(new PartnerReturn { CommitmentId = promise.Id, PartnerId = partner.Id, From = period.From, To = period.To, ReceivedOn = since.Value, Hours = _random.Next(60) });
                break;
            case 13:
                var session = new TrainingSession { Title = "Training", On = Day(), HostId = _random.Next(2) == 0 ? other.Id : null };
                session.Attended.Add(new() { SessionId = session.Id, PartnerId = partner.Id, People = _random.Next(1, 4) });
                db.Add(session);
                // Everybody who promised to send people had a chance to.
                touched.UnionWith(_partners.Select(p => p.Id));
                since = session.On;
                break;
            case 14:
                since = Day();
                db.Add(new SurveyAnswer { PartnerId = partner.Id, Survey = $"Survey {A.Number()}", AskedOn = since.Value, Asked = 4, Answered = _random.Next(5), AnsweredOn = since.Value.AddDays(_random.Next(50)) });
                break;
            case 15:
                var changed = _meetings[_random.Next(_meetings.Count)];
                var stored = await db.Meetings.SingleAsync(m => m.Id == changed.Id);
                if (_random.Next(2) == 0) stored.CancelledAt = stored.CancelledAt is null ? store.Clock.UtcNow : null;
                else stored.AttendanceClosedAt = stored.AttendanceClosedAt is null ? store.Clock.UtcNow : null;
                touched.UnionWith(await TouchedPartners.OfAsync(db));
                since = stored.On;
                break;
            case 16:
                var way = await db.Partners.SingleAsync(p => p.Id == partner.Id);
                (way.WithoutMeetings, way.TakesPartBy) = (!way.WithoutMeetings, way.WithoutMeetings ? "" : "Advice");
                (way.WithoutMeetingsSince, way.WithoutMeetingsUntil) = (way.WithoutMeetings && _random.Next(3) > 0 ? Day() : null, null);
                if (way.WithoutMeetingsSince is { } begun && _random.Next(2) == 0) way.WithoutMeetingsUntil = begun.AddDays(_random.Next(300));
                break;
            default:
                (await db.Partners.SingleAsync(p => p.Id == partner.Id)).Tier = (Tier)_random.Next(3);
                break;
        }

        // Now and then a day passes, and the job of that day has not run yet.
        if (_random.Next(8) == 0) store.Time.GoTo(store.Clock.Today.AddDays(_random.Next(40)));
        await Standings.SaveAsync(db, touched, since);
    }

    /// <summary>Saves each partner once more without a change, so that all are as of the same day; only what ended since may move.</summary>
    public async Task SaveAllAsync()
    {
        await using var db = await store.OpenAsync();
        await Standings.SaveAsync(db, [.. _partners.Select(p => p.Id)], store.Clock.Today);
    }

    /// <summary>The plain facts of a standing, counted from the records in the simplest way there is.</summary>
    public async Task AssertMatchesRecordsAsync()
    {
        await using var db = await store.OpenAsync();
        var today = store.Clock.Today;
        foreach (var partner in _partners)
        {
            var standing = await db.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == partner.Id);
            var contacts = await db.Contacts.AsNoTracking().Include(c => c.Partners).Where(c => c.ArchivedAt == null).ToListAsync();
            var days = contacts.Where(c => c.IsTwoWay && c.Partners.Exists(p => p.PartnerId == partner.Id)).Select(c => (DateOnly?)c.On).Where(d => d <= today);
            Assert.Equal(days.Max(), standing.LastContactOn);
            var champions = await db.Champions.AsNoTracking().Where(c => c.PartnerId == partner.Id).ToListAsync();
            Assert.Equal(champions.Exists(c => c.From <= today && (c.To is null || c.To >= today)), standing.HasChampion);
            Assert.Equal(champions.Where(c => c.From <= today).Max(c => (DateOnly?)(c.To ?? DateOnly.MaxValue)), standing.ChampionUntil);
            var last = HalfYear.Containing(today);
            var halves = await db.PartnerHalves.AsNoTracking().Where(h => h.PartnerId == partner.Id).ToDictionaryAsync(h => h.Half, h => h.Index);
            Assert.Equal(last.Last(6).Select(h => halves.GetValueOrDefault(h.Key)), RecentIndex.Read(standing.Recent, last));
            var versions = (await db.MouVersions.AsNoTracking().Include(v => v.Parties).ToListAsync())
                .Where(v => v.FileId is not null && v.EffectiveOn <= today && v.Parties.Exists(p => p.PartnerId == partner.Id)).ToList();
            Assert.Equal(versions.Count > 0, standing.HasMou);
            Assert.Equal(versions.Exists(v => v.EffectiveOn <= last.Previous.End && !(v.ExpiresOn < last.Previous.End)), standing.HadMou);
            Assert.Equal(versions.Exists(v => v.ExpiresOn is null) ? null : versions.Max(v => v.ExpiresOn), standing.MouEndsOn);
        }
    }

    private Commitment Promise(Guid mouId, Partner partner) => new()
    {
        MouId = mouId,
        Title = "Promise",
        PartnerId = _random.Next(2) == 0 ? partner.Id : null,
        Kind = (CommitmentKind)_random.Next(8),
        BodyId = _seats.Keys.First().Body,
        Times = _random.Next(1, 3),
        DeputyCounts = _random.Next(2) == 0,
        Gives = ReturnContent.Hours,
        Hours = 40,
        Period = (CommitmentPeriod)_random.Next(4),
        RollingMonths = _random.Next(2, 9),
        FirstDueOn = Day(),
        DueDays = _random.Next(20),
        EndedOn = _random.Next(4) == 0 ? Day() : null,
    };

    private static async Task<IEnumerable<Guid>> PartiesAsync(TaskForceDb db, Guid mouId) =>
        await db.MouVersions.Where(v => v.MouId == mouId).SelectMany(v => v.Parties).Select(p => p.PartnerId).ToListAsync();

    private DateOnly Day() => A.Day("2026-11-17").AddDays(-_random.Next(-30, 1200));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
