using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Today;

/// <summary>Today tells the truth about what is recorded.</summary>
public abstract class TodayQueueFacts(DatabaseFixture db)
{
    private static Contacts Verbs(Store store) => new(store.Databases, new Histories(store.Databases));

    private static async Task<IReadOnlyList<QueueItem>> RowsAsync(Store store, QueueReason reason, Actor? actor = null) =>
        [.. (await new TodayQueue(store.Databases).ReadAsync(actor ?? store.Coordinator)).Rows.Where(r => r.Reason == reason)];

    private static async Task<Partner> PartnerAsync(Store store, string name, int joinedDaysAgo, Tier tier = Tier.Regular, MembershipKind kind = MembershipKind.Member)
    {
        var partner = await store.PartnerAsync(name);
        await store.ChangeAsync(async d =>
        {
            (await d.Partners.SingleAsync(p => p.Id == partner.Id)).Tier = tier;
            d.Memberships.Add(new() { PartnerId = partner.Id, Kind = kind, From = store.Clock.Today.AddDays(-joinedDaysAgo) });
        });
        return partner;
    }

    private static Task<ContactSaved> LogAsync(Store store, Partner partner, int daysAgo, ContactKind kind = ContactKind.Call) =>
        Verbs(store).LogAsync(store.Coordinator, new() { Partners = [partner.Id], On = store.Clock.Today.AddDays(-daysAgo), Kind = kind, Line = "Talked" });

    [Fact]
    public async Task Three_contacts_leave_only_the_partners_whose_clock_has_run_out()
    {
        await using var store = await db.FreshAsync();
        var (close, regular, light, silent) = (await PartnerAsync(store, "Close", 400, Tier.Close), await PartnerAsync(store, "Regular", 400), await PartnerAsync(store, "Light", 400, Tier.Light), await PartnerAsync(store, "Silent", 61));
        await PartnerAsync(store, "Just joined", 60);
        await PartnerAsync(store, "Declined", 400, kind: MembershipKind.Declined);
        await LogAsync(store, close, 31);
        await LogAsync(store, regular, 60);
        await LogAsync(store, light, 140);

        var rows = await RowsAsync(store, QueueReason.CheckInOverdue);
        Assert.Equal(["Light", "Close", "Silent"], rows.Select(r => r.Title));
        Assert.Equal(["20 days over", "1 day over", "None logged"], rows.Select(r => r.When));
        Assert.Equal("last contact " + OutreachSentences.Day(store.Clock.Today.AddDays(-140), store.Clock.Today), rows[0].WhenSub);

        await LogAsync(store, light, 0);
        await LogAsync(store, close, 0, ContactKind.MessageLeft);
        Assert.Equal(["Close", "Silent"], (await RowsAsync(store, QueueReason.CheckInOverdue)).Select(r => r.Title));
        _ = (regular, silent);
    }

    [Fact]
    public async Task A_member_of_many_years_without_a_logged_contact_does_not_push_a_broken_off_talk_aside()
    {
        await using var store = await db.FreshAsync();
        await PartnerAsync(store, "Imported", 5000);
        var (broken, late) = (await PartnerAsync(store, "Broken off", 400), await PartnerAsync(store, "Late", 400));
        await LogAsync(store, broken, 190);
        await LogAsync(store, late, 61);

        var rows = await RowsAsync(store, QueueReason.CheckInOverdue);
        Assert.Equal(["Broken off", "Imported", "Late"], rows.Select(r => r.Title));
        Assert.Equal("None logged", rows[1].When);
        Assert.Equal("joined " + OutreachSentences.Day(store.Clock.Today.AddDays(-5000), store.Clock.Today), rows[1].WhenSub);
        Assert.NotEqual(QueueTone.Late, rows[1].Tone);
    }

    [Fact]
    public async Task A_partner_losing_ground_counts_double_and_says_why()
    {
        await using var store = await db.FreshAsync();
        var (steady, losing) = (await PartnerAsync(store, "Steady", 400), await PartnerAsync(store, "Losing", 400));
        await LogAsync(store, steady, 80);
        await LogAsync(store, losing, 75);
        var left = await store.PersonAsync("Ines Carrow", losing);
        await store.AddAsync(
            new Champion { PartnerId = losing.Id, PersonId = left.Id, From = store.Clock.Today.AddDays(-300), To = store.Clock.Today.AddDays(-20) },
            new Barrier { PartnerId = losing.Id, Cause = BarrierCause.LimitedResources, NamedOn = store.Clock.Today.AddDays(-75) });
        await store.ChangeAsync(async d =>
        {
            var standing = await d.PartnerStandings.SingleAsync(s => s.PartnerId == losing.Id);
            (standing.Index, standing.Change) = (47, -14);
        });

        var rows = await RowsAsync(store, QueueReason.CheckInOverdue);
        Assert.Equal(["Losing", "Steady"], rows.Select(r => r.Title));
        Assert.Equal((QueueTone.Late, QueueTone.Soon), (rows[0].Tone, rows[1].Tone));
        Assert.Contains("Buy-in 47, down 14 since the half before, where both have data.", rows[0].Detail, StringComparison.Ordinal);
        Assert.Contains("Barrier named: limited resources.", rows[0].Detail, StringComparison.Ordinal);
        Assert.Contains("their champion left", rows[0].Matters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_mou_shows_when_it_ends_has_lapsed_or_lacks_its_executed_copy()
    {
        await using var store = await db.FreshAsync();
        var (today, partner) = (store.Clock.Today, await store.PartnerAsync("Party"));
        var file = new StoredFile { Name = "mou.pdf", ContentType = "application/pdf", Hash = "x", Size = 1, UploadedAt = store.Clock.UtcNow };
        await store.AddAsync(file);
        async Task MouAsync(string title, DateOnly? ends, bool copy, bool signed = true, int sentAgo = 400)
        {
            var mou = new Mou { Title = title };
            var version = new MouVersion { MouId = mou.Id, SentForSignatureOn = today.AddDays(-sentAgo), EffectiveOn = today.AddDays(-400), ReviewOn = today.AddDays(100), ExpiresOn = ends, FileId = copy ? file.Id : null };
            version.Parties.Add(new() { VersionId = version.Id, PartnerId = partner.Id, SignedOn = signed ? today.AddDays(-399) : null });
            mou.Versions.Add(version);
            await store.AddAsync(mou);
        }
        await MouAsync("Ends soon", today.AddDays(34), copy: true);
        await MouAsync("Ends later", today.AddDays(181), copy: true);
        await MouAsync("Lapsed", today.AddDays(-10), copy: true);
        await MouAsync("No copy", today.AddDays(500), copy: false);
        await MouAsync("Signatures", today.AddDays(500), copy: false, signed: false);
        await MouAsync("Just sent", today.AddDays(500), copy: false, signed: false, sentAgo: 30);

        var rows = await RowsAsync(store, QueueReason.MouPromise);
        Assert.Equal(["Ends soon", "Lapsed", "No copy", "Signatures"], rows.Select(r => r.Title).Order(StringComparer.Ordinal));
        Assert.Equal(("34 days", "ends " + OutreachSentences.Day(today.AddDays(34), today)), rows.Where(r => r.Title == "Ends soon").Select(r => (r.When, r.WhenSub)).Single());
        Assert.Equal("10 days over", rows.Single(r => r.Title == "Lapsed").When);
        Assert.Equal("0 of 1 signed", rows.Single(r => r.Title == "Signatures").When);
    }

    [Fact]
    public async Task A_signing_office_with_a_new_holder_is_asked_about_until_the_version_no_longer_binds()
    {
        await using var store = await db.FreshAsync();
        var (today, partner, other) = (store.Clock.Today, await store.PartnerAsync("Drop-in"), await store.PartnerAsync("Clinic"));
        var (old, now, deputy) = (await store.PersonAsync("Ray Holt", partner), await store.PersonAsync("Mara Tegen", partner), await store.PersonAsync("Dep Uty", other));
        var file = new StoredFile { Name = "mou.pdf", ContentType = "application/pdf", Hash = "x", Size = 1, UploadedAt = store.Clock.UtcNow };
        Office office = new() { PartnerId = partner.Id, Title = "Director" }, clinic = new() { PartnerId = other.Id, Title = "Chief" };
        var held = new OfficeHolding { OfficeId = office.Id, PersonId = old.Id, From = today.AddDays(-900) };
        var mou = new Mou { Title = "Protocol" };
        var version = new MouVersion { MouId = mou.Id, EffectiveOn = today.AddDays(-400), ExpiresOn = today.AddDays(500), FileId = file.Id };
        version.Parties.Add(new() { VersionId = version.Id, PartnerId = partner.Id, OfficeId = office.Id, SignedById = old.Id, SignedOn = today.AddDays(-410) });
        // A deputy signed for the clinic under a delegation: no holder changed.
        version.Parties.Add(new() { VersionId = version.Id, PartnerId = other.Id, OfficeId = clinic.Id, SignedById = deputy.Id, SignedOn = today.AddDays(-410) });
        mou.Versions.Add(version);
        await store.AddAsync(file, office, clinic, held, mou);
        Assert.Empty(await RowsAsync(store, QueueReason.MouPromise));

        await store.ChangeAsync(async d => (await d.OfficeHoldings.SingleAsync(h => h.Id == held.Id)).To = today.AddDays(-31));
        var vacant = Assert.Single(await RowsAsync(store, QueueReason.MouPromise));
        Assert.Equal(("Protocol: Drop-in", "Office vacant", today.AddDays(-30)), (vacant.Title, vacant.When, vacant.Due));
        await store.AddAsync(new OfficeHolding { OfficeId = office.Id, PersonId = now.Id, From = today.AddDays(-20) });
        var row = Assert.Single(await RowsAsync(store, QueueReason.MouPromise));
        Assert.Equal(("New holder", today.AddDays(-20), "Ray Holt signed as Director; Mara Tegen holds the office now and has not signed. Ask whether the word still stands."), (row.When, row.Due, row.Detail));

        var second = new MouVersion { MouId = mou.Id, Number = 2, EffectiveOn = today.AddDays(-5), ExpiresOn = today.AddDays(500), FileId = file.Id };
        second.Parties.Add(new() { VersionId = second.Id, PartnerId = partner.Id, OfficeId = office.Id, SignedById = now.Id, SignedOn = today.AddDays(-6) });
        await store.AddAsync(second);
        Assert.Empty(await RowsAsync(store, QueueReason.MouPromise));
    }

    [Fact]
    public async Task Next_steps_names_and_imports_show_until_they_are_seen_to()
    {
        await using var store = await db.FreshAsync();
        var (today, partner) = (store.Clock.Today, await store.PartnerAsync("Clinic"));
        var due = await Verbs(store).LogAsync(store.Coordinator, new() { Partners = [partner.Id], On = today.AddDays(-14), Line = "Talked", NextStep = "Send the draft", NextStepOn = today });
        await Verbs(store).LogAsync(store.Coordinator, new() { Partners = [partner.Id], On = today, Line = "Talked", NextStepOn = today.AddDays(1) });
        var unknown = new Core.People.Person { KnownAs = "Lieutenant, Vice", Slug = "lieutenant" };
        var batch = new ImportBatch { FileName = "roster.csv", State = ImportState.Checked, Rows = 3, UploadedAt = store.Clock.UtcNow.AddDays(-2) };
        await store.AddAsync(unknown, batch, new ImportRow { BatchId = batch.Id, Number = 1, Cells = "[]", Outcome = RowOutcome.NeedsALook }, new ImportRow { BatchId = batch.Id, Number = 2, Cells = "[]", Outcome = RowOutcome.Create });

        var step = Assert.Single(await RowsAsync(store, QueueReason.NextStepDue));
        Assert.Equal(("Send the draft: Clinic", "Due today", partner.Slug), (step.Title, step.When, step.PartnerSlug));
        Assert.Equal("Lieutenant, Vice", Assert.Single(await RowsAsync(store, QueueReason.NameNotKnown)).Title);
        // Whoever leaves on a later day is there until then.
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == unknown.Id)).LeftOn = today);
        Assert.Single(await RowsAsync(store, QueueReason.NameNotKnown));
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == unknown.Id)).LeftOn = today.AddDays(-1));
        Assert.Empty(await RowsAsync(store, QueueReason.NameNotKnown));
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == unknown.Id)).LeftOn = null);
        Assert.Equal(("roster.csv", "One row needs a look before it can be imported."), (await RowsAsync(store, QueueReason.ImportNeedsALook)).Select(r => (r.Title, r.Detail)).Single());

        await Verbs(store).FinishStepAsync(store.Coordinator, due.Id);
        await store.ChangeAsync(async d =>
        {
            (await d.People.SingleAsync(p => p.Id == unknown.Id)).Name = "Dana Cole";
            (await d.ImportBatches.SingleAsync(b => b.Id == batch.Id)).State = ImportState.Imported;
        });
        Assert.All((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => Assert.Equal(QueueReason.KeyOfficeMissing, r.Reason));
    }

    [Fact]
    public async Task A_forming_task_force_is_shown_the_nine_offices_until_five_are_there()
    {
        await using var store = await db.FreshAsync();
        var none = await new TodayQueue(store.Databases).ReadAsync(store.Coordinator);
        Assert.Equal((0, TodayView.KeyOffices), (none.Forming, none.Rows.Count(r => r.Reason == QueueReason.KeyOfficeMissing)));
        Assert.Equal("Law enforcement", none.Rows[0].Title);

        foreach (var office in Enum.GetValues<KeyOffice>().Take(5))
        {
            var kind = A.Kind();
            kind.KeyOffice = office;
            await store.AddAsync(kind, A.Partner(office.ToString(), kind));
            if (office == KeyOffice.LawEnforcement)
                Assert.Equal((1, 8), ((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)) is var one ? (one.Forming, one.Rows.Count) : default));
        }
        var formed = await new TodayQueue(store.Databases).ReadAsync(store.Coordinator);
        Assert.Null(formed.Forming);
        Assert.Empty(formed.Rows);
    }

    [Fact]
    public async Task A_row_is_set_aside_with_a_reason_comes_back_on_its_day_and_can_be_given_to_somebody()
    {
        await using var store = await db.FreshAsync();
        var partner = await PartnerAsync(store, "Clinic", 400);
        await LogAsync(store, partner, 90);
        var (queue, key, until) = (new TodayQueue(store.Databases), "check-in:" + partner.Id, store.Clock.Today.AddDays(7));
        var marks = new QueueMarks(store.Databases, queue);
        var change = await marks.NotNowAsync(store.Coordinator, key, new() { Until = until, Because = "Their board meets then" });

        var aside = Assert.Single((await queue.ReadAsync(store.Coordinator)).SetAside);
        Assert.Equal((key, "Their board meets then", until), (aside.Key, aside.Because, aside.NotNowUntil!.Value));
        Assert.Empty(await RowsAsync(store, QueueReason.CheckInOverdue));
        store.Time.AdvanceDays(7);
        Assert.Equal(key, Assert.Single(await RowsAsync(store, QueueReason.CheckInOverdue)).Key);
        store.Time.AdvanceDays(-7);
        await new Histories(store.Databases).UndoAsync(store.Coordinator, change);
        Assert.Empty((await queue.ReadAsync(store.Coordinator)).SetAside);

        var dana = await store.PersonAsync("Dana Cole");
        await marks.GiveAsync(store.Coordinator, key, dana.Id);
        Assert.Equal("Dana Cole", Assert.Single(await RowsAsync(store, QueueReason.CheckInOverdue)).Owner);
        await Assert.ThrowsAsync<NotFoundException>(() => marks.BringBackAsync(store.Coordinator, "check-in:" + Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Only_the_next_step_of_a_contact_can_be_marked_done_in_the_queue()
    {
        await using var store = await db.FreshAsync();
        var (partner, today) = (await PartnerAsync(store, "Clinic", 10), store.Clock.Today);
        var contact = await Verbs(store).LogAsync(store.Coordinator, new() { Partners = [partner.Id], On = today, Line = "Talked", NextStep = "Send the draft", NextStepOn = today });
        var plan = new ApproachPlan { PartnerId = partner.Id, Title = "Win them", BegunOn = today.AddDays(-30) };
        await store.AddAsync(plan, new ApproachStep { PlanId = plan.Id, PartnerId = partner.Id, Text = "Present", DueOn = today }, new ChampionMessage { PartnerId = partner.Id, On = today.AddDays(-30), Text = "Asks for a letter" },
            new Barrier { PartnerId = partner.Id, NamedOn = today.AddDays(-30), CounterStep = "Lend a paralegal", DueOn = today });

        var rows = await RowsAsync(store, QueueReason.NextStepDue);
        Assert.Equal(["approach", "barrier", "message", "step"], rows.Select(r => r.Key.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(contact.Id, Assert.Single(rows, r => r.IsContactStep).RecordId);
    }

    [Fact]
    public async Task A_chair_sets_a_seat_of_the_own_agency_aside_and_gives_it_to_somebody_but_reads_no_reason_of_others()
    {
        await using var store = await db.FreshAsync();
        var (own, body, until) = (await store.PartnerAsync("Own"), A.Body("Committee"), store.Clock.Today.AddDays(7));
        var (seat, earlier) = (A.Seat(body, own), A.Seat(body, own));
        await store.AddAsync(body, seat, earlier, new QueueMark { Key = "seat:" + earlier.Id, PartnerId = own.Id, NotNowUntil = store.Clock.Today, Because = "CANARY" });
        var chair = Store.With(A.Actor(Role.Member), own: [own.Id], chairs: [body.Id], seated: [own.Id]);
        var (queue, dana) = (new TodayQueue(store.Databases), await store.PersonAsync("Dana Cole"));
        var marks = new QueueMarks(store.Databases, queue);

        foreach (var key in (string[])["seat:" + seat.Id, "seat:" + earlier.Id])
        {
            var change = await marks.NotNowAsync(chair, key, new() { Until = until, Because = "The chief is on leave" });
            Assert.Equal((key, until), (Assert.Single((await queue.ReadAsync(chair)).SetAside) is var aside ? (aside.Key, aside.NotNowUntil!.Value) : default));
            Assert.Equal("The chief is on leave", Assert.Single((await queue.ReadAsync(store.Coordinator)).SetAside).Because);
            await new Histories(store.Databases).UndoAsync(chair, change);
            Assert.Empty((await queue.ReadAsync(chair)).SetAside);
            await marks.GiveAsync(chair, key, dana.Id);
        }
        Assert.Equal(["Dana Cole", "Dana Cole"], (await RowsAsync(store, QueueReason.SeatOrTerm, chair)).Select(r => r.Owner));

        await marks.NotNowAsync(store.Coordinator, "seat:" + seat.Id, new() { Until = until, Because = "CANARY" });
        Assert.Equal((until, ""), Assert.Single((await queue.ReadAsync(chair)).SetAside) is var set ? (set.NotNowUntil!.Value, set.Because) : default);
    }

    [Fact]
    public async Task A_chair_sees_the_partners_seated_there_but_never_the_own_agency_nor_what_is_candid_about_others()
    {
        await using var store = await db.FreshAsync();
        var (seated, own, other) = (await PartnerAsync(store, "Seated", 400), await PartnerAsync(store, "Own", 400), await PartnerAsync(store, "Other", 400));
        foreach (var partner in (Partner[])[seated, own, other])
        {
            await Verbs(store).LogAsync(store.Coordinator, new() { Partners = [partner.Id], On = store.Clock.Today.AddDays(-100), Line = "CANARY", NextStep = "CANARY " + partner.Name, NextStepOn = store.Clock.Today });
            await store.AddAsync(new Barrier { PartnerId = partner.Id, Cause = BarrierCause.CompetingPriorities, NamedOn = store.Clock.Today });
        }
        var chair = Store.With(A.Actor(Role.Member), own: [own.Id], chairs: [Guid.CreateVersion7()], seated: [seated.Id, own.Id]);
        var view = await new TodayQueue(store.Databases).ReadAsync(chair);

        Assert.Equal(["CANARY Seated: Seated", "Seated"], view.Rows.Select(r => r.Title));
        Assert.All(view.Rows, r => Assert.DoesNotContain("Own", r.Title + r.Detail + r.Matters, StringComparison.Ordinal));
        await Assert.ThrowsAsync<NotFoundException>(() => new QueueMarks(store.Databases, new(store.Databases)).GiveAsync(chair, "check-in:" + own.Id, null));
        foreach (var closed in (Actor[])[store.Member, store.Executive, store.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => new TodayQueue(store.Databases).ReadAsync(closed));
    }

    [Fact]
    public async Task A_stage_that_differs_from_the_index_for_two_halves_asks_for_a_look_until_somebody_looked_and_stays_in_confidence()
    {
        await using var store = await db.FreshAsync();
        var half = HalfYear.Containing(store.Clock.Today);
        var (lags, agrees, once, fresh) = (await JudgedAsync("Lags", 66, 71), await JudgedAsync("Agrees", 30, 35), await JudgedAsync("Once", 39, 66), await JudgedAsync("Fresh", 66, 71, half.Start));
        await JudgedAsync("Full", 100, 100);

        var rows = await RowsAsync(store, QueueReason.StageDiffers);
        Assert.Equal(["Full", "Lags"], rows.Select(r => r.Title));
        Assert.Equal($"The stage is “Talking”. Buy-in was 66 at the end of {half.Previous} and is 71, where “Committed” is usual.", rows[1].Detail);
        Assert.Equal(rows[1].Detail, BuyInSentences.Stage((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, lags.Slug)).StageGap!.Value));
        foreach (var partner in new[] { agrees, once, fresh })
            Assert.Null((await new PartnerPages(store.Databases).ReadAsync(store.Coordinator, partner.Slug)).StageGap);

        Assert.Null((await new PartnerPages(store.Databases).ReadAsync(store.Executive, lags.Slug)).StageGap);
        var chair = Store.With(A.Actor(Role.Member), own: [lags.Id], chairs: [Guid.CreateVersion7()], seated: [lags.Id]);
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(chair)).Rows, r => r.Reason == QueueReason.StageDiffers);

        var form = await new PartnerJudgments(store.Databases).FormAsync(store.Coordinator, lags.Id);
        form.Stage = EngagementStage.Committed;
        await new PartnerJudgments(store.Databases).JudgeAsync(store.Coordinator, form);
        Assert.Equal(["Full"], (await RowsAsync(store, QueueReason.StageDiffers)).Select(r => r.Title));

        async Task<Partner> JudgedAsync(string name, int before, int now, DateOnly? since = null)
        {
            var partner = await store.PartnerAsync(name);
            await store.AddAsync(new PartnerJudgment { PartnerId = partner.Id, Stage = EngagementStage.Talking, StageSince = since ?? half.Previous.Start }, new PartnerStanding { PartnerId = partner.Id, Index = now, Recent = RecentIndex.Write(half, [before, now]), AsOf = store.Clock.Today });
            return partner;
        }
    }

    [Fact]
    public async Task Movement_lists_the_four_that_moved_most_each_way_and_counts_all()
    {
        await using var store = await db.FreshAsync();
        foreach (var change in (int[])[9, 8, 7, 6, 2, 1, 0, -1, -2, -14])
        {
            var partner = await store.PartnerAsync($"P{change}");
            await store.AddAsync(new PartnerStanding { PartnerId = partner.Id, Index = 50, Change = change, Recent = RecentIndex.Write(HalfYear.Containing(store.Clock.Today), [50 - change, 50]), AsOf = store.Clock.Today });
        }
        var view = await new MovementLists(store.Databases).ReadAsync(store.Coordinator);

        Assert.Equal([9, 8, 7, 6], view.Gaining.Select(m => m.Change));
        Assert.Equal([-14, -2], view.Losing.Select(m => m.Change));
        Assert.Equal((5, 2), (view.GainingCount, view.LosingCount));
        Assert.Equal([null, null, null, null, 64, 50], view.Losing[0].Halves);
    }
}

public sealed class TodayQueueOnSqlite(SqliteFixture db) : TodayQueueFacts(db), IClassFixture<SqliteFixture>;

public sealed class TodayQueueOnPostgreSql(PostgreSqlFixture db) : TodayQueueFacts(db), IClassFixture<PostgreSqlFixture>;
