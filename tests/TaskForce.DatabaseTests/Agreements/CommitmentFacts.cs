using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>Promises, their marks, and who may write them.</summary>
public abstract class CommitmentFacts(DatabaseFixture db)
{
    private Commitments Commitments => new(db.Databases);

    [Fact]
    public async Task Four_half_years_of_a_memorandum_come_to_the_marks_worked_out_by_hand()
    {
        await using var store = await db.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();

        // Halves H1 24, H2 24, H1 25, H2 25, and H1 26 that is not yet due. Executive meetings: May 14 and Oct 8, 2024; Apr 8 (canceled) and May 20, Nov 11, 2025.
        Assert.Equal(
        [
            "KKKK.", // came to each
            "KDMX.", // came, deputy, missed; excused on Nov 11
            "DMKK.",
            "KMM",   // bound until June 30, 2025; the second version goes on without it, so nothing fell due in H2 25
            "MKNK.", // the office was vacant on May 20, 2025
            "KKKX.", // missed on Nov 11, excused by the coordinator because of the flood
        ], await scenario.MarksAsync(scenario.Executives));

        // The committee met on Jan 16 (nobody bound yet), Mar 19, May 21, 2024; Jul 16, Sep 17, Nov 19; Feb 18, Apr 15, Jun 17, 2025 (sheet still open); Aug 19, Oct 21 (canceled), Dec 16.
        Assert.Equal(
        [
            "KMKK.", // 2 of 2; 1 of 3; 2 of 3; 1 of 2
            "MKDK.", // 0 of 2; 3 of 3; 2 of 2 by deputies, June is open; 2 of 2
            "KMKK.", // 1 of 2; 0 of 3; 1 of 2; 2 of 2
            "KMM",   // 2 of 2; 1 of 3; 0 of 2, and June could not mend it
            "NKNM.", // no seat yet; 2 of 3; 0 of 1 with one excused, and June could mend it; 0 of 2
            "KKMN.", // 1 of 2; 3 of 3; 0 of 2, and June could not mend it; the seat was vacant on Aug 19, and one meeting is too little
        ], await scenario.MarksAsync(scenario.Sending));

        // Years 2024 (bound from March 1: 306 of 366 days), 2025, and 2026 that is not yet due.
        Assert.Equal(
        [
            "KM.",
            "MM.", // hosted on Feb 10, 2024: before it had promised anything
            "MK.",
            "KN",  // not bound on Dec 31, 2025
            "MM.",
            "KK.",
        ], await scenario.MarksAsync(scenario.Hosting));
    }

    [Fact]
    public async Task Each_mark_opens_its_evidence_and_changes_at_once_with_the_attendance()
    {
        await using var store = await db.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        var (police, meeting) = (scenario.Partners[1], scenario.Meetings["2025-05-20"]);
        var missed = await MarkAsync();
        Assert.Equal((MarkKind.Missed, "Came to 0 meetings; 1 promised"), (missed.Kind, missed.Reason));
        Assert.Equal([("/meetings/" + scenario.Meetings["2025-04-08"].Id, "Canceled: No quorum"), ("/meetings/" + meeting.Id, "Did not come")], missed.Evidence.Select(e => (e.Link!, e.Text)));

        var (attendances, seat) = (new Attendances(store.Databases), scenario.Seats[("executives", 1)].Id);
        await attendances.MarkAsync(store.Coordinator, meeting.Id, seat, new() { Presence = Presence.Remote, Version = (await attendances.FormAsync(store.Coordinator, meeting.Id, seat)).Version });
        Assert.Equal(MarkKind.Kept, (await MarkAsync()).Kind);

        async Task<CommitmentMark> MarkAsync() => (await new Commitments(store.Databases).OfPartnerAsync(store.Reader, police.Id))
            .Single(l => l.Id == scenario.Executives).Parties.Single().Marks.Single(m => m.Period == "H1 2025").Mark;
    }

    [Fact]
    public async Task An_addendum_without_its_executed_copy_extends_no_promise()
    {
        await using var store = await db.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        await store.ChangeAsync(async d => StandingsFacts.AddVersion(d, await d.Mous.SingleAsync(m => m.Id == scenario.MouId), 3, "2026-06-01", "2027-10-31", executed: false, [.. scenario.Partners.Where((_, i) => i != 3)]));
        store.Time.GoTo(A.Day("2027-07-02"));
        var marks = (await new Commitments(store.Databases).OfPartnerAsync(store.Reader, scenario.Partners[0].Id)).Single(l => l.Id == scenario.Executives).Parties.Single().Marks;
        Assert.Equal(("H1 2027", MarkKind.NotCounted, "The MOU did not bind it on Jun 30, 2027, the due day"), (marks[^1].Period, marks[^1].Mark.Kind, marks[^1].Mark.Reason));
    }

    [Fact]
    public async Task A_promise_is_added_changed_ended_and_its_history_kept()
    {
        var (mou, shelter, police) = await MouAsync();
        var saved = await Commitments.AddAsync(db.Coordinator, mou, Form());
        var form = await Commitments.FormAsync(db.Coordinator, saved.Id);
        var stale = await Commitments.FormAsync(db.Coordinator, saved.Id);
        (form.Title, form.PartnerId) = ("The chief comes", police.Id);
        await Commitments.EditAsync(db.Coordinator, saved.Id, form);
        await Assert.ThrowsAsync<StaleRecordException>(() => Commitments.EditAsync(db.Coordinator, saved.Id, stale));
        var line = Assert.Single(await Commitments.OfMouAsync(db.Reader, mou));
        Assert.Equal(("The chief comes", police.Id), (line.Title, Assert.Single(line.Parties).PartnerId));
        Assert.Empty(await Commitments.OfPartnerAsync(db.Reader, shelter.Id));

        await Commitments.EndAsync(db.Coordinator, saved.Id, new() { On = A.Day("2026-11-10"), Reason = "Both agreed", Version = line.Version });
        line = Assert.Single(await Commitments.OfMouAsync(db.Reader, mou));
        Assert.Equal((A.Day("2026-11-10"), "Both agreed"), (line.EndedOn!.Value, line.EndedReason));
        Assert.DoesNotContain(line.Parties[0].Marks, m => m.Mark.Kind == MarkKind.NotYetDue);
        await Assert.ThrowsAsync<RefusedException>(() => Commitments.EndAsync(db.Coordinator, saved.Id, new() { On = A.Day("2026-11-11"), Reason = "Again", Version = line.Version }));
        Assert.Equal(["Commitment"], (await db.HistoryAsync(saved.Id)).Select(h => h.RecordType).Distinct());

        var change = (await db.HistoryAsync(saved.Id))[^1].ChangeId;
        await new Histories(db.Databases).UndoAsync(db.Coordinator, change);
        Assert.Null(Assert.Single(await Commitments.OfMouAsync(db.Reader, mou)).EndedOn);
    }

    [Fact]
    public async Task Carrying_over_leaves_out_what_the_new_version_does_not_keep()
    {
        var (mou, shelter, police) = await MouAsync();
        var kept = (await Commitments.AddAsync(db.Coordinator, mou, Form("Kept"))).Id;
        var left = (await Commitments.AddAsync(db.Coordinator, mou, Form("Left out"))).Id;
        await db.ChangeAsync(async d =>
        {
            StandingsFacts.AddVersion(d, await d.Mous.SingleAsync(m => m.Id == mou), 2, "2026-07-01", "2029-06-30", true, shelter, police);
            Assert.Equal(1, await Commitments.CarryOverAsync(d, mou, 1, 2, [kept]));
        });
        var lines = (await Commitments.OfMouAsync(db.Reader, mou)).ToDictionary(l => l.Id);
        Assert.False(lines[kept].LeftOut);
        Assert.True(lines[left].LeftOut);
        Assert.Equal(["H1 2025", "H2 2025", "H1 2026", "H2 2026"], lines[kept].Parties[0].Marks.Select(m => m.Period));
        Assert.Equal(["H1 2025", "H2 2025", "H1 2026"], lines[left].Parties[0].Marks.Select(m => m.Period));
        Assert.False(lines[left].Parties[0].Bound);
    }

    [Fact]
    public async Task A_ruling_is_for_a_due_day_that_has_come_and_can_be_taken_back()
    {
        var (mou, shelter, _) = await MouAsync();
        var id = (await Commitments.AddAsync(db.Coordinator, mou, Form())).Id;
        RulingForm Ruling(string day, RulingVerdict verdict = RulingVerdict.Excused) => new() { PartnerId = shelter.Id, DueOn = A.Day(day), Verdict = verdict, Reason = "The office moved" };
        await Assert.ThrowsAsync<RefusedException>(() => Commitments.RuleAsync(db.Coordinator, id, Ruling("2026-12-31")));
        await Assert.ThrowsAsync<RefusedException>(() => Commitments.RuleAsync(db.Coordinator, id, Ruling("2026-06-29")));
        await Assert.ThrowsAsync<RefusedException>(() => Commitments.RuleAsync(db.Coordinator, id, Ruling("2026-06-30", RulingVerdict.Kept)));
        await Assert.ThrowsAsync<ValidationException>(() => Commitments.RuleAsync(db.Coordinator, id, new() { PartnerId = shelter.Id, DueOn = A.Day("2026-06-30"), Verdict = RulingVerdict.Excused }));
        await Commitments.RuleAsync(db.Coordinator, id, Ruling("2026-06-30"));
        // Somebody who had seen no ruling does not write over this one's reason; on what is stored they may.
        await Assert.ThrowsAsync<StaleRecordException>(() => Commitments.RuleAsync(db.Administrator, id, Ruling("2026-06-30")));
        var ruled = await Commitments.RulingFormAsync(db.Administrator, id, shelter.Id, A.Day("2026-06-30"));
        Assert.Equal((RulingVerdict.Excused, "The office moved"), (ruled.Verdict, ruled.Reason));
        await Commitments.RuleAsync(db.Administrator, id, ruled);
        Assert.Equal((MarkKind.Excused, "The office moved"), await MarkAsync());
        await Commitments.TakeBackAsync(db.Coordinator, id, shelter.Id, A.Day("2026-06-30"));
        Assert.Equal((MarkKind.NotCounted, "No meeting was held"), await MarkAsync());

        async Task<(MarkKind, string)> MarkAsync()
        {
            var line = (await Commitments.OfMouAsync(db.Reader, mou)).Single(l => l.Id == id);
            var mark = line.Parties.Single(p => p.PartnerId == shelter.Id).Marks.Single(m => m.Period == "H1 2026").Mark;
            return (mark.Kind, mark.Reason);
        }
    }

    [Fact]
    public async Task A_stranger_to_the_MOU_promises_nothing_in_it()
    {
        var (mou, _, _) = await MouAsync();
        var form = Form();
        form.PartnerId = (await db.PartnerAsync("Stranger")).Id;
        Assert.Equal(nameof(CommitmentForm.PartnerId), (await Assert.ThrowsAsync<RefusedException>(() => Commitments.AddAsync(db.Coordinator, mou, form))).Field);
    }

    [Fact]
    public async Task Only_coordinators_and_administrators_write_promises_and_everybody_reads_them()
    {
        var (mou, shelter, _) = await MouAsync();
        var id = (await Commitments.AddAsync(db.Administrator, mou, Form())).Id;
        foreach (var actor in new[] { db.Executive, db.Member, db.Reader })
        {
            Assert.Single(await Commitments.OfMouAsync(actor, mou));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.AddAsync(actor, mou, Form()));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.EditAsync(actor, id, Form()));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.EndAsync(actor, id, new() { On = A.Day("2026-11-10"), Reason = "No" }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.TakeBackAsync(actor, id, shelter.Id, A.Day("2026-06-30")));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.RulingFormAsync(actor, id, shelter.Id, A.Day("2026-06-30")));
            await Assert.ThrowsAsync<NotAllowedException>(() => Commitments.RuleAsync(actor, id, new() { PartnerId = shelter.Id, DueOn = A.Day("2026-06-30"), Verdict = RulingVerdict.Excused, Reason = "No" }));
        }
    }

    private static CommitmentForm Form(string title = "The executive comes") => new() { Title = title, Kind = CommitmentKind.ExecutiveMeetings, FirstDueOn = A.Day("2025-06-30") };

    private async Task<(Guid Mou, Partner Shelter, Partner Police)> MouAsync()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police");
        Guid id = default;
        await db.ChangeAsync(d =>
        {
            id = StandingsFacts.AddMou(d, "Protocol", "2025-01-01", "2028-12-31", true, shelter, police).Id;
            return Task.CompletedTask;
        });
        return (id, shelter, police);
    }
}

public sealed class CommitmentsOnSqlite(SqliteFixture db) : CommitmentFacts(db), IClassFixture<SqliteFixture>;

public sealed class CommitmentsOnPostgreSql(PostgreSqlFixture db) : CommitmentFacts(db), IClassFixture<PostgreSqlFixture>;
