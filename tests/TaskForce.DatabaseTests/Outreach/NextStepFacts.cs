using System.Data.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Next best steps as they are read from the records, put off and tried.</summary>
public abstract class NextStepFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task TalkedAsync(Store store, Partner partner, int daysAgo, params Person[] people)
    {
        await new Contacts(store.Databases, new Histories(store.Databases)).LogAsync(store.Coordinator,
            new() { Partners = [partner.Id], People = [.. people.Select(p => p.Id)], Kind = ContactKind.Call, On = store.Clock.Today.AddDays(-daysAgo), Line = "Talked" }, Ct);
    }

    [Fact]
    public async Task The_step_follows_the_records_one_after_another()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (chief, old, second) = (await store.PersonAsync("Ines Carrow", partner), await store.PersonAsync("Reva Lind", partner), await store.PersonAsync("Tomas Brand", partner));
        var (steps, today) = (new NextSteps(store.Databases), store.Clock.Today);
        Assert.Equal(BestStep.Talk, await StepAsync());

        await TalkedAsync(store, partner, 3, second);
        Assert.Equal(BestStep.AskForSponsor, await StepAsync());
        var office = new Office { PartnerId = partner.Id, Title = "Director" };
        await store.AddAsync(office, new OfficeHolding { OfficeId = office.Id, PersonId = old.Id, From = today.AddYears(-3), To = today.AddDays(-11) });
        await new PartnerTies(store.Databases).SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = old.Id, From = today.AddYears(-1) }, Ct);
        await store.AddAsync(new OfficeHolding { OfficeId = office.Id, PersonId = chief.Id, From = today.AddDays(-10) });
        var view = await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct);
        Assert.Equal(BestStep.MeetNewLeader, view.Next!.Step);
        Assert.Contains("Ines Carrow", view.Next.Do, StringComparison.Ordinal);

        await TalkedAsync(store, partner, 1, chief);
        Assert.Equal(BestStep.NameChampion, await StepAsync());
        await new Barriers(store.Databases).SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Cause = BarrierCause.LimitedResources, NamedOn = today }, Ct);
        Assert.Equal(BestStep.AnswerBarrier, await StepAsync());
        var message = new ChampionMessage { PartnerId = partner.Id, On = today, Text = "Asks for a letter" };
        await store.AddAsync(message);
        Assert.Equal(BestStep.AnswerChampion, await StepAsync());
        Assert.Equal($"/partners/{partner.Slug}?open=message:{message.Id}", (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Href);

        await store.AddAsync(new Membership { PartnerId = partner.Id, Kind = MembershipKind.Declined, From = today });
        Assert.Null((await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next);

        async Task<BestStep?> StepAsync() => (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next?.Step;
    }

    [Fact]
    public async Task Who_was_elected_again_is_no_new_leader_whoever_held_the_office_long_ago()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (chief, old) = (await store.PersonAsync("Ines Carrow", partner), await store.PersonAsync("Reva Lind", partner));
        var (office, today) = (new Office { PartnerId = partner.Id, Title = "Director" }, store.Clock.Today);
        await store.AddAsync(office, new OfficeHolding { OfficeId = office.Id, PersonId = old.Id, From = today.AddYears(-8), To = today.AddYears(-4).AddDays(-1) },
            new OfficeHolding { OfficeId = office.Id, PersonId = chief.Id, From = today.AddYears(-4), To = today.AddDays(-11) }, new OfficeHolding { OfficeId = office.Id, PersonId = chief.Id, From = today.AddDays(-10) });

        Assert.Equal(BestStep.Talk, (await new NextSteps(store.Databases).OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Step);
    }

    [Fact]
    public async Task A_step_is_put_off_brought_back_and_tried_and_what_followed_stands_beside_it()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var steps = new NextSteps(store.Databases);
        PutOffForm Off(DateOnly? until, string reason) => new() { PartnerId = partner.Id, Step = BestStep.Talk, Until = until, Reason = reason };
        await Assert.ThrowsAsync<ValidationException>(() => steps.PutOffAsync(store.Coordinator, Off(store.Clock.Today, "Budget week"), Ct));
        await Assert.ThrowsAsync<ValidationException>(() => steps.PutOffAsync(store.Coordinator, Off(store.Clock.Today.AddDays(5), " "), Ct));
        var put = await steps.PutOffAsync(store.Coordinator, Off(store.Clock.Today.AddDays(5), "Budget week"), Ct);
        var view = await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct);
        Assert.Equal((BestStep.AskForSponsor, "Budget week", store.Coordinator.Name), (view.Next!.Step, view.PutOff[0].Reason, view.PutOff[0].ByName));
        await steps.BringBackAsync(store.Coordinator, partner.Id, put.Id, Ct);
        Assert.Equal(BestStep.Talk, (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Step);
        await steps.PutOffAsync(store.Coordinator, Off(store.Clock.Today.AddDays(5), "Budget week"), Ct);
        store.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(BestStep.Talk, (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Step);

        await store.ChangeAsync(async d => { d.PartnerStandings.Add(new() { PartnerId = partner.Id, Index = 41 }); await Task.CompletedTask; });
        await steps.TryAsync(store.Coordinator, partner.Id, BestStep.Talk, Ct);
        await Assert.ThrowsAsync<RefusedException>(() => steps.TryAsync(store.Coordinator, partner.Id, BestStep.Talk, Ct));
        view = await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct);
        Assert.Equal((BestStep.AskForSponsor, 41), (view.Next!.Step, Assert.Single(view.Tried).IndexThen));
        store.Time.Advance(TimeSpan.FromDays(NextSteps.TriedDays - 1));
        Assert.NotEqual(BestStep.Talk, (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Step);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(BestStep.Talk, (await steps.OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Next!.Step);
    }

    [Fact]
    public async Task Beside_what_was_tried_stands_the_index_of_that_half_and_of_the_half_after()
    {
        await using var store = await db.FreshAsync();
        var (partner, other) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Shelter"));
        await store.ChangeAsync(async d =>
        {
            foreach (var (id, half, index) in new[] { (partner.Id, 20252, 30), (partner.Id, 20261, 41), (partner.Id, 20262, 47), (other.Id, 20261, 90) })
                d.PartnerHalves.Add(new() { PartnerId = id, Half = half, Index = index });
            foreach (var on in new[] { "2025-12-31", "2026-06-30", "2026-07-01", "2024-03-01" })
                d.StepChoices.Add(new() { PartnerId = partner.Id, Step = BestStep.Talk, On = A.Day(on), ByName = "Mara Quill" });
            await Task.CompletedTask;
        });

        Assert.Equal([(47, null), (41, 47), (30, 41), (null, null)], (await new NextSteps(store.Databases).OfPartnerAsync(store.Coordinator, partner.Id, Ct)).Tried.Select(t => (t.InHalf, t.HalfAfter)));
    }

    [Fact]
    public async Task The_list_says_of_each_partner_what_its_record_says()
    {
        await using var store = await db.FreshAsync();
        await new Founding(store.Databases).FoundAsync(new() { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Maren Aldous", AdministratorEmail = "maren@example.org" }, Ct);
        await new SampleTaskForce(store.Databases).LoadAsync(store.Administrator, Ct);
        var steps = new NextSteps(store.Databases);
        var rows = await steps.ListAsync(store.Coordinator, Ct);

        Assert.Equal(24, rows.Count);
        Assert.True(rows.Select(r => r.Next!.Step).Distinct().Count() >= 5);
        Assert.Equal(rows.Select(r => r.Next!.Place).Order(), rows.Select(r => r.Next!.Place));
        foreach (var row in rows)
            Assert.Equal(row.Next, (await steps.OfPartnerAsync(store.Coordinator, row.PartnerId, Ct)).Next);
    }

    private sealed class Asked : DbCommandInterceptor
    {
        private int count;

        public int Count => count;

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
        }
    }

    [Fact]
    public async Task The_list_asks_the_database_as_often_for_forty_partners_as_for_four()
    {
        await using var store = await db.FreshAsync();
        var asked = new Asked();
        var steps = new NextSteps(new Databases(new DbContextOptionsBuilder<TaskForceDb>(store.Options).AddInterceptors(asked).Options, store.Clock));
        var few = await FillAsync(4);
        var many = await FillAsync(36);

        Assert.Equal(40, (await steps.ListAsync(store.Coordinator, Ct)).Count);
        Assert.InRange(few, 5, 40);
        Assert.Equal(few, many);

        async Task<int> FillAsync(int partners)
        {
            for (var i = 0; i < partners; i++)
            {
                var partner = await store.PartnerAsync("Partner " + A.Number());
                await store.AddAsync(new Barrier { PartnerId = partner.Id, Cause = BarrierCause.Other, Note = "Heard", NamedOn = store.Clock.Today });
            }
            var before = asked.Count;
            await steps.ListAsync(store.Coordinator, Ct);
            return asked.Count - before;
        }
    }

    [Fact]
    public async Task Who_holds_the_seat_of_an_office_is_known_like_who_holds_a_seat_of_the_partner()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (met, sheriff) = (await store.PersonAsync("Tomas Brand", partner), await store.PersonAsync("Ines Carrow", partner));
        await TalkedAsync(store, partner, 3, met);
        Assert.True(Assert.Single(await new NextSteps(store.Databases).ListAsync(store.Coordinator, Ct)).IsTiedByOne);

        var (body, office) = (A.Body("Executives", BodyKind.Executives), new Office { PartnerId = partner.Id, Title = "Director" });
        var seat = new Seat { BodyId = body.Id, OfficeId = office.Id, From = A.Day("2025-01-01") };
        await store.AddAsync(body, office, seat, A.Holding(seat, sheriff));
        Assert.False(Assert.Single(await new NextSteps(store.Databases).ListAsync(store.Coordinator, Ct)).IsTiedByOne);
    }

    [Fact]
    public async Task Only_who_may_read_and_write_in_confidence_about_a_partner_sees_and_decides_its_step()
    {
        await using var store = await db.FreshAsync();
        var (partner, other) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Shelter"));
        var steps = new NextSteps(store.Databases);
        var chair = Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [partner.Id]);
        await steps.TryAsync(chair, partner.Id, BestStep.Talk, Ct);
        var put = await steps.PutOffAsync(store.Coordinator, new() { PartnerId = other.Id, Step = BestStep.Talk, Until = store.Clock.Today.AddDays(3), Reason = "Waits" }, Ct);

        Assert.Equal([partner.Id], (await steps.ListAsync(chair, Ct)).Select(r => r.PartnerId));
        Assert.Equal(2, (await steps.ListAsync(store.Coordinator, Ct)).Count);
        Assert.Empty(await steps.ListAsync(store.Member, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => steps.ListAsync(store.Reader, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => steps.BringBackAsync(chair, other.Id, put.Id, Ct));
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(chair, own: [partner.Id], chairs: [.. chair.ChairedBodies], seated: [partner.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => steps.OfPartnerAsync(actor, partner.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => steps.TryAsync(actor, partner.Id, BestStep.Recognize, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => steps.PutOffAsync(actor, new() { PartnerId = partner.Id, Step = BestStep.Talk, Until = store.Clock.Today.AddDays(3), Reason = "x" }, Ct));
        }
    }
}

public sealed class NextStepsOnSqlite(SqliteFixture db) : NextStepFacts(db), IClassFixture<SqliteFixture>;

public sealed class NextStepsOnPostgreSql(PostgreSqlFixture db) : NextStepFacts(db), IClassFixture<PostgreSqlFixture>;
