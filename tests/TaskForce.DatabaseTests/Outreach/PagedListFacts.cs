using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>The lists of outreach page by page, 25 rows at a time, with many rows that sort alike. Today is November 17, 2026.</summary>
public abstract class PagedListFacts(DatabaseFixture db)
{
    private const int Size = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<List<Partner>> PartnersAsync(Store store, Sector sector, Func<int, string> name, int count)
    {
        var kind = A.Kind(sector);
        var partners = Enumerable.Range(0, count).Select(i => A.Partner(name(i), kind)).ToList();
        await store.AddAsync([kind, .. partners]);
        return partners;
    }

    private static Task ArchiveAsync(Store store, params Guid[] ids) => store.ChangeAsync(async d =>
    {
        foreach (var partner in await d.Partners.Where(p => ids.Contains(p.Id)).ToListAsync(Ct))
            partner.ArchivedAt = store.Clock.UtcNow;
    });

    private static async Task<int> LinesAsync(Func<Stream, Task> export)
    {
        using var file = new MemoryStream();
        await export(file);
        return System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }

    [Fact]
    public async Task Supporters_are_paged_by_name_and_what_is_put_away_between_two_pages_leaves_no_gap()
    {
        await using var store = await db.FreshAsync();
        var partners = await PartnersAsync(store, Sector.CommunityBased, i => i % 2 == 0 ? "Chapel" : "Mosque", 61);
        await store.AddAsync([.. partners.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Supporter, From = A.Day("2026-01-01") })]);
        await store.AddAsync([.. partners.Where((_, i) => i % 4 < 2).Select(p => new SupportOffer { PartnerId = p.Id, On = A.Day("2026-02-01"), Offer = "A hall" })]);
        var supporters = new Supporters(store.Databases);

        var all = await Walk.AllAsync((after, before) => supporters.PageAsync(store.Reader, SupporterView.All, after, before, Size, Ct), r => r.Id);
        Assert.Equal(partners.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id.ToString("N"), StringComparer.Ordinal).Select(p => p.Id), all.Select(r => r.Id));
        var waiting = await Walk.AllAsync((after, before) => supporters.PageAsync(store.Reader, SupporterView.Waiting, after, before, Size, Ct), r => r.Id);
        Assert.Equal(all.Where(r => r.Waiting > 0).Select(r => r.Id), waiting.Select(r => r.Id));
        Assert.Equal((61, 31, 31), await supporters.CountsAsync(store.Reader, Ct) is var counts ? (counts.Views[SupporterView.All], counts.Views[SupporterView.Waiting], counts.WaitingOffers) : default);
        Assert.Equal(61, await LinesAsync(file => supporters.ExportAsync(store.Reader, SupporterView.All, file, SheetFormat.Csv, Ct)));

        var first = await supporters.PageAsync(store.Reader, size: Size, ct: Ct);
        await ArchiveAsync(store, first.Rows[3].Id, first.Rows[^1].Id, all[30].Id);
        var second = await supporters.PageAsync(store.Reader, after: first.Next, size: Size, ct: Ct);
        Assert.Equal(all.Skip(25).Where(r => r.Id != all[30].Id).Take(25).Select(r => r.Id), second.Rows.Select(r => r.Id));
        var back = await supporters.PageAsync(store.Reader, before: second.Previous, size: Size, ct: Ct);
        Assert.Equal((23, 1, null, 58), (back.Rows.Count, back.From, back.Previous, back.Total));
    }

    [Fact]
    public async Task A_place_that_nobody_wrote_or_behind_which_nothing_is_left_leads_to_the_beginning()
    {
        await using var store = await db.FreshAsync();
        var partners = await PartnersAsync(store, Sector.LocalGovernment, i => $"City {i:00}", 30);
        await store.AddAsync([.. partners.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Supporter, From = A.Day("2020-01-01") })]);
        await store.AddAsync([.. partners.Select(p => new ApproachPlan { PartnerId = p.Id, Title = "Win it", BegunOn = A.Day("2026-01-01"), Reason = ApproachReason.NewPartner })]);
        var (supporters, communities, plans, leaders, overdue) = (new Supporters(store.Databases), new CommunityPages(store.Databases), new ApproachPages(store.Databases), new Leaders(store.Databases), new CheckIns(store.Databases));
        await store.AddAsync([.. partners.Select(p => new CommunityProfile { PartnerId = p.Id })]);

        foreach (var place in (string[])["nonsense", "%", Paging.Write("zz", Guid.NewGuid(), 30), Paging.Write("7:x", Guid.NewGuid(), 30), Paging.Write("0:2026-13-45", Guid.NewGuid(), 30), Paging.Write("1/0", Guid.NewGuid(), 30), Paging.Write(null, Guid.NewGuid(), 30)])
        {
            foreach (var (after, before) in ((string?, string?)[])[(place, null), (null, place)])
            {
                Assert.NotEmpty((await supporters.PageAsync(store.Coordinator, SupporterView.All, after, before, Size, Ct)).Rows);
                Assert.NotEmpty((await communities.PageAsync(store.Coordinator, new(), after, before, Size, Ct)).Rows);
                Assert.NotEmpty((await plans.PageAsync(store.Coordinator, after, before, Size, Ct)).Rows);
                Assert.NotEmpty((await leaders.PageAsync(store.Coordinator, after, before, Size, Ct)).Page.Rows);
                Assert.NotEmpty((await overdue.OverdueAsync(store.Coordinator, null, after, before, Size, Ct)).Page.Rows);
            }
        }
        var page = await supporters.PageAsync(store.Coordinator, size: Size, ct: Ct);
        var next = page.Next;
        await ArchiveAsync(store, [.. partners.Select(p => p.Id).Except(page.Rows.Select(r => r.Id))]);
        Assert.Equal((1, 25, null, null), await supporters.PageAsync(store.Coordinator, after: next, size: Size, ct: Ct) is var again ? (again.From, again.To, again.Previous, again.Next) : default);
    }

    [Fact]
    public async Task Community_organizations_are_paged_by_priority_and_name_and_a_chair_is_shown_the_seated_ones_only()
    {
        await using var store = await db.FreshAsync();
        var partners = await PartnersAsync(store, Sector.CommunityBased, i => i % 3 == 0 ? "Circle" : $"Faith {i % 5}", 70);
        CommunityPriority?[] priorities = [CommunityPriority.Later, CommunityPriority.First, null, CommunityPriority.Next, CommunityPriority.First];
        await store.AddAsync([.. partners.Where((_, i) => i % 7 != 0).Select((p, i) => new CommunityProfile { PartnerId = p.Id, Priority = priorities[i % 5] })]);
        await store.AddAsync([.. partners.Where((_, i) => i % 2 == 0).Select(p => new PathStep { PartnerId = p.Id, Step = CommunityStep.Prioritized, On = A.Day("2026-03-01") })]);
        await store.AddAsync([.. partners.Take(30).Select((p, i) => BuyIn.StandingsFacts.Call("2026-06-01", p, i % 2 == 0 ? ContactKind.Event : ContactKind.Call))]);
        await store.AddAsync([.. partners.Take(4).Select(p => BuyIn.StandingsFacts.Call("2026-06-02", p))]);
        await store.AddAsync([.. partners.Skip(4).Take(1).Select(p => BuyIn.StandingsFacts.Call("2026-06-01", p))]);
        var pages = new CommunityPages(store.Databases);
        Task<List<CommunityRow>> AllAsync(Core.Access.Actor actor, CommunityFilter filter) => Walk.AllAsync((after, before) => pages.PageAsync(actor, filter, after, before, Size, Ct), r => r.Id);

        var all = await AllAsync(store.Coordinator, new());
        Assert.Equal(70, all.Count);
        Assert.Equal(all.OrderBy(r => r.Priority ?? (CommunityPriority)9).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id.ToString("N"), StringComparer.Ordinal).Select(r => r.Id), all.Select(r => r.Id));
        var counts = await pages.CountsAsync(store.Coordinator, Ct);
        Assert.Equal((70, 26, 35, 35), (counts.All, counts.Thin, counts.Next[CommunityStep.Prioritized], counts.Next[CommunityStep.TrustBuilt]));
        // The filter says what a row says of itself.
        Assert.Equal(all.Where(r => Relation.IsThin(r.Basis)).Select(r => r.Id), (await AllAsync(store.Coordinator, new() { Thin = true })).Select(r => r.Id));
        Assert.Equal(all.Where(r => r.Next == CommunityStep.TrustBuilt).Select(r => r.Id), (await AllAsync(store.Coordinator, new() { Next = CommunityStep.TrustBuilt })).Select(r => r.Id));
        Assert.Equal(all.Where(r => r.Priority == CommunityPriority.First).Select(r => r.Id), (await AllAsync(store.Coordinator, new() { Priority = CommunityPriority.First })).Select(r => r.Id));
        Assert.Equal(70, await LinesAsync(file => pages.ExportAsync(store.Coordinator, new(), file, SheetFormat.Csv, Ct)));

        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [.. partners.Take(28).Select(p => p.Id)]);
        Assert.Equal(all.Select(r => r.Id).Intersect(chair.PartnersSeatedThere), (await AllAsync(chair, new())).Select(r => r.Id));
        Assert.Equal(28, (await pages.CountsAsync(chair, Ct)).All);
        // Only what is shown was read.
        var late = all.Last(r => r.Taken[0] is not null);
        var own = Store.With(store.Coordinator, own: [late.Id]);
        var first = await pages.PageAsync(own, new(), size: Size, ct: Ct);
        Assert.Empty(await store.ReadAsync(d => d.OwnAgencyReadings.ToListAsync(Ct)));
        var second = await pages.PageAsync(own, new(), first.Next, size: Size, ct: Ct);
        await pages.PageAsync(own, new(), second.Next, size: Size, ct: Ct);
        Assert.Equal(late.Id, Assert.Single(await store.ReadAsync(d => d.OwnAgencyReadings.ToListAsync(Ct))).PartnerId);
    }

    [Fact]
    public async Task Approach_plans_are_paged_by_what_is_due_next_then_without_a_step_then_those_that_ended()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        List<object> records = [];
        for (var i = 0; i < 90; i++)
        {
            var plan = new ApproachPlan { PartnerId = i % 2 == 0 ? partner.Id : null, Title = $"Plan {i}", BegunOn = A.Day("2026-01-01").AddDays(i % 3), EndedOn = i % 3 == 2 ? A.Day("2026-09-01").AddDays(i % 4) : null };
            records.Add(plan);
            if (i % 3 == 0)
                records.AddRange([Step(plan, A.Day("2026-12-24")), Step(plan, A.Day("2026-11-16").AddDays(i % 4)), Step(plan, A.Day("2026-11-01"), done: true), Step(plan, A.Day("2026-11-16").AddDays(i % 4))]);
        }
        await store.AddAsync([.. records]);
        var pages = new ApproachPages(store.Databases);
        Task<List<ApproachRow>> AllAsync(Core.Access.Actor actor) => Walk.AllAsync((after, before) => pages.PageAsync(actor, after, before, Size, Ct), r => r.Id);

        var all = await AllAsync(store.Coordinator);
        Assert.Equal(90, all.Count);
        static string Text(Guid id) => id.ToString("N");
        Assert.Equal(
        [
            .. all.Where(r => r.NextOn is not null).OrderBy(r => r.NextOn).ThenBy(r => Text(r.Id), StringComparer.Ordinal),
            .. all.Where(r => r is { NextOn: null, EndedOn: null }).OrderByDescending(r => r.BegunOn).ThenByDescending(r => Text(r.Id), StringComparer.Ordinal),
            .. all.Where(r => r.EndedOn is not null).OrderByDescending(r => r.EndedOn).ThenByDescending(r => Text(r.Id), StringComparer.Ordinal),
        ], all);
        Assert.Equal([30, 30, 30], [all.Count(r => r.NextOn is not null), all.Count(r => r is { NextOn: null, EndedOn: null }), all.Count(r => r.EndedOn is not null)]);
        var counts = await pages.CountsAsync(store.Coordinator, Ct);
        Assert.Equal((60, all.Count(r => r.IsOverdue(store.Clock.Today))), (counts.Open, counts.Late));
        Assert.Equal(45, (await AllAsync(Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]))).Count);
        Assert.Equal(45, (await pages.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Count);

        // A plan that was put away between two pages is passed over, and its neighbors stand once.
        var first = await pages.PageAsync(store.Coordinator, size: Size, ct: Ct);
        var gone = first.Rows[^1].Id;
        await store.ChangeAsync(async d => (await d.ApproachPlans.SingleAsync(p => p.Id == gone, Ct)).ArchivedAt = store.Clock.UtcNow);
        Assert.Equal(all.Skip(25).Take(25), (await pages.PageAsync(store.Coordinator, first.Next, size: Size, ct: Ct)).Rows);

        static ApproachStep Step(ApproachPlan plan, DateOnly due, bool done = false) => new() { PlanId = plan.Id, PartnerId = plan.PartnerId, Text = "Ask", DueOn = due, DoneOn = done ? due : null };
    }

    [Fact]
    public async Task Leaders_are_paged_with_those_first_about_whom_somebody_must_be_talked_with()
    {
        await using var store = await db.FreshAsync();
        var cities = await PartnersAsync(store, Sector.LocalGovernment, i => i % 2 == 0 ? "City" : $"Town {i % 3}", 80);
        var school = await store.PartnerAsync("School", Sector.ChildAndYouth);
        var mayor = await store.PersonAsync("Mayor Vale");
        List<object> records = [];
        for (var i = 0; i < 80; i++)
        {
            var office = new Office { PartnerId = cities[i].Id, Title = "Mayor" };
            // One in three left; the others are in office for years.
            records.AddRange([office, new OfficeHolding { OfficeId = office.Id, PersonId = mayor.Id, From = A.Day("2020-01-01"), To = i % 3 == 0 ? A.Day("2026-02-01") : null }]);
            if (i % 4 != 0)
                records.Add(new SupportTie { PartnerId = school.Id, OnPartnerId = cities[i].Id });
            if (i % 5 == 0)
                continue;
            var plan = new ApproachPlan { PartnerId = cities[i].Id, Reason = ApproachReason.LeadersSupport, Title = "Win the mayor", BegunOn = A.Day("2026-10-01"), EndedOn = i % 5 == 1 ? A.Day("2026-11-01") : null };
            records.AddRange([plan, new ApproachStep { PlanId = plan.Id, PartnerId = plan.PartnerId, Text = "Ask", DueOn = A.Day("2026-11-20").AddDays(i % 3) }]);
            // An older one beside it, begun before: the newer one counts.
            if (i % 5 == 2)
                records.Add(new ApproachPlan { PartnerId = cities[i].Id, Reason = ApproachReason.LeadersSupport, Title = "Older", BegunOn = A.Day("2026-09-01") });
        }
        await store.AddAsync([.. records]);
        var leaders = new Leaders(store.Databases);
        async Task<List<LeaderRow>> AllAsync(Core.Access.Actor actor) => await Walk.AllAsync(async (after, before) => (await leaders.PageAsync(actor, after, before, Size, Ct)).Page, r => r.PartnerId);

        var all = await AllAsync(store.Coordinator);
        Assert.Equal(80, all.Count);
        static IEnumerable<LeaderRow> ByName(IEnumerable<LeaderRow> rows) => rows.OrderBy(r => r.Partner, StringComparer.Ordinal).ThenBy(r => r.PartnerId.ToString("N"), StringComparer.Ordinal);
        Assert.Equal(
        [
            .. ByName(all.Where(r => r.Warns)),
            .. all.Where(r => !r.Warns && r.Approach?.NextOn is not null).OrderBy(r => r.Approach!.NextOn).ThenBy(r => r.PartnerId.ToString("N"), StringComparer.Ordinal),
            .. ByName(all.Where(r => !r.Warns && r.Approach?.NextOn is null)),
        ], all);
        Assert.Equal([20, 80], [all.Count(r => r.Warns), all.Count(r => r.Warns || !r.Warns)]);
        var page = await leaders.PageAsync(store.Coordinator, size: Size, ct: Ct);
        Assert.Equal((20, 4, 48), (page.AllWarned, page.Warned.Count, page.UnderWay));
        Assert.Equal(80, await LinesAsync(file => leaders.ExportAsync(store.Coordinator, file, SheetFormat.Csv, Ct)));
        // What hangs on whom is about two: to a chair of one nobody warns.
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [.. cities.Take(30).Select(c => c.Id)]);
        Assert.Equal((30, 0), ((await AllAsync(chair)).Count, (await leaders.PageAsync(chair, size: Size, ct: Ct)).AllWarned));
    }

    [Fact]
    public async Task Overdue_check_ins_of_all_tiers_are_paged_in_one_order_the_most_urgent_first()
    {
        await using var store = await db.FreshAsync();
        var partners = await PartnersAsync(store, Sector.HealthCare, i => $"Clinic {i % 4}", 110);
        var (ines, today) = (await store.PersonAsync("Ines"), store.Clock.Today);
        await store.ChangeAsync(async d =>
        {
            var stored = await d.Partners.ToDictionaryAsync(p => p.Id, Ct);
            for (var i = 0; i < partners.Count; i++)
            {
                var tier = (Tier)(i % 3);
                var ideal = tier switch { Tier.Close => 30, Tier.Light => 120, _ => 60 };
                // Half as late again in every tier, a third of the interval, one day, and on the day itself: that one is in time.
                var since = today.AddDays(-ideal - (i % 4) switch { 0 => ideal / 2, 1 => ideal / 3, 2 => 1, _ => i % 8 == 3 ? 0 : i });
                (stored[partners[i].Id].Tier, stored[partners[i].Id].HolderId) = (tier, i % 2 == 0 ? ines.Id : null);
                if (i % 5 == 0)
                    d.Add(new Membership { PartnerId = partners[i].Id, Kind = MembershipKind.Member, From = since });
                d.Add(new PartnerStanding { PartnerId = partners[i].Id, LastContactOn = i % 5 == 0 ? null : since });
            }
        });
        var reads = new CheckIns(store.Databases);
        async Task<List<CheckInRow>> AllAsync(Guid? holder = null) => await Walk.AllAsync(async (after, before) => (await reads.OverdueAsync(store.Member, holder, after, before, Size, Ct)).Page, r => r.Id);

        var all = await AllAsync();
        var late = partners.Where((_, i) => i % 8 != 3).ToList();
        Assert.Equal(late.Select(p => p.Id).Order(), all.Select(r => r.Id).Order());
        Assert.Equal(all.OrderByDescending(r => r.Clock.DaysOver * 120 / r.Clock.Interval.IdealDays).ThenBy(r => r.Id.ToString("N"), StringComparer.Ordinal).Select(r => r.Id), all.Select(r => r.Id));
        var hers = await AllAsync(ines.Id);
        Assert.Equal(all.Where(r => r.HolderId == ines.Id).Select(r => r.Id), hers.Select(r => r.Id));
        Assert.Equal(all.Where(r => r.HolderId is null).Select(r => r.Id), (await AllAsync(PartnerFilter.Nobody)).Select(r => r.Id));
        var list = await reads.OverdueAsync(store.Member, ines.Id, size: Size, ct: Ct);
        Assert.Equal((all.Count, hers.Count(r => r.Clock.IsPastLongest), 0), (list.All, list.Longest, list.Unheld));
        Assert.Equal([("Ines", hers.Count), ("Nobody", all.Count - hers.Count)], list.Holders.Select(h => (h.Name, h.Count)));
        Assert.Equal(all.Count, await LinesAsync(file => reads.ExportAsync(store.Member, null, file, SheetFormat.Csv, Ct)));

        var first = (await reads.OverdueAsync(store.Member, size: Size, ct: Ct)).Page;
        await ArchiveAsync(store, first.Rows[^1].Id, all[26].Id);
        Assert.Equal([all[25].Id, all[27].Id], (await reads.OverdueAsync(store.Member, after: first.Next, size: Size, ct: Ct)).Page.Rows.Take(2).Select(r => r.Id));
    }

    [Fact]
    public async Task The_public_log_is_paged_by_day_with_and_without_a_filter()
    {
        await using var store = await db.FreshAsync();
        var clinic = await store.PartnerAsync("Clinic");
        await store.AddAsync([.. Enumerable.Range(0, 80).Select(i => new PublicItem { On = A.Day("2026-10-01").AddDays(i % 3), Kind = (PublicKind)(i % 2), Title = $"Item {i}", Accomplished = "Told", PartnerId = i % 4 == 0 ? clinic.Id : null })]);
        var pages = new PublicPages(store.Databases);
        Task<List<PublicRow>> AllAsync(PublicFilter filter) => Walk.AllAsync((after, before) => pages.PageAsync(store.Reader, filter, after, before, Size, Ct), r => r.Id);

        var all = await AllAsync(new());
        Assert.Equal(all.OrderByDescending(r => r.On).ThenByDescending(r => r.Id.ToString("N"), StringComparer.Ordinal), all);
        Assert.Equal(all.Where(r => r.Kind == PublicKind.Press), await AllAsync(new() { Kind = PublicKind.Press }));
        Assert.Equal(all.Where(r => r.On >= A.Day("2026-10-02")), await AllAsync(new() { From = A.Day("2026-10-02") }));
        Assert.Equal(all.Where(r => r.PartnerId == clinic.Id).Take(5), await pages.OfPartnerAsync(store.Reader, clinic.Id, ct: Ct));
        Assert.Equal(80, await LinesAsync(file => pages.ExportAsync(store.Reader, new(), file, SheetFormat.Csv, Ct)));
    }

    [Fact]
    public async Task A_list_counts_no_further_than_a_thousand()
    {
        await using var store = await db.FreshAsync();
        await store.AddAsync([.. Enumerable.Range(0, 1001).Select(i => new PublicItem { On = A.Day("2026-10-01"), Title = $"Item {i}", Accomplished = "Told" })]);
        var pages = new PublicPages(store.Databases);
        Assert.Equal((1000, true), await pages.PageAsync(store.Reader, new(), ct: Ct) is var page ? (page.Total, page.TotalIsMore) : default);
        Assert.Equal(1001, await LinesAsync(file => pages.ExportAsync(store.Reader, new(), file, SheetFormat.Csv, Ct)));
    }
}

public sealed class PagedListOnSqlite(SqliteFixture db) : PagedListFacts(db), IClassFixture<SqliteFixture>;

public sealed class PagedListOnPostgreSql(PostgreSqlFixture db) : PagedListFacts(db), IClassFixture<PostgreSqlFixture>;
