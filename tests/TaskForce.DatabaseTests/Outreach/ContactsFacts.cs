using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>The verbs of outreach: what they save, what they do to the check-in clock, who may.</summary>
public abstract class ContactsFacts(DatabaseFixture db)
{
    private Contacts Verbs => new(db.Databases, new Histories(db.Databases));

    /// <summary>Edits the contact as it is stored now.</summary>
    private async Task<ContactSaved> EditAsync(Actor actor, Guid id, ContactForm form)
    {
        form.Version = await db.ReadAsync(d => d.Contacts.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());
        return await Verbs.EditAsync(actor, id, form);
    }

    private DateOnly Today => db.Clock.Today;

    private ContactForm Form(Partner partner, ContactKind kind = ContactKind.Call, int daysAgo = 0) =>
        new() { Partners = [partner.Id], Kind = kind, On = Today.AddDays(-daysAgo), Line = "New director will name a champion" };

    private Task<PartnerStanding?> StandingAsync(Partner partner) => db.ReadAsync(d => d.PartnerStandings.AsNoTracking().FirstOrDefaultAsync(s => s.PartnerId == partner.Id));

    [Fact]
    public async Task A_logged_contact_is_saved_with_everything_that_was_typed_and_has_a_history()
    {
        var (clinic, police) = (await db.PartnerAsync("Clinic"), await db.PartnerAsync("Police"));
        var ines = await db.PersonAsync("Ines Carrow", clinic);
        var form = Form(clinic);
        form.Partners.Add(police.Id);
        (form.People, form.Mood, form.Barriers, form.BarrierNote) = ([ines.Id], Mood.Open, [BarrierCause.LimitedResources], "No staff until spring");
        form.NextStepOn = Today.AddDays(14);

        var saved = await Verbs.LogAsync(db.Coordinator, form);
        var row = await new ContactLists(db.Databases).ReadAsync(db.Coordinator, saved.Id);

        Assert.Equal(["Clinic", "Police"], row.Partners.Select(p => p.Name));
        Assert.Equal("Ines Carrow", Assert.Single(row.People).Name);
        Assert.Equal((ContactKind.Call, Mood.Open, "Check in", (DateOnly?)Today.AddDays(14), db.Coordinator.PersonId), (row.Kind, row.Mood, row.NextStep, row.NextStepOn, row.NextStepPersonId));
        Assert.Equal((BarrierCause.LimitedResources, "No staff until spring"), (Assert.Single(row.Barriers), row.BarrierNote));
        Assert.Equal(2, await db.ReadAsync(d => d.Barriers.CountAsync(b => b.ContactId == saved.Id)));
        Assert.Equal(Happened.Created, Assert.Single(await db.HistoryAsync(saved.Id)).Happened);
    }

    [Fact]
    public async Task A_person_alone_brings_the_partner_of_their_post()
    {
        var clinic = await db.PartnerAsync("Clinic of the person");
        var ines = await db.PersonAsync("Ines Carrow", clinic);
        var saved = await Verbs.LogAsync(db.Coordinator, new() { People = [ines.Id], On = Today, Line = "Met at the fair" });

        Assert.Equal(clinic.Id, await db.ReadAsync(d => d.ContactPartners.Where(p => p.ContactId == saved.Id).Select(p => p.PartnerId).SingleAsync()));
        var nobody = await db.PersonAsync("Without a post");
        Assert.Equal("Partners", (await Assert.ThrowsAsync<RefusedException>(() => Verbs.LogAsync(db.Coordinator, new() { People = [nobody.Id], On = Today, Line = "Met" }))).Field);
    }

    [Theory]
    [InlineData(ContactKind.Call, false, true)]
    [InlineData(ContactKind.Visit, false, true)]
    [InlineData(ContactKind.MessageLeft, false, false)]
    [InlineData(ContactKind.Email, false, false)]
    [InlineData(ContactKind.Email, true, true)]
    public async Task Only_a_two_way_contact_resets_the_clock(ContactKind kind, bool answered, bool resets)
    {
        var clinic = await db.PartnerAsync("Clinic of " + kind);
        await Verbs.LogAsync(db.Coordinator, Form(clinic, daysAgo: 100));
        var form = Form(clinic, kind);
        form.TheyAnswered = answered;
        await Verbs.LogAsync(db.Coordinator, form);
        var standing = await StandingAsync(clinic);

        Assert.Equal(resets ? Today : Today.AddDays(-100), standing!.LastContactOn);
        Assert.Equal(standing.LastContactOn!.Value.AddDays(60), standing.CheckInDueOn);
    }

    [Fact]
    public async Task Editing_the_text_never_moves_the_clock_but_the_day_does()
    {
        var clinic = await db.PartnerAsync("Clinic that is edited");
        var saved = await Verbs.LogAsync(db.Coordinator, Form(clinic, daysAgo: 40));
        db.Time.AdvanceDays(5);
        var form = Form(clinic, daysAgo: 45);
        form.Line = "Said it in other words";
        await EditAsync(db.Coordinator, saved.Id, form);
        Assert.Equal(Today.AddDays(-45), (await StandingAsync(clinic))!.LastContactOn);

        form.On = Today.AddDays(-20);
        var moved = await EditAsync(db.Coordinator, saved.Id, form);
        Assert.Equal(Today.AddDays(-20), (await StandingAsync(clinic))!.LastContactOn);

        await Verbs.UndoAsync(db.Coordinator, moved.ChangeId);
        Assert.Equal(Today.AddDays(-45), (await StandingAsync(clinic))!.LastContactOn);
        db.Time.AdvanceDays(-5);
    }

    [Fact]
    public async Task A_contact_that_is_put_away_resets_nothing_until_it_is_restored()
    {
        var clinic = await db.PartnerAsync("Clinic with a slip");
        await Verbs.LogAsync(db.Coordinator, Form(clinic, daysAgo: 70));
        var slip = await Verbs.LogAsync(db.Coordinator, Form(clinic));
        Assert.Equal(Today, (await StandingAsync(clinic))!.LastContactOn);

        await Verbs.ArchiveAsync(db.Coordinator, slip.Id);
        Assert.Equal(Today.AddDays(-70), (await StandingAsync(clinic))!.LastContactOn);

        await Verbs.RestoreAsync(db.Coordinator, slip.Id);
        Assert.Equal(Today, (await StandingAsync(clinic))!.LastContactOn);
    }

    [Fact]
    public async Task Changing_partners_moves_the_clock_of_both()
    {
        var (wrong, right) = (await db.PartnerAsync("Wrong clinic"), await db.PartnerAsync("Right clinic"));
        var form = Form(wrong);
        form.Barriers = [BarrierCause.CompetingPriorities];
        var saved = await Verbs.LogAsync(db.Coordinator, form);
        form.Partners = [right.Id];
        await EditAsync(db.Coordinator, saved.Id, form);

        Assert.Null((await StandingAsync(wrong))!.LastContactOn);
        Assert.Equal(Today, (await StandingAsync(right))!.LastContactOn);
        Assert.Equal([right.Id], await db.ReadAsync(d => d.Barriers.Where(b => b.ContactId == saved.Id).Select(b => b.PartnerId).ToListAsync()));
    }

    [Fact]
    public async Task A_stale_edit_is_refused()
    {
        var clinic = await db.PartnerAsync("Clinic of two editors");
        var saved = await Verbs.LogAsync(db.Coordinator, Form(clinic));
        var form = Form(clinic);
        form.Version = await db.ReadAsync(d => d.Contacts.Where(c => c.Id == saved.Id).Select(c => c.Version).SingleAsync());
        form.Line = "The first editor";
        await Verbs.EditAsync(db.Coordinator, saved.Id, form);

        await Assert.ThrowsAsync<StaleRecordException>(() => Verbs.EditAsync(db.Administrator, saved.Id, form));
    }

    [Fact]
    public async Task A_next_step_is_closed_by_the_contact_that_it_led_to()
    {
        var clinic = await db.PartnerAsync("Clinic with a promise");
        var first = Form(clinic, daysAgo: 14);
        first.NextStepOn = Today;
        var promised = await Verbs.LogAsync(db.Coordinator, first);
        Assert.Equal(promised.Id, Assert.Single(await new WhoChoices(db.Databases).OpenStepsAsync(db.Coordinator, [clinic.Id])).ContactId);

        var kept = Form(clinic);
        kept.Closes = [promised.Id];
        await Verbs.LogAsync(db.Coordinator, kept);
        Assert.Empty(await new WhoChoices(db.Databases).OpenStepsAsync(db.Coordinator, [clinic.Id]));
    }

    [Fact]
    public async Task Who_leaves_on_a_later_day_can_be_chosen_until_then()
    {
        await using var store = await db.FreshAsync();
        var clinic = await store.PartnerAsync("Harbor Clinic");
        foreach (var (name, days) in new[] { ("Vera Yesterday", -1), ("Vera Today", 0), ("Vera Tomorrow", 1) })
        {
            var person = await store.PersonAsync(name, clinic, "Advocate");
            await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == person.Id)).LeftOn = store.Clock.Today.AddDays(days));
        }
        var choices = new WhoChoices(store.Databases);

        Assert.Equal(["Vera Today", "Vera Tomorrow"], (await choices.PeopleOfAsync(store.Coordinator, [clinic.Id])).Select(p => p.Name));
        Assert.Equal(["Vera Today", "Vera Tomorrow"], (await choices.FindAsync(store.Coordinator, "vera")).Select(p => p.Name));
    }

    [Fact]
    public async Task Text_that_looks_like_a_victims_data_is_refused_until_confirmed_and_never_repeated()
    {
        var clinic = await db.PartnerAsync("Clinic with a number");
        var form = Form(clinic);
        form.Line = "Her SSN is 123-45-6789";
        var refused = await Assert.ThrowsAsync<ValidationException>(() => Verbs.LogAsync(db.Coordinator, form));
        Assert.DoesNotContain("6789", refused.ToString(), StringComparison.Ordinal);

        form.ConfirmedNoVictimData = true;
        await Verbs.LogAsync(db.Coordinator, form);
    }

    [Theory]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Coordinator, true)]
    [InlineData(Role.Member, true)]
    [InlineData(Role.Executive, false)]
    [InlineData(Role.Reader, false)]
    public async Task Each_role_logs_or_is_refused(Role role, bool may)
    {
        var clinic = await db.PartnerAsync("Clinic of a " + role);
        var actor = await db.SignUpAsync(role);
        if (may)
            Assert.Equal(actor.AccountId, (await new ContactLists(db.Databases).ReadAsync(actor, (await Verbs.LogAsync(actor, Form(clinic))).Id)).AuthorId);
        else
            await Assert.ThrowsAsync<NotAllowedException>(() => Verbs.LogAsync(actor, Form(clinic)));
    }

    [Fact]
    public async Task A_chair_logs_with_the_partners_seated_there_and_writes_what_others_logged_about_them()
    {
        var (seated, other, own) = (await db.PartnerAsync("Seated"), await db.PartnerAsync("Other"), await db.PartnerAsync("Own"));
        var chair = Store.With(A.Actor(Role.Reader), own: [own.Id], chairs: [Guid.CreateVersion7()], seated: [seated.Id, own.Id]);
        var byOthers = await Verbs.LogAsync(db.Coordinator, Form(seated));
        await Verbs.LogAsync(chair, Form(seated));
        await EditAsync(chair, byOthers.Id, Form(seated, ContactKind.Visit));

        await Assert.ThrowsAsync<NotAllowedException>(() => Verbs.LogAsync(chair, Form(other)));
        await Assert.ThrowsAsync<RefusedException>(() => Verbs.LogAsync(chair, Form(own)));
    }

    [Fact]
    public async Task A_member_undoes_a_contact_with_two_partners_whole_or_not_at_all()
    {
        var (clinic, police) = (await db.PartnerAsync("Clinic of the pair"), await db.PartnerAsync("Police of the pair"));
        var member = await db.SignUpAsync(Role.Member);
        var form = Form(clinic);
        form.Partners.Add(police.Id);
        var saved = await Verbs.LogAsync(member, form);
        var stays = await Verbs.LogAsync(member, form);
        Task<(int, int)> LeftAsync(ContactSaved of) => db.ReadAsync(async d => (await d.Contacts.CountAsync(c => c.Id == of.Id), await d.ContactPartners.CountAsync(c => c.ContactId == of.Id)));

        await new Histories(db.Databases).UndoAsync(member, saved.ChangeId);
        Assert.Equal((0, 0), await LeftAsync(saved));

        // Since then they work for one of the two, and what they wrote is closed to them.
        var refused = await Assert.ThrowsAsync<RefusedException>(() => new Histories(db.Databases).UndoAsync(Store.With(member, own: [police.Id]), stays.ChangeId));
        Assert.Contains("closed to you", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2), await LeftAsync(stays));
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Member)]
    public async Task What_was_just_logged_is_taken_back_with_its_barriers_and_the_steps_that_it_closed(Role role)
    {
        var (clinic, police) = (await db.PartnerAsync("Clinic of a slip"), await db.PartnerAsync("Police of a slip"));
        var actor = await db.SignUpAsync(role);
        var first = Form(clinic, daysAgo: 14);
        first.NextStepOn = Today;
        var promised = await Verbs.LogAsync(actor, first);
        var slip = Form(clinic);
        slip.Partners.Add(police.Id);
        (slip.Barriers, slip.Closes) = ([BarrierCause.CompetingPriorities], [promised.Id]);
        var saved = await Verbs.LogAsync(actor, slip);

        await Verbs.TakeBackAsync(actor, saved.Id);
        Assert.Equal(0, await db.ReadAsync(d => d.Contacts.CountAsync(c => c.Id == saved.Id)));
        Assert.Equal(0, await db.ReadAsync(d => d.Barriers.CountAsync(b => b.ContactId == saved.Id)));
        Assert.Equal(promised.Id, Assert.Single(await new WhoChoices(db.Databases).OpenStepsAsync(actor, [clinic.Id])).ContactId);
        Assert.Equal((Today.AddDays(-14), null), ((await StandingAsync(clinic))!.LastContactOn, (await StandingAsync(police))!.LastContactOn));
        await Assert.ThrowsAsync<NotFoundException>(() => Verbs.TakeBackAsync(actor, saved.Id));
    }

    [Fact]
    public async Task What_somebody_worked_on_since_is_put_away_instead_of_taken_back()
    {
        var clinic = await db.PartnerAsync("Clinic with a counter-step");
        var form = Form(clinic);
        form.Barriers = [BarrierCause.CompetingPriorities];
        var saved = await Verbs.LogAsync(db.Coordinator, form);
        var barrier = await db.ReadAsync(d => d.Barriers.AsNoTracking().SingleAsync(b => b.ContactId == saved.Id));
        await new Barriers(db.Databases).SaveAsync(db.Administrator, new() { Id = barrier.Id, Version = barrier.Version, PartnerId = clinic.Id, Cause = barrier.Cause, NamedOn = barrier.NamedOn, CounterStep = "Ask again in spring" });

        await Verbs.TakeBackAsync(db.Coordinator, saved.Id);
        Assert.NotNull(await db.ReadAsync(d => d.Contacts.Where(c => c.Id == saved.Id).Select(c => c.ArchivedAt).SingleAsync()));
        Assert.Equal("Ask again in spring", await db.ReadAsync(d => d.Barriers.Where(b => b.Id == barrier.Id).Select(b => b.CounterStep).SingleAsync()));
        Assert.Null((await StandingAsync(clinic))!.LastContactOn);
    }

    [Fact]
    public async Task A_member_sees_corrects_and_moves_the_barriers_that_they_logged()
    {
        var (wrong, right) = (await db.PartnerAsync("Wrong clinic of a member"), await db.PartnerAsync("Right clinic of a member"));
        var member = await db.SignUpAsync(Role.Member);
        var form = Form(wrong);
        (form.Barriers, form.BarrierNote) = ([BarrierCause.LimitedResources], "No staff until spring");
        var saved = await Verbs.LogAsync(member, form);
        var row = await new ContactLists(db.Databases).ReadAsync(member, saved.Id);
        Assert.Equal((BarrierCause.LimitedResources, "No staff until spring"), (Assert.Single(row.Barriers), row.BarrierNote));

        (form.Partners, form.BarrierNote) = ([right.Id], "No staff until June");
        await EditAsync(member, saved.Id, form);
        var barrier = await db.ReadAsync(d => d.Barriers.AsNoTracking().SingleAsync(b => b.ContactId == saved.Id));
        Assert.Equal((right.Id, "No staff until June"), (barrier.PartnerId, barrier.Note));
        await EditAsync(member, saved.Id, form);
        Assert.Equal(1, await db.ReadAsync(d => d.Barriers.CountAsync(b => b.ContactId == saved.Id)));

        // What was agreed about it is not theirs.
        Assert.Empty((await new PartnerPages(db.Databases).ReadAsync(member, right.Slug)).Barriers);
        form.Barriers = [];
        form.BarrierNote = "";
        await EditAsync(member, saved.Id, form);
        Assert.Equal(0, await db.ReadAsync(d => d.Barriers.CountAsync(b => b.ContactId == saved.Id)));
    }

    [Fact]
    public async Task A_member_changes_only_what_they_logged_and_cannot_log_their_own_agency()
    {
        var (clinic, own) = (await db.PartnerAsync("Clinic of members"), await db.PartnerAsync("Agency of the member"));
        var member = Store.With(await db.SignUpAsync(Role.Member), own: [own.Id]);
        var mine = await Verbs.LogAsync(member, Form(clinic));
        var theirs = await Verbs.LogAsync(db.Coordinator, Form(clinic));

        await EditAsync(member, mine.Id, Form(clinic, ContactKind.Coffee));
        await Verbs.ArchiveAsync(member, mine.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => Verbs.EditAsync(member, theirs.Id, Form(clinic)));
        await Assert.ThrowsAsync<NotFoundException>(() => Verbs.ArchiveAsync(member, theirs.Id));
        await Assert.ThrowsAsync<RefusedException>(() => Verbs.LogAsync(member, Form(own)));
    }
}

public sealed class ContactsOnSqlite(SqliteFixture db) : ContactsFacts(db), IClassFixture<SqliteFixture>;

public sealed class ContactsOnPostgreSql(PostgreSqlFixture db) : ContactsFacts(db), IClassFixture<PostgreSqlFixture>;
