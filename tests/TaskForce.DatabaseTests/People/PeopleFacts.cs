using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.DatabaseTests.People;

/// <summary>People: names that are not known yet, own details, leaving, lists, saved views.</summary>
public abstract class PeopleFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_name_the_post_stands_for_the_person_until_the_name_is_known()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PeopleVerbs(store.Databases);
        var partner = await store.PartnerAsync("Anaheim Police Department");
        await Assert.ThrowsAsync<ValidationException>(() => verbs.CreateAsync(store.Coordinator, new() { PartnerId = partner.Id }, Ct));
        var saved = await verbs.CreateAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Lieutenant, Vice" }, Ct);
        var row = Assert.Single((await new PeopleLists(store.Databases).PageAsync(store.Reader, new() { View = PersonView.NameUnknown }, ct: Ct)).Rows);
        Assert.Equal(("Lieutenant, Vice, Anaheim Police Department", false), (row.Name, row.NameKnown));

        var form = await verbs.FormAsync(store.Coordinator, saved.Id, Ct);
        form.Name = "Ines Carrow";
        form.Details.Emails = "ines@pd.example\nINES@pd.example";
        form.Details.Phones = "office 555 0100";
        await verbs.EditAsync(store.Coordinator, saved.Id, form, Ct);
        var page = await new PersonPages(store.Databases).ReadAsync(store.Reader, saved.Slug, Ct);
        Assert.Equal(("Ines Carrow", "ines@pd.example"), (page.Called, Assert.Single(page.Emails)));
        Assert.Equal(new PhoneLine("555 0100", "office"), Assert.Single(page.Phones));
        Assert.True(Assert.Single(await verbs.AlikeAsync(store.Coordinator, "Somebody else", "INES@PD.example", ct: Ct)).ByEmail);
        Assert.False(Assert.Single(await verbs.AlikeAsync(store.Coordinator, "ines ca", ct: Ct)).ByEmail);
    }

    [Fact]
    public async Task A_member_changes_the_own_details_and_nobody_elses()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PeopleVerbs(store.Databases);
        var member = await store.SignUpAsync(Role.Member, "Mara Quill");
        var other = await store.PersonAsync("Ines Carrow");
        var form = await verbs.FormAsync(member, member.PersonId!.Value, Ct);
        form.Details.Emails = "mara@agency.example";
        await verbs.WriteOwnDetailsAsync(member, member.PersonId.Value, form.Version!.Value, form.Details, Ct);

        Assert.Equal(["mara@agency.example"], await store.ReadAsync(d => d.PersonEmails.Where(e => e.PersonId == member.PersonId).Select(e => e.Address).ToListAsync(Ct)));
        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.WriteOwnDetailsAsync(member, member.PersonId.Value, form.Version!.Value, form.Details, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => verbs.WriteOwnDetailsAsync(member, other.Id, other.Version, form.Details, Ct));
        foreach (var actor in (Actor[])[member, store.Executive, store.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.CreateAsync(actor, new() { Name = "New" }, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.EditAsync(actor, member.PersonId.Value, form, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.LeaveAsync(actor, new() { PersonId = member.PersonId.Value, On = A.Day("2026-11-01"), Reason = "Moved" }, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.ArchiveAsync(actor, [other.Id], Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => new PersonMerges(store.Databases).MergeAsync(actor, other.Id, member.PersonId.Value, Ct));
        }
    }

    [Fact]
    public async Task A_post_that_goes_on_has_no_reason_why_it_ended()
    {
        await using var store = await db.FreshAsync();
        var (verbs, partner) = (new PeopleVerbs(store.Databases), await store.PartnerAsync("Clinic"));
        var person = await store.PersonAsync("Ines Carrow");
        PostForm Post(DateOnly? to, string why) => new() { PersonId = person.Id, PartnerId = partner.Id, Title = "Director", To = to, EndReason = why };

        var refused = await Assert.ThrowsAsync<ValidationException>(() => verbs.SavePostAsync(store.Coordinator, Post(null, "Moved to the state"), Ct));
        Assert.Equal((nameof(PostForm.EndReason), "Without a last day the post goes on. Give the day, or take out why it ended."), refused.Errors.Select(e => (e.PropertyName, e.ErrorMessage)).Single());
        await verbs.SavePostAsync(store.Coordinator, Post(A.Day("2026-11-10"), "Moved to the state"), Ct);
        await verbs.SavePostAsync(store.Coordinator, Post(null, " "), Ct);
    }

    [Fact]
    public async Task Who_leaves_ends_posts_seats_offices_and_backing_on_the_day_with_the_reason()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PeopleVerbs(store.Databases);
        var partner = await store.PartnerAsync("Clinic");
        var person = await store.PersonAsync("Ines Carrow", partner, "Director");
        var body = new Body { Name = "Committee", Slug = "committee" };
        var seat = new Seat { BodyId = body.Id, PartnerId = partner.Id, From = A.Day("2025-01-01") };
        var office = new Office { PartnerId = partner.Id, Title = "Director" };
        await store.AddAsync(body, seat, office, new SeatHolding { SeatId = seat.Id, PersonId = person.Id, From = A.Day("2025-01-01") }, new SeatHolding { SeatId = seat.Id, PersonId = person.Id, From = A.Day("2027-01-01") },
            new OfficeHolding { OfficeId = office.Id, PersonId = person.Id, From = A.Day("2025-01-01") }, new Champion { PartnerId = partner.Id, PersonId = person.Id, From = A.Day("2025-01-01") });
        var on = A.Day("2026-11-10");
        var saved = await verbs.LeaveAsync(store.Coordinator, new() { PersonId = person.Id, Version = await store.ReadAsync(d => d.People.Where(p => p.Id == person.Id).Select(p => p.Version).SingleAsync(Ct)), On = on, Reason = "Moved to the state" }, Ct);

        var page = await new PersonPages(store.Databases).ReadAsync(store.Reader, person.Slug, Ct);
        Assert.Equal((on, "Moved to the state"), (page.Posts[0].To, page.Posts[0].EndReason));
        Assert.Equal(on, Assert.Single(page.Seats).To);
        Assert.Equal(on, Assert.Single(page.Offices).To);
        Assert.False(await store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == partner.Id).Select(s => s.HasChampion).SingleAsync(Ct)));

        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId, Ct);
        Assert.Equal(2, (await new PersonPages(store.Databases).ReadAsync(store.Reader, person.Slug, Ct)).Seats.Count);
        Assert.Null((await new PersonPages(store.Databases).ReadAsync(store.Reader, person.Slug, Ct)).Posts[0].To);
    }

    [Fact]
    public async Task Who_leaves_an_office_is_its_sponsor_no_longer_and_who_is_elected_again_stays_one()
    {
        await using var store = await db.FreshAsync();
        var (offices, today) = (new Offices(store.Databases), store.Clock.Today);
        var partner = await store.PartnerAsync("Harbor PD");
        var (first, second) = (await store.PersonAsync("Ada Quill", partner), await store.PersonAsync("Ben Ash", partner));
        var office = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Chief", HolderId = first.Id, HolderSince = today.AddYears(-3) }, Ct);
        var sponsor = await new PartnerTies(store.Databases).SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = first.Id, OfficeId = office.Id, From = today.AddYears(-1) }, Ct);
        Task<DateOnly?> EndsAsync(Guid id) => store.ReadAsync(d => d.Sponsors.Where(s => s.Id == id).Select(s => s.To).SingleAsync(Ct));
        Task<string> ValuesAsync() => store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == partner.Id).Select(s => s.Figures).SingleAsync(Ct));
        var backed = await ValuesAsync();

        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = first.Id, From = today.AddDays(-20) }, Ct);
        Assert.Equal((null, backed), (await EndsAsync(sponsor.Id), await ValuesAsync()));
        var followed = await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = second.Id, From = today.AddDays(-9) }, Ct);
        Assert.Equal(today.AddDays(-10), await EndsAsync(sponsor.Id));
        Assert.NotEqual(backed, await ValuesAsync());
        Assert.Equal(Happened.Changed, (await store.HistoryAsync(sponsor.Id))[^1].Happened);

        await new Histories(store.Databases).UndoAsync(store.Coordinator, followed.ChangeId, Ct);
        Assert.Equal((null, backed), (await EndsAsync(sponsor.Id), await ValuesAsync()));
        var holding = await store.ReadAsync(d => d.OfficeHoldings.SingleAsync(h => h.OfficeId == office.Id && h.To == null, Ct));
        await offices.EndAsync(store.Coordinator, holding.Id, today.AddDays(-2), Ct);
        Assert.Equal(today.AddDays(-2), await EndsAsync(sponsor.Id));
        Assert.NotEqual(backed, await ValuesAsync());
    }

    [Fact]
    public async Task The_list_pages_by_name_and_exports_what_it_shows()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        for (var i = 0; i < 30; i++)
            await store.PersonAsync($"Person {i % 15:00}", i % 2 == 0 ? partner : null);
        var lists = new PeopleLists(store.Databases);
        foreach (var down in (bool[])[false, true])
        {
            var first = await lists.PageAsync(store.Reader, new() { Descending = down }, size: 25, ct: Ct);
            var second = await lists.PageAsync(store.Reader, new() { Descending = down }, first.Next, size: 25, ct: Ct);
            Assert.Equal((30, 26, 30), (first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count(), second.From, second.To));
            Assert.Equal(first.Rows.Select(r => r.Id), (await lists.PageAsync(store.Reader, new() { Descending = down }, before: second.Previous, size: 25, ct: Ct)).Rows.Select(r => r.Id));
        }
        var exported = 0;
        await foreach (var row in lists.AllAsync(store.Reader, new() { PartnerId = partner.Id }, ct: Ct))
            exported += row.Partner == "Clinic" ? 1 : 0;
        Assert.Equal(15, exported);
    }

    [Fact]
    public async Task An_office_gets_its_first_holder_when_it_is_made_and_none_when_it_is_renamed()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Sheriff's Office");
        Person first = await store.PersonAsync("Wes Brannigan", partner), other = await store.PersonAsync("Ana Ruiz", partner);
        var offices = new Offices(store.Databases);
        var made = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Sheriff", HolderId = first.Id }, Ct);
        var version = await store.ReadAsync(d => d.Offices.Select(o => o.Version).SingleAsync(Ct));
        await offices.SaveAsync(store.Coordinator, new() { Id = made.Id, Version = version, PartnerId = partner.Id, Title = "Sheriff and coroner", HolderId = other.Id }, Ct);

        Assert.Equal("Sheriff and coroner", await store.ReadAsync(d => d.Offices.Select(o => o.Title).SingleAsync(Ct)));
        Assert.Equal([first.Id], await store.ReadAsync(d => d.OfficeHoldings.Select(h => h.PersonId).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Views_are_ones_own_or_shared_and_a_locked_one_is_its_owners()
    {
        await using var store = await db.FreshAsync();
        var views = new SavedViews(store.Databases);
        var owner = await store.SignUpAsync(Role.Coordinator);
        var colleague = await store.SignUpAsync(Role.Coordinator);
        var member = await store.SignUpAsync(Role.Member);
        await views.SaveAsync(owner, new() { List = "partners", Name = "Mine", Query = "sector=Prosecution" }, Ct);
        var locked = await views.SaveAsync(owner, new() { List = "partners", Name = "Ours", Query = "level=Federal", Shared = true, Locked = true }, Ct);
        await Assert.ThrowsAsync<NotAllowedException>(() => views.SaveAsync(member, new() { List = "partners", Name = "x", Query = "", Shared = true }, Ct));

        Assert.Equal(["Ours", "Mine"], (await views.OfAsync(owner, "partners", Ct)).Select(v => v.Name));
        Assert.Equal([("Ours", false)], (await views.OfAsync(colleague, "partners", Ct)).Select(v => (v.Name, v.MayChange)));
        Assert.Empty(await views.OfAsync(owner, "people", Ct));
        await Assert.ThrowsAsync<RefusedException>(() => views.RemoveAsync(colleague, locked.Id, Ct));
        await views.RemoveAsync(owner, locked.Id, Ct);
        Assert.Empty(await views.OfAsync(member, "partners", Ct));
    }
}

public sealed class PeopleOnSqlite(SqliteFixture db) : PeopleFacts(db), IClassFixture<SqliteFixture>;

public sealed class PeopleOnPostgreSql(PostgreSqlFixture db) : PeopleFacts(db), IClassFixture<PostgreSqlFixture>;
