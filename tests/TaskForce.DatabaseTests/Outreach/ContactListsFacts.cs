using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>The log of outreach: filters, pages by key, and who sees what.</summary>
public abstract class ContactListsFacts(DatabaseFixture db)
{
    private ContactLists Lists => new(db.Databases);

    private static Contact Contact(Partner partner, DateOnly on, string line = "A line", ContactKind kind = ContactKind.Call, Actor? by = null, Mood? mood = null, bool archived = false, params Partner[] more)
    {
        var contact = new Contact { On = on, Line = line, Kind = kind, Mood = mood, AuthorId = by?.AccountId, AuthorName = by?.Name ?? "Somebody", LoggedAt = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) };
        contact.Partners.AddRange(new[] { partner }.Concat(more).Select(p => new ContactPartner { ContactId = contact.Id, PartnerId = p.Id }));
        contact.ArchivedAt = archived ? contact.LoggedAt : null;
        contact.Share();
        return contact;
    }

    [Fact]
    public async Task Pages_by_key_show_every_contact_once_forward_and_back()
    {
        await using var store = await db.FreshAsync();
        var clinic = await store.PartnerAsync("Clinic");
        // Many on one day, so that the second key decides.
        await store.AddAsync([.. Enumerable.Range(0, 23).Select(i => (object)Contact(clinic, A.Day("2026-10-01").AddDays(i / 6), "Line " + i))]);
        var lists = new ContactLists(store.Databases);

        List<string> forward = [], back = [];
        var page = await lists.PageAsync(store.Coordinator, new(), size: 5);
        Assert.Null(page.Previous);
        while (true)
        {
            forward.AddRange(page.Rows.Select(r => r.Line));
            if (page.Next is null)
                break;
            page = await lists.PageAsync(store.Coordinator, new(), after: page.Next, size: 5);
        }
        while (true)
        {
            back.InsertRange(0, page.Rows.Select(r => r.Line));
            if (page.Previous is null)
                break;
            page = await lists.PageAsync(store.Coordinator, new(), before: page.Previous, size: 5);
        }

        Assert.Equal(23, forward.Distinct().Count());
        Assert.Equal(forward, back);
        Assert.Equal((23, false), (page.Total, page.TotalIsMore));
        List<string> all = [];
        await foreach (var row in lists.AllAsync(store.Coordinator, new()))
            all.Add(row.Line);
        Assert.Equal(forward, all);
    }

    [Fact]
    public async Task Each_filter_shows_what_it_says()
    {
        await using var store = await db.FreshAsync();
        var (clinic, police) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Police"));
        await store.AddAsync(
            Contact(clinic, A.Day("2026-10-01"), "call", by: store.Coordinator, mood: Mood.Open),
            Contact(police, A.Day("2026-10-02"), "mail", ContactKind.Email, mood: Mood.Closed),
            Contact(police, A.Day("2026-10-03"), "both", ContactKind.Visit, more: clinic),
            Contact(clinic, A.Day("2026-10-04"), "away", archived: true));
        var lists = new ContactLists(store.Databases);

        async Task<string> Of(ContactFilter filter) => string.Join(' ', (await lists.PageAsync(store.Coordinator, filter)).Rows.Select(r => r.Line));
        Assert.Equal("both mail call", await Of(new()));
        Assert.Equal("both call", await Of(new() { PartnerId = clinic.Id }));
        Assert.Equal("call", await Of(new() { AuthorId = store.Coordinator.AccountId }));
        Assert.Equal("mail", await Of(new() { Kind = ContactKind.Email }));
        Assert.Equal("call", await Of(new() { Mood = Mood.Open }));
        Assert.Equal("both call", await Of(new() { TwoWay = true }));
        Assert.Equal("mail", await Of(new() { TwoWay = false }));
        Assert.Equal("mail call", await Of(new() { To = A.Day("2026-10-02") }));
        Assert.Equal("both mail", await Of(new() { From = A.Day("2026-10-02") }));
        Assert.Equal("", await Of(new() { PartnerId = clinic.Id, Kind = ContactKind.Email }));
    }

    [Fact]
    public async Task The_figures_count_the_last_thirty_days_and_the_steps_that_are_due()
    {
        await using var store = await db.FreshAsync();
        var (clinic, police) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Police"));
        var today = store.Clock.Today;
        var due = Contact(clinic, today.AddDays(-29), "inside");
        (due.NextStep, due.NextStepOn) = ("Call", today);
        var later = Contact(clinic, today, "mail", ContactKind.Email, more: police);
        (later.NextStep, later.NextStepOn) = ("Call", today.AddDays(1));
        await store.AddAsync(due, later, Contact(police, today.AddDays(-30), "outside"));

        Assert.Equal(new(2, 1, 2, 1), await new ContactLists(store.Databases).FiguresAsync(store.Coordinator));
    }

    [Fact]
    public async Task What_is_candid_stays_out_of_every_reading_of_people_of_that_partner()
    {
        const string canary = "CANARY-7Q";
        var (own, seated) = (await db.PartnerAsync("Own agency"), await db.PartnerAsync("Seated agency"));
        var member = Store.With(await db.SignUpAsync(Role.Member), own: [own.Id]);
        var chair = Store.With(await db.SignUpAsync(Role.Member), own: [own.Id], chairs: [Guid.CreateVersion7()], seated: [own.Id, seated.Id]);
        var (about, joint) = (Contact(own, db.Clock.Today, canary, by: db.Coordinator), Contact(seated, db.Clock.Today, canary, by: chair, more: own));
        var open = Contact(seated, db.Clock.Today, "Open to the chair", by: db.Coordinator);
        foreach (var contact in (Contact[])[about, joint])
            (contact.NextStep, contact.NextStepOn) = (canary, db.Clock.Today);
        await db.AddAsync(about, joint, open, new Barrier { PartnerId = own.Id, ContactId = about.Id, Note = canary, Cause = BarrierCause.Other, NamedOn = db.Clock.Today });

        foreach (var actor in (Actor[])[member, chair])
        {
            var page = await Lists.PageAsync(actor, new());
            Assert.DoesNotContain(page.Rows, r => r.Line == canary || r.BarrierNote == canary || r.NextStep == canary);
            Assert.Empty((await Lists.PageAsync(actor, new() { PartnerId = own.Id })).Rows);
            await foreach (var row in Lists.AllAsync(actor, new()))
                Assert.NotEqual(canary, row.Line);
            await Assert.ThrowsAsync<NotFoundException>(() => Lists.ReadAsync(actor, about.Id));
            await Assert.ThrowsAsync<NotFoundException>(() => Lists.ReadAsync(actor, joint.Id));
            Assert.Equal(0, (await Lists.FiguresAsync(actor)).StepsDue);
            Assert.Empty(await new WhoChoices(db.Databases).OpenStepsAsync(actor, [own.Id, seated.Id]));
        }
        Assert.Contains((await Lists.PageAsync(chair, new())).Rows, r => r.Id == open.Id);
        Assert.DoesNotContain((await Lists.PageAsync(member, new())).Rows, r => r.Id == open.Id);
        await Assert.ThrowsAsync<NotAllowedException>(() => Lists.PageAsync(db.Executive, new()));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lists.PageAsync(db.Reader, new()));
    }

    [Fact]
    public async Task A_coordinator_sees_the_own_agency_marked_and_the_reading_is_written_down()
    {
        var own = await db.PartnerAsync("Agency of the coordinator");
        var coordinator = Store.With(await db.SignUpAsync(Role.Coordinator), own: [own.Id]);
        await db.AddAsync(Contact(own, db.Clock.Today, "About us"));

        Assert.True(Assert.Single((await Lists.PageAsync(coordinator, new() { PartnerId = own.Id })).Rows).Partners[0].IsOwn);
        Assert.Equal(own.Id, (await db.ReadAsync(d => d.OwnAgencyReadings.SingleAsync(r => r.AccountId == coordinator.AccountId))).PartnerId);
    }

    [Fact]
    public async Task Who_is_found_by_the_beginning_of_any_word_partners_first_and_never_the_own_agency_of_a_member()
    {
        await using var store = await db.FreshAsync();
        var (clinic, other) = (await store.PartnerAsync("Harbor Legal Clinic"), await store.PartnerAsync("Northbay Police"));
        await store.PersonAsync("Clio Harbor", other);
        await store.PersonAsync("Harbor Without Post");
        var who = new WhoChoices(store.Databases);

        Assert.Equal(["Harbor Legal Clinic", "Clio Harbor · Northbay Police"], (await who.FindAsync(store.Coordinator, "harb")).Select(w => w.IsPerson ? $"{w.Name} · {w.Partner}" : w.Name));
        Assert.Equal(["Harbor Legal Clinic"], (await who.FindAsync(store.Coordinator, "leg har")).Select(w => w.Name));
        Assert.Empty(await who.FindAsync(store.Coordinator, "arbor"));
        Assert.Equal(["Clio Harbor"], (await who.FindAsync(Store.With(store.Member, own: [clinic.Id]), "harbor")).Select(w => w.Name));
        Assert.Empty(await who.FindAsync(Store.With(store.Member, own: [other.Id]), "clio"));
        await Assert.ThrowsAsync<NotAllowedException>(() => who.FindAsync(store.Reader, "harbor"));
    }

    [Fact]
    public async Task Recent_partners_are_those_that_the_person_logged_last()
    {
        await using var store = await db.FreshAsync();
        var me = await store.SignUpAsync(Role.Coordinator);
        var verbs = new Contacts(store.Databases, new Histories(store.Databases));
        foreach (var name in (string[])["First", "Second", "Third", "First again"])
        {
            var partner = await store.ReadAsync(d => d.Partners.FirstOrDefaultAsync(p => p.Name == name.Replace(" again", ""))) ?? await store.PartnerAsync(name);
            await verbs.LogAsync(me, new() { Partners = [partner.Id], On = store.Clock.Today, Line = name });
            store.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["First", "Third", "Second"], (await new WhoChoices(store.Databases).RecentAsync(me)).Select(w => w.Name));
    }
}

public sealed class ContactListsOnSqlite(SqliteFixture db) : ContactListsFacts(db), IClassFixture<SqliteFixture>;

public sealed class ContactListsOnPostgreSql(PostgreSqlFixture db) : ContactListsFacts(db), IClassFixture<PostgreSqlFixture>;
