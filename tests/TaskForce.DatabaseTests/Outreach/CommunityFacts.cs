using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>The way with community-based organizations: profile, six steps, thin relations, and who sees it. Today is November 17, 2026.</summary>
public abstract class CommunityFacts(DatabaseFixture db)
{
    private const string Canary = "canary-community-77";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PathStepForm Step(Guid partner, CommunityStep step, string on = "2026-10-01") => new() { PartnerId = partner, Step = step, On = A.Day(on), Learned = Canary, Proof = Canary };

    private static CommunityProfileForm Full(Guid partner) => new()
    {
        PartnerId = partner,
        Priority = CommunityPriority.First,
        PriorityWhy = Canary,
        Constituency = Canary,
        Demographics = Canary,
        Culture = Canary,
        Economy = Canary,
        Networks = Canary,
        PowerStructures = Canary,
        Norms = Canary,
        EarlierEfforts = Canary,
    };

    [Fact]
    public async Task A_profile_is_one_a_partner_and_a_save_on_an_older_one_is_refused()
    {
        await using var store = await db.FreshAsync();
        var circle = await store.PartnerAsync("Circle", Sector.CommunityBased);
        var ways = new CommunityWays(store.Databases);
        var (mine, theirs) = (Full(circle.Id), Full(circle.Id));
        theirs.Culture = "Elders speak first";
        await ways.SaveProfileAsync(store.Administrator, theirs, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => ways.SaveProfileAsync(store.Coordinator, mine, Ct));
        var stored = await ways.ProfileFormAsync(store.Coordinator, circle.Id, Ct);
        Assert.Equal(("Elders speak first", CommunityPriority.First), (stored.Culture, stored.Priority!.Value));
        stored.PriorityWhy = " ";
        await Assert.ThrowsAsync<ValidationException>(() => ways.SaveProfileAsync(store.Coordinator, stored, Ct));
        (stored.PriorityWhy, stored.Norms) = ("Finding 3", "Born 04/12/2001, Maria Lopez");
        var guarded = await Assert.ThrowsAsync<ValidationException>(() => ways.SaveProfileAsync(store.Coordinator, stored, Ct));
        Assert.Equal("Norms", Assert.Single(guarded.Errors).PropertyName);
        stored.Norms = "Debt is not spoken of";
        var saved = await ways.SaveProfileAsync(store.Coordinator, stored, Ct);
        Assert.Equal("Debt is not spoken of", (await new CommunityPages(store.Databases).ReadAsync(store.Coordinator, circle.Id, Ct)).Profile.Norms);
        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId, Ct);
        Assert.Equal(Canary, (await new CommunityPages(store.Databases).ReadAsync(store.Coordinator, circle.Id, Ct)).Profile.Norms);
    }

    [Fact]
    public async Task Steps_are_written_down_changed_removed_and_brought_back_and_one_may_be_taken_twice()
    {
        await using var store = await db.FreshAsync();
        var circle = await store.PartnerAsync("Circle", Sector.CommunityBased);
        var (ways, pages) = (new CommunityWays(store.Databases), new CommunityPages(store.Databases));
        await ways.SaveStepAsync(store.Coordinator, Step(circle.Id, CommunityStep.Prioritized), Ct);
        var trust = await ways.SaveStepAsync(store.Coordinator, Step(circle.Id, CommunityStep.TrustBuilt, "2026-09-01"), Ct);
        await ways.SaveStepAsync(store.Coordinator, Step(circle.Id, CommunityStep.TrustBuilt), Ct);
        var view = await pages.ReadAsync(store.Coordinator, circle.Id, Ct);
        Assert.Equal(CommunityStep.IncentivesUnderstood, view.Next);
        Assert.Equal([A.Day("2026-10-01"), A.Day("2026-09-01")], view.Of(CommunityStep.TrustBuilt).Select(s => s.On));

        var form = await ways.StepFormAsync(store.Coordinator, circle.Id, trust.Id, Ct);
        (form.Learned, form.On) = ("The priest vouched for us", A.Day("2026-11-18"));
        await Assert.ThrowsAsync<ValidationException>(() => ways.SaveStepAsync(store.Coordinator, form, Ct));
        form.On = A.Day("2026-11-17");
        await ways.SaveStepAsync(store.Coordinator, form, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => ways.SaveStepAsync(store.Coordinator, form, Ct));
        var removed = await ways.RemoveStepAsync(store.Coordinator, circle.Id, trust.Id, Ct);
        Assert.Single((await pages.ReadAsync(store.Coordinator, circle.Id, Ct)).Of(CommunityStep.TrustBuilt));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, removed.ChangeId, Ct);
        Assert.Contains("The priest vouched for us", (await pages.ReadAsync(store.Coordinator, circle.Id, Ct)).Steps.Select(s => s.Learned));
    }

    [Fact]
    public async Task The_list_says_where_each_organization_stands_and_which_relations_are_thin()
    {
        await using var store = await db.FreshAsync();
        var (circle, faith, youth, police) = (await store.PartnerAsync("Circle", Sector.CommunityBased), await store.PartnerAsync("Faith", Sector.CommunityBased), await store.PartnerAsync("Youth", Sector.ChildAndYouth), await store.PartnerAsync("Police", Sector.LocalLawEnforcement));
        await new Communities(store.Databases).SaveAsync(store.Coordinator, new() { Name = "Young people out of home", PartnerId = youth.Id }, Ct);
        var fair = StandingsFacts.Call("2026-06-01", faith, ContactKind.Event);
        await store.AddAsync(StandingsFacts.Call("2026-09-01", circle), StandingsFacts.Call("2026-10-01", circle), fair, StandingsFacts.Call("2026-07-01", faith, ContactKind.MessageLeft), StandingsFacts.Call("2026-06-01", police));
        var ways = new CommunityWays(store.Databases);
        await ways.SaveStepAsync(store.Coordinator, Step(circle.Id, CommunityStep.Prioritized), Ct);
        await ways.SaveProfileAsync(store.Coordinator, Full(faith.Id), Ct);
        var pages = new CommunityPages(store.Databases);

        var (list, counts) = (await pages.PageAsync(store.Coordinator, new(), ct: Ct), await pages.CountsAsync(store.Coordinator, Ct));
        Assert.Equal([("Faith", RelationBase.OneEvent), ("Circle", RelationBase.Several), ("Youth", RelationBase.Nothing)], list.Rows.Select(r => (r.Name, r.Basis)));
        Assert.Equal((3, 1, 0), (counts.All, counts.Thin, counts.Agreed));
        Assert.Equal((2, 1), (counts.Next[CommunityStep.Prioritized], counts.Next[CommunityStep.TrustBuilt]));
        Assert.Equal("Three organizations that communities trust; no role is agreed yet, and one relation rests on a single event or contact.", CommunitySentences.Lead(counts));
        Assert.Equal(["Faith"], (await pages.PageAsync(store.Coordinator, CommunityFilter.From(n => n == "show" ? "thin" : null), ct: Ct)).Rows.Select(r => r.Name));
        Assert.Equal(["Circle"], (await pages.PageAsync(store.Coordinator, CommunityFilter.From(n => n == "next" ? "TrustBuilt" : null), ct: Ct)).Rows.Select(r => r.Name));
        using var file = new MemoryStream();
        await pages.ExportAsync(store.Coordinator, new() { Thin = true }, file, SheetFormat.Csv, Ct);
        Assert.Contains("Thin: one event", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);

        // An event that was put away is none.
        await store.ChangeAsync(async d => (await d.Contacts.SingleAsync(c => c.Id == fair.Id, Ct)).ArchivedAt = store.Clock.UtcNow);
        Assert.Equal(RelationBase.Nothing, (await pages.ReadAsync(store.Coordinator, faith.Id, Ct)).Basis);
    }

    [Fact]
    public async Task Only_who_may_write_in_confidence_writes_and_nothing_of_it_reaches_the_partners_people()
    {
        await using var store = await db.FreshAsync();
        var circle = await store.PartnerAsync("Circle", Sector.CommunityBased);
        var (ways, pages) = (new CommunityWays(store.Databases), new CommunityPages(store.Databases));
        await ways.SaveProfileAsync(store.Coordinator, Full(circle.Id), Ct);
        var step = await ways.SaveStepAsync(store.Coordinator, Step(circle.Id, CommunityStep.Prioritized), Ct);
        var chair = Store.With(A.Actor(Role.Member), chairs: [Guid.NewGuid()], seated: [circle.Id]);
        await ways.SaveStepAsync(chair, Step(circle.Id, CommunityStep.TrustBuilt), Ct);
        Assert.Contains(Canary, await EverythingAsync(chair), StringComparison.Ordinal);
        Assert.Contains(Canary, await EverythingAsync(store.Coordinator), StringComparison.Ordinal);

        foreach (var actor in (Actor[])[store.Executive, store.Reader, store.Member, Store.With(store.Member, own: [circle.Id]), Store.With(store.Member, own: [circle.Id], chairs: [Guid.NewGuid()], seated: [circle.Id])])
        {
            Assert.DoesNotContain(Canary, await EverythingAsync(actor), StringComparison.Ordinal);
            Assert.False((await new PartnerPages(store.Databases).ReadAsync(actor, circle.Slug, Ct)).IsCommunity);
            await Assert.ThrowsAsync<NotAllowedException>(() => pages.ReadAsync(actor, circle.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => ways.ProfileFormAsync(actor, circle.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => ways.SaveProfileAsync(actor, Full(circle.Id), Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => ways.SaveStepAsync(actor, Step(circle.Id, CommunityStep.RoleAgreed), Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => ways.RemoveStepAsync(actor, circle.Id, step.Id, Ct));
        }

        async Task<string> EverythingAsync(Actor actor)
        {
            List<object> exits =
            [
                await new Histories(store.Databases).OfAsync(actor, circle.Id, ct: Ct), await new Histories(store.Databases).OfAsync(actor, step.Id, ct: Ct), await store.ReadAsync(d => d.SearchEntries.ToListAsync(Ct), actor),
                await new PartnerPages(store.Databases).ReadAsync(actor, circle.Slug, Ct), await new PartnerTimelines(store.Databases).ReadAsync(actor, circle.Id, ct: Ct), await new Coverages(store.Databases).ReadAsync(actor, Ct),
                await store.ReadAsync(async d => new object[] { await d.CommunityProfiles.ToListAsync(Ct), await d.PathSteps.ToListAsync(Ct) }, actor),
            ];
            if (Permissions.Allow(actor, Act.ReadCandid))
            {
                using var file = new MemoryStream();
                await pages.ExportAsync(actor, new(), file, SheetFormat.Csv, Ct);
                exits.Add(System.Text.Encoding.UTF8.GetString(file.ToArray()));
                exits.Add(await pages.PageAsync(actor, new(), ct: Ct));
            }
            return string.Join('\n', exits.Select(e => System.Text.Json.JsonSerializer.Serialize(e)));
        }
    }
}

public sealed class CommunityOnSqlite(SqliteFixture db) : CommunityFacts(db), IClassFixture<SqliteFixture>;

public sealed class CommunityOnPostgreSql(PostgreSqlFixture db) : CommunityFacts(db), IClassFixture<PostgreSqlFixture>;
