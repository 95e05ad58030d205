using TaskForce.Core.Agreements;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.DatabaseTests.Meetings;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>What two people write about a partner, or about its signature, is not written over by whoever saves last.</summary>
public abstract class StaleTextFacts(DatabaseFixture db)
{
    [Fact]
    public async Task Approvals_and_objections_are_not_written_over()
    {
        Partner shelter = await db.PartnerAsync($"Shelter {A.Number()}"), police = await db.PartnerAsync($"Police {A.Number()}");
        var mou = await new Mous(db.Databases).CreateAsync(db.Coordinator, new() { Title = $"Protocol {A.Number()}", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = shelter.Id }, new() { PartnerId = police.Id }] });
        Approvals approvals = new(db.Databases);
        await approvals.SaveAsync(db.Coordinator, mou, new() { PartnerId = police.Id, Kind = ApproverKind.Council, Approver = "City council" });
        await approvals.SaveObjectionAsync(db.Coordinator, mou, new() { PartnerId = police.Id, Trouble = "Costs", RaisedOn = db.Clock.Today });

        await StaleFormFacts.TwoSaveAsync(async () =>
        {
            var a = (await approvals.OfAsync(db.Coordinator, mou)).Single();
            return new ApprovalForm { Id = a.Id, PartnerId = a.PartnerId, Kind = a.Kind, Approver = a.Approver, Note = a.Note, Version = a.Version };
        }, (f, t) => f.Note = t, f => f.Note, (actor, f) => approvals.SaveAsync(actor, mou, f), db.Administrator, db.Coordinator);
        await StaleFormFacts.TwoSaveAsync(async () =>
        {
            var o = (await approvals.ObjectionsAsync(db.Coordinator, mou)).Single();
            return new ObjectionForm { Id = o.Id, PartnerId = o.PartnerId, Trouble = o.Trouble, Remedy = o.Remedy, RaisedOn = o.RaisedOn, Version = o.Version };
        }, (f, t) => f.Remedy = t, f => f.Remedy, (actor, f) => approvals.SaveObjectionAsync(actor, mou, f), db.Administrator, db.Coordinator);
    }

    [Fact]
    public async Task Barriers_incentives_messages_notes_and_memberships_are_not_written_over()
    {
        var partner = await db.PartnerAsync($"Clinic {A.Number()}");
        var today = db.Clock.Today;
        Barriers barriers = new(db.Databases);
        Incentives incentives = new(db.Databases);
        ChampionMessages messages = new(db.Databases);
        PartnerJudgments judgments = new(db.Databases);
        PartnerTies ties = new(db.Databases);
        await barriers.SaveAsync(db.Coordinator, new() { PartnerId = partner.Id, Cause = BarrierCause.LimitedResources, NamedOn = today });
        await incentives.SaveAsync(db.Coordinator, new() { PartnerId = partner.Id, Text = "A room" });
        await messages.SaveAsync(db.Coordinator, new() { PartnerId = partner.Id, On = today, Text = "Asks for training" });
        await judgments.SaveNoteAsync(db.Coordinator, new() { PartnerId = partner.Id, Text = "Begun" });
        await ties.SaveMembershipAsync(db.Coordinator, new() { PartnerId = partner.Id, From = A.Day("2026-01-01") });
        Task<PartnerPage> PageAsync() => new PartnerPages(db.Databases).ReadAsync(db.Coordinator, partner.Slug);

        await StaleFormFacts.TwoSaveAsync(async () => (await PageAsync()).Barriers.Single() is var b ? new BarrierForm { Id = b.Id, Version = b.Version, PartnerId = partner.Id, Cause = b.Cause, NamedOn = b.NamedOn, CounterStep = b.CounterStep } : new(),
            (f, t) => f.CounterStep = t, f => f.CounterStep, (a, f) => barriers.SaveAsync(a, f), db.Administrator, db.Coordinator);
        await StaleFormFacts.TwoSaveAsync(async () => (await PageAsync()).Incentives.Single() is var i ? new IncentiveForm { Id = i.Id, Version = i.Version, PartnerId = partner.Id, Kind = i.Kind, Text = i.Text } : new(),
            (f, t) => f.Text = t, f => f.Text, (a, f) => incentives.SaveAsync(a, f), db.Administrator, db.Coordinator);
        await StaleFormFacts.TwoSaveAsync(async () => (await PageAsync()).Messages.Single() is var m ? new ChampionMessageForm { Id = m.Id, Version = m.Version, PartnerId = partner.Id, On = m.On, Text = m.Text } : new(),
            (f, t) => f.Text = t, f => f.Text, (a, f) => messages.SaveAsync(a, f), db.Administrator, db.Coordinator);
        await StaleFormFacts.TwoSaveAsync(async () => (await PageAsync()).Notes.Single() is var n ? new NoteForm { Id = n.Id, Version = n.Version, PartnerId = partner.Id, Text = n.Text } : new(),
            (f, t) => f.Text = t, f => f.Text, (a, f) => judgments.SaveNoteAsync(a, f), db.Administrator, db.Coordinator);
        await StaleFormFacts.TwoSaveAsync(async () => (await PageAsync()).Memberships.Single() is var m ? new MembershipForm { Id = m.Id, Version = m.Version, PartnerId = partner.Id, Kind = m.Kind, From = m.From, Reason = m.Reason } : new(),
            (f, t) => f.Reason = t, f => f.Reason, (a, f) => ties.SaveMembershipAsync(a, f), db.Administrator, db.Coordinator);
    }
}

public sealed class StaleTextOnSqlite(SqliteFixture db) : StaleTextFacts(db), IClassFixture<SqliteFixture>;

public sealed class StaleTextOnPostgreSql(PostgreSqlFixture db) : StaleTextFacts(db), IClassFixture<PostgreSqlFixture>;
