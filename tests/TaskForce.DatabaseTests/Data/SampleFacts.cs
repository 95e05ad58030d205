using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>The sample task force tells its story on any day of the year, and is one batch.</summary>
public abstract class SampleFacts(DatabaseFixture db)
{
    private static async Task<Store> FoundedAsync(DatabaseFixture db, string day)
    {
        var fresh = await db.FreshAsync();
        fresh.Time.GoTo(A.Day(day));
        await new Founding(fresh.Databases).FoundAsync(new() { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Ada Minster", AdministratorEmail = "ada@example.org" });
        return fresh;
    }

    [Theory]
    [InlineData("2026-10-15")]
    [InlineData("2027-01-02")]
    [InlineData("2028-02-29")]
    public async Task Some_gain_and_some_lose_ground_whatever_the_day(string day)
    {
        await using var fresh = await FoundedAsync(db, day);
        await new SampleTaskForce(fresh.Databases).LoadAsync(fresh.Administrator);

        await using var d = await fresh.OpenAsync();
        Assert.Equal(24, await d.Partners.CountAsync());
        Assert.InRange(await d.People.CountAsync(), 45, 70);
        Assert.Equal(4, await d.PlanGoals.Select(g => g.BodyId).Distinct().CountAsync());
        var clinic = await d.PartnerStandings.SingleAsync(s => d.Partners.Any(p => p.Id == s.PartnerId && p.ShortName == "Immigrant Legal Clinic"));
        Assert.False(clinic.HasChampion);
        Assert.Equal(fresh.Clock.Today.AddDays(-66), clinic.LastContactOn);
        Assert.InRange(await d.PartnerStandings.CountAsync(s => s.Index != null), 15, 24);
    }

    [Fact]
    public async Task It_is_loaded_once_by_an_administrator_and_every_record_belongs_to_its_batch()
    {
        await using var fresh = await FoundedAsync(db, "2026-10-15");
        var sample = new SampleTaskForce(fresh.Databases);
        await Assert.ThrowsAsync<NotAllowedException>(() => sample.LoadAsync(fresh.Coordinator));
        var batch = await sample.LoadAsync(fresh.Administrator);
        await Assert.ThrowsAsync<RefusedException>(() => sample.LoadAsync(fresh.Administrator));

        await using var d = await fresh.OpenAsync();
        Assert.Equal(batch, await sample.LoadedAsync());
        var partners = await d.Partners.Select(p => p.Id).ToListAsync();
        Assert.Equal(partners.Count, await d.AuditEntries.CountAsync(e => e.BatchId == batch && e.Happened == Happened.Created && partners.Contains(e.RecordId)));
        Assert.Equal(await d.Meetings.CountAsync(), await d.AuditEntries.CountAsync(e => e.BatchId == batch && e.RecordType == "Meeting"));
    }

    [Theory]
    [InlineData("2026-10-15")]
    [InlineData("2027-01-02")]
    public async Task Two_reviews_are_kept_one_corrected_since_and_all_of_it_goes_with_the_sample(string day)
    {
        await using var fresh = await FoundedAsync(db, day);
        var batch = await new SampleTaskForce(fresh.Databases).LoadAsync(fresh.Administrator);
        var half = HalfYear.Containing(fresh.Clock.Today);
        var editions = new ReviewEditions(fresh.Databases);

        var kept = await editions.ListAsync(fresh.Coordinator);
        Assert.Equal([(half.Previous, EditionKind.Closing), (half.Previous, EditionKind.Presented)], kept.Select(e => (e.Half, e.Kind)));
        Assert.NotEmpty((await editions.OpenAsync(fresh.Coordinator, kept[0].Id)).Corrections);
        Assert.Equal([3, 3], (await fresh.ReadAsync(d => d.ReviewAsks.GroupBy(a => a.Half).Select(g => g.Count()).ToListAsync())));

        var undo = await new ImportUndos(fresh.Databases).UndoAsync(fresh.Administrator, batch);
        Assert.Empty(undo.Kept);
        await using var d = await fresh.OpenAsync();
        Assert.Equal((0, 0, 0), (await d.ReviewEditions.CountAsync(), await d.ReviewAsks.CountAsync(), await d.Partners.CountAsync()));
        Assert.Equal(0, await d.EditionMarks.CountAsync());
    }

    [Theory]
    [InlineData("2026-10-15")]
    [InlineData("2027-01-02")]
    [InlineData("2028-02-29")]
    public async Task One_promise_was_missed_when_the_half_was_closed_and_is_kept_by_what_was_corrected_since(string day)
    {
        await using var fresh = await FoundedAsync(db, day);
        await new SampleTaskForce(fresh.Databases).LoadAsync(fresh.Administrator);
        var sheriff = await fresh.ReadAsync(d => d.Partners.Where(p => p.ShortName == "Sheriff's Office").Select(p => p.Id).SingleAsync());

        var lines = await new Commitments(fresh.Databases).OfPartnerAsync(fresh.Reader, sheriff);
        var corrected = Assert.Single(lines.SelectMany(l => l.Parties).SelectMany(p => p.Marks), m => m.CorrectedFrom is not null);
        Assert.Equal((MarkKind.Kept, new ClosedMark(HalfYear.Containing(fresh.Clock.Today).Previous, MarkKind.Missed)), (corrected.Mark.Kind, corrected.CorrectedFrom));
        Assert.Contains(lines.Single(l => l.Title == "Sends somebody to half of the general meetings").Parties.Single().Marks, m => m == corrected);
    }
}

public sealed class SampleOnSqlite(SqliteFixture db) : SampleFacts(db), IClassFixture<SqliteFixture>;

public sealed class SampleOnPostgreSql(PostgreSqlFixture db) : SampleFacts(db), IClassFixture<PostgreSqlFixture>;
