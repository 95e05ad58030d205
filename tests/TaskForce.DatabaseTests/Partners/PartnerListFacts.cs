using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Partners;

/// <summary>The list of partners: order, pages, filters, counts.</summary>
public abstract class PartnerListFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sorts => ["name", "-name", "index", "-index", "change", "-change", "contact", "-contact", "mou-end", "-mou-end"];

    /// <summary>Sixty partners, a third of them with nothing to sort by, several with the same figure.</summary>
    private static async Task<List<Partner>> SixtyAsync(Store store)
    {
        var made = new List<Partner>();
        for (var i = 0; i < 60; i++)
            made.Add(await store.PartnerAsync($"Agency {i % 30:00}", i % 3 == 0 ? Sector.Prosecution : Sector.VictimServices));
        await store.ChangeAsync(d =>
        {
            for (var i = 0; i < made.Count; i++)
            {
                d.PartnerStandings.Add(new()
                {
                    PartnerId = made[i].Id,
                    Index = i % 3 == 2 ? null : i % 7 * 10,
                    Change = i % 3 == 2 ? null : i % 5 - 2,
                    HasMou = i % 2 == 0,
                    HasChampion = i % 4 == 0,
                    MouEndsOn = i % 4 == 2 ? store.Clock.Today.AddDays(i - 20) : null,
                    LastContactOn = i % 3 == 1 ? null : store.Clock.Today.AddDays(-i),
                    AsOf = store.Clock.Today,
                });
            }
            return Task.CompletedTask;
        });
        return made;
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_forward_and_back_show_every_partner_once_in_order(string sort)
    {
        await using var store = await db.FreshAsync();
        var made = await SixtyAsync(store);
        var lists = new PartnerLists(store.Databases);
        var filter = PartnerFilter.From(name => name == "sort" ? sort : null);
        var forward = new List<Guid>();
        string? after = null, before = null;
        for (var page = 0; page < 5; page++)
        {
            var read = await lists.PageAsync(store.Reader, filter, after, size: 25, ct: Ct);
            Assert.Equal((forward.Count + 1, 60, false), (read.From, read.Total, read.TotalIsMore));
            forward.AddRange(read.Rows.Select(r => r.Id));
            before = read.Previous;
            after = read.Next;
            if (after is null)
                break;
        }

        Assert.Equal(made.Select(m => m.Id).Order(), forward.Order());
        var back = await lists.PageAsync(store.Reader, filter, before: before, size: 25, ct: Ct);
        Assert.Equal(forward.Skip(25).Take(25), back.Rows.Select(r => r.Id));
        Assert.Equal(26, back.From);
        Assert.Equal(forward.Take(25), (await lists.PageAsync(store.Reader, filter, before: back.Previous, size: 25, ct: Ct)).Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Those_with_a_figure_come_first_both_ways()
    {
        await using var store = await db.FreshAsync();
        await SixtyAsync(store);
        var lists = new PartnerLists(store.Databases);
        foreach (var down in (bool[])[false, true])
        {
            var rows = (await lists.PageAsync(store.Reader, new() { Sort = PartnerSort.Index, Descending = down }, size: 100, ct: Ct)).Rows;
            var figures = rows.Select(r => r.Index).TakeWhile(i => i is not null).ToList();

            Assert.Equal(40, figures.Count);
            Assert.Equal(down ? figures.OrderDescending() : figures.Order(), figures);
        }
    }

    [Fact]
    public async Task Each_filter_leaves_what_it_says()
    {
        await using var store = await db.FreshAsync();
        var court = await store.PartnerAsync("District Attorney", Sector.Prosecution);
        var shelter = await store.PartnerAsync("Casa Épica Shelter");
        var gone = await store.PartnerAsync("Closed clinic");
        var today = store.Clock.Today;
        await store.AddAsync(
            new PartnerStanding { PartnerId = court.Id, HasMou = true, MouEndsOn = today.AddDays(40), HasChampion = true, Change = -5, LastContactOn = today.AddDays(-31), AsOf = today },
            new PartnerStanding { PartnerId = shelter.Id, HasMou = true, MouEndsOn = today.AddDays(-1), Change = 4, LastContactOn = today.AddDays(-30), AsOf = today },
            new PartnerStanding { PartnerId = gone.Id, AsOf = today },
            new PartnerTag { PartnerId = shelter.Id, Tag = "north" });
        await new TaskForce.Core.Partners.Partners(store.Databases).ArchiveAsync(store.Coordinator, [gone.Id], Ct);
        var lists = new PartnerLists(store.Databases);

        Assert.Equal(["Casa Épica Shelter", "District Attorney"], await NamesAsync(new()));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { Sector = Sector.Prosecution }));
        Assert.Equal(["Casa Épica Shelter"], await NamesAsync(new() { Tag = "north" }));
        Assert.Equal(["Casa Épica Shelter"], await NamesAsync(new() { Text = "epi shel" }));
        Assert.Equal(["Casa Épica Shelter"], await NamesAsync(new() { Mou = MouPlace.Lapsed }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { Mou = MouPlace.Ending }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { Mou = MouPlace.InForce }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { Champion = true }));
        Assert.Equal(["Closed clinic"], await NamesAsync(new() { Archived = true }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { View = PartnerView.LosingGround }));
        Assert.Equal(["Casa Épica Shelter"], await NamesAsync(new() { View = PartnerView.NoChampion }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { View = PartnerView.MouEnding }));
        Assert.Equal(["District Attorney"], await NamesAsync(new() { View = PartnerView.NotContacted }));
        Assert.Equal(["Casa Épica Shelter", "District Attorney"], await NamesAsync(new() { KindId = null, Level = Level.NonGovernmental }));
        Assert.Empty(await NamesAsync(new() { Level = Level.Tribal }));

        var counts = await lists.CountsAsync(store.Reader, Ct);
        Assert.Equal((2, 1, 0, 1), (counts.Total, counts.Gaining, counts.Steady, counts.LosingGround));
        Assert.Equal([(Sector.Prosecution, 1), (Sector.VictimServices, 1)], counts.Sectors.Select(s => (s.Key, s.Value)).OrderBy(s => s.Key));
        Assert.Equal(1, counts.Views[PartnerView.MouEnding]);

        async Task<IEnumerable<string>> NamesAsync(PartnerFilter filter)
        {
            var page = await lists.PageAsync(store.Reader, filter, ct: Ct);
            Assert.Equal(page.Rows.Count, page.Total);
            return page.Rows.Select(r => r.Name).Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_row_tells_mou_champion_contact_and_halves()
    {
        await using var store = await db.FreshAsync();
        var shelter = await store.PartnerAsync("Shelter");
        var clinic = await store.PartnerAsync("Tide clinic");
        var today = store.Clock.Today;
        await store.AddAsync(
            new PartnerStanding { PartnerId = shelter.Id, LastContactOn = today.AddDays(-100), Index = 47, Change = -14, ChampionUntil = A.Day("2026-08-14"), Recent = "20262:,,,,61,47", AsOf = today },
            new PartnerStanding { PartnerId = clinic.Id, ChampionUntil = today.AddDays(3), AsOf = today });
        var rows = (await new PartnerLists(store.Databases).PageAsync(store.Reader, new(), ct: Ct)).Rows;

        Assert.Equal((ChampionPlace.NoneNow, ContactPlace.Overdue, 100), (rows[0].Champion, rows[0].Contact, rows[0].DaysSinceContact));
        Assert.Equal([null, null, null, null, 61, 47], rows[0].Halves);
        Assert.Equal((ChampionPlace.Leaving, ContactPlace.None, null), (rows[1].Champion, rows[1].Contact, rows[1].DaysSinceContact));
    }

    [Fact]
    public async Task A_broken_place_in_the_address_begins_at_the_beginning()
    {
        await using var store = await db.FreshAsync();
        await store.AddAsync(new PartnerStanding { PartnerId = (await store.PartnerAsync("Only one")).Id });
        var lists = new PartnerLists(store.Databases);
        foreach (var wrong in (string[])["x", "////", "MXw", new string('A', 900), Convert.ToBase64String("1|zz|+a"u8)])
            Assert.Single((await lists.PageAsync(store.Reader, new() { Sort = PartnerSort.Index }, wrong, ct: Ct)).Rows);
        Assert.NotNull(await lists.PageAsync(store.Reader, new() { Sort = PartnerSort.Index }, TaskForce.Core.Data.Paging.Write("no figure", Guid.NewGuid(), 3), ct: Ct));
    }

    [Fact]
    public async Task Stages_are_shown_and_filtered_only_for_those_who_may_see_them()
    {
        await using var store = await db.FreshAsync();
        var shelter = await store.PartnerAsync("Shelter");
        var clinic = await store.PartnerAsync("Clinic");
        await store.AddAsync(new PartnerStanding { PartnerId = shelter.Id }, new PartnerStanding { PartnerId = clinic.Id },
            new PartnerJudgment { PartnerId = shelter.Id, Stage = EngagementStage.Talking }, new PartnerJudgment { PartnerId = clinic.Id, Stage = EngagementStage.Leading });
        var lists = new PartnerLists(store.Databases);
        var body = Guid.CreateVersion7();
        var chair = Store.With(store.Member, own: [clinic.Id], chairs: [body], seated: [clinic.Id, shelter.Id]);
        var talking = new PartnerFilter { Stage = EngagementStage.Talking };
        var leading = new PartnerFilter { Stage = EngagementStage.Leading };

        Assert.Equal(["Shelter"], (await lists.PageAsync(store.Coordinator, talking, ct: Ct)).Rows.Select(r => r.Name));
        Assert.Equal(["Shelter"], (await lists.PageAsync(chair, talking, ct: Ct)).Rows.Select(r => r.Name));
        Assert.Empty((await lists.PageAsync(chair, leading, ct: Ct)).Rows);
        Assert.Null((await lists.PageAsync(chair, new(), ct: Ct)).Rows[0].Stage);
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(store.Member, own: [shelter.Id])])
        {
            var page = await lists.PageAsync(actor, talking, ct: Ct);
            Assert.Equal(2, page.Total);
            Assert.All(page.Rows, r => Assert.Null(r.Stage));
        }
    }

    [Fact]
    public async Task A_coordinators_reading_of_the_own_agencys_stage_is_written_down()
    {
        await using var store = await db.FreshAsync();
        var own = await store.PartnerAsync("Own agency");
        var other = await store.PartnerAsync("Other agency");
        await store.AddAsync(new PartnerStanding { PartnerId = own.Id }, new PartnerStanding { PartnerId = other.Id },
            new PartnerJudgment { PartnerId = own.Id, Stage = EngagementStage.Talking }, new PartnerJudgment { PartnerId = other.Id, Stage = EngagementStage.Talking });
        var coordinator = Store.With(store.Coordinator, own: [own.Id]);
        var rows = (await new PartnerLists(store.Databases).PageAsync(coordinator, new(), ct: Ct)).Rows;

        Assert.True(rows.Single(r => r.Id == own.Id).IsOwnAgency);
        var reading = Assert.Single(await store.ReadAsync(d => Task.FromResult(d.OwnAgencyReadings.ToList())));
        Assert.Equal((own.Id, coordinator.AccountId), (reading.PartnerId, reading.AccountId));
    }
}

public sealed class PartnerListOnSqlite(SqliteFixture db) : PartnerListFacts(db), IClassFixture<SqliteFixture>;

public sealed class PartnerListOnPostgreSql(PostgreSqlFixture db) : PartnerListFacts(db), IClassFixture<PostgreSqlFixture>;
