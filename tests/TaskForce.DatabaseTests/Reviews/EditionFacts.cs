using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Reviews;

/// <summary>What was presented stays as it was presented. Today is November 17, 2026.</summary>
public abstract class EditionFacts(DatabaseFixture fixture)
{
    private static readonly HalfYear Half = new(2026, 2);

    private static EditionForm Presented(string asOf) => new() { Kind = EditionKind.Presented, AsOf = A.Day(asOf), Occasion = "Executive meeting on December 3" };

    [Fact]
    public async Task An_edition_is_the_review_of_its_day_with_its_evidence_and_rules()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var live = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half);
        var editions = new ReviewEditions(world.Store.Databases);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        var opened = await editions.OpenAsync(world.Store.Executive, id);

        Assert.Equal(live.Headline, opened.Review.Headline);
        Assert.Equal(live.Figures.Select(f => (f.Kind, f.Value, f.Before)), opened.Review.Figures.Select(f => (f.Kind, f.Value, f.Before)));
        Assert.Equal(live.Indicators, opened.Review.Indicators);
        Assert.Equal(live.Partners.Select(p => (p.Index, p.Confidence, p.Change)), opened.Review.Partners.Select(p => (p.Index, p.Confidence, p.Change)));
        Assert.Equal(live.Promise.Rows.SelectMany(r => r.Marks), opened.Review.Promise.Rows.SelectMany(r => r.Marks));
        Assert.Equal("Tomas Brandvold was the last champion; the post is empty now", (await editions.EvidenceAsync(world.Store.Executive, id)).Single(e => e.PartnerId == world.Clinic.Id && e.Key == IndicatorKeys.InternalChampion).Seen[0].Text);
        Assert.Empty(opened.Corrections);
        Assert.Equal("Executive meeting on December 3", Assert.Single(await editions.ListAsync(world.Store.Executive, Half)).Occasion);
    }

    [Fact]
    public async Task A_later_correction_stands_beside_what_was_presented_and_moves_nothing_in_it()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var editions = new ReviewEditions(world.Store.Databases);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-01"))).Id;
        var then = (await editions.OpenAsync(world.Store.Executive, id)).Review;
        // A call of October that nobody had logged: the clinic's 17 for contact would have been 100.
        await using (var db = await world.Store.OpenAsync())
        {
            db.Add(StandingsFacts.Call("2026-10-20", world.Clinic));
            await Standings.SaveAsync(db, [world.Clinic.Id]);
        }

        var opened = await editions.OpenAsync(world.Store.Executive, id);
        Assert.Equal(then.Partners.SelectMany(p => p.Values), opened.Review.Partners.SelectMany(p => p.Values));
        var correction = Assert.Single(opened.Corrections);
        Assert.Equal(("Legal Clinic", "Contact and rapport", 100), (correction.Partner, correction.Indicator, correction.Now));
        Assert.NotEqual(100, correction.Was);
    }

    [Fact]
    public async Task The_figures_of_a_half_are_compared_with_those_of_the_half_before_as_it_was_closed()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var (editions, reviews) = (new ReviewEditions(world.Store.Databases), new ExecutiveReviews(world.Store.Databases));
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half.Previous, new() { Kind = EditionKind.Closing, AsOf = Half.Previous.End, Occasion = "Half closed" })).Id;
        var closed = (await editions.OpenAsync(world.Store.Executive, id)).Review.Figures.ToDictionary(f => f.Kind, f => f.Value);
        Assert.Equal((2, 100, 1), (closed[FigureKind.Mous], closed[FigureKind.Plans], closed[FigureKind.Executives]));
        // Then the MOU turns out to be a draft, the visit of May late, and the sheriff had not come.
        await using (var db = await world.Store.OpenAsync())
        {
            (await db.Mous.SingleAsync(m => m.Title == "Protocol")).ArchivedAt = world.Store.Clock.UtcNow;
            (await db.PlanActivities.SingleAsync(a => a.To == A.Day("2026-05-31"))).DoneOn = A.Day("2026-06-10");
            (await db.Attendance.SingleAsync()).Presence = Presence.Absent;
            await Standings.SaveAsync(db, [world.Sheriff.Id, world.Clinic.Id]);
        }

        var before = (await reviews.ReadAsync(world.Store.Executive, Half.Previous)).Figures.ToDictionary(f => f.Kind, f => f.Value);
        Assert.Equal((0, 0, 0), (before[FigureKind.Mous], before[FigureKind.Plans], before[FigureKind.Executives]));
        var now = (await reviews.ReadAsync(world.Store.Executive, Half)).Figures.ToDictionary(f => f.Kind);
        Assert.Equal((2, 100, "1 came in H1"), (now[FigureKind.Mous].Before, now[FigureKind.Plans].Before, now[FigureKind.Executives].BeforeWords));
        Assert.Equal((closed[FigureKind.Strong], closed[FigureKind.Median]), (now[FigureKind.Strong].Before, now[FigureKind.Median].Before));
    }

    [Fact]
    public async Task A_partner_that_takes_part_without_meetings_from_now_on_keeps_what_was_presented_of_its_attendance()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var editions = new ReviewEditions(world.Store.Databases);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        var then = (await editions.OpenAsync(world.Store.Executive, id)).Review;
        await using (var db = await world.Store.OpenAsync())
        {
            foreach (var partner in await db.Partners.ToListAsync())
                (partner.WithoutMeetings, partner.TakesPartBy) = (true, "Advice");
            await Standings.SaveAsync(db, [.. await db.Partners.Select(p => p.Id).ToListAsync()]);
        }

        var now = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half);
        Assert.NotEqual(then.Partners.SelectMany(p => p.Values), now.Partners.SelectMany(p => p.Values));
        var opened = (await editions.OpenAsync(world.Store.Executive, id)).Review;
        Assert.Equal(then.Partners.SelectMany(p => p.Values), opened.Partners.SelectMany(p => p.Values));
        Assert.Equal(then.Promise.Rows.SelectMany(r => r.Marks), opened.Promise.Rows.SelectMany(r => r.Marks));
    }

    [Fact]
    public async Task A_half_is_compared_with_the_closing_edition_of_the_one_before_whatever_was_corrected_since()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var reviews = new ExecutiveReviews(world.Store.Databases);
        var editions = new ReviewEditions(world.Store.Databases);
        await editions.MakeAsync(world.Store.Coordinator, Half.Previous, new() { Kind = EditionKind.Closing });
        var before = (await reviews.ReadAsync(world.Store.Executive, Half)).Partners.Single(p => p.Id == world.Clinic.Id);
        Assert.Equal((80, -77), (before.IndexBefore, before.Change));

        // It comes to light that the clinic's champion had left in spring: the records now say 50 for the end of June, the edition still 80.
        await using (var db = await world.Store.OpenAsync())
        {
            (await db.Champions.SingleAsync()).To = A.Day("2026-03-31");
            await Standings.SaveAsync(db, [world.Clinic.Id]);
        }

        var after = (await reviews.ReadAsync(world.Store.Executive, Half)).Partners.Single(p => p.Id == world.Clinic.Id);
        Assert.Equal((80, -77), (after.IndexBefore, after.Change));
        Assert.Equal(-77, (await world.Store.ReadAsync(db => db.PartnerStandings.SingleAsync(s => s.PartnerId == world.Clinic.Id))).Change);
        Assert.Equal(-77, (await new Movements(world.Store.Databases).OfAsync(world.Store.Reader, world.Clinic.Id)).Change);
        var closing = (await editions.ListAsync(world.Store.Executive, Half.Previous)).Single();
        Assert.Contains((await editions.OpenAsync(world.Store.Executive, closing.Id)).Corrections, c => c.Indicator == "Internal champion" && c is { Was: 100, Now: 0 });
        // Working everything out again changes nothing.
        await new Standings(world.Store.Databases).RebuildAsync();
        Assert.Equal(-77, (await world.Store.ReadAsync(db => db.PartnerStandings.SingleAsync(s => s.PartnerId == world.Clinic.Id))).Change);
    }

    [Fact]
    public async Task A_partner_of_which_the_closing_edition_knew_nothing_has_nothing_to_be_compared_with_whatever_is_entered_afterwards()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var (reviews, standings) = (new ExecutiveReviews(world.Store.Databases), new Standings(world.Store.Databases));
        var (silent, late) = (await world.Store.PartnerAsync("Shelter"), await world.Store.PartnerAsync("Shelter of the harbor"));
        await standings.RebuildAsync();
        await new ReviewEditions(world.Store.Databases).MakeAsync(world.Store.Coordinator, Half.Previous, new() { Kind = EditionKind.Closing });
        world.Store.Time.Advance(TimeSpan.FromMinutes(1));
        var newcomer = await world.Store.PartnerAsync("Harbor Clinic");
        await using (var db = await world.Store.OpenAsync())
        {
            foreach (var partner in (Partner[])[silent, newcomer])
            {
                db.AddRange(StandingsFacts.Call("2026-06-20", partner), StandingsFacts.Call("2026-11-10", partner),
                    new Sponsor { PartnerId = partner.Id, PersonId = world.Chief.Id, From = A.Day("2024-01-01") }, new Champion { PartnerId = partner.Id, PersonId = world.Chief.Id, LeadershipBacks = true, From = A.Day("2025-01-01") });
                StandingsFacts.AddMou(db, "Their MOU", "2024-01-01", "2029-07-31", true, partner);
            }
            await Standings.SaveAsync(db, [silent.Id, newcomer.Id]);
        }

        foreach (var partner in (Partner[])[silent, newcomer])
        {
            await AssertAsync(partner, compared: false);
            // Neither from the records, where a standing is not of today, nor after working everything out again.
            await world.Store.ChangeAsync(async db => (await db.PartnerStandings.ToListAsync()).ForEach(s => s.AsOf = s.AsOf.AddDays(-1)));
            Assert.Null((await RowAsync(partner)).IndexBefore);
            await standings.RebuildAsync();
            await AssertAsync(partner, compared: false);
        }

        // The records of one that another became part of since are those of two: they are what there is to compare with.
        world.Store.Time.Advance(TimeSpan.FromMinutes(1));
        var merged = await new PartnerMerges(world.Store.Databases).MergeAsync(world.Store.Coordinator, late.Id, silent.Id);
        await AssertAsync(silent, compared: true);
        await AssertAsync(newcomer, compared: false);
        await new Histories(world.Store.Databases).UndoAsync(world.Store.Coordinator, merged.ChangeId);
        await AssertAsync(silent, compared: false);

        async Task<ReviewPartner> RowAsync(Partner partner) => (await reviews.ReadAsync(world.Store.Executive, Half)).Partners.Single(p => p.Id == partner.Id);

        async Task AssertAsync(Partner partner, bool compared)
        {
            var (row, page) = (await RowAsync(partner), await new Movements(world.Store.Databases).OfAsync(world.Store.Reader, partner.Id));
            Assert.NotNull(row.Index);
            Assert.Equal((compared, compared, compared), (row.IndexBefore is not null, row.Change is not null, page.Change is not null));
            Assert.Equal(compared, page.Rows.Any(r => r.Change is not null));
            Assert.Equal(compared, (await world.Store.ReadAsync(db => db.PartnerStandings.SingleAsync(s => s.PartnerId == partner.Id))).Change is not null);
        }
    }

    [Fact]
    public async Task A_half_is_closed_once_and_only_when_it_is_over_and_a_closing_edition_stays()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var editions = new ReviewEditions(world.Store.Databases);
        var closing = new EditionForm { Kind = EditionKind.Closing };
        Assert.Contains("runs until December 31, 2026", (await Assert.ThrowsAsync<RefusedException>(() => editions.MakeAsync(world.Store.Coordinator, Half, closing))).Message);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half.Previous, closing)).Id;
        Assert.Contains("closed already", (await Assert.ThrowsAsync<RefusedException>(() => editions.MakeAsync(world.Store.Coordinator, Half.Previous, closing))).Message);
        Assert.Contains("stays", (await Assert.ThrowsAsync<RefusedException>(() => editions.ArchiveAsync(world.Store.Coordinator, id))).Message);
        Assert.Equal("AsOf", (await Assert.ThrowsAsync<RefusedException>(() => editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-06-30")))).Field);
        Assert.Equal("AsOf", (await Assert.ThrowsAsync<RefusedException>(() => editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-18")))).Field);
        var shown = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        await editions.ArchiveAsync(world.Store.Coordinator, shown);
        await Assert.ThrowsAsync<NotFoundException>(() => editions.OpenAsync(world.Store.Coordinator, shown));
    }

    [Fact]
    public async Task Who_may_not_read_the_whole_review_reads_only_the_own_agency_of_an_edition_and_makes_none()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var editions = new ReviewEditions(world.Store.Databases);
        await Assert.ThrowsAsync<NotAllowedException>(() => editions.MakeAsync(world.Store.Executive, Half, Presented("2026-11-17")));
        await new ReviewAsks(world.Store.Databases).AddAsync(world.Store.Coordinator, Half, new() { PartnerId = world.Sheriff.Id, Text = "Name a deputy" });
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        await Assert.ThrowsAsync<NotAllowedException>(() => editions.OpenAsync(world.Store.Reader, id));
        await Assert.ThrowsAsync<NotAllowedException>(() => editions.EvidenceAsync(world.Store.Reader, id));
        var mine = await editions.OpenAsync(Store.With(world.Store.Member, own: [world.Clinic.Id]), id);
        Assert.Equal("Legal Clinic", Assert.Single(mine.Review.Partners).Name);
        Assert.All(await editions.EvidenceAsync(Store.With(world.Store.Member, own: [world.Clinic.Id]), id), e => Assert.Equal(world.Clinic.Id, e.PartnerId));
        Assert.Empty(mine.Review.Asks);
        Assert.Empty(mine.Review.Figures);
    }

    [Fact]
    public async Task Asks_are_shown_answered_kept_in_editions_and_put_away()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var asks = new ReviewAsks(world.Store.Databases);
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => asks.AddAsync(world.Store.Coordinator, Half, new() { Text = "For nobody" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => asks.AddAsync(world.Store.Executive, Half, new() { Text = "Fund a post", IsDecision = true }));
        var ask = (await asks.AddAsync(world.Store.Coordinator, Half, new() { PartnerId = world.Sheriff.Id, Text = "Name a deputy", DueOn = A.Day("2026-12-01") })).Id;
        await asks.AddAsync(world.Store.Coordinator, Half, new() { Text = "Fund a half-time post", IsDecision = true });
        var edition = (await new ReviewEditions(world.Store.Databases).MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        var form = await asks.FormAsync(world.Store.Coordinator, ask);
        var stale = await asks.FormAsync(world.Store.Coordinator, ask);
        (form.Answer, form.AnsweredOn) = (AskAnswer.Promised, A.Day("2026-11-16"));
        await asks.EditAsync(world.Store.Coordinator, ask, form);
        await Assert.ThrowsAsync<StaleRecordException>(() => asks.EditAsync(world.Store.Coordinator, ask, stale));

        var review = await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half);
        Assert.Equal(["Fund a half-time post", "Name a deputy"], review.Asks.Select(a => a.Text));
        Assert.Equal(AskAnswer.Promised, review.Asks[1].Answer);
        await asks.ArchiveAsync(world.Store.Coordinator, ask);
        Assert.Single((await new ExecutiveReviews(world.Store.Databases).ReadAsync(world.Store.Executive, Half)).Asks);
        Assert.Equal(AskAnswer.Open, (await new ReviewEditions(world.Store.Databases).OpenAsync(world.Store.Executive, edition)).Review.Asks[1].Answer);
    }

    [Fact]
    public async Task A_strike_out_reaches_kept_editions_and_nothing_candid_is_ever_in_one()
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        const string passage = "told by “Q. Exampleson”", canary = "canary-51c2";
        var statement = new LeadershipStatement { PartnerId = world.Sheriff.Id, On = A.Day("2026-10-01"), Text = $"We stand by this, {passage}" };
        await using (var db = await world.Store.OpenAsync())
        {
            db.AddRange(statement, new PartnerNote { PartnerId = world.Sheriff.Id, Text = canary, AuthorName = "Somebody" });
            (await db.Contacts.FirstAsync()).Line = canary;
            await Standings.SaveAsync(db, [world.Sheriff.Id]);
        }
        var editions = new ReviewEditions(world.Store.Databases);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, new() { Kind = EditionKind.Presented, AsOf = A.Day("2026-11-17"), Occasion = "For the board, " + passage })).Id;
        Task<string> Contents() => world.Store.ReadAsync(async db => (await db.ReviewEditions.SingleAsync()).Contents);
        Assert.Contains("We stand by this", await Contents());
        Assert.DoesNotContain(canary, await Contents());

        await new StrikeOuts(world.Store.Databases).StrikeAsync(world.Store.Coordinator, nameof(LeadershipStatement), statement.Id, new() { Field = "Text", Passage = passage, Why = "A name" });
        Assert.DoesNotContain("Exampleson", await Contents());
        Assert.Equal("For the board, " + StrikeOuts.Mark, Assert.Single(await editions.ListAsync(world.Store.Coordinator, Half)).Occasion);
        Assert.Contains(StrikeOuts.Mark, string.Join(' ', (await editions.EvidenceAsync(world.Store.Coordinator, id)).SelectMany(e => e.Seen).Select(s => s.Text)));
    }

    [Theory]
    [InlineData("Law")]
    [InlineData("staff")]
    [InlineData("2026")]
    [InlineData("legal")]
    [InlineData("partners")]
    public async Task A_passage_that_stands_in_words_of_the_product_too_is_struck_out_of_texts_only(string passage)
    {
        await using var world = await ReviewWorld.MakeAsync(fixture);
        var statement = new LeadershipStatement { PartnerId = world.Sheriff.Id, On = A.Day("2026-10-01"), Text = $"We stand by this, says {passage}" };
        await using (var db = await world.Store.OpenAsync())
        {
            db.Add(statement);
            await Standings.SaveAsync(db, [world.Sheriff.Id]);
        }
        var editions = new ReviewEditions(world.Store.Databases);
        var id = (await editions.MakeAsync(world.Store.Coordinator, Half, Presented("2026-11-17"))).Id;
        var before = await editions.OpenAsync(world.Store.Coordinator, id);
        var cells = (await editions.EvidenceAsync(world.Store.Coordinator, id)).Select(e => (e.PartnerId, e.Key, e.Value)).ToList();
        var links = (await editions.EvidenceAsync(world.Store.Coordinator, id)).SelectMany(e => e.Seen).Select(s => s.Link).ToList();

        await new StrikeOuts(world.Store.Databases).StrikeAsync(world.Store.Coordinator, nameof(LeadershipStatement), statement.Id, new() { Field = "Text", Passage = passage, Why = "A name" });

        var after = await editions.OpenAsync(world.Store.Coordinator, id);
        Assert.Equal(before.Review.AsOf, after.Review.AsOf);
        Assert.Equal(before.Review.Partners.Select(p => (p.Id, p.Sector, p.Index)), after.Review.Partners.Select(p => (p.Id, p.Sector, p.Index)));
        Assert.Equal(Addresses(before.Review), Addresses(after.Review));
        Assert.Equal(before.Review.Coverage.Select(c => c.Sector), after.Review.Coverage.Select(c => c.Sector));
        var evidence = await editions.EvidenceAsync(world.Store.Coordinator, id);
        Assert.Equal(cells, evidence.Select(e => (e.PartnerId, e.Key, e.Value)));
        Assert.Equal(links, evidence.SelectMany(e => e.Seen).Select(s => s.Link));
        Assert.Contains(evidence.SelectMany(e => e.Seen), s => s.Text.Contains("says " + StrikeOuts.Mark, StringComparison.Ordinal));

        static IEnumerable<string> Addresses(Review review) =>
            [.. review.Partners.Select(p => p.Slug), .. review.Figures.SelectMany(f => f.Rows).Select(r => r.Address), .. review.Promise.Rows.Select(r => r.Address), .. review.Plans.Select(p => p.Address)];
    }
}

public sealed class EditionOnSqlite(SqliteFixture db) : EditionFacts(db), IClassFixture<SqliteFixture>;

public sealed class EditionOnPostgreSql(PostgreSqlFixture db) : EditionFacts(db), IClassFixture<PostgreSqlFixture>;
