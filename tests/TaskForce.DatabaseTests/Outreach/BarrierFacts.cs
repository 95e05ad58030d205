using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>What holds a partner back, what was agreed about it, and what makes taking part worth it.</summary>
public abstract class BarrierFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static BarrierForm Named(Store store, Partner partner) => new() { PartnerId = partner.Id, Cause = BarrierCause.FearForReputation, Note = "Clients worry", NamedOn = store.Clock.Today.AddDays(-20) };

    private static async Task<PartnerPage> PageAsync(Store store, Partner partner, Actor? actor = null) => await new PartnerPages(store.Databases).ReadAsync(actor ?? store.Coordinator, partner.Slug, Ct);

    private static BarrierForm FormOf(Partner partner, BarrierLine b) =>
        new() { Id = b.Id, Version = b.Version, PartnerId = partner.Id, Cause = b.Cause, Note = b.Note, NamedOn = b.NamedOn, CounterStep = b.CounterStep, PersonId = b.PersonId, DueOn = b.DueOn, Result = b.Result, Answered = b.ResolvedAt is not null };

    [Fact]
    public async Task A_barrier_is_named_met_by_a_counter_step_shown_on_Today_when_due_and_answered()
    {
        await using var store = await db.FreshAsync();
        var (partner, owner) = (await store.PartnerAsync("Clinic"), await store.PersonAsync("Ines Carrow"));
        var verbs = new Barriers(store.Databases);
        // A clock of the real world is finer than PostgreSQL keeps instants; undo must not take that for a change.
        store.Time.Advance(TimeSpan.FromTicks(7));
        await verbs.SaveAsync(store.Coordinator, Named(store, partner), Ct);
        var line = Assert.Single((await PageAsync(store, partner)).Barriers);
        Assert.Equal(BarrierState.NoCounterStep, line.StateOn(store.Clock.Today));
        Assert.Empty(await OnTodayAsync());

        var form = FormOf(partner, line);
        (form.CounterStep, form.PersonId, form.DueOn) = ("Written statement of what is shared", owner.Id, store.Clock.Today.AddDays(3));
        await verbs.SaveAsync(store.Coordinator, form, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        Assert.Empty(await OnTodayAsync());
        store.Time.Advance(TimeSpan.FromDays(5));
        var row = Assert.Single(await OnTodayAsync());
        Assert.Equal(("Written statement of what is shared: Clinic", $"/partners/{partner.Slug}?open=barrier:{line.Id}", "2 days over", owner.Id, QueueAct.Open), (row.Title, row.Href, row.When, row.OwnerId, row.Act));

        line = Assert.Single((await PageAsync(store, partner)).Barriers);
        Assert.Equal(BarrierState.Overdue, line.StateOn(store.Clock.Today));
        form = FormOf(partner, line);
        form.Answered = true;
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        form.Result = "Statement signed, clients were told";
        var answered = await verbs.SaveAsync(store.Coordinator, form, Ct);
        Assert.Empty(await OnTodayAsync());
        Assert.Equal((BarrierState.Answered, "Statement signed, clients were told"), Assert.Single((await PageAsync(store, partner)).Barriers) is var b ? (b.StateOn(store.Clock.Today), b.Result) : default);
        Assert.Contains((await new Histories(store.Databases).OfAsync(store.Coordinator, partner.Id, ct: Ct)).Lines, l => l.RecordType == nameof(Barrier) && l.Fields.Any(f => f.After == "Statement signed, clients were told"));

        await new Histories(store.Databases).UndoAsync(store.Coordinator, answered.ChangeId, Ct);
        Assert.Single(await OnTodayAsync());
        var put = await verbs.ArchiveAsync(store.Coordinator, partner.Id, line.Id, Ct);
        Assert.Empty((await PageAsync(store, partner)).Barriers);
        Assert.Empty(await OnTodayAsync());
        await new Histories(store.Databases).UndoAsync(store.Coordinator, put.ChangeId, Ct);
        Assert.Single((await PageAsync(store, partner)).Barriers);

        async Task<List<QueueItem>> OnTodayAsync() => [.. (await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows.Where(r => r.Key.StartsWith("barrier:", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task An_incentive_is_written_down_met_and_put_away()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var verbs = new Incentives(store.Databases);
        await verbs.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Text = "One named person to call" }, Ct);
        await verbs.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Kind = IncentiveKind.ServesTheirMission, Text = "Faster visas for their clients" }, Ct);
        var need = (await PageAsync(store, partner)).Incentives.Single(i => i.Kind == IncentiveKind.NeedsFromUs);
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, new() { Id = need.Id, Version = need.Version, PartnerId = partner.Id, Text = " " }, Ct));
        await verbs.SaveAsync(store.Coordinator, new() { Id = need.Id, Version = need.Version, PartnerId = partner.Id, Text = need.Text, MetOn = store.Clock.Today }, Ct);
        Assert.Equal([(IncentiveKind.ServesTheirMission, null), (IncentiveKind.NeedsFromUs, (DateOnly?)store.Clock.Today)], (await PageAsync(store, partner)).Incentives.Select(i => (i.Kind, i.MetOn)));
        await verbs.ArchiveAsync(store.Coordinator, partner.Id, need.Id, Ct);
        Assert.Single((await PageAsync(store, partner)).Incentives);
    }

    [Fact]
    public async Task What_was_agreed_about_a_barrier_is_on_Today_only_for_who_reads_in_confidence_about_the_partner()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var chair = Store.With(await store.SignUpAsync(Role.Member), chairs: [Guid.NewGuid()]);
        await new Contacts(store.Databases, new Histories(store.Databases)).LogAsync(chair, new() { Partners = [partner.Id], On = store.Clock.Today, Line = "Talked", Barriers = [BarrierCause.LimitedResources] }, Ct);
        var form = FormOf(partner, Assert.Single((await PageAsync(store, partner)).Barriers));
        (form.CounterStep, form.DueOn) = ("Legal Aid lends a paralegal", store.Clock.Today);
        await new Barriers(store.Databases).SaveAsync(store.Coordinator, form, Ct);
        async Task<int> ShownAsync(Actor actor) => (await new TodayQueue(store.Databases).ReadAsync(actor, Ct)).Rows.Count(r => r.Key == "barrier:" + form.Id);

        Assert.Equal((1, 0, 1), (await ShownAsync(store.Coordinator), await ShownAsync(chair), await ShownAsync(chair with { PartnersSeatedThere = [partner.Id] })));
    }

    [Fact]
    public async Task A_counter_step_outlives_the_contact_in_which_its_barrier_was_named()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var contacts = new Contacts(store.Databases, new Histories(store.Databases));
        ContactForm Form(params BarrierCause[] causes) => new() { Partners = [partner.Id], On = store.Clock.Today, Line = "Talked", Barriers = [.. causes] };
        var contact = await contacts.LogAsync(store.Coordinator, Form(BarrierCause.LimitedResources, BarrierCause.CompetingPriorities), Ct);
        var worked = (await PageAsync(store, partner)).Barriers.Single(b => b.Cause == BarrierCause.LimitedResources);
        var form = FormOf(partner, worked);
        form.CounterStep = "Legal Aid lends a paralegal";
        await new Barriers(store.Databases).SaveAsync(store.Coordinator, form, Ct);

        var edited = Form();
        edited.Version = await store.ReadAsync(async d => (await d.Contacts.FindAsync([contact.Id], Ct))!.Version);
        await contacts.EditAsync(store.Coordinator, contact.Id, edited, Ct);

        Assert.Equal("Legal Aid lends a paralegal", Assert.Single((await PageAsync(store, partner)).Barriers).CounterStep);
    }

    [Fact]
    public async Task Only_who_may_write_in_confidence_about_the_partner_writes_about_barriers_and_incentives()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (barriers, incentives) = (new Barriers(store.Databases), new Incentives(store.Databases));
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]);
        var barrier = await barriers.SaveAsync(chair, Named(store, partner), Ct);
        var incentive = await incentives.SaveAsync(chair, new() { PartnerId = partner.Id, Text = "Minutes in Spanish" }, Ct);

        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(chair, own: [partner.Id], chairs: [.. chair.ChairedBodies], seated: [partner.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => barriers.SaveAsync(actor, Named(store, partner), Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => barriers.ArchiveAsync(actor, partner.Id, barrier.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => incentives.SaveAsync(actor, new() { PartnerId = partner.Id, Text = "x" }, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => incentives.ArchiveAsync(actor, partner.Id, incentive.Id, Ct));
            var page = await PageAsync(store, partner, actor);
            Assert.Empty(page.Barriers);
            Assert.Empty(page.Incentives);
        }
        // A chair of one partner does not reach another's barrier through it.
        var other = await store.PartnerAsync("Shelter");
        var theirs = await barriers.SaveAsync(store.Coordinator, Named(store, other), Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => barriers.ArchiveAsync(chair, partner.Id, theirs.Id, Ct));
        await Assert.ThrowsAsync<ValidationException>(() => barriers.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Cause = BarrierCause.Other, NamedOn = store.Clock.Today }, Ct));
        await Assert.ThrowsAsync<ValidationException>(() => barriers.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, NamedOn = store.Clock.Today, DueOn = store.Clock.Today }, Ct));
    }
}

public sealed class BarriersOnSqlite(SqliteFixture db) : BarrierFacts(db), IClassFixture<SqliteFixture>;

public sealed class BarriersOnPostgreSql(PostgreSqlFixture db) : BarrierFacts(db), IClassFixture<PostgreSqlFixture>;
