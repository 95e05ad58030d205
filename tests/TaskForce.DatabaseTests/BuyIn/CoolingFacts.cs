using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.BuyIn;

/// <summary>Warnings and judged values: candid, beside the figures and never in them. The clock stands on November 17, 2026.</summary>
public abstract class CoolingFacts(DatabaseFixture db)
{
    private static async Task<Partner> CoolAsync(Store store, bool silent = true)
    {
        var clinic = await store.PartnerAsync("Clinic");
        var person = await store.PersonAsync("Tomas Brandvold", clinic);
        await using var d = await store.OpenAsync();
        d.Add(new Champion { PartnerId = clinic.Id, PersonId = person.Id, From = A.Day("2025-01-01"), To = A.Day("2026-08-14") });
        d.Add(new Membership { PartnerId = clinic.Id, Kind = MembershipKind.Member, From = A.Day("2024-01-01") });
        d.Add(StandingsFacts.Call(silent ? "2026-07-01" : "2026-11-10", clinic));
        await Standings.SaveAsync(d, [clinic.Id]);
        return clinic;
    }

    [Fact]
    public async Task Two_signs_together_are_on_Today_and_one_is_not()
    {
        await using var store = await db.FreshAsync();
        var clinic = await CoolAsync(store);
        var row = Assert.Single((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Reason == QueueReason.Cooling);
        Assert.Equal(("Clinic", "No talk for 139 days, longer than agreed. Tomas Brandvold, its champion, left, and nobody has followed."), (row.Title, row.Detail));

        await using (var d = await store.OpenAsync())
        {
            d.Add(StandingsFacts.Call("2026-11-16", clinic));
            await Standings.SaveAsync(d, [clinic.Id]);
        }

        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Reason == QueueReason.Cooling);
        Assert.Empty((await new NextSteps(store.Databases).OfPartnerAsync(store.Coordinator, clinic.Id)).Cooling);
    }

    [Fact]
    public async Task A_partner_that_cools_is_found_among_many_that_are_only_silent()
    {
        await using var store = await db.FreshAsync();
        await using (var d = await store.OpenAsync())
        {
            var kind = A.Kind();
            List<Partner> silent = [.. Enumerable.Range(1, 120).Select(i => A.Partner($"Silent {i}", kind))];
            d.Add(kind);
            d.AddRange(silent);
            await d.SaveChangesAsync();
            d.AddRange(silent.Select(p => StandingsFacts.Call("2026-07-01", p)));
            await Standings.SaveAsync(d, [.. silent.Select(p => p.Id)]);
        }

        await CoolAsync(store);
        await AssertFoundAsync();
        // Standings from the day before, or from a version that did not count the signs, leave it to the records.
        await store.ChangeAsync(async d => (await d.PartnerStandings.ToListAsync()).ForEach(s => (s.AsOf, s.Signs) = (s.AsOf.AddDays(-1), 0)));
        await AssertFoundAsync();
        await store.ChangeAsync(async d => (await d.PartnerStandings.ToListAsync()).ForEach(s => (s.AsOf, s.Signs) = (store.Clock.Today, null)));
        await AssertFoundAsync();

        async Task AssertFoundAsync() =>
            Assert.Equal("Clinic", Assert.Single((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Reason == QueueReason.Cooling).Title);
    }

    [Fact]
    public async Task A_warning_never_reaches_the_partners_own_people()
    {
        await using var store = await db.FreshAsync();
        var clinic = await CoolAsync(store);
        var steps = new NextSteps(store.Databases);
        Assert.Equal(2, (await steps.OfPartnerAsync(store.Coordinator, clinic.Id)).Cooling.Count);
        foreach (var actor in new[] { store.Executive, store.Reader, Store.With(store.Member, own: [clinic.Id]) })
            await Assert.ThrowsAsync<NotAllowedException>(() => steps.OfPartnerAsync(actor, clinic.Id));
        var chair = Store.With(store.Member, own: [clinic.Id], chairs: [Guid.CreateVersion7()], seated: [clinic.Id]);
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(chair)).Rows, r => r.Reason == QueueReason.Cooling);
        var other = Store.With(store.Member, chairs: [Guid.CreateVersion7()], seated: [clinic.Id]);
        Assert.Contains((await new TodayQueue(store.Databases).ReadAsync(other)).Rows, r => r.Reason == QueueReason.Cooling);
    }

    [Fact]
    public async Task A_judged_value_stands_beside_the_indicator_for_half_a_year_and_moves_no_figure()
    {
        await using var store = await db.FreshAsync();
        var clinic = await CoolAsync(store);
        var values = new JudgedValues(store.Databases);
        var before = await FiguresAsync();
        await values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.StaffTime, Value = 40, Reason = "canary: two people half a day" });
        // Who saw no judgment does not write over this one.
        await Assert.ThrowsAsync<StaleRecordException>(() => values.JudgeAsync(store.Administrator, clinic.Id, new() { Key = IndicatorKeys.StaffTime, Value = 90, Reason = "Mine" }));
        await new Standings(store.Databases).RebuildAsync();
        Assert.Equal(before, await FiguresAsync());
        var line = Assert.Single(await values.OfPartnerAsync(store.Coordinator, clinic.Id));
        Assert.Equal((40, "Coordinator", A.Day("2026-11-17"), A.Day("2027-05-16")), (line.Value, line.By, line.On, line.Until));

        store.Time.GoTo(A.Day("2027-05-16"));
        Assert.Single(await values.OfPartnerAsync(store.Coordinator, clinic.Id));
        store.Time.GoTo(A.Day("2027-05-17"));
        Assert.Empty(await values.OfPartnerAsync(store.Coordinator, clinic.Id));
        // One that is gone for everybody stands in nobody's way.
        await values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.StaffTime, Value = 50, Reason = "Anew" });
        Assert.Equal("Anew", Assert.Single(await values.OfPartnerAsync(store.Coordinator, clinic.Id)).Reason);

        async Task<string> FiguresAsync() => System.Text.Json.JsonSerializer.Serialize(await store.ReadAsync(d => d.PartnerHalves.AsNoTracking().OrderBy(h => h.Half).ToListAsync()));
    }

    [Fact]
    public async Task Nobodys_opinion_stands_beside_a_record_and_none_without_a_reason()
    {
        await using var store = await db.FreshAsync();
        var clinic = await CoolAsync(store);
        var values = new JudgedValues(store.Databases);
        await Assert.ThrowsAsync<RefusedException>(() => values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.ContactAndRapport, Value = 90, Reason = "They are nice" }));
        await Assert.ThrowsAsync<ValidationException>(() => values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.Training, Value = 90 }));
        await Assert.ThrowsAsync<ValidationException>(() => values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.Training, Value = 101, Reason = "So" }));
    }

    [Fact]
    public async Task A_judged_value_reaches_neither_the_partners_people_nor_the_history_that_others_read()
    {
        await using var store = await db.FreshAsync();
        var clinic = await CoolAsync(store);
        var values = new JudgedValues(store.Databases);
        await values.JudgeAsync(store.Coordinator, clinic.Id, new() { Key = IndicatorKeys.StaffTime, Value = 40, Reason = "canary: stretched thin" });
        foreach (var actor in new[] { store.Executive, store.Reader, Store.With(store.Member, own: [clinic.Id]) })
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => values.OfPartnerAsync(actor, clinic.Id));
            await Assert.ThrowsAsync<NotAllowedException>(() => values.JudgeAsync(actor, clinic.Id, new() { Key = IndicatorKeys.Training, Value = 1, Reason = "So" }));
            Assert.Equal(0, await store.ReadAsync(d => d.JudgedValues.CountAsync(), actor));
            Assert.DoesNotContain((await new Histories(store.Databases).OfAsync(actor, clinic.Id)).Lines.SelectMany(l => l.Fields), f => f.After?.Contains("canary", StringComparison.Ordinal) == true);
        }
    }
}

public sealed class CoolingOnSqlite(SqliteFixture db) : CoolingFacts(db), IClassFixture<SqliteFixture>;

public sealed class CoolingOnPostgreSql(PostgreSqlFixture db) : CoolingFacts(db), IClassFixture<PostgreSqlFixture>;
