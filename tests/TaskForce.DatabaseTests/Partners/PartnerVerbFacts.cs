using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using PartnerVerbs = TaskForce.Core.Partners.Partners;

namespace TaskForce.DatabaseTests.Partners;

/// <summary>The verbs of partners, who may use them, and what is candid on every way out.</summary>
public abstract class PartnerVerbFacts(DatabaseFixture db)
{
    private const string Canary = "canary-7f3a";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<PartnerForm> FormAsync(Store store, string name)
    {
        var kind = A.Kind();
        await store.AddAsync(kind);
        return new() { Name = name, KindId = kind.Id, Tags = "north, 2027 grant", Languages = "English, Spanish" };
    }

    [Fact]
    public async Task A_partner_keeps_its_address_under_a_new_name_and_addresses_are_unique()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PartnerVerbs(store.Databases);
        var form = await FormAsync(store, "Harbor Clinic");
        var first = await verbs.CreateAsync(store.Coordinator, form, Ct);
        var second = await verbs.CreateAsync(store.Coordinator, form, Ct);
        var edit = await verbs.FormAsync(store.Coordinator, first.Id, Ct);
        Assert.Equal("2027 grant, north", edit.Tags);
        (edit.Name, edit.Tags) = ("Harbor Health", "north");
        var edited = await verbs.EditAsync(store.Coordinator, first.Id, edit, Ct);

        Assert.Equal(("harbor-clinic", "harbor-clinic-2", "harbor-clinic"), (first.Slug, second.Slug, edited.Slug));
        Assert.Equal("harbor health", await store.ReadAsync(d => d.Partners.Where(p => p.Id == first.Id).Select(p => p.SortName).SingleAsync(Ct)));
        Assert.Equal(["north"], await store.ReadAsync(d => d.PartnerTags.Where(t => t.PartnerId == first.Id).Select(t => t.Tag).ToListAsync(Ct)));
        Assert.True(await store.ReadAsync(d => d.PartnerStandings.AnyAsync(s => s.PartnerId == second.Id, Ct)));
    }

    [Fact]
    public async Task A_stale_save_is_refused_and_changes_nothing()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PartnerVerbs(store.Databases);
        var saved = await verbs.CreateAsync(store.Coordinator, await FormAsync(store, "Harbor Clinic"), Ct);
        var (mine, theirs) = (await verbs.FormAsync(store.Coordinator, saved.Id, Ct), await verbs.FormAsync(store.Administrator, saved.Id, Ct));
        theirs.Address = "1 Pier Road";
        await verbs.EditAsync(store.Administrator, saved.Id, theirs, Ct);
        mine.Address = "2 Mill Lane";

        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.EditAsync(store.Coordinator, saved.Id, mine, Ct));
        Assert.Equal("1 Pier Road", (await verbs.FormAsync(store.Coordinator, saved.Id, Ct)).Address);
    }

    [Fact]
    public async Task The_relationship_is_held_by_a_person_of_the_roster_handed_over_for_several_at_once_and_handed_back()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PartnerVerbs(store.Databases);
        var (ines, teo) = (await store.PersonAsync("Ines"), await store.PersonAsync("Teo"));
        var form = await FormAsync(store, "Harbor Clinic");
        form.HolderId = ines.Id;
        var clinic = await verbs.CreateAsync(store.Coordinator, form, Ct);
        var shelter = await store.PartnerAsync("Shelter");
        Assert.Equal("Ines", await HolderAsync());

        var change = await verbs.HandOverAsync(store.Coordinator, [clinic.Id, shelter.Id], teo.Id, Ct);
        Assert.Equal("Teo", await HolderAsync());
        Assert.Equal([clinic.Id, shelter.Id], (await RowsAsync(new() { HolderId = teo.Id })).Order());
        Assert.Empty(await RowsAsync(new() { HolderId = PartnerFilter.Nobody }));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, change.ChangeId, Ct);
        Assert.Equal("Ines", await HolderAsync());
        Assert.Equal([shelter.Id], await RowsAsync(new() { HolderId = PartnerFilter.Nobody }));
        Assert.Equal("Ines", Assert.Single(await new PartnerLists(store.Databases).HoldersAsync(store.Reader, Ct)).Name);

        await Assert.ThrowsAsync<RefusedException>(() => verbs.HandOverAsync(store.Coordinator, [clinic.Id], Guid.NewGuid(), Ct));
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.HandOverAsync(actor, [clinic.Id], teo.Id, Ct));

        async Task<string?> HolderAsync() => (await new PartnerPages(store.Databases).ReadAsync(store.Reader, "harbor-clinic", Ct)).Holder?.Name;
        async Task<IReadOnlyList<Guid>> RowsAsync(PartnerFilter filter) => [.. (await new PartnerLists(store.Databases).PageAsync(store.Reader, PartnerFilter.From(name => Part(filter.ToQuery(), name)), ct: Ct)).Rows.Select(r => r.Id)];
        // The filter as the address carries it.
        static string? Part(string query, string name) => query.Split('&').Select(p => p.Split('=')).FirstOrDefault(p => p[0] == name)?[1];
    }

    [Fact]
    public async Task Taking_part_without_meetings_says_how_and_takes_attendance_out_of_the_index_at_once()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PartnerVerbs(store.Databases);
        var saved = await verbs.CreateAsync(store.Coordinator, await FormAsync(store, "Mixteco circle"), Ct);
        var form = await verbs.FormAsync(store.Coordinator, saved.Id, Ct);
        form.WithoutMeetings = true;
        await Assert.ThrowsAsync<ValidationException>(() => verbs.EditAsync(store.Coordinator, saved.Id, form, Ct));
        (form.TakesPartBy, form.WithoutMeetingsSince, form.WithoutMeetingsUntil) = ("Advice on language and custom", store.Clock.Today, store.Clock.Today.AddDays(-1));
        await Assert.ThrowsAsync<ValidationException>(() => verbs.EditAsync(store.Coordinator, saved.Id, form, Ct));
        form.WithoutMeetingsUntil = null;
        var change = await verbs.EditAsync(store.Coordinator, saved.Id, form, Ct);

        Assert.Equal("Takes part without meetings: Advice on language and custom", await AttendanceAsync());
        Assert.Equal([saved.Id], (await new PartnerLists(store.Databases).PageAsync(store.Reader, PartnerFilter.From(n => n == "takes-part" ? "without" : null), ct: Ct)).Rows.Select(r => r.Id));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, change.ChangeId, Ct);
        Assert.Equal(Core.BuyIn.BuyInSentences.NothingExpected, await AttendanceAsync());

        // It begins tomorrow: until then it owes what its seats say, and no list counts it among those that take part without meetings.
        form = await verbs.FormAsync(store.Coordinator, saved.Id, Ct);
        (form.WithoutMeetings, form.TakesPartBy, form.WithoutMeetingsSince) = (true, "Advice", store.Clock.Today.AddDays(1));
        await verbs.EditAsync(store.Coordinator, saved.Id, form, Ct);
        Assert.Equal(Core.BuyIn.BuyInSentences.NothingExpected, await AttendanceAsync());
        Assert.Empty((await new PartnerLists(store.Databases).PageAsync(store.Reader, PartnerFilter.From(n => n == "takes-part" ? "without" : null), ct: Ct)).Rows);
        store.Time.GoTo(store.Clock.Today.AddDays(1));
        Assert.Equal("Takes part without meetings: Advice", await AttendanceAsync());

        async Task<string> AttendanceAsync() => (await new Core.BuyIn.Movements(store.Databases).OfAsync(store.Reader, saved.Id, Ct)).Rows.Single(r => r.Key == Core.BuyIn.IndicatorKeys.Attendance).Evidence[0].Text;
    }

    [Fact]
    public async Task Archive_tag_and_edit_are_undone_as_one_change()
    {
        await using var store = await db.FreshAsync();
        var (verbs, histories) = (new PartnerVerbs(store.Databases), new Histories(store.Databases));
        var form = await FormAsync(store, "Harbor Clinic");
        var ids = new List<Guid> { (await verbs.CreateAsync(store.Coordinator, form, Ct)).Id, (await verbs.CreateAsync(store.Coordinator, form, Ct)).Id };
        var tagged = await verbs.TagAsync(store.Coordinator, ids, "new", Ct);
        Assert.Equal(2, await store.ReadAsync(d => d.PartnerTags.CountAsync(t => t.Tag == "new", Ct)));
        await histories.UndoAsync(store.Coordinator, tagged.ChangeId, Ct);
        Assert.Equal(0, await store.ReadAsync(d => d.PartnerTags.CountAsync(t => t.Tag == "new", Ct)));

        var archived = await verbs.ArchiveAsync(store.Coordinator, ids, Ct);
        Assert.Equal(0, (await new PartnerLists(store.Databases).PageAsync(store.Reader, new(), ct: Ct)).Total);
        await histories.UndoAsync(store.Coordinator, archived.ChangeId, Ct);
        Assert.Equal(2, (await new PartnerLists(store.Databases).PageAsync(store.Reader, new(), ct: Ct)).Total);
    }

    [Fact]
    public async Task A_name_that_is_there_already_is_found_by_beginning_telling_word_and_website()
    {
        await using var store = await db.FreshAsync();
        var verbs = new PartnerVerbs(store.Databases);
        var form = await FormAsync(store, "Anaheim Police Department");
        form.Website = "www.anaheim.example";
        var saved = await verbs.CreateAsync(store.Coordinator, form, Ct);

        Assert.Equal([saved.Id], (await verbs.AlikeAsync(store.Coordinator, "anaheim pol", ct: Ct)).Select(a => a.Id));
        Assert.Equal([saved.Id], (await verbs.AlikeAsync(store.Coordinator, "The Anaheim Police Dept.", ct: Ct)).Select(a => a.Id));
        Assert.Equal([saved.Id], (await verbs.AlikeAsync(store.Coordinator, "Something else", "https://anaheim.example/", ct: Ct)).Select(a => a.Id));
        Assert.Empty(await verbs.AlikeAsync(store.Coordinator, "Anaheim Police Department", except: saved.Id, ct: Ct));
    }

    [Fact]
    public async Task Two_memberships_or_two_sponsors_on_one_day_are_refused_and_a_champion_changes_the_standing()
    {
        await using var store = await db.FreshAsync();
        var ties = new PartnerTies(store.Databases);
        var partner = await store.PartnerAsync("Clinic");
        var (one, two) = (await store.PersonAsync("One Person", partner), await store.PersonAsync("Two Person", partner));
        await ties.SaveMembershipAsync(store.Coordinator, new() { PartnerId = partner.Id, Kind = MembershipKind.Prospect, From = A.Day("2025-01-01") }, Ct);
        await ties.SaveMembershipAsync(store.Coordinator, new() { PartnerId = partner.Id, Kind = MembershipKind.Member, From = A.Day("2026-01-01") }, Ct);
        Assert.Equal([A.Day("2025-12-31")], await store.ReadAsync(d => d.Memberships.Where(m => m.To != null).Select(m => m.To!.Value).ToListAsync(Ct)));
        await Assert.ThrowsAsync<RefusedException>(() => ties.SaveMembershipAsync(store.Coordinator, new() { PartnerId = partner.Id, From = A.Day("2025-06-01"), To = A.Day("2025-07-01") }, Ct));

        await ties.SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = one.Id, From = A.Day("2026-03-01") }, Ct);
        await Assert.ThrowsAsync<RefusedException>(() => ties.SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = two.Id, From = A.Day("2026-02-01") }, Ct));
        await ties.SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = two.Id, From = A.Day("2026-06-01") }, Ct);

        var champion = await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = one.Id, From = A.Day("2026-01-01"), HasAuthority = true }, Ct);
        Assert.True(await store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == partner.Id).Select(s => s.HasChampion).SingleAsync(Ct)));
        await ties.RemoveAsync(store.Coordinator, partner.Id, champion.Id, Ct);
        Assert.False(await store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == partner.Id).Select(s => s.HasChampion).SingleAsync(Ct)));
    }

    [Fact]
    public async Task An_office_has_one_holder_a_day()
    {
        await using var store = await db.FreshAsync();
        var offices = new Offices(store.Databases);
        var partner = await store.PartnerAsync("Sheriff's Office");
        var (one, two) = (await store.PersonAsync("One Sheriff", partner), await store.PersonAsync("Two Sheriff", partner));
        var office = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Sheriff", HolderId = one.Id, HolderSince = A.Day("2025-01-01") }, Ct);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = two.Id, From = A.Day("2026-01-01"), EndPrevious = false }, Ct));
        Assert.Contains("one holder a day", refused.Message, StringComparison.Ordinal);
        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = two.Id, From = A.Day("2026-01-01") }, Ct);

        var page = await new PartnerPages(store.Databases).ReadAsync(store.Reader, partner.Slug, Ct);
        Assert.Equal([("Two Sheriff", null), ("One Sheriff", (DateOnly?)A.Day("2025-12-31"))], page.Offices[0].Holdings.Select(h => (h.Name, h.To)));
    }

    [Fact]
    public async Task Only_coordinators_and_administrators_change_partners()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var other = await store.PartnerAsync("Clinic again");
        var form = await FormAsync(store, "New");
        var (verbs, ties, merges) = (new PartnerVerbs(store.Databases), new PartnerTies(store.Databases), new PartnerMerges(store.Databases));
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]);
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, chair])
        {
            await RefusesAsync(() => verbs.CreateAsync(actor, form, Ct));
            await RefusesAsync(() => verbs.EditAsync(actor, partner.Id, form, Ct));
            await RefusesAsync(() => verbs.ArchiveAsync(actor, [partner.Id], Ct));
            await RefusesAsync(() => verbs.RestoreAsync(actor, partner.Id, Ct));
            await RefusesAsync(() => verbs.TagAsync(actor, [partner.Id], "tag", Ct));
            await RefusesAsync(() => ties.SaveMembershipAsync(actor, new() { PartnerId = partner.Id, From = A.Day("2026-01-01") }, Ct));
            await RefusesAsync(() => ties.SaveStatementAsync(actor, new() { PartnerId = partner.Id, On = A.Day("2026-01-01"), Text = "Said" }, Ct));
            await RefusesAsync(() => ties.RemoveAsync(actor, partner.Id, Guid.NewGuid(), Ct));
            await RefusesAsync(() => new Offices(store.Databases).SaveAsync(actor, new() { PartnerId = partner.Id, Title = "Director" }, Ct));
            await RefusesAsync(() => merges.MergeAsync(actor, partner.Id, other.Id, Ct));
            await RefusesAsync(() => merges.PreviewAsync(actor, partner.Id, other.Id, Ct));
        }
        await verbs.CreateAsync(store.Administrator, form, Ct);
    }

    private static async Task RefusesAsync(Func<Task> act) => await Assert.ThrowsAsync<NotAllowedException>(act);

    [Fact]
    public async Task A_member_writes_notes_but_not_about_the_own_agency_and_sees_only_those()
    {
        await using var store = await db.FreshAsync();
        var (partner, own) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Own agency"));
        var judgments = new PartnerJudgments(store.Databases);
        var member = Store.With(store.Member, own: [own.Id]);
        await judgments.SaveNoteAsync(store.Coordinator, new() { PartnerId = partner.Id, Text = "Of the coordinator" }, Ct);
        var mine = await judgments.SaveNoteAsync(member, new() { PartnerId = partner.Id, Text = "Of the member" }, Ct);
        await RefusesAsync(() => judgments.SaveNoteAsync(member, new() { PartnerId = own.Id, Text = "About us" }, Ct));
        await RefusesAsync(() => judgments.SaveNoteAsync(store.Reader, new() { PartnerId = partner.Id, Text = "Reader" }, Ct));
        await RefusesAsync(() => judgments.SaveNoteAsync(store.Executive, new() { PartnerId = partner.Id, Text = "Executive" }, Ct));
        await RefusesAsync(() => judgments.JudgeAsync(member, new() { PartnerId = partner.Id, Stage = EngagementStage.Aware }, Ct));
        await Assert.ThrowsAsync<ValidationException>(() => judgments.SaveNoteAsync(member, new() { PartnerId = partner.Id, Text = " " }, Ct));

        var page = await new PartnerPages(store.Databases).ReadAsync(member, partner.Slug, Ct);
        Assert.Equal([mine.Id], page.Notes.Select(n => n.Id));
        Assert.False(page.SeesCandid);
    }

    [Fact]
    public async Task A_champion_is_judged_in_confidence_and_who_follows_is_judged_anew()
    {
        await using var store = await db.FreshAsync();
        var (partner, judgments, pages) = (await store.PartnerAsync("Clinic"), new PartnerJudgments(store.Databases), new PartnerPages(store.Databases));
        var (first, second) = (await store.PersonAsync("Tomas Brandvold", partner), await store.PersonAsync("Ola Ness", partner));
        await JudgeAsync(ChampionEnthusiasm.Eager, ChampionReach.OwnUnit);
        Assert.Equal((null, null), await SeenAsync(store.Coordinator));

        await store.AddAsync(new Champion { PartnerId = partner.Id, PersonId = first.Id, From = A.Day("2025-01-01") });
        await JudgeAsync(ChampionEnthusiasm.Eager, ChampionReach.SeveralUnits);
        Assert.Equal((ChampionEnthusiasm.Eager, ChampionReach.SeveralUnits), await SeenAsync(store.Coordinator));
        Assert.Equal((null, null), await SeenAsync(Store.With(store.Member, own: [partner.Id])));
        Assert.Equal((null, null), await SeenAsync(store.Reader));
        Assert.Equal(ChampionReach.SeveralUnits, (await judgments.FormAsync(store.Coordinator, partner.Id, Ct)).Reach);

        store.Time.GoTo(A.Day("2026-12-01"));
        await store.ChangeAsync(async d => (await d.Champions.SingleAsync(Ct)).To = A.Day("2026-11-30"));
        await store.AddAsync(new Champion { PartnerId = partner.Id, PersonId = second.Id, From = A.Day("2026-12-01") });
        Assert.Equal((null, null), await SeenAsync(store.Coordinator));
        Assert.Null((await judgments.FormAsync(store.Coordinator, partner.Id, Ct)).Enthusiasm);

        // A change that is written down after the judgment, for a day before it: what was judged was of the one before.
        store.Time.GoTo(A.Day("2026-12-10"));
        await JudgeAsync(ChampionEnthusiasm.Eager, ChampionReach.SeveralUnits);
        store.Time.GoTo(A.Day("2026-12-20"));
        var ties = new PartnerTies(store.Databases);
        var now = (await pages.ReadAsync(store.Coordinator, partner.Slug, Ct)).Champion!;
        await ties.SaveChampionAsync(store.Coordinator, new() { Id = now.Id, Version = now.Version, PartnerId = partner.Id, PersonId = second.Id, From = now.From, To = A.Day("2026-12-05") }, Ct);
        await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = first.Id, From = A.Day("2026-12-06") }, Ct);
        Assert.Equal((null, null), await SeenAsync(store.Coordinator));

        // Two at once: judged is the one who came last, who stands on the page.
        await JudgeAsync(ChampionEnthusiasm.Willing, ChampionReach.OwnUnit);
        var third = await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = second.Id, From = A.Day("2026-12-20") }, Ct);
        Assert.Equal((null, null), await SeenAsync(store.Coordinator));
        Assert.Null((await judgments.FormAsync(store.Coordinator, partner.Id, Ct)).Enthusiasm);
        await JudgeAsync(ChampionEnthusiasm.Eager, ChampionReach.OwnUnit);
        await ties.RemoveAsync(store.Coordinator, partner.Id, third.Id, Ct);
        Assert.Equal((null, null), await SeenAsync(store.Coordinator));

        async Task JudgeAsync(ChampionEnthusiasm keen, ChampionReach reach)
        {
            var form = await judgments.FormAsync(store.Coordinator, partner.Id, Ct);
            (form.Enthusiasm, form.Reach) = (keen, reach);
            await judgments.JudgeAsync(store.Coordinator, form, Ct);
        }

        async Task<(ChampionEnthusiasm?, ChampionReach?)> SeenAsync(Actor actor)
        {
            var page = await pages.ReadAsync(actor, partner.Slug, Ct);
            return (page.Enthusiasm, page.Reach);
        }
    }

    [Fact]
    public async Task Nothing_candid_leaves_by_page_list_timeline_history_or_export()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var contact = new Contact { On = store.Clock.Today, Kind = ContactKind.Call, Line = Canary, NextStep = Canary, AuthorName = Canary, LoggedAt = store.Clock.UtcNow };
        var person = await store.PersonAsync("Ines Carrow", partner);
        await store.AddAsync(new PartnerStanding { PartnerId = partner.Id }, contact, new ContactPartner { ContactId = contact.Id, PartnerId = partner.Id, On = contact.On, TwoWay = true },
            new ContactPerson { ContactId = contact.Id, PersonId = person.Id }, new Barrier { PartnerId = partner.Id, ContactId = contact.Id, Note = Canary, NamedOn = contact.On });
        var judgments = new PartnerJudgments(store.Databases);
        await judgments.SaveNoteAsync(store.Coordinator, new() { PartnerId = partner.Id, Text = Canary }, Ct);
        await judgments.JudgeAsync(store.Coordinator, new() { PartnerId = partner.Id, Stage = EngagementStage.Committed, StanceNow = Stance.Resistant, StanceWanted = Stance.Leading }, Ct);
        var seated = Store.With(store.Member, own: [partner.Id]);
        var seatedChair = Store.With(store.Member, own: [partner.Id], chairs: [Guid.NewGuid()], seated: [partner.Id]);
        var coordinator = Store.With(store.Coordinator, own: [partner.Id]);

        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, seated, seatedChair])
        {
            var everything = await EverythingAsync(actor);
            Assert.DoesNotContain(Canary, everything, StringComparison.Ordinal);
            foreach (var word in (string[])["Committed", "Resistant", "LimitedResources"])
                Assert.DoesNotContain(word, everything, StringComparison.Ordinal);
        }
        var seen = await EverythingAsync(coordinator);
        foreach (var word in (string[])[Canary, "Committed", "Resistant", "LimitedResources"])
            Assert.Contains(word, seen, StringComparison.Ordinal);
        var readings = await store.ReadAsync(d => d.OwnAgencyReadings.ToListAsync(Ct));
        Assert.True(readings.Count >= 3);
        Assert.All(readings, r => Assert.Equal((partner.Id, coordinator.AccountId), (r.PartnerId, r.AccountId)));

        async Task<string> EverythingAsync(Actor actor)
        {
            var options = new System.Text.Json.JsonSerializerOptions(AuditTrail.Json);
            var lists = new PartnerLists(store.Databases);
            List<object> exits =
            [
                await new PartnerPages(store.Databases).ReadAsync(actor, partner.Slug, Ct), (await lists.PageAsync(actor, new(), ct: Ct)).Rows,
                await new PersonPages(store.Databases).ReadAsync(actor, person.Slug, Ct), await new Histories(store.Databases).OfAsync(actor, partner.Id, ct: Ct),
            ];
            foreach (var part in Enum.GetValues<TimelinePart>())
                exits.Add(await new PartnerTimelines(store.Databases).ReadAsync(actor, partner.Id, part, count: 50, ct: Ct));
            await foreach (var row in lists.AllAsync(actor, new(), ct: Ct))
                exits.Add(row);
            return string.Join('\n', exits.Select(e => System.Text.Json.JsonSerializer.Serialize(e, options)));
        }
    }
}

public sealed class PartnerVerbsOnSqlite(SqliteFixture db) : PartnerVerbFacts(db), IClassFixture<SqliteFixture>;

public sealed class PartnerVerbsOnPostgreSql(PostgreSqlFixture db) : PartnerVerbFacts(db), IClassFixture<PostgreSqlFixture>;
