using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Reviews;

/// <summary>The executive review of a small task force, against the one that was worked out by hand on paper.</summary>
public abstract class ReviewFacts(DatabaseFixture fixture)
{
    private static readonly HalfYear Half = new(2026, 2);

    private Task<ReviewWorld> WorldAsync() => ReviewWorld.MakeAsync(fixture);

    private sealed class HalfAsSlug : JsonConverter<HalfYear>
    {
        public override HalfYear Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, HalfYear value, JsonSerializerOptions options) => writer.WriteStringValue(value.Slug);
    }

    private static readonly JsonSerializerOptions Whole = new() { Converters = { new HalfAsSlug() } };

    internal static string Text(Review review) => JsonSerializer.Serialize(review, Whole);

    [Fact]
    public async Task The_review_equals_the_one_worked_out_by_hand()
    {
        await using var world = await WorldAsync();
        var review = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half);

        // Sheriff, now: backing 40, table 100, MOU 100, contact 100 → (15·40 + 10·100 + 15·100 + 10·100) / 50 = 82; the same at the end of June.
        // Clinic, now: champion 0, table 0 (unmarked, attendance complete), MOU lapsed 0, contact 150 days: 50 − 50·60/90 = 17 → 170 / 50 = 3;
        // end of June: champion 100, table 0, MOU 100, contact 100 → 4000 / 50 = 80. Change −3830 / 50 = −77.
        Assert.Equal(["Sheriff's Office", "Legal Clinic"], review.Partners.Select(p => p.Name));
        Assert.Equal([(82, 50, 0), (3, 50, -77)], review.Partners.Select(p => (p.Index!.Value, p.Confidence, p.Change!.Value)));
        Assert.Equal([null, 0, 0, null, null, 0, 17, null, null], review.Partners[1].Values);
        Assert.Equal([1, 5, 6], Enumerable.Range(0, 9).Where(i => review.Partners[1].Fell(i)));

        Assert.Equal([(FigureKind.Strong, 1, 2), (FigureKind.Median, 43, 81), (FigureKind.Executives, 1, null), (FigureKind.Mous, 1, 2), (FigureKind.Plans, 33, (int?)100)],
            review.Figures.Select(f => (f.Kind, f.Value!.Value, f.Before)));
        Assert.Equal("Executives confirmed, Dec 3", review.Figures[2].Label);
        Assert.Equal([[PromiseMark.None, PromiseMark.None, PromiseMark.Missed, PromiseMark.NoReply], [PromiseMark.None, PromiseMark.None, PromiseMark.Came, PromiseMark.Confirmed]], review.Promise.Rows.Select(r => r.Marks));
        var plan = Assert.Single(review.Plans);
        Assert.Equal(("Legal Services", 3, 0, 1, 1, 60), (plan.Committee, plan.Done, plan.OnTrack, plan.Late, plan.Planned, plan.Percent));
        Assert.Equal(14, review.Coverage.Count);
        Assert.Equal(2, review.SectorsTaken);
        Assert.Equal("One partner has lost ground since H1, and none has gained any. Legal Clinic fell most, by 77 points, most of it in internal champion.", review.Headline);
    }

    [Fact]
    public async Task Every_figure_is_the_number_of_its_rows_that_count()
    {
        await using var world = await WorldAsync();
        var review = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Coordinator, Half);
        foreach (var figure in review.Figures.Where(f => f.Kind is FigureKind.Strong or FigureKind.Executives or FigureKind.Mous))
            Assert.Equal(figure.Value, figure.Rows.Count(r => r.Counts));
        var plans = review.Figures[^1];
        Assert.Equal(plans.Value, (int)Math.Round(plans.Rows.Count(r => r.Counts) * 100.0 / plans.Rows.Count));
    }

    [Fact]
    public async Task Nobody_is_missed_from_a_vacant_seat()
    {
        await using var world = await WorldAsync();
        await world.Store.ChangeAsync(async db =>
        {
            var seat = await db.Seats.SingleAsync(s => s.PartnerId == world.Clinic.Id);
            (await db.SeatHoldings.SingleAsync(h => h.SeatId == seat.Id)).To = A.Day("2026-03-31");
        });
        var review = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half);
        Assert.Equal(PromiseMark.None, review.Promise.Rows.Single(r => r.Executive == "Legal Clinic").Marks[^2]);
    }

    [Fact]
    public async Task Stored_figures_and_those_read_from_the_records_make_the_same_review()
    {
        await using var world = await WorldAsync();
        var stored = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Coordinator, Half);
        await world.Store.ChangeAsync(async db => (await db.PartnerStandings.ToListAsync()).ForEach(s => s.AsOf = A.Day("2026-11-01")));
        var read = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Coordinator, Half);
        Assert.Equal(Text(stored), Text(read));
    }

    [Fact]
    public async Task A_past_half_is_read_as_of_its_end_and_a_half_to_come_is_not_there()
    {
        await using var world = await WorldAsync();
        var reviews = new ExecutiveReviews(world.Store.Databases);
        var spring = await reviews.ReadAsync(world.Store.Executive, Half.Previous);
        Assert.Equal(A.Day("2026-06-30"), spring.AsOf);
        Assert.Equal([82, 80], spring.Partners.Select(p => p.Index!.Value).OrderDescending().Take(2));
        Assert.Equal((1, true), (spring.Figures[2].Value, spring.Promise.Held));
        await Assert.ThrowsAsync<NotFoundException>(() => reviews.ReadAsync(world.Store.Executive, Half.Next));
    }

    [Fact]
    public async Task A_member_sees_only_the_row_of_the_own_agency_and_a_reader_nothing()
    {
        await using var world = await WorldAsync();
        var reviews = new ExecutiveReviews(world.Store.Databases);
        var mine = await reviews.ReadAsync(Store.With(world.Store.Member, own: [world.Clinic.Id]), Half);
        Assert.Equal("Legal Clinic", Assert.Single(mine.Partners).Name);
        Assert.Empty(mine.Figures);
        Assert.Empty(mine.Promise.Rows);
        Assert.Empty(mine.Plans);
        Assert.DoesNotContain("Sheriff", Text(mine));
        await Assert.ThrowsAsync<NotAllowedException>(() => reviews.ReadAsync(world.Store.Reader, Half));
    }

    [Fact]
    public async Task Nothing_candid_changes_the_review()
    {
        await using var world = await WorldAsync();
        var reviews = new ExecutiveReviews(world.Store.Databases);
        var before = Text(await reviews.ReadAsync(world.Store.Executive, Half));
        const string canary = "canary-7f3a";
        await using (var db = await world.Store.OpenAsync())
        {
            foreach (var contact in await db.Contacts.ToListAsync()) (contact.Line, contact.Mood, contact.NextStep) = (canary, Mood.Closed, canary);
            db.AddRange(new PartnerJudgment { PartnerId = world.Clinic.Id, Stage = EngagementStage.Leading, StanceNow = Stance.Resistant },
                new PartnerNote { PartnerId = world.Clinic.Id, Text = canary, AuthorName = "Somebody" },
                new Barrier { PartnerId = world.Clinic.Id, Cause = BarrierCause.FearForReputation, Note = canary, NamedOn = A.Day("2026-11-01") });
            await Standings.SaveAsync(db, [world.Sheriff.Id, world.Clinic.Id, world.School.Id]);
        }

        Assert.Equal(before, Text(await reviews.ReadAsync(world.Store.Executive, Half)));
    }

    [Fact]
    public async Task A_link_opens_one_review_is_logged_and_ends_by_time_or_by_hand()
    {
        await using var world = await WorldAsync();
        var links = new ReviewLinks(world.Store.Databases);
        await Assert.ThrowsAsync<NotAllowedException>(() => links.CreateAsync(world.Store.Executive, Half, world.Chief.Id));
        var secret = await links.CreateAsync(world.Store.Coordinator, Half, world.Chief.Id);
        Assert.Null(await links.OpenAsync(secret + "x"));
        Assert.Null(await links.OpenAsync(null));
        var opened = await links.OpenAsync(secret);
        Assert.Equal((Half, "Ray Holt"), (opened!.Review.Half, opened.Person));
        var line = Assert.Single(await links.ListAsync(world.Store.Coordinator, Half));
        Assert.Equal([world.Store.Clock.UtcNow], line.Openings);
        Assert.False(await world.Store.ReadAsync(db => db.ReviewLinks.AnyAsync(l => l.TokenHash == secret)));

        await links.RevokeAsync(world.Store.Coordinator, line.Id);
        Assert.Null(await links.OpenAsync(secret));
        var second = await links.CreateAsync(world.Store.Coordinator, Half, world.Chief.Id);
        world.Store.Time.GoTo(A.Day("2026-12-16"));
        Assert.NotNull(await links.OpenAsync(second));
        world.Store.Time.GoTo(A.Day("2026-12-18"));
        Assert.Null(await links.OpenAsync(second));
    }

    [Fact]
    public async Task A_link_opens_nothing_once_its_person_has_left_or_is_put_away()
    {
        await using var world = await WorldAsync();
        var links = new ReviewLinks(world.Store.Databases);
        var secret = await links.CreateAsync(world.Store.Coordinator, Half, world.Chief.Id);
        await ChangeAsync(chief => chief.LeftOn = A.Day("2026-11-17"));
        Assert.NotNull(await links.OpenAsync(secret));
        Assert.True(Assert.Single(await links.ListAsync(world.Store.Coordinator, Half)).IsOpenAt(world.Store.Clock.UtcNow));

        await ChangeAsync(chief => chief.LeftOn = A.Day("2026-11-16"));
        Assert.Null(await links.OpenAsync(secret));
        Assert.False(Assert.Single(await links.ListAsync(world.Store.Coordinator, Half)).IsOpenAt(world.Store.Clock.UtcNow));
        await ChangeAsync(chief => (chief.LeftOn, chief.ArchivedAt) = (null, world.Store.Clock.UtcNow));
        Assert.Null(await links.OpenAsync(secret));
        Assert.Single(Assert.Single(await links.ListAsync(world.Store.Coordinator, Half)).Openings);

        Task ChangeAsync(Action<Core.People.Person> change) => world.Store.ChangeAsync(async db => change(await db.People.SingleAsync(p => p.Id == world.Chief.Id)));
    }

    [Fact]
    public async Task A_partners_page_says_how_it_moved_and_why()
    {
        await using var world = await WorldAsync();
        var movements = new Movements(world.Store.Databases);
        var page = await movements.OfAsync(world.Store.Reader, world.Clinic.Id);
        Assert.Equal((3, -77), (page.Index.Value!.Value, page.Change!.Value));
        Assert.Contains((A.Day("2026-08-14"), "champion left"), page.Events);
        Assert.Contains(page.Moved, m => m is { Name: "Internal champion", Change: -100 });
        Assert.Equal(9, page.Rows.Count);
        Assert.Equal((-100, "Tomas Brandvold was the last champion; the post is empty now"), (page.Rows[1].Change!.Value, page.Rows[1].Evidence[0].Text));
        Assert.Equal(3, page.SectorMedian);
    }
}

public sealed class ReviewOnSqlite(SqliteFixture db) : ReviewFacts(db), IClassFixture<SqliteFixture>;

public sealed class ReviewOnPostgreSql(PostgreSqlFixture db) : ReviewFacts(db), IClassFixture<PostgreSqlFixture>;
