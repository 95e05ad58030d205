using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Leaders, how they are approached, and which partners hang on their support. Today is November 17, 2026.</summary>
public abstract class LeaderFacts(DatabaseFixture db)
{
    private const string Canary = "canary-support-93";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<(Partner City, Partner School, Person Mayor, Office Office)> CityAsync(Store store)
    {
        var (city, school) = (await store.PartnerAsync("City", Sector.LocalGovernment), await store.PartnerAsync("School", Sector.ChildAndYouth));
        var mayor = await store.PersonAsync("Mayor Vale", city);
        var office = new Office { PartnerId = city.Id, Title = "Mayor" };
        await store.AddAsync(office, new OfficeHolding { OfficeId = office.Id, PersonId = mayor.Id, From = A.Day("2020-01-01") });
        return (city, school, mayor, office);
    }

    [Fact]
    public async Task A_leader_is_listed_with_the_approach_what_was_presented_and_who_hangs_on_the_support()
    {
        await using var store = await db.FreshAsync();
        var (city, school, mayor, _) = await CityAsync(store);
        await store.PartnerAsync("Clinic", Sector.HealthCare);
        var sheriff = await store.PersonAsync("The sheriff");
        var (plans, leaders) = (new Approaches(store.Databases), new Leaders(store.Databases));
        var plan = await plans.SaveAsync(store.Coordinator, new() { Reason = ApproachReason.LeadersSupport, PartnerId = city.Id, Title = "Win the mayor", LeaderId = mayor.Id, BegunOn = A.Day("2026-10-01") }, Ct);
        await plans.SaveStepAsync(store.Coordinator, new() { PlanId = plan.Id, Text = "Present", DueOn = A.Day("2026-10-05"), DoneOn = A.Day("2026-10-06"), Findings = "Six of nine leads", Material = "Two-page brief", Answer = "Asked for figures" }, Ct);
        await plans.SaveStepAsync(store.Coordinator, new() { PlanId = plan.Id, Text = "Answer", DueOn = A.Day("2026-11-20"), PersonId = sheriff.Id }, Ct);
        await new SupportTies(store.Databases).SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id, Note = "Waits for the mayor" }, Ct);

        var list = await leaders.PageAsync(store.Coordinator, ct: Ct);
        var row = Assert.Single(list.Page.Rows);
        Assert.Equal(("City", "Mayor", "Mayor Vale", LeaderState.Steady), (row.Partner, row.Office, row.Now.Term!.Name, row.Now.State));
        Assert.Equal(("The sheriff", (DateOnly?)A.Day("2026-10-06"), "Six of nine leads", "Two-page brief", "Asked for figures", "Answer"),
            (row.Approach!.Approacher, row.Approach.PresentedOn, row.Approach.Findings, row.Approach.Material, row.Approach.Answer, row.Approach.NextText));
        Assert.Equal(("School", "Waits for the mayor"), Assert.Single(row.Hanging) is var h ? (h.Name, h.Note) : default);
        Assert.Equal("One leader; one approach is under way.", LeaderSentences.Lead(list, store.Clock.Today));
        Assert.Equal("City", Assert.Single(await leaders.OfPersonAsync(store.Coordinator, mayor.Id, Ct)).Partner);
        Assert.Equal("City", Assert.Single(await leaders.OnWhomAsync(store.Coordinator, school.Id, Ct)).Name);
        using var file = new MemoryStream();
        await leaders.ExportAsync(store.Coordinator, file, SheetFormat.Csv, Ct);
        Assert.Contains("Mayor Vale,Mayor,City,Steady,The sheriff,Six of nine leads,2026-10-06,Two-page brief,Asked for figures,Answer,2026-11-20,School", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_leader_leaves_is_new_or_cools_those_who_hang_on_the_support_are_named()
    {
        await using var store = await db.FreshAsync();
        var (city, school, mayor, office) = await CityAsync(store);
        await new SupportTies(store.Databases).SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id }, Ct);
        Assert.False((await RowAsync()).Warns);

        // Two signs together: long silence, and a champion who left.
        await using (var d = await store.OpenAsync())
        {
            d.AddRange(StandingsFacts.Call("2026-03-01", city), new Champion { PartnerId = city.Id, PersonId = mayor.Id, From = A.Day("2025-01-01"), To = A.Day("2026-10-01") });
            await Standings.SaveAsync(d, [city.Id]);
        }
        Assert.Equal((LeaderState.Cooling, "City is cooling. School hangs on that support."), await WarningAsync());
        var today = Assert.Single((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows, r => r.Reason == QueueReason.Cooling);
        Assert.EndsWith("School hangs on that support.", today.Detail, StringComparison.Ordinal);

        await new Core.People.People(store.Databases).LeaveAsync(store.Coordinator, new() { PersonId = mayor.Id, Version = (await store.ReadAsync(d => d.People.SingleAsync(p => p.Id == mayor.Id, Ct))).Version, On = A.Day("2026-11-10"), Reason = "Retired" }, Ct);
        Assert.Equal((LeaderState.Gone, "Mayor Vale left City on Nov 10. School hangs on that support."), await WarningAsync());
        var next = await store.PersonAsync("Mayor Orr", city);
        await store.AddAsync(new OfficeHolding { OfficeId = office.Id, PersonId = next.Id, From = A.Day("2026-11-11") });
        Assert.Equal((LeaderState.New, "Mayor Orr leads City since Nov 11. School hangs on that support."), await WarningAsync());

        async Task<LeaderRow> RowAsync() => Assert.Single((await new Leaders(store.Databases).PageAsync(store.Coordinator, ct: Ct)).Page.Rows);
        async Task<(LeaderState, string)> WarningAsync() => await RowAsync() is { Warns: true } row ? (row.Now.State, LeaderSentences.Warning(row, store.Clock.Today)) : default;
    }

    [Fact]
    public async Task A_leader_who_left_or_is_new_has_a_row_on_Today_until_somebody_follows_or_goes()
    {
        await using var store = await db.FreshAsync();
        var (city, school, mayor, office) = await CityAsync(store);
        var holder = await store.PersonAsync("Mara Quill");
        await store.ChangeAsync(async d => (await d.Partners.SingleAsync(p => p.Id == city.Id, Ct)).HolderId = holder.Id);
        await new SupportTies(store.Databases).SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id }, Ct);
        Assert.Empty(await RowsAsync(store.Coordinator));

        await store.ChangeAsync(async d => (await d.OfficeHoldings.SingleAsync(h => h.OfficeId == office.Id, Ct)).To = A.Day("2026-11-10"));
        var row = Assert.Single(await RowsAsync(store.Coordinator));
        Assert.Equal(("Mayor Vale, Mayor", "Left City on Nov 10, and nobody has followed: one partner hangs on that support. School hangs on that support.", "/approaches/leaders", holder.Id), (row.Title, row.Detail, row.ActHref, row.OwnerId));

        // Two offices of one person end: two rows, each of its own.
        var second = new Office { PartnerId = city.Id, Title = "CEO of the port" };
        await store.AddAsync(second, new OfficeHolding { OfficeId = second.Id, PersonId = mayor.Id, From = A.Day("2020-01-01"), To = A.Day("2026-11-10") });
        Assert.Equal(2, (await RowsAsync(store.Coordinator)).Select(r => r.Key).Distinct().Count());
        var other = await store.PersonAsync("Wes Brannigan", city);
        await store.AddAsync(new OfficeHolding { OfficeId = second.Id, PersonId = other.Id, From = A.Day("2026-11-11") });
        Assert.Contains("New CEO of the port at City since Nov 11", Assert.Single(await RowsAsync(store.Coordinator), r => r.Title.StartsWith("Wes", StringComparison.Ordinal)).Detail, StringComparison.Ordinal);
        await store.ChangeAsync(async d => (await d.Offices.SingleAsync(o => o.Id == second.Id, Ct)).ArchivedAt = store.Clock.UtcNow);

        var next = await store.PersonAsync("Mayor Orr", city);
        await store.AddAsync(new OfficeHolding { OfficeId = office.Id, PersonId = next.Id, From = A.Day("2026-11-11") });
        row = Assert.Single(await RowsAsync(store.Coordinator));
        Assert.Equal(("Mayor Orr, Mayor", "New mayor at City since Nov 11: who approaches? School hangs on that support.", "Plan an approach"), (row.Title, row.Detail, row.Label));

        // Candid, like what hangs on it: not for the city's own people, and for a chair only where its partner is seated.
        Assert.Empty(await RowsAsync(Store.With(store.Member, own: [city.Id], chairs: [Guid.CreateVersion7()], seated: [city.Id])));
        Assert.Empty(await RowsAsync(Store.With(store.Member, chairs: [Guid.CreateVersion7()], seated: [school.Id])));
        Assert.Single(await RowsAsync(Store.With(store.Member, chairs: [Guid.CreateVersion7()], seated: [city.Id])));

        var plans = new Approaches(store.Databases);
        ApproachForm form = new() { Reason = ApproachReason.LeadersSupport, PartnerId = city.Id, Title = "Win the mayor", LeaderId = next.Id, BegunOn = A.Day("2026-11-12") };
        var plan = (await plans.SaveAsync(store.Coordinator, form, Ct)).Id;
        row = Assert.Single(await RowsAsync(store.Coordinator));
        Assert.Equal(("Say who goes", $"/approaches/{plan}"), (row.Label, row.ActHref));
        await store.ChangeAsync(async d => (await d.ApproachPlans.SingleAsync(a => a.Id == plan, Ct)).PersonId = holder.Id);
        Assert.Empty(await RowsAsync(store.Coordinator));

        async Task<List<QueueItem>> RowsAsync(Actor actor) => [.. (await new TodayQueue(store.Databases).ReadAsync(actor, Ct)).Rows.Where(r => r.Reason == QueueReason.LeaderChanged)];
    }

    [Theory]
    [InlineData("2026-05-21", true)]
    [InlineData("2026-05-20", false)]
    public async Task A_leader_is_new_on_Today_for_half_a_year(string from, bool shown)
    {
        await using var store = await db.FreshAsync();
        var (city, _, _, office) = await CityAsync(store);
        await store.ChangeAsync(async d => (await d.OfficeHoldings.SingleAsync(h => h.OfficeId == office.Id, Ct)).To = A.Day(from).AddDays(-1));
        var next = await store.PersonAsync("Mayor Orr", city);
        await store.AddAsync(new OfficeHolding { OfficeId = office.Id, PersonId = next.Id, From = A.Day(from) });

        Assert.Equal(shown, (await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows.Any(r => r.Reason == QueueReason.LeaderChanged));
    }

    [Fact]
    public async Task What_hangs_on_whom_is_written_once_changed_removed_and_brought_back()
    {
        await using var store = await db.FreshAsync();
        var (city, school, _, _) = await CityAsync(store);
        var (verbs, leaders) = (new SupportTies(store.Databases), new Leaders(store.Databases));
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, new() { PartnerId = city.Id, OnPartnerId = city.Id }, Ct));
        var saved = await verbs.SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id }, Ct);
        await Assert.ThrowsAsync<RefusedException>(() => verbs.SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id }, Ct));
        var tie = (await leaders.OfPartnerAsync(store.Coordinator, city.Id, Ct))!.Hanging[0];
        var form = new SupportTieForm { Id = tie.TieId, Version = tie.Version, PartnerId = school.Id, OnPartnerId = city.Id, Note = "Said so in May" };
        await verbs.SaveAsync(store.Coordinator, form, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        var removed = await verbs.RemoveAsync(store.Coordinator, saved.Id, Ct);
        Assert.Empty((await leaders.OfPartnerAsync(store.Coordinator, city.Id, Ct))!.Hanging);
        await new Histories(store.Databases).UndoAsync(store.Coordinator, removed.ChangeId, Ct);
        Assert.Equal("Said so in May", (await leaders.OfPartnerAsync(store.Coordinator, city.Id, Ct))!.Hanging[0].Note);
    }

    [Fact]
    public async Task It_takes_the_right_about_both_partners_and_neither_partners_people_see_it()
    {
        await using var store = await db.FreshAsync();
        var (city, school, mayor, _) = await CityAsync(store);
        var (verbs, leaders) = (new SupportTies(store.Databases), new Leaders(store.Databases));
        var saved = await verbs.SaveAsync(store.Coordinator, new() { PartnerId = school.Id, OnPartnerId = city.Id, Note = Canary }, Ct);
        var (both, one) = (Store.With(A.Actor(Role.Member), chairs: [Guid.NewGuid()], seated: [city.Id, school.Id]), Store.With(A.Actor(Role.Member), chairs: [Guid.NewGuid()], seated: [city.Id]));
        Assert.Contains(Canary, await EverythingAsync(both), StringComparison.Ordinal);
        Assert.Contains(Canary, await EverythingAsync(store.Coordinator), StringComparison.Ordinal);

        foreach (var actor in (Actor[])[one, store.Executive, store.Reader, store.Member, Store.With(A.Actor(Role.Member), own: [school.Id], chairs: [Guid.NewGuid()], seated: [city.Id, school.Id]), Store.With(A.Actor(Role.Member), own: [city.Id], chairs: [Guid.NewGuid()], seated: [city.Id, school.Id])])
        {
            Assert.DoesNotContain(Canary, await EverythingAsync(actor), StringComparison.Ordinal);
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(actor, new() { PartnerId = school.Id, OnPartnerId = city.Id }, Ct));
            await Assert.ThrowsAnyAsync<Exception>(() => verbs.RemoveAsync(actor, saved.Id, Ct));
        }
        Assert.True(await store.ReadAsync(d => d.SupportTies.AnyAsync(t => t.Id == saved.Id, Ct)));

        async Task<string> EverythingAsync(Actor actor)
        {
            List<object?> exits =
            [
                await new Histories(store.Databases).OfAsync(actor, school.Id, ct: Ct), await new Histories(store.Databases).OfAsync(actor, saved.Id, ct: Ct), await new PartnerPages(store.Databases).ReadAsync(actor, city.Slug, Ct),
                await new PersonPages(store.Databases).ReadAsync(actor, mayor.Slug, Ct), await store.ReadAsync(d => d.SupportTies.ToListAsync(Ct), actor),
            ];
            if (Permissions.Allow(actor, Act.ReadCandid))
            {
                using var file = new MemoryStream();
                await leaders.ExportAsync(actor, file, SheetFormat.Csv, Ct);
                exits.AddRange([System.Text.Encoding.UTF8.GetString(file.ToArray()), await leaders.PageAsync(actor, ct: Ct), await leaders.OfPersonAsync(actor, mayor.Id, Ct)]);
            }
            foreach (var id in (Guid[])[city.Id, school.Id])
            {
                if (Permissions.Allow(actor, Act.ReadCandid, Subject.Partner(id)))
                    exits.AddRange([await leaders.OfPartnerAsync(actor, id, Ct), await leaders.OnWhomAsync(actor, id, Ct)]);
            }
            if (Permissions.Allow(actor, Act.SeeToday))
                exits.Add(await new TodayQueue(store.Databases).ReadAsync(actor, Ct));
            return string.Join('\n', exits.Select(e => System.Text.Json.JsonSerializer.Serialize(e)));
        }
    }
}

public sealed class LeaderOnSqlite(SqliteFixture db) : LeaderFacts(db), IClassFixture<SqliteFixture>;

public sealed class LeaderOnPostgreSql(PostgreSqlFixture db) : LeaderFacts(db), IClassFixture<PostgreSqlFixture>;
