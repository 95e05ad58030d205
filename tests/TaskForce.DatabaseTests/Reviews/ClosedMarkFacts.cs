using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.DatabaseTests.Agreements;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.Reviews;

/// <summary>What a closing edition said of each promise stays, and stands beside the mark that was corrected since. Today is February 1, 2026.</summary>
public abstract class ClosedMarkFacts(DatabaseFixture fixture)
{
    private static readonly HalfYear Half = new(2025, 1);
    private static readonly ClosedMark Missed = new(Half, MarkKind.Missed);

    [Fact]
    public async Task A_mark_corrected_after_its_half_was_closed_says_what_it_was_and_the_edition_does_not_move()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = await ClosedAsync(store);
        // Six parties with two promises each fell due on June 30; a training a year does on December 31.
        Assert.Equal(["DKKMMN", "KKKMMN"], (await StoredAsync(store)).GroupBy(m => m.CommitmentId)
            .Select(g => string.Concat(g.Select(m => CommitmentScenario.Letter(m.Kind)).Order())).Order(StringComparer.Ordinal));
        Assert.Empty(await CorrectedAsync(store, scenario));

        await ComeAsync(store, scenario, Presence.Remote);
        Assert.Equal((MarkKind.Kept, Missed), await MarkAsync(store, scenario));
        Assert.Equal([(scenario.Partners[1].Id, Missed)], await CorrectedAsync(store, scenario));
        Assert.Equal(MarkKind.Missed, (await StoredAsync(store)).Single(m => m.PartnerId == scenario.Partners[1].Id && m.CommitmentId == scenario.Executives).Kind);

        // Found to be wrong after all: there is nothing to say any more.
        await ComeAsync(store, scenario, Presence.Absent);
        Assert.Equal((MarkKind.Missed, null), await MarkAsync(store, scenario));
    }

    [Fact]
    public async Task A_day_excused_after_the_closing_says_that_it_was_missed_until_that_is_taken_back()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = await ClosedAsync(store);
        var commitments = new Commitments(store.Databases);
        await commitments.RuleAsync(store.Coordinator, scenario.Executives, new() { PartnerId = scenario.Partners[1].Id, DueOn = Half.End, Verdict = RulingVerdict.Excused, Reason = "The station burned down" });
        Assert.Equal((MarkKind.Excused, Missed), await MarkAsync(store, scenario));

        await commitments.TakeBackAsync(store.Coordinator, scenario.Executives, scenario.Partners[1].Id, Half.End);
        Assert.Equal((MarkKind.Missed, null), await MarkAsync(store, scenario));
    }

    [Fact]
    public async Task What_no_closing_edition_knew_is_no_correction()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        var editions = new ReviewEditions(store.Databases);
        await editions.MakeAsync(store.Coordinator, Half, new() { Kind = EditionKind.Presented, AsOf = Half.End, Occasion = "Executives in July" });
        Assert.Empty(await StoredAsync(store));
        await ComeAsync(store, scenario, Presence.Present);
        Assert.Equal((MarkKind.Kept, null), await MarkAsync(store, scenario));

        // Entered after its half was closed: a promise of which the edition says nothing.
        await editions.MakeAsync(store.Coordinator, Half, new() { Kind = EditionKind.Closing });
        await new Commitments(store.Databases).AddAsync(store.Coordinator, scenario.MouId, new() { Title = "The chief comes", Kind = CommitmentKind.ExecutiveMeetings, FirstDueOn = A.Day("2024-03-01") });
        await ComeAsync(store, scenario, Presence.Absent);
        Assert.Equal([(scenario.Partners[1].Id, new ClosedMark(Half, MarkKind.Kept))], await CorrectedAsync(store, scenario));
    }

    [Fact]
    public async Task A_promise_that_is_taken_back_leaves_what_the_edition_said_of_it()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        var added = await new Commitments(store.Databases).AddAsync(store.Coordinator, scenario.MouId, new() { Title = "The chief comes", Kind = CommitmentKind.ExecutiveMeetings, FirstDueOn = A.Day("2024-03-01") });
        await new ReviewEditions(store.Databases).MakeAsync(store.Coordinator, Half, new() { Kind = EditionKind.Closing });
        await new Histories(store.Databases).UndoAsync(store.Coordinator, (await store.HistoryAsync(added.Id))[^1].ChangeId);
        Assert.Equal(6, (await StoredAsync(store)).Count(m => m.CommitmentId == added.Id));
        Assert.DoesNotContain(await new Commitments(store.Databases).OfMouAsync(store.Reader, scenario.MouId), l => l.Id == added.Id);
    }

    [Fact]
    public async Task Two_partners_that_become_one_after_the_closing_correct_nothing()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = await ClosedAsync(store);
        var (police, seat) = (scenario.Partners[1], scenario.Seats[("executives", 1)]);
        // Entered twice: the other entry of the police came to the meeting that this one missed.
        var twin = await store.PartnerAsync("Seacliff Police Department");
        var its = new Core.Bodies.Seat { BodyId = seat.BodyId, PartnerId = twin.Id, From = seat.From };
        await store.AddAsync(its, new Attendance { MeetingId = scenario.Meetings["2025-05-20"].Id, SeatId = its.Id, PartnerId = twin.Id, Expected = true, Presence = Presence.Present });
        var merges = new PartnerMerges(store.Databases);

        var merged = await merges.MergeAsync(store.Coordinator, twin.Id, police.Id);
        Assert.Equal((MarkKind.Kept, null), await MarkAsync(store, scenario));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, merged.ChangeId);
        Assert.Equal((MarkKind.Missed, null), await MarkAsync(store, scenario));

        // The other way round the party itself goes; what the edition said of it stays under its name.
        await merges.MergeAsync(store.Coordinator, police.Id, twin.Id);
        var marks = (await new Commitments(store.Databases).OfPartnerAsync(store.Reader, twin.Id)).Single(l => l.Id == scenario.Executives).Parties.Single().Marks;
        Assert.Equal((MarkKind.Kept, null), (marks.Single(m => m.Period == "H1 2025").Mark.Kind, marks.Single(m => m.Period == "H1 2025").CorrectedFrom));
        Assert.Equal(2, (await StoredAsync(store)).Count(m => m.PartnerId == police.Id));
    }

    [Fact]
    public async Task A_correction_after_a_merge_that_came_before_the_closing_is_one()
    {
        await using var store = await fixture.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        await new PartnerMerges(store.Databases).MergeAsync(store.Coordinator, (await store.PartnerAsync("Seacliff Police Department")).Id, scenario.Partners[1].Id);
        store.Time.GoTo(A.Day("2026-02-02"));
        await new ReviewEditions(store.Databases).MakeAsync(store.Coordinator, Half, new() { Kind = EditionKind.Closing });
        await ComeAsync(store, scenario, Presence.Present);
        Assert.Equal((MarkKind.Kept, Missed), await MarkAsync(store, scenario));
    }

    private static async Task<CommitmentScenario> ClosedAsync(Store store)
    {
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        await new ReviewEditions(store.Databases).MakeAsync(store.Coordinator, Half, new() { Kind = EditionKind.Closing });
        // The next morning, so that what follows is later than the edition.
        store.Time.GoTo(A.Day("2026-02-02"));
        return scenario;
    }

    /// <summary>Marks the police at the meeting of May 20, 2025, the only one of its half that was held.</summary>
    private static async Task ComeAsync(Store store, CommitmentScenario scenario, Presence presence)
    {
        var (attendances, meeting, seat) = (new Attendances(store.Databases), scenario.Meetings["2025-05-20"].Id, scenario.Seats[("executives", 1)].Id);
        await attendances.MarkAsync(store.Coordinator, meeting, seat, new() { Presence = presence, Version = (await attendances.FormAsync(store.Coordinator, meeting, seat)).Version });
    }

    /// <summary>The mark of the police for executive meetings in that half, and what it was corrected from.</summary>
    private static async Task<(MarkKind, ClosedMark?)> MarkAsync(Store store, CommitmentScenario scenario)
    {
        var line = (await new Commitments(store.Databases).OfPartnerAsync(store.Reader, scenario.Partners[1].Id)).Single(l => l.Id == scenario.Executives);
        var mark = line.Parties.Single().Marks.Single(m => m.Period == Half.ToString());
        return (mark.Mark.Kind, mark.CorrectedFrom);
    }

    private static async Task<IEnumerable<(Guid, ClosedMark?)>> CorrectedAsync(Store store, CommitmentScenario scenario) =>
        (await new Commitments(store.Databases).OfMouAsync(store.Reader, scenario.MouId)).SelectMany(l => l.Parties).SelectMany(p => p.Marks.Where(m => m.CorrectedFrom is not null).Select(m => (p.PartnerId, m.CorrectedFrom)));

    private static Task<List<EditionMark>> StoredAsync(Store store) => store.ReadAsync(db => db.EditionMarks.AsNoTracking().ToListAsync());
}

public sealed class ClosedMarkOnSqlite(SqliteFixture db) : ClosedMarkFacts(db), IClassFixture<SqliteFixture>;

public sealed class ClosedMarkOnPostgreSql(PostgreSqlFixture db) : ClosedMarkFacts(db), IClassFixture<PostgreSqlFixture>;
