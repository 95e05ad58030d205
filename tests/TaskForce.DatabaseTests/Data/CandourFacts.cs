using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>What is said about a partner in confidence does not reach that partner's people.</summary>
public abstract class CandourFacts(DatabaseFixture db)
{
    [Fact]
    public async Task Every_candid_record_has_the_filter()
    {
        await using var d = await db.OpenAsync();
        var without = d.Model.GetEntityTypes().Where(t => typeof(ICandid).IsAssignableFrom(t.ClrType) && t.GetDeclaredQueryFilters().Count == 0).Select(t => t.ClrType.Name);

        Assert.Empty(without);
    }

    [Theory]
    [InlineData(Role.Coordinator, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Executive, false)]
    [InlineData(Role.Member, false)]
    [InlineData(Role.Reader, false)]
    public async Task A_note_is_read_by_coordinators_only(Role role, bool sees)
    {
        var (clinic, contact) = await ClinicAsync();
        Assert.Equal(sees ? (1, 1, 1, 1) : (0, 0, 0, 0), await SeenAsync(A.Actor(role), clinic, contact));
    }

    [Fact]
    public async Task A_chair_reads_about_partners_seated_there_but_never_about_the_chairs_own()
    {
        var (clinic, contact) = await ClinicAsync();
        var chair = Store.With(A.Actor(Role.Member), chairs: [Guid.CreateVersion7()], seated: [clinic.Id]);

        Assert.Equal((1, 1, 1, 1), await SeenAsync(chair, clinic, contact));
        Assert.Equal((0, 0, 0, 0), await SeenAsync(Store.With(chair, own: [clinic.Id], chairs: [.. chair.ChairedBodies], seated: [clinic.Id]), clinic, contact));
    }

    [Fact]
    public async Task A_contact_with_two_partners_is_closed_to_the_people_of_either()
    {
        var clinic = await db.PartnerAsync("Clinic");
        var shelter = await db.PartnerAsync("Shelter");
        var contact = await ContactAsync(null, clinic, shelter);
        var chair = Store.With(A.Actor(Role.Member), chairs: [Guid.CreateVersion7()], seated: [clinic.Id]);
        var own = Store.With(A.Actor(Role.Member), own: [shelter.Id], chairs: [Guid.CreateVersion7()], seated: [clinic.Id, shelter.Id]);

        Assert.Equal(0, await ContactsAsync(chair, contact));
        Assert.Equal(0, await ContactsAsync(own, contact));
        Assert.Equal(1, await ContactsAsync(Store.With(own, chairs: [.. own.ChairedBodies], seated: [clinic.Id, shelter.Id]), contact));
    }

    [Fact]
    public async Task The_way_with_a_community_and_what_hangs_on_a_leader_are_closed_to_the_people_concerned()
    {
        var (circle, city) = (await db.PartnerAsync("Circle", Sector.CommunityBased), await db.PartnerAsync("City", Sector.LocalGovernment));
        await db.AddAsync(new CommunityProfile { PartnerId = circle.Id, Culture = "canary culture" }, new PathStep { PartnerId = circle.Id, On = db.Clock.Today, Learned = "canary step" },
            new SupportTie { PartnerId = circle.Id, OnPartnerId = city.Id, Note = "canary support" });
        Task<(int, int, int)> Seen(Actor actor) => db.ReadAsync(async d => (await d.CommunityProfiles.CountAsync(p => p.PartnerId == circle.Id), await d.PathSteps.CountAsync(p => p.PartnerId == circle.Id), await d.SupportTies.CountAsync(t => t.PartnerId == circle.Id)), actor);
        Actor Chair(Guid[] own, params Guid[] seated) => Store.With(A.Actor(Role.Member), own: own, chairs: [Guid.CreateVersion7()], seated: seated);

        Assert.Equal((1, 1, 1), await Seen(db.Coordinator));
        Assert.Equal((1, 1, 1), await Seen(Chair([], circle.Id, city.Id)));
        Assert.Equal((1, 1, 0), await Seen(Chair([], circle.Id)));
        Assert.Equal((1, 1, 0), await Seen(Chair([city.Id], circle.Id, city.Id)));
        foreach (var actor in (Actor[])[Chair([circle.Id], circle.Id, city.Id), A.Actor(Role.Executive), A.Actor(Role.Member), A.Actor(Role.Reader)])
            Assert.Equal((0, 0, 0), await Seen(actor));
    }

    [Fact]
    public async Task Members_read_the_contacts_that_they_logged_themselves()
    {
        var clinic = await db.PartnerAsync("Clinic");
        var member = A.Actor(Role.Member);
        var contact = await ContactAsync(member, clinic);

        Assert.Equal(1, await ContactsAsync(member, contact));
        Assert.Equal(0, await ContactsAsync(A.Actor(Role.Member), contact));
    }

    [Fact]
    public async Task Members_read_the_barriers_that_they_logged_until_the_partner_is_their_own()
    {
        var clinic = await db.PartnerAsync("Clinic");
        var member = A.Actor(Role.Member);
        var (mine, nobodys) = (await ContactAsync(member, clinic), await ContactAsync(null, clinic));
        await db.AddAsync([.. ((Guid?[])[mine.Id, nobodys.Id, null]).Select(c => new Barrier { PartnerId = clinic.Id, ContactId = c, Note = "canary barrier", NamedOn = db.Clock.Today })]);
        Task<List<Guid?>> Seen(Actor actor) => db.ReadAsync(d => d.Barriers.Where(b => b.PartnerId == clinic.Id).Select(b => b.ContactId).ToListAsync(), actor);

        Assert.Equal([mine.Id], await Seen(member));
        Assert.Empty(await Seen(Store.With(member, own: [clinic.Id])));
        Assert.Empty(await Seen(A.Actor(Role.Member)));
        Assert.Empty(await Seen(member with { AccountId = null }));
        Assert.Equal(3, (await Seen(db.Coordinator)).Count);
    }

    [Fact]
    public async Task Candid_records_are_not_in_the_history_that_others_read()
    {
        var (clinic, _) = await ClinicAsync();
        var histories = new Histories(db.Databases);

        Assert.Contains((await histories.OfAsync(db.Coordinator, clinic.Id)).Lines, l => l.RecordType == nameof(PartnerNote));
        foreach (var role in (Role[])[Role.Executive, Role.Member, Role.Reader])
        {
            var seen = (await histories.OfAsync(A.Actor(role), clinic.Id)).Lines;
            Assert.Equal([nameof(Partner)], seen.Select(l => l.RecordType).Distinct());
            Assert.DoesNotContain(seen.SelectMany(l => l.Fields), f => f.After?.Contains("canary", StringComparison.Ordinal) == true);
        }
    }

    private async Task<(Partner Clinic, Contact Contact)> ClinicAsync()
    {
        var clinic = await db.PartnerAsync("Clinic");
        await db.AddAsync(
            new PartnerNote { PartnerId = clinic.Id, Text = "canary note", AuthorName = "Somebody" },
            new PartnerJudgment { PartnerId = clinic.Id, Stage = EngagementStage.Talking },
            new Barrier { PartnerId = clinic.Id, Cause = BarrierCause.LimitedResources, Note = "canary barrier", NamedOn = db.Clock.Today });
        return (clinic, await ContactAsync(null, clinic));
    }

    private async Task<Contact> ContactAsync(Actor? author, params Partner[] partners)
    {
        var contact = new Contact { On = db.Clock.Today, Line = "canary line", LoggedAt = db.Clock.UtcNow, AuthorId = author?.AccountId, AuthorName = "Somebody" };
        await db.AddAsync([contact, .. partners.Select(p => (object)new ContactPartner { ContactId = contact.Id, PartnerId = p.Id, On = contact.On, TwoWay = true })]);
        return contact;
    }

    private Task<(int, int, int, int)> SeenAsync(Actor actor, Partner partner, Contact contact) => db.ReadAsync(async d => (
        await d.PartnerNotes.CountAsync(n => n.PartnerId == partner.Id),
        await d.PartnerJudgments.CountAsync(j => j.PartnerId == partner.Id),
        await d.Barriers.CountAsync(b => b.PartnerId == partner.Id),
        await d.Contacts.CountAsync(c => c.Id == contact.Id)), actor);

    private Task<int> ContactsAsync(Actor actor, Contact contact) => db.ReadAsync(d => d.Contacts.CountAsync(c => c.Id == contact.Id), actor);
}

public sealed class CandourOnSqlite(SqliteFixture db) : CandourFacts(db), IClassFixture<SqliteFixture>;

public sealed class CandourOnPostgreSql(PostgreSqlFixture db) : CandourFacts(db), IClassFixture<PostgreSqlFixture>;
