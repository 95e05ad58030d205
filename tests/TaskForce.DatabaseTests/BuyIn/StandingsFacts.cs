using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.BuyIn;

/// <summary>The stored standing of a partner says what its records say.</summary>
public abstract class StandingsFacts(DatabaseFixture fixture)
{
    private static async Task SaveAsync(Store store, IReadOnlyCollection<Guid> partners, Action<TaskForceDb> change)
    {
        await using var db = await store.OpenAsync();
        change(db);
        await Standings.SaveAsync(db, partners);
    }

    private static async Task<PartnerStanding> StandingAsync(Store store, Guid partner) =>
        await store.ReadAsync(db => db.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == partner));

    [Fact]
    public async Task A_partner_without_records_has_a_standing_without_figures()
    {
        var shelter = await fixture.PartnerAsync("Nothing yet");
        await SaveAsync(fixture, [shelter.Id], _ => { });
        var standing = await StandingAsync(fixture, shelter.Id);
        Assert.Null(standing.Index);
        Assert.Null(standing.Change);
        Assert.Null(standing.LastContactOn);
        Assert.Null(standing.CheckInDueOn);
        Assert.Equal(0, standing.Confidence);
        Assert.False(standing.HasMou);
        Assert.Equal(fixture.Clock.Today, standing.AsOf);
        Assert.False(await fixture.ReadAsync(db => db.PartnerHalves.AnyAsync(h => h.PartnerId == shelter.Id)));
    }

    [Fact]
    public async Task Only_a_two_way_contact_that_was_not_put_away_moves_the_check_in()
    {
        var shelter = await fixture.PartnerAsync("Check-in");
        Contact call = Call("2026-10-01", shelter), message = Call("2026-11-01", shelter, ContactKind.MessageLeft), later = Call("2026-11-05", shelter);
        await SaveAsync(fixture, [shelter.Id], db => db.AddRange(call, message, later));
        Assert.Equal((A.Day("2026-11-05"), A.Day("2027-01-04")), await Clock());

        await SaveAsync(fixture, [shelter.Id], db => db.Attach(later).Entity.ArchivedAt = fixture.Clock.UtcNow);
        Assert.Equal((A.Day("2026-10-01"), A.Day("2026-11-30")), await Clock());

        async Task<(DateOnly?, DateOnly?)> Clock()
        {
            var standing = await StandingAsync(fixture, shelter.Id);
            return (standing.LastContactOn, standing.CheckInDueOn);
        }
    }

    [Fact]
    public async Task The_interval_is_the_charters_for_the_partners_tier()
    {
        await using var store = await fixture.FreshAsync();
        var shelter = await store.PartnerAsync("Close");
        await SaveAsync(store, [shelter.Id], db =>
        {
            db.Attach(shelter).Entity.Tier = Tier.Close;
            db.Add(new CharterRow { From = A.Day("2020-01-01"), CloseIdealDays = 10, CloseLongestDays = 20 });
            db.Add(Call("2026-11-02", shelter));
        });
        Assert.Equal(A.Day("2026-11-12"), (await StandingAsync(store, shelter.Id)).CheckInDueOn);
    }

    [Fact]
    public async Task The_index_the_change_and_the_halves_are_those_worked_out_by_hand()
    {
        var clinic = await fixture.PartnerAsync("Clinic");
        var director = await fixture.PersonAsync("Ines Carrow", clinic, "Director");
        var champion = await fixture.PersonAsync("Tomas Brandvold", clinic);
        var office = new Office { PartnerId = clinic.Id, Title = "Executive director" };
        await SaveAsync(fixture, [clinic.Id], db =>
        {
            db.AddRange(office, new Sponsor { PartnerId = clinic.Id, PersonId = director.Id, OfficeId = office.Id, From = A.Day("2025-03-01") },
                new Champion { PartnerId = clinic.Id, PersonId = champion.Id, HasAuthority = true, From = A.Day("2025-05-01"), To = A.Day("2026-08-14") },
                new LeadershipStatement { PartnerId = clinic.Id, PersonId = director.Id, On = A.Day("2026-06-12"), Text = "Named the task force in the staff letter" },
                Call("2026-06-30", clinic), Call("2026-08-10", clinic));
            AddMou(db, "Clinic MOU", "2024-01-01", "2028-12-31", true, clinic);
        });

        // June 30: backing 40+20+20 = 80, champion 40+40+20 = 100, MOU 100, contact 100 → (15·80 + 15·100 + 15·100 + 10·100) / 55 = 94.5.
        // November 17: backing 80, champion 0, MOU 100, contact 99 days: 50 − 50·9/90 = 45 → (15·80 + 0 + 15·100 + 10·45) / 55 = 57.3; change −2050/55 = −37.3.
        var standing = await StandingAsync(fixture, clinic.Id);
        Assert.Equal((57, 55, -37), (standing.Index, standing.Confidence, standing.Change));
        Assert.False(standing.HasChampion);
        Assert.Equal((true, A.Day("2028-12-31")), (standing.HasMou, standing.MouEndsOn));
        Assert.Equal((A.Day("2026-08-14"), "20262:,,,,95,57", true), (standing.ChampionUntil, standing.Recent, standing.HadMou));
        var halves = await fixture.ReadAsync(db => db.PartnerHalves.AsNoTracking().Where(h => h.PartnerId == clinic.Id).OrderBy(h => h.Half).ToListAsync());
        Assert.Equal([20241, 20242, 20251, 20252, 20261, 20262], halves.Select(h => h.Half));
        Assert.Equal([null, null, null, null, 95, 57], halves.Select(h => h.Index));
        Assert.Equal("{\"leadership-backing\":80,\"internal-champion\":0,\"commitments-kept\":100,\"contact-and-rapport\":45}", halves[^1].Values);
        Assert.Equal((halves[^1].Values, halves[^2].Values), (standing.Figures, standing.FiguresBefore));
    }

    [Fact]
    public async Task Attendance_counts_expected_seats_only_and_an_unmarked_seat_once_attendance_is_complete()
    {
        var police = await fixture.PartnerAsync("Police");
        var body = new Body { Name = "General body", Slug = $"general-{A.Number()}", Kind = BodyKind.GeneralBody };
        var officer = await fixture.PersonAsync("Wes Brannigan");
        // Nobody holds the vacant one: without a mark it was nobody's to miss.
        Seat expected = Seat(body, police), observer = Seat(body, police), gone = Seat(body, police), vacant = Seat(body, police);
        observer.AttendanceExpected = false;
        gone.To = A.Day("2026-08-31");
        Meeting first = Meeting(body, "2026-09-01"), second = Meeting(body, "2026-10-01"), open = Meeting(body, "2026-11-01"), cancelled = Meeting(body, "2026-10-15");
        first.AttendanceClosedAt = second.AttendanceClosedAt = fixture.Clock.UtcNow;
        cancelled.CancelledAt = cancelled.AttendanceClosedAt = fixture.Clock.UtcNow;
        await SaveAsync(fixture, [police.Id], db =>
        {
            db.AddRange(body, expected, observer, gone, vacant, first, second, open, cancelled, A.Holding(expected, officer), A.Holding(observer, officer), A.Holding(gone, officer));
            db.Add(new Attendance { MeetingId = first.Id, SeatId = expected.Id, PartnerId = police.Id, Presence = Presence.Remote, Expected = true });
            db.Add(new Attendance { MeetingId = first.Id, SeatId = observer.Id, PartnerId = police.Id, Presence = Presence.Absent, Expected = false });
        });
        var half = await fixture.ReadAsync(db => db.PartnerHalves.AsNoTracking().SingleAsync(h => h.PartnerId == police.Id));
        Assert.Equal("{\"attendance\":50}", half.Values);
    }

    [Fact]
    public async Task A_party_left_out_of_a_later_version_is_bound_no_longer()
    {
        Partner kept = await fixture.PartnerAsync("Kept"), dropped = await fixture.PartnerAsync("Dropped");
        await SaveAsync(fixture, [kept.Id, dropped.Id], db =>
        {
            var mou = AddMou(db, "Protocol", "2024-01-01", null, true, kept, dropped);
            AddVersion(db, mou, 2, "2026-07-01", "2029-06-30", true, kept);
        });
        Assert.Equal(A.Day("2026-06-30"), (await StandingAsync(fixture, dropped.Id)).MouEndsOn);
        var standing = await StandingAsync(fixture, kept.Id);
        Assert.True(standing.HasMou);
        // The version that holds counts, also where an earlier one was to run longer.
        Assert.Equal(A.Day("2029-06-30"), standing.MouEndsOn);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_edits_the_stored_standings_equal_a_recount(int seed)
    {
        await using var store = await fixture.FreshAsync();
        var random = new RandomEdits(store, seed);
        await random.PrepareAsync();
        for (var i = 0; i < 60; i++)
        {
            await random.EditAsync();
            // What is edited afterwards in a half that was closed moves nothing that is compared with it.
            if (i == 30) await CloseAsync();
        }

        await CloseAsync();
        await random.SaveAllAsync();

        var stored = await SnapshotAsync(store);
        await random.AssertMatchesRecordsAsync();
        await new Standings(store.Databases).RebuildAsync();
        Assert.Equal(stored, await SnapshotAsync(store));

        // A review from the standings is the one from the records, which is read where a standing is not of today.
        var quick = await ReviewAsync();
        await store.ChangeAsync(async db => (await db.PartnerStandings.ToListAsync()).ForEach(s => s.AsOf = s.AsOf.AddDays(-1)));
        Assert.Equal(await ReviewAsync(), quick);

        async Task CloseAsync()
        {
            var half = HalfYear.Containing(store.Clock.Today).Previous;
            var editions = new ReviewEditions(store.Databases);
            if ((await editions.ListAsync(store.Coordinator, half)).All(e => e.Kind != EditionKind.Closing))
                await editions.MakeAsync(store.Coordinator, half, new() { Kind = EditionKind.Closing });
        }

        async Task<string> ReviewAsync() => Reviews.ReviewFacts.Text(await new ExecutiveReviews(store.Databases).ReadAsync(store.Coordinator, HalfYear.Containing(store.Clock.Today)));
    }

    [Fact]
    public async Task A_standing_from_a_version_that_kept_less_is_brought_up_to_date_and_read_from_the_records_until_then()
    {
        await using var store = await fixture.FreshAsync();
        var shelter = await store.PartnerAsync("From before");
        await SaveAsync(store, [shelter.Id], db => db.Add(Call("2026-11-01", shelter)));
        await store.ChangeAsync(async db =>
        {
            var old = await db.PartnerStandings.SingleAsync();
            (old.Figures, old.FiguresBefore, old.Recent) = ("", "", "");
        });
        var review = await new ExecutiveReviews(store.Databases).ReadAsync(store.Coordinator, HalfYear.Containing(store.Clock.Today));
        Assert.Contains(100, Assert.Single(review.Partners).Values);
        Assert.Equal(1, await new Standings(store.Databases).RebuildStaleAsync());
        Assert.Equal("{\"contact-and-rapport\":100}", (await StandingAsync(store, shelter.Id)).Figures);
        await store.ChangeAsync(async db => (await db.PartnerStandings.SingleAsync()).Signs = null);
        Assert.Equal(1, await new Standings(store.Databases).RebuildStaleAsync());
        Assert.Equal(0, (await StandingAsync(store, shelter.Id)).Signs);
        Assert.Equal(0, await new Standings(store.Databases).RebuildStaleAsync());
    }

    [Fact]
    public async Task At_the_change_of_day_a_rebuild_moves_the_figures_on()
    {
        await using var store = await fixture.FreshAsync();
        var shelter = await store.PartnerAsync("Tomorrow");
        await SaveAsync(store, [shelter.Id], db => db.Add(Call("2026-11-01", shelter)));
        store.Time.GoTo(A.Day("2027-01-15"));
        Assert.Equal(1, await new Standings(store.Databases).RebuildAsync());
        Assert.Equal(A.Day("2027-01-15"), (await StandingAsync(store, shelter.Id)).AsOf);
        Assert.Equal([20262, 20271], await store.ReadAsync(db => db.PartnerHalves.Where(h => h.PartnerId == shelter.Id).Select(h => h.Half).Order().ToListAsync()));
    }

    [Fact]
    public async Task Two_verbs_at_the_same_time_leave_a_standing_that_knows_both()
    {
        await using var store = await fixture.FreshAsync();
        var shelter = await store.PartnerAsync("Busy");
        var person = await store.PersonAsync("Champion", shelter);
        await SaveAsync(store, [shelter.Id], _ => { });
        for (var round = 0; round < 5; round++)
        {
            var day = A.Day("2026-10-01").AddDays(round).ToString("yyyy-MM-dd", null);
            await Task.WhenAll(
                Task.Run(() => SaveAsync(store, [shelter.Id], db => db.Add(Call(day, shelter)))),
                Task.Run(() => SaveAsync(store, [shelter.Id], db => db.Add(new Champion { PartnerId = shelter.Id, PersonId = person.Id, From = A.Day(day) }))));
            var stored = await SnapshotAsync(store);
            await new Standings(store.Databases).RebuildAsync();
            Assert.Equal(stored, await SnapshotAsync(store));
        }
    }

    [Fact]
    public async Task What_an_actor_may_not_read_still_counts_by_its_day()
    {
        var shelter = await fixture.PartnerAsync("Candid");
        await SaveAsync(fixture, [shelter.Id], db => db.Add(Call("2026-11-03", shelter)));
        await using (var db = await fixture.OpenAsync(Store.With(fixture.Member, own: [shelter.Id])))
        {
            Assert.False(await db.Contacts.AnyAsync(c => c.Partners.Any(p => p.PartnerId == shelter.Id)));
            await Standings.SaveAsync(db, [shelter.Id]);
        }

        Assert.Equal(A.Day("2026-11-03"), (await StandingAsync(fixture, shelter.Id)).LastContactOn);
    }

    internal static Contact Call(string day, Partner partner, ContactKind kind = ContactKind.Call)
    {
        var contact = new Contact { On = A.Day(day), Kind = kind, AuthorName = "Maren Aldous", LoggedAt = A.Day(day).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) };
        contact.Partners.Add(new() { ContactId = contact.Id, PartnerId = partner.Id, On = contact.On, TwoWay = contact.IsTwoWay });
        return contact;
    }

    internal static Seat Seat(Body body, Partner partner) => new() { BodyId = body.Id, PartnerId = partner.Id, From = A.Day("2020-01-01") };

    internal static Meeting Meeting(Body body, string day) =>
        new() { BodyId = body.Id, Title = "Meeting", On = A.Day(day), Starts = new(10, 0), TimeZone = "America/Los_Angeles" };

    internal static Mou AddMou(TaskForceDb db, string title, string effective, string? expires, bool executed, params Partner[] parties)
    {
        var mou = new Mou { Title = title };
        db.Add(mou);
        AddVersion(db, mou, 1, effective, expires, executed, parties);
        return mou;
    }

    internal static void AddVersion(TaskForceDb db, Mou mou, int number, string effective, string? expires, bool executed, params Partner[] parties)
    {
        var file = new StoredFile { Name = "mou.pdf", ContentType = "application/pdf", Hash = "" };
        var version = new MouVersion { MouId = mou.Id, Number = number, EffectiveOn = A.Day(effective), ExpiresOn = expires is null ? null : A.Day(expires), FileId = executed ? file.Id : null };
        if (executed) db.Add(file);
        db.Add(version);
        db.AddRange(parties.Select(p => new MouParty { VersionId = version.Id, PartnerId = p.Id, SignedOn = A.Day(effective).AddDays(-10) }));
    }

    private static async Task<string> SnapshotAsync(Store store) => await store.ReadAsync(async db =>
    {
        var standings = await db.PartnerStandings.AsNoTracking().OrderBy(s => s.PartnerId).ToListAsync();
        var halves = await db.PartnerHalves.AsNoTracking().OrderBy(h => h.PartnerId).ThenBy(h => h.Half).ToListAsync();
        return System.Text.Json.JsonSerializer.Serialize(new { standings, halves });
    });
}

public sealed class StandingsOnSqlite(SqliteFixture db) : StandingsFacts(db), IClassFixture<SqliteFixture>;

public sealed class StandingsOnPostgreSql(PostgreSqlFixture db) : StandingsFacts(db), IClassFixture<PostgreSqlFixture>;
