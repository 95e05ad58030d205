using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Today;
using TaskForce.Tests;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>What champions pass on and what is answered; what a change of chief or champion opens.</summary>
public abstract class ChampionFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<ApproachRow>> PlansAsync(Store store, Partner partner) => await new ApproachPages(store.Databases).OfPartnerAsync(store.Coordinator, partner.Id, Ct);

    [Fact]
    public async Task A_message_without_an_answer_stands_on_Today_after_fourteen_days_and_leaves_with_its_answer()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var champion = await store.PersonAsync("Tomas Brand", partner);
        var verbs = new ChampionMessages(store.Databases);
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, On = store.Clock.Today, Text = " " }, Ct));
        await verbs.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = champion.Id, On = store.Clock.Today, Text = "Asks for a letter" }, Ct);
        store.Time.Advance(TimeSpan.FromDays(13));
        Assert.Empty(await OnTodayAsync());
        store.Time.Advance(TimeSpan.FromDays(1));
        var row = Assert.Single(await OnTodayAsync());
        Assert.Equal(("Answer Tomas Brand: Clinic", "Answer it"), (row.Title, row.Label));

        var line = Assert.Single((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, partner.Slug, Ct)).Messages);
        var form = new ChampionMessageForm { Id = line.Id, Version = line.Version, PartnerId = partner.Id, PersonId = line.PersonId, On = line.On, Text = line.Text, AnsweredOn = store.Clock.Today };
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        (form.Answer, form.AnsweredOn) = ("Letter sent", null);
        await verbs.SaveAsync(store.Coordinator, form, Ct);
        Assert.Empty(await OnTodayAsync());
        Assert.Equal(store.Clock.Today, Assert.Single((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, partner.Slug, Ct)).Messages).AnsweredOn);

        var removed = await verbs.RemoveAsync(store.Coordinator, partner.Id, line.Id, Ct);
        Assert.Empty((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, partner.Slug, Ct)).Messages);
        await new Histories(store.Databases).UndoAsync(store.Coordinator, removed.ChangeId, Ct);
        Assert.Single((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, partner.Slug, Ct)).Messages);
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]);
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(chair, own: [partner.Id], chairs: [.. chair.ChairedBodies], seated: [partner.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(actor, new() { PartnerId = partner.Id, On = store.Clock.Today, Text = "x" }, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.RemoveAsync(actor, partner.Id, line.Id, Ct));
            Assert.Empty((await new PartnerPages(store.Databases).ReadAsync(actor, partner.Slug, Ct)).Messages);
        }

        async Task<List<QueueItem>> OnTodayAsync() => [.. (await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows.Where(r => r.Key.StartsWith("message:", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_chief_who_follows_another_opens_one_plan_to_come_back_and_undo_takes_both()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Harbor PD");
        var (first, second, third) = (await store.PersonAsync("Ada Quill"), await store.PersonAsync("Ben Ash"), await store.PersonAsync("Cy Lund"));
        var (offices, today) = (new Offices(store.Databases), store.Clock.Today);
        var office = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Chief", HolderId = first.Id, HolderSince = today.AddYears(-3) }, Ct);
        Assert.Empty(await PlansAsync(store, partner));

        var appointed = await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = second.Id, From = today.AddDays(-4) }, Ct);
        var plan = Assert.Single(await PlansAsync(store, partner));
        Assert.Equal((ApproachReason.ReEngagement, "Come back to Harbor PD: Ben Ash is Chief now", 5, (DateOnly?)today), (plan.Reason, plan.Title, plan.Steps, plan.NextOn));
        Assert.Contains((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows, r => r.Href == "/approaches/" + plan.Id);
        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = third.Id, From = today }, Ct);
        Assert.Single(await PlansAsync(store, partner));

        var other = await store.PartnerAsync("Shelter");
        var director = await offices.SaveAsync(store.Coordinator, new() { PartnerId = other.Id, Title = "Director", HolderId = first.Id, HolderSince = today.AddYears(-3) }, Ct);
        var old = await offices.AppointAsync(store.Coordinator, new() { OfficeId = director.Id, PersonId = second.Id, From = today.AddDays(-NextBestStep.NewForDays - 1) }, Ct);
        Assert.Empty(await PlansAsync(store, other));
        await offices.EndAsync(store.Coordinator, old.Id, today, Ct);
        Assert.Equal($"Come back to Shelter: Ben Ash, Director, leaves on {today:MMM d}", Assert.Single(await PlansAsync(store, other)).Title);

        var third2 = await store.PartnerAsync("Union");
        var seat = await offices.SaveAsync(store.Coordinator, new() { PartnerId = third2.Id, Title = "President", HolderId = first.Id, HolderSince = today.AddYears(-3) }, Ct);
        var change = await offices.AppointAsync(store.Coordinator, new() { OfficeId = seat.Id, PersonId = second.Id, From = today }, Ct);
        Assert.Single(await PlansAsync(store, third2));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, change.ChangeId, Ct);
        Assert.Empty(await PlansAsync(store, third2));
        Assert.NotEqual(appointed.Id, change.Id);
    }

    [Fact]
    public async Task A_chief_who_is_elected_again_opens_no_plan()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Harbor PD");
        var (first, second) = (await store.PersonAsync("Ada Quill"), await store.PersonAsync("Ben Ash"));
        var (offices, today) = (new Offices(store.Databases), store.Clock.Today);
        var office = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Chief", HolderId = first.Id, HolderSince = today.AddYears(-6) }, Ct);
        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = second.Id, From = today.AddYears(-3) }, Ct);
        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = second.Id, From = today }, Ct);

        Assert.Empty(await PlansAsync(store, partner));
    }

    [Fact]
    public async Task The_last_champion_who_leaves_opens_a_plan_and_one_of_two_does_not()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (first, second) = (await store.PersonAsync("Ada Quill", partner), await store.PersonAsync("Ben Ash", partner));
        var ties = new PartnerTies(store.Databases);
        var from = store.Clock.Today.AddYears(-1);
        var one = await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = first.Id, From = from }, Ct);
        await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = second.Id, From = from }, Ct);
        var version = await store.ReadAsync(async d => (await d.Champions.FindAsync([one.Id], Ct))!.Version);
        await ties.SaveChampionAsync(store.Coordinator, new() { Id = one.Id, Version = version, PartnerId = partner.Id, PersonId = first.Id, From = from, To = store.Clock.Today.AddDays(-2) }, Ct);
        Assert.Empty(await PlansAsync(store, partner));

        var person = await store.ReadAsync(async d => (await d.People.FindAsync([second.Id], Ct))!.Version);
        await new PeopleVerbs(store.Databases).LeaveAsync(store.Coordinator, new() { PersonId = second.Id, Version = person, On = store.Clock.Today.AddDays(-1), Reason = "New post" }, Ct);
        Assert.StartsWith("Come back to Clinic: Ben Ash, its champion, left on", Assert.Single(await PlansAsync(store, partner)).Title, StringComparison.Ordinal);

        var declined = await store.PartnerAsync("Shelter");
        var third = await store.PersonAsync("Cy Lund", declined);
        await store.AddAsync(new Champion { PartnerId = declined.Id, PersonId = third.Id, From = from }, new Membership { PartnerId = declined.Id, Kind = MembershipKind.Former, From = from });
        version = await store.ReadAsync(async d => (await d.People.FindAsync([third.Id], Ct))!.Version);
        await new PeopleVerbs(store.Databases).LeaveAsync(store.Coordinator, new() { PersonId = third.Id, Version = version, On = store.Clock.Today, Reason = "New post" }, Ct);
        Assert.Empty(await PlansAsync(store, declined));
    }
}

public sealed class ChampionsOnSqlite(SqliteFixture db) : ChampionFacts(db), IClassFixture<SqliteFixture>;

public sealed class ChampionsOnPostgreSql(PostgreSqlFixture db) : ChampionFacts(db), IClassFixture<PostgreSqlFixture>;
