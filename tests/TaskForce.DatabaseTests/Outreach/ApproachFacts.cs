using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Coverage, communities and the plans by which empty seats are filled.</summary>
public abstract class ApproachFacts(DatabaseFixture db)
{
    private const string Canary = "canary-approach-51";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ApproachForm Plan(Store store, Guid? partner = null, string seat = "", string? template = null) =>
        new() { Title = Canary, PartnerId = partner, Seat = seat, DoorOpener = Canary, BegunOn = store.Clock.Today, Template = template };

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData("not executed", null, 0)]
    [InlineData("ended", null, 0)]
    [InlineData("archived", null, 0)]
    [InlineData("withdrawn", null, 0)]
    [InlineData("a party left", null, 0)]
    [InlineData(null, "executed", 1)]
    [InlineData(null, "not executed", 1)]
    public async Task Only_an_MOU_in_force_ties_its_parties_and_once_however_many_versions_it_has(string? lacks, string? next, int ties)
    {
        await using var store = await db.FreshAsync();
        var today = store.Clock.Today;
        var (shelter, clinic) = (await store.PartnerAsync("Shelter"), await store.PartnerAsync("Clinic", Sector.HealthCare));
        await store.AddAsync(new Membership { PartnerId = shelter.Id, Kind = MembershipKind.Member, From = today.AddYears(-2) }, new Membership { PartnerId = clinic.Id, Kind = MembershipKind.Member, From = today.AddYears(-2) });
        var ends = lacks == "ended" ? "2026-11-16" : "2027-11-16";
        await store.ChangeAsync(d =>
        {
            var mou = StandingsFacts.AddMou(d, "Referrals", "2025-11-17", ends, lacks != "not executed", shelter, clinic);
            if (next is not null) StandingsFacts.AddVersion(d, mou, 2, "2026-01-01", ends, next == "executed", shelter, clinic);
            if (lacks == "withdrawn") mou.Withdraw(today.AddDays(-1), "Nobody referred.");
            if (lacks == "archived") mou.ArchivedAt = store.Clock.UtcNow;
            if (lacks == "a party left") d.MouParties.Local.Single(p => p.PartnerId == clinic.Id).WithdrawnOn = today;
            return Task.CompletedTask;
        });

        var view = await new Coverages(store.Databases).ReadAsync(store.Reader, Ct);

        Assert.Equal(ties, view.Ties.Sum(t => t.Mous));
    }

    [Fact]
    public async Task Coverage_reads_sectors_offices_communities_and_ties_from_shared_records()
    {
        await using var store = await db.FreshAsync();
        var (shelter, clinic, prospect) = (await store.PartnerAsync("Shelter"), await store.PartnerAsync("Clinic", Sector.HealthCare), await store.PartnerAsync("Union", Sector.LaborStandards));
        var (committee, general) = (new Body { Name = "Services", Slug = "services", Kind = BodyKind.Committee }, new Body { Name = "All", Slug = "all", Kind = BodyKind.GeneralBody });
        var from = store.Clock.Today.AddYears(-1);
        await store.AddAsync(committee, general, new Membership { PartnerId = prospect.Id, Kind = MembershipKind.Prospect, From = from });
        foreach (var partner in (Partner[])[shelter, clinic, prospect])
            await store.AddAsync(new Seat { BodyId = committee.Id, PartnerId = partner.Id, From = from }, new Seat { BodyId = general.Id, PartnerId = partner.Id, From = from });
        var verbs = new Communities(store.Databases);
        var saved = await verbs.SaveAsync(store.Coordinator, new() { Name = "Farm workers", Why = "Named in interviews", PartnerId = prospect.Id }, Ct);
        await verbs.SaveAsync(store.Coordinator, new() { Name = "Deaf residents" }, Ct);

        var view = await new Coverages(store.Databases).ReadAsync(store.Reader, Ct);
        Assert.Equal(["Clinic", "Shelter"], view.Seated.Select(p => p.Name).Order());
        Assert.Equal([("Deaf residents", true), ("Farm workers", false)], view.Communities.Select(c => (c.Name, c.IsEmpty)));
        Assert.Equal((1, 0), Assert.Single(view.Ties) is var tie ? (tie.Committees, tie.Mous) : default);
        Assert.Contains(SeatKey.Of(Sector.LaborStandards), view.Empty.Select(p => p.Key));

        await Assert.ThrowsAsync<RefusedException>(() => verbs.SaveAsync(store.Coordinator, new() { Name = "farm WORKERS" }, Ct));
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, new() { Name = " " }, Ct));
        await verbs.ArchiveAsync(store.Coordinator, saved.Id, Ct);
        Assert.Equal(["Deaf residents"], (await new Coverages(store.Databases).ReadAsync(store.Reader, Ct)).Communities.Select(c => c.Name));
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(actor, new() { Name = "Others" }, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.ArchiveAsync(actor, saved.Id, Ct));
        }
    }

    [Fact]
    public async Task A_plan_begins_with_the_steps_of_its_template_and_today_shows_the_first_that_is_due()
    {
        await using var store = await db.FreshAsync();
        var verbs = new Approaches(store.Databases);
        var seat = SeatKey.Of(Sector.SurvivorAdvisors).ToString();
        var saved = await verbs.SaveAsync(store.Coordinator, Plan(store, seat: seat, template: "Fill an empty seat"), Ct);
        var pages = new ApproachPages(store.Databases);
        var plan = await pages.ReadAsync(store.Coordinator, saved.Id, Ct);

        Assert.Equal([0, 7, 21, 35, 60, 90], plan.Steps.Select(s => s.DueOn.DayNumber - store.Clock.Today.DayNumber));
        Assert.Equal("Survivor advisors", plan.SeatName);
        var mark = (await new Coverages(store.Databases).ReadAsync(store.Coordinator, Ct)).Sectors.Single(s => s.Key == SeatKey.Of(Sector.SurvivorAdvisors)).Plan;
        Assert.Equal((saved.Id, (DateOnly?)store.Clock.Today), (mark!.Id, mark.NextOn));
        await Assert.ThrowsAsync<RefusedException>(() => verbs.SaveAsync(store.Coordinator, Plan(store, seat: seat), Ct));

        var row = Assert.Single((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows, r => r.Key.StartsWith("approach:", StringComparison.Ordinal));
        Assert.Equal(("/approaches/" + saved.Id, plan.Steps[0].Text), (row.Href, row.Title));
        var form = new ApproachStepForm { Id = plan.Steps[0].Id, Version = plan.Steps[0].Version, PlanId = plan.Id, Text = "Asked", DueOn = store.Clock.Today, DoneOn = store.Clock.Today, Findings = "Six of nine leads" };
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveStepAsync(store.Coordinator, form, Ct));
        form.Answer = "Will introduce us";
        await verbs.SaveStepAsync(store.Coordinator, form, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.SaveStepAsync(store.Coordinator, form, Ct));
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows, r => r.Key.StartsWith("approach:", StringComparison.Ordinal));

        var now = await pages.ReadAsync(store.Coordinator, saved.Id, Ct);
        Assert.Equal(("Will introduce us", "Six of nine leads"), (now.Steps[0].Answer, now.Steps[0].Findings));
        await verbs.EndAsync(store.Coordinator, new() { Id = plan.Id, Version = now.Version, EndedOn = store.Clock.Today, Result = "Took the seat" }, Ct);
        Assert.Null((await new Coverages(store.Databases).ReadAsync(store.Coordinator, Ct)).Sectors.Single(s => s.Key == SeatKey.Of(Sector.SurvivorAdvisors)).Plan);
        Assert.Equal((1, 6, null), Assert.Single((await pages.PageAsync(store.Coordinator, ct: Ct)).Rows) is var listed ? (listed.Done, listed.Steps, listed.NextOn) : default);
    }

    [Fact]
    public async Task Templates_are_the_shipped_ones_until_somebody_edits_them()
    {
        await using var store = await db.FreshAsync();
        var templates = new ApproachTemplates(store.Databases);
        Assert.Equal(ShippedTemplates.All.Select(t => t.Name), (await templates.AllAsync(store.Coordinator, Ct)).Select(t => t.Name));

        await templates.SaveAsync(store.Coordinator, new() { Name = "Two calls", Lines = "0 call: Ask\n5 call: Ask again" }, null, Ct);
        await templates.ArchiveAsync(store.Coordinator, "Fill an empty seat", Ct);
        Assert.Equal([.. ShippedTemplates.All.Skip(1).Select(t => t.Name), "Two calls"], (await templates.AllAsync(store.Coordinator, Ct)).Select(t => t.Name));
        await Assert.ThrowsAsync<RefusedException>(() => templates.SaveAsync(store.Coordinator, new() { Name = "two CALLS", Lines = "0 call: Ask" }, null, Ct));
        var wrong = await Assert.ThrowsAsync<ValidationException>(() => templates.SaveAsync(store.Coordinator, new() { Name = "Wrong", Lines = "0 call: Ask\nnonsense" }, null, Ct));
        Assert.Contains("Line 2", wrong.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotAllowedException>(() => templates.SaveAsync(Store.With(store.Member, chairs: [Guid.NewGuid()]), new() { Name = "Mine", Lines = "0 call: Ask" }, null, Ct));
    }

    [Fact]
    public async Task A_plan_is_written_by_coordinators_and_by_a_chair_about_partners_seated_there()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var verbs = new Approaches(store.Databases);
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]);
        var saved = await verbs.SaveAsync(chair, Plan(store, partner.Id), Ct);
        await verbs.SaveStepAsync(chair, new() { PlanId = saved.Id, Text = "Ask", DueOn = store.Clock.Today }, Ct);
        var seat = await verbs.SaveAsync(store.Coordinator, Plan(store, seat: "office:Labor"), Ct);

        Assert.Single((await new ApproachPages(store.Databases).PageAsync(chair, ct: Ct)).Rows);
        await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(chair, Plan(store, seat: "office:HealthCare"), Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => verbs.SaveStepAsync(chair, new() { PlanId = seat.Id, Text = "Ask", DueOn = store.Clock.Today }, Ct));
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(chair, own: [partner.Id], chairs: [Guid.NewGuid()], seated: [partner.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(actor, Plan(store, partner.Id), Ct));
            await Assert.ThrowsAnyAsync<Exception>(() => verbs.SaveStepAsync(actor, new() { PlanId = saved.Id, Text = "Ask", DueOn = store.Clock.Today }, Ct));
            await Assert.ThrowsAnyAsync<Exception>(() => verbs.RemoveStepAsync(actor, saved.Id, Guid.NewGuid(), Ct));
            await Assert.ThrowsAnyAsync<Exception>(() => verbs.EndAsync(actor, new() { Id = saved.Id, EndedOn = store.Clock.Today, Result = "x" }, Ct));
        }
    }

    [Fact]
    public async Task No_plan_leaves_by_coverage_export_list_today_history_or_search()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var verbs = new Approaches(store.Databases);
        var saved = await verbs.SaveAsync(store.Coordinator, Plan(store, partner.Id, SeatKey.Of(Sector.LegalServices).ToString()), Ct);
        await verbs.SaveStepAsync(store.Coordinator, new() { PlanId = saved.Id, Text = Canary, Findings = Canary, Material = Canary, DueOn = store.Clock.Today, DoneOn = store.Clock.Today, Answer = Canary }, Ct);
        await verbs.SaveStepAsync(store.Coordinator, new() { PlanId = saved.Id, Text = Canary, DueOn = store.Clock.Today }, Ct);
        var chair = Store.With(store.Member, own: [partner.Id], chairs: [Guid.NewGuid()], seated: [partner.Id]);

        foreach (var actor in (Actor[])[store.Executive, store.Reader, store.Member, Store.With(store.Member, own: [partner.Id]), chair])
            Assert.DoesNotContain(Canary, await EverythingAsync(actor), StringComparison.Ordinal);
        Assert.Contains(Canary, await EverythingAsync(store.Coordinator), StringComparison.Ordinal);

        async Task<string> EverythingAsync(Actor actor)
        {
            using var file = new MemoryStream();
            await new Coverages(store.Databases).ExportAsync(actor, file, SheetFormat.Csv, Ct);
            List<object> exits =
            [
                System.Text.Encoding.UTF8.GetString(file.ToArray()), await new Coverages(store.Databases).ReadAsync(actor, Ct), await new Histories(store.Databases).OfAsync(actor, partner.Id, ct: Ct),
                await new Histories(store.Databases).OfAsync(actor, saved.Id, ct: Ct), await store.ReadAsync(d => d.SearchEntries.ToListAsync(Ct), actor), await new PartnerPages(store.Databases).ReadAsync(actor, partner.Slug, Ct),
            ];
            if (Permissions.Allow(actor, Act.ReadCandid))
                exits.Add(await new ApproachPages(store.Databases).PageAsync(actor, ct: Ct));
            if (Permissions.Allow(actor, Act.SeeToday))
                exits.Add(await new TodayQueue(store.Databases).ReadAsync(actor, Ct));
            return string.Join('\n', exits.Select(e => System.Text.Json.JsonSerializer.Serialize(e)));
        }
    }
}

public sealed class ApproachOnSqlite(SqliteFixture db) : ApproachFacts(db), IClassFixture<SqliteFixture>;

public sealed class ApproachOnPostgreSql(PostgreSqlFixture db) : ApproachFacts(db), IClassFixture<PostgreSqlFixture>;
