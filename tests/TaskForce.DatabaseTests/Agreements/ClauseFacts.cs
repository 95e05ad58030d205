using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>Clauses, approvers and objections, on the database.</summary>
public abstract class ClauseFacts(DatabaseFixture db)
{
    private Clauses Clauses => new(db.Databases);
    private Approvals Approvals => new(db.Databases);
    private Mous Mous => new(db.Databases);

    private async Task<(Guid Id, Partner Shelter, Partner Police)> RecordAsync()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police", Sector.LocalLawEnforcement);
        return (await Mous.CreateAsync(db.Coordinator, new()
        {
            Title = $"Protocol {A.Number()}",
            EffectiveOn = A.Day("2026-01-01"),
            ExpiresOn = A.Day("2028-12-31"),
            SentForSignatureOn = A.Day("2025-12-01"),
            Parties = [.. new[] { shelter, police }.Select(p => new MouPartyForm { PartnerId = p.Id })],
        }), shelter, police);
    }

    private async Task SignAsync(Guid id)
    {
        var party = (await Mous.PageAsync(db.Reader, id)).Current.Parties[0];
        var signer = await db.PersonAsync("Dana Cole", await db.ReadAsync(d => d.Partners.SingleAsync(p => p.Id == party.PartnerId)), "Director");
        await Mous.SignAsync(db.Coordinator, id, new() { PartyId = party.Id, PersonId = signer.Id, SignedOn = A.Day("2026-01-05"), Version = party.Version });
    }

    [Fact]
    public async Task Clauses_are_taken_from_the_library_changed_and_carried_into_the_next_version()
    {
        var (id, shelter, _) = await RecordAsync();
        var text = await Clauses.SaveTextAsync(db.Coordinator, new() { Heading = "Media", Text = "Each speaks for itself." });
        await Clauses.TakeAsync(db.Coordinator, id, [text.Id]);
        await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Beds", Text = "Holds four beds.", Partners = [shelter.Id] });
        await Clauses.SaveTextAsync(db.Coordinator, new() { Id = text.Id, Heading = "Media", Text = "Changed later.", Version = (await db.ReadAsync(d => d.ClauseTexts.SingleAsync(c => c.Id == text.Id))).Version });

        var page = await Clauses.PageAsync(db.Reader, id);
        Assert.Equal(["Media", "Beds"], page.Changes.Select(c => c.Clause.Heading));
        Assert.Equal("Each speaks for itself.", page.Changes[0].Clause.Text);
        Assert.Equal((null, true, 0), (page.Against, page.Open, page.Changed));

        await Mous.AddVersionAsync(db.Coordinator, id, await Mous.NextFormAsync(db.Coordinator, id, MouVersionKind.Version));
        page = await Clauses.PageAsync(db.Reader, id);
        Assert.Equal(("version 1", 2, 0), (page.Against!, page.Count, page.Changed));
        var beds = page.Changes[1].Clause;
        Assert.Equal(shelter.Id, Assert.Single(beds.Partners).Id);
        await Clauses.SaveAsync(db.Coordinator, id, new() { Id = beds.Id, Heading = "Beds", Text = "Holds two beds.", Partners = [shelter.Id], Version = beds.Version });
        var change = (await Clauses.PageAsync(db.Reader, id)).Changes[1];
        Assert.Equal((ClauseChangeKind.Changed, "four", "two"), (change.Kind, change.Words[1].Text, change.Words[2].Text));
        Assert.Equal("Holds four beds.", (await Clauses.PageAsync(db.Reader, id, 1)).Changes[1].Clause.Text);
        await Assert.ThrowsAsync<StaleRecordException>(() => Clauses.SaveAsync(db.Coordinator, id, new() { Id = beds.Id, Heading = "Beds", Text = "Stale.", Version = beds.Version }));
    }

    [Fact]
    public async Task What_somebody_signed_is_not_changed_but_may_be_copied_in()
    {
        var (id, _, police) = await RecordAsync();
        var media = await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Media", Text = "Each speaks for itself." });
        await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Term", Text = "Three years." });
        await Clauses.MoveAsync(db.Coordinator, id, media.Id, up: false);
        Assert.Equal(["Term", "Media"], (await Clauses.PageAsync(db.Reader, id)).Changes.Select(c => c.Clause.Heading));
        var stranger = await db.PartnerAsync("Stranger");
        await Assert.ThrowsAsync<RefusedException>(() => Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "X", Text = "Y", Partners = [stranger.Id] }));

        await SignAsync(id);
        var page = await Clauses.PageAsync(db.Reader, id);
        Assert.False(page.Open);
        var clause = page.Changes[0].Clause;
        await Assert.ThrowsAsync<RefusedException>(() => Clauses.SaveAsync(db.Coordinator, id, new() { Id = clause.Id, Heading = "Term", Text = "Ten years.", Version = clause.Version }));
        await Assert.ThrowsAsync<RefusedException>(() => Clauses.RemoveAsync(db.Coordinator, id, clause.Id));
        await Assert.ThrowsAsync<RefusedException>(() => Clauses.MoveAsync(db.Coordinator, id, clause.Id, up: false));
        await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Costs", Text = "Own costs.", Partners = [police.Id] });
        Assert.Equal(3, (await Clauses.PageAsync(db.Reader, id)).Count);
        await Assert.ThrowsAsync<NotAllowedException>(() => Clauses.SaveAsync(db.Executive, id, new() { Heading = "X", Text = "Y" }));
    }

    [Fact]
    public async Task A_clause_that_was_taken_out_comes_back_by_undo()
    {
        var (id, shelter, _) = await RecordAsync();
        var saved = await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Beds", Text = "Four beds.", Partners = [shelter.Id] });
        var change = await Clauses.RemoveAsync(db.Coordinator, id, saved.Id);
        Assert.Equal(0, (await Clauses.PageAsync(db.Reader, id)).Count);
        await new Histories(db.Databases).UndoAsync(db.Coordinator, change);
        Assert.Equal("Shelter", Assert.Single((await Clauses.PageAsync(db.Reader, id)).Changes).Clause.By[..7]);
    }

    [Fact]
    public async Task Approvers_that_wait_are_listed_by_their_next_meeting_until_they_decide_and_Today_says_when_they_have_met()
    {
        await using var store = await db.FreshAsync();
        var (mous, approvals) = (new Mous(store.Databases), new Approvals(store.Databases));
        Partner shelter = await store.PartnerAsync("Shelter"), police = await store.PartnerAsync("Police");
        var id = await mous.CreateAsync(store.Coordinator, new() { Title = "Protocol", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = shelter.Id }, new() { PartnerId = police.Id }] });
        var council = await approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = police.Id, Kind = ApproverKind.Council, Approver = "City council", NextMeetingOn = A.Day("2026-11-10") });
        await approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = shelter.Id, Kind = ApproverKind.Board, NextMeetingOn = A.Day("2027-02-01") });
        await approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = shelter.Id, Kind = ApproverKind.Counsel });

        var waiting = (await approvals.WaitingAsync(store.Reader)).Rows;
        Assert.Equal([ApproverKind.Council, ApproverKind.Board, ApproverKind.Counsel], waiting.Select(w => w.Kind));
        Assert.Equal("Three signatures wait on an approver; one has met and said nothing yet and of one the next meeting is not known.", ApprovalSentences.AboutWaiting(await approvals.WaitingCountsAsync(store.Reader)));
        Assert.Contains((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Key == "approval:" + council.Id);

        await approvals.SaveAsync(store.Coordinator, id, new() { Id = council.Id, PartnerId = police.Id, Kind = ApproverKind.Council, Approver = "City council", Outcome = ApprovalOutcome.Approved, DecidedOn = A.Day("2026-11-10"), Version = waiting[0].Version });
        Assert.Equal(2, (await approvals.WaitingAsync(store.Reader)).Rows.Count);
        Assert.Equal(new(2, 0, 1), await approvals.WaitingCountsAsync(store.Reader));
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Key == "approval:" + council.Id);
        Assert.Equal(3, (await approvals.OfAsync(store.Reader, id)).Count);
        await Assert.ThrowsAsync<NotAllowedException>(() => approvals.SaveAsync(store.Member, id, new() { PartnerId = police.Id }));
        var stranger = await store.PartnerAsync("Stranger");
        await Assert.ThrowsAsync<RefusedException>(() => approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = stranger.Id }));
        await mous.ArchiveAsync(store.Coordinator, id);
        Assert.Empty((await approvals.WaitingAsync(store.Reader)).Rows);
    }

    [Fact]
    public async Task A_party_that_signed_or_was_taken_off_waits_for_nobody()
    {
        await using var store = await db.FreshAsync();
        var (mous, approvals) = (new Mous(store.Databases), new Approvals(store.Databases));
        Partner shelter = await store.PartnerAsync("Shelter"), police = await store.PartnerAsync("Police"), clinic = await store.PartnerAsync("Clinic");
        var id = await mous.CreateAsync(store.Coordinator, new() { Title = "Protocol", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = shelter.Id }, new() { PartnerId = police.Id }, new() { PartnerId = clinic.Id }] });
        await approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = police.Id, Kind = ApproverKind.Council, NextMeetingOn = A.Day("2026-11-10") });
        var board = await approvals.SaveAsync(store.Coordinator, id, new() { PartnerId = shelter.Id, Kind = ApproverKind.Board, NextMeetingOn = A.Day("2026-11-10") });
        Assert.Equal(2, (await approvals.WaitingCountsAsync(store.Reader)).Waiting);

        var form = await mous.FormAsync(store.Coordinator, id);
        form.Parties.RemoveAll(p => p.PartnerId == police.Id);
        await mous.EditAsync(store.Coordinator, id, form);
        Assert.Equal(board.Id, Assert.Single((await approvals.WaitingAsync(store.Reader)).Rows).Id);
        Assert.Single(await approvals.OfAsync(store.Reader, id));
        Assert.Contains(Happened.Removed, await store.ReadAsync(d => d.AuditEntries.Where(e => e.RecordType == "ApprovalStep").Select(e => e.Happened).ToListAsync()));

        // The shelter signs without waiting; the outcome can still be written down.
        await store.ChangeAsync(async d => (await d.MouParties.SingleAsync(p => p.PartnerId == shelter.Id)).SignedOn = A.Day("2026-11-16"));
        Assert.Empty((await approvals.WaitingAsync(store.Reader)).Rows);
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Key == "approval:" + board.Id);
        var step = Assert.Single(await approvals.OfAsync(store.Reader, id));
        await approvals.SaveAsync(store.Coordinator, id, new() { Id = step.Id, Version = step.Version, PartnerId = shelter.Id, Kind = ApproverKind.Board, Outcome = ApprovalOutcome.Approved, DecidedOn = A.Day("2026-11-16") });
    }

    [Fact]
    public async Task The_list_of_those_who_wait_goes_on_by_day_and_then_through_those_without_a_day()
    {
        await using var store = await db.FreshAsync();
        var (approvals, shelter, police) = (new Approvals(store.Databases), await store.PartnerAsync("Shelter"), await store.PartnerAsync("Police"));
        var id = await new Mous(store.Databases).CreateAsync(store.Coordinator, new() { Title = "Protocol", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = shelter.Id }, new() { PartnerId = police.Id }] });
        var version = await store.ReadAsync(d => d.MouVersions.Where(v => v.MouId == id).Select(v => v.Id).SingleAsync());
        // Three on each of ten days, the last day first, and forty whose day nobody knows.
        await store.AddAsync([.. Enumerable.Range(0, 70).Select(i => new ApprovalStep { VersionId = version, PartnerId = shelter.Id, Approver = $"Approver {i}", NextMeetingOn = i < 30 ? A.Day("2026-12-31").AddDays(-(i / 3)) : null })]);

        List<ApprovalLine> forth = [], back = [];
        var page = await approvals.WaitingAsync(store.Reader, size: 25);
        Assert.Equal((1, 25, 70, null), (page.From, page.To, page.Total, page.Previous));
        forth.AddRange(page.Rows);
        while (page.Next is { } next) forth.AddRange((page = await approvals.WaitingAsync(store.Reader, after: next, size: 25)).Rows);
        Assert.Equal(70, forth.Select(l => l.Id).Distinct().Count());
        Assert.Equal(forth.Select(l => l.NextMeetingOn), forth.Select(l => l.NextMeetingOn).OrderBy(d => d ?? DateOnly.MaxValue));
        Assert.Equal((51, 70), (page.From, page.To));

        back.InsertRange(0, page.Rows);
        while (page.Previous is { } before) back.InsertRange(0, (page = await approvals.WaitingAsync(store.Reader, before: before, size: 25)).Rows);
        Assert.Equal(forth.Select(l => l.Id), back.Select(l => l.Id));
        Assert.Equal(new(70, 0, 40), await approvals.WaitingCountsAsync(store.Reader));
        Assert.Equal("70 signatures wait on an approver; of 40 the next meeting is not known.", ApprovalSentences.AboutWaiting(await approvals.WaitingCountsAsync(store.Reader)));
        Assert.Equal("1,000+ signatures wait on an approver; 1,000+ have met and said nothing yet.", ApprovalSentences.AboutWaiting(new(1001, 1001, 0)));
    }

    [Fact]
    public async Task Who_waits_for_an_approver_can_take_part_as_a_guest_or_by_a_limited_role_until_it_has_agreed()
    {
        await using var store = await db.FreshAsync();
        var approvals = new Approvals(store.Databases);
        var (hospital, shelter) = (await store.PartnerAsync("Hospital"), await store.PartnerAsync("Shelter"));
        var id = await new Mous(store.Databases).CreateAsync(store.Coordinator, new() { Title = "Protocol", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = hospital.Id }, new() { PartnerId = shelter.Id }] });
        var form = new ApprovalForm { PartnerId = hospital.Id, Kind = ApproverKind.Counsel, Meanwhile = InterimForm.LimitedRole };
        Assert.Contains("Say what the limited role is.", (await Assert.ThrowsAsync<ValidationException>(() => approvals.SaveAsync(store.Coordinator, id, form))).Message, StringComparison.Ordinal);
        form.MeanwhileRole = "One nurse comes to the committee.";
        await approvals.SaveAsync(store.Coordinator, id, form);
        var step = Assert.Single((await approvals.WaitingAsync(store.Reader)).Rows);
        Assert.Equal("Meanwhile by a letter with a limited role: One nurse comes to the committee.", ApprovalSentences.Meanwhile(step));

        form = new() { Id = step.Id, Version = step.Version, PartnerId = hospital.Id, Kind = ApproverKind.Counsel, Meanwhile = InterimForm.Guest };
        await approvals.SaveAsync(store.Coordinator, id, form);
        step = Assert.Single(await approvals.OfAsync(store.Reader, id));
        Assert.Equal("Meanwhile as a guest.", ApprovalSentences.Meanwhile(step));
        (form.Version, form.Meanwhile, form.MeanwhileRole) = (step.Version, null, "Words without a form");
        await approvals.SaveAsync(store.Coordinator, id, form);
        step = Assert.Single(await approvals.OfAsync(store.Reader, id));
        Assert.Equal("", step.MeanwhileRole + ApprovalSentences.Meanwhile(step));
        Assert.Equal("", ApprovalSentences.Meanwhile(step with { Meanwhile = InterimForm.Guest, Outcome = ApprovalOutcome.Approved }));
        Assert.Equal("Meanwhile as a guest.", ApprovalSentences.Meanwhile(step with { Meanwhile = InterimForm.Guest, Outcome = ApprovalOutcome.Declined }));
    }

    [Fact]
    public async Task An_objection_is_told_in_confidence_and_leaves_by_no_exit()
    {
        var (id, shelter, police) = await RecordAsync();
        var clause = await Clauses.SaveAsync(db.Coordinator, id, new() { Heading = "Costs", Text = "Own costs." });
        await Approvals.SaveObjectionAsync(db.Coordinator, id, new() { PartnerId = police.Id, ClauseId = clause.Id, Trouble = "canary trouble", Remedy = "canary remedy", RaisedOn = db.Clock.Today });

        var seen = Assert.Single(await Approvals.ObjectionsAsync(db.Coordinator, id));
        Assert.Equal(("Costs", "canary trouble", (DateOnly?)null), (seen.Clause, seen.Trouble, seen.ResolvedOn));
        var chair = Store.With(A.Actor(Role.Member), chairs: [Guid.CreateVersion7()], seated: [police.Id]);
        var own = Store.With(chair, own: [police.Id], chairs: [.. chair.ChairedBodies], seated: [police.Id]);
        Assert.Single(await Approvals.ObjectionsAsync(chair, id));
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.SaveObjectionAsync(own, id, new() { PartnerId = police.Id, Trouble = "x", RaisedOn = db.Clock.Today }));
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.SaveObjectionAsync(chair, id, new() { PartnerId = shelter.Id, Trouble = "x", RaisedOn = db.Clock.Today }));

        var histories = new Histories(db.Databases);
        Assert.Contains((await histories.OfAsync(db.Coordinator, id)).Lines, l => l.RecordType == nameof(MouObjection));
        foreach (var actor in new[] { own, db.Executive, db.Member, db.Reader })
        {
            Assert.Empty(await Approvals.ObjectionsAsync(actor, id));
            Assert.Equal(0, await db.ReadAsync(d => d.MouObjections.CountAsync(), actor));
            Assert.DoesNotContain((await histories.OfAsync(actor, id)).Lines.SelectMany(l => l.Fields), f => f.After?.Contains("canary", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public async Task A_new_task_force_starts_with_the_usual_clauses_once()
    {
        await using var store = await db.FreshAsync();
        var clauses = new Clauses(store.Databases);
        if ((await clauses.LibraryAsync(store.Reader)).Count == 0) await clauses.StartLibraryAsync(store.Coordinator);
        Assert.Equal(17, (await clauses.LibraryAsync(store.Reader)).Count);
        await Assert.ThrowsAsync<RefusedException>(() => clauses.StartLibraryAsync(store.Coordinator));
        await clauses.ArchiveTextAsync(store.Coordinator, (await clauses.LibraryAsync(store.Reader))[0].Id);
        Assert.Equal(16, (await clauses.LibraryAsync(store.Reader)).Count);
    }
}

public sealed class ClausesOnSqlite(SqliteFixture db) : ClauseFacts(db), IClassFixture<SqliteFixture>;

public sealed class ClausesOnPostgreSql(PostgreSqlFixture db) : ClauseFacts(db), IClassFixture<PostgreSqlFixture>;
