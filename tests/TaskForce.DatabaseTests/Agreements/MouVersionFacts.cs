using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>A memorandum with two versions and an addendum whose executed copy never arrives, on the database.</summary>
public abstract class MouVersionFacts(DatabaseFixture db)
{
    private static readonly byte[] Pdf = "%PDF-1.7\nsigned"u8.ToArray();

    private sealed record Bay(Store Store, Mous Mous, Guid Id, Person Signer, Partner[] Parties)
    {
        public Task<MouPage> PageAsync() => Mous.PageAsync(Store.Reader, Id);

        public async Task ExecuteAsync(string signedOn, bool copy = true)
        {
            foreach (var party in (await PageAsync()).Current.Parties)
                await Mous.SignAsync(Store.Coordinator, Id, new() { PartyId = party.Id, PersonId = Signer.Id, SignedOn = A.Day(signedOn), Version = party.Version });
            if (copy) await Mous.KeepFileAsync(Store.Coordinator, Id, "signed.pdf", Pdf, executed: true);
        }
    }

    private static string Words(MouFileBytes document)
    {
        using var parts = new System.IO.Compression.ZipArchive(new MemoryStream(document.Bytes));
        using var text = new StreamReader(parts.GetEntry("word/document.xml")!.Open());
        return text.ReadToEnd();
    }

    /// <summary>Six parties from March 2024; from July 2025 five, without the training institute.</summary>
    private static async Task<Bay> TwoVersionsAsync(Store store, string secondSigned = "2025-06-20")
    {
        Partner[] parties =
        [
            await store.PartnerAsync("Federal prosecutor"), await store.PartnerAsync("Bay police", Sector.LocalLawEnforcement), await store.PartnerAsync("Bay sheriff", Sector.LocalLawEnforcement),
            await store.PartnerAsync("Policing institute"), await store.PartnerAsync("Circuit prosecutor"), await store.PartnerAsync("Refugee services"),
        ];
        var signer = await store.PersonAsync("Dana Cole", parties[0], "Director");
        var mous = new Mous(store.Databases);
        var id = await mous.CreateAsync(store.Coordinator, new()
        {
            Title = "Bay memorandum",
            EffectiveOn = A.Day("2024-03-01"),
            ExpiresOn = A.Day("2026-02-28"),
            ReviewOn = A.Day("2025-03-01"),
            WithdrawalNoticeDays = 30,
            Parties = [.. parties.Select(p => new MouPartyForm { PartnerId = p.Id })],
        });
        var bay = new Bay(store, mous, id, signer, parties);
        await bay.ExecuteAsync("2024-02-20");
        var second = await mous.NextFormAsync(store.Coordinator, id, MouVersionKind.Version);
        Assert.Equal(parties.Select(p => p.Id), second.Parties.Select(p => p.PartnerId));
        second.Parties.RemoveAll(p => p.PartnerId == parties[3].Id);
        (second.EffectiveOn, second.ExpiresOn, second.ReviewOn) = (A.Day("2025-07-01"), A.Day("2027-02-28"), A.Day("2026-03-01"));
        second.Summary = "A wider area.";
        Assert.Equal(2, await mous.AddVersionAsync(store.Coordinator, id, second));
        Assert.Equal(1, (await bay.PageAsync()).Holding!.Number);
        await bay.ExecuteAsync(secondSigned);
        return bay;
    }

    private static async Task AddendumAsync(Bay bay, bool copy)
    {
        var form = await bay.Mous.NextFormAsync(bay.Store.Coordinator, bay.Id, MouVersionKind.Addendum);
        Assert.Equal((5, A.Day("2027-02-28")), (form.Parties.Count, form.ExpiresOn!.Value));
        (form.Title, form.ExpiresOn, form.Summary, form.EffectiveOn) = ("Coastal memorandum", A.Day("2027-10-31"), "Extends the term and renames the task force.", A.Day("2026-09-01"));
        await bay.Mous.AddVersionAsync(bay.Store.Coordinator, bay.Id, form);
        await bay.ExecuteAsync("2026-08-20", copy);
    }

    [Fact]
    public async Task An_addendum_without_its_executed_copy_extends_and_renames_nothing_and_says_so()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        await AddendumAsync(bay, copy: false);

        var page = await bay.PageAsync();
        Assert.Equal(("Bay memorandum", 2, 3), (page.Title, page.Holding!.Number, page.Current.Number));
        Assert.Equal((MouStateKind.Ending, A.Day("2027-02-28")), (page.State.Kind, page.AtWork.ExpiresOn!.Value));
        Assert.Equal("Addendum 1 to version 2 is signed by all, but its executed copy is not on file. It changes nothing until then: the MOU still ends on Feb 28, 2027 and keeps its name, Bay memorandum.",
            AgreementSentences.Pending(page));
        var row = Assert.Single((await bay.Mous.ListAsync(store.Reader, new())).Rows);
        Assert.Equal(("Bay memorandum", A.Day("2027-02-28"), "addendum 1 to version 2", 5), (row.Title, row.ExpiresOn!.Value, row.Waiting!, row.Parties.Count));
        var standing = await store.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == bay.Parties[0].Id));
        Assert.Equal((true, A.Day("2027-02-28")), (standing.HasMou, standing.MouEndsOn));
        var today = await new TodayQueue(store.Databases).ReadAsync(store.Coordinator);
        Assert.Contains(today.Rows, r => r.Key == "mou-copy:" + bay.Id && r.Detail.Contains("still ends on Feb 28, 2027", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_its_executed_copy_the_addendum_moves_the_end_and_the_name()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        await AddendumAsync(bay, copy: true);
        var page = await bay.PageAsync();
        Assert.Equal(("Coastal memorandum", 3, MouStateKind.InForce), (page.Title, page.Holding!.Number, page.State.Kind));
        Assert.Null(AgreementSentences.Pending(page));
        Assert.Equal(A.Day("2027-10-31"), (await store.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == bay.Parties[0].Id))).MouEndsOn);
        Assert.DoesNotContain((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator)).Rows, r => r.Key == "mou-copy:" + bay.Id);
        Assert.Equal(0, await bay.Mous.SettleNamesAsync());
    }

    [Fact]
    public async Task A_party_that_a_version_leaves_out_is_bound_no_longer()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var page = await bay.PageAsync();
        Assert.Equal(["Policing institute leaves", "Last day moves from Feb 28 to Feb 28, 2027"], AgreementSentences.Changes(page.Versions[1], page.Versions[0], A.Day("2026-01-01")).Select(c => c.Replace(bay.Parties[3].Name, "Policing institute", StringComparison.Ordinal)));
        var standing = await store.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == bay.Parties[3].Id));
        Assert.Equal(A.Day("2025-06-30"), standing.MouEndsOn);
    }

    [Fact]
    public async Task A_party_that_a_version_leaves_out_is_bound_until_its_last_signature_where_that_came_late()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store, "2025-07-12");
        var standing = await store.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == bay.Parties[3].Id));
        Assert.Equal(A.Day("2025-07-11"), standing.MouEndsOn);
        Assert.Equal(A.Day("2024-03-01"), (await bay.PageAsync()).CoveredFrom);
    }

    [Fact]
    public async Task What_is_promised_since_a_paper_that_is_not_executed_binds_nobody_yet()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var commitments = new Commitments(store.Databases);
        Assert.Null((await commitments.NewFormAsync(store.Coordinator, bay.Id)).SinceVersion);
        await AddendumAsync(bay, copy: false);
        var form = await commitments.NewFormAsync(store.Coordinator, bay.Id);
        Assert.Equal(3, form.SinceVersion);
        (form.Title, form.Kind, form.FirstDueOn) = ("Hosts a training", CommitmentKind.TrainingHosted, A.Day("2026-06-30"));
        var id = (await commitments.AddAsync(store.Coordinator, bay.Id, form)).Id;
        Assert.All(Assert.Single(await commitments.OfMouAsync(store.Reader, bay.Id)).Parties, p => Assert.Empty(p.Marks));

        form = await commitments.FormAsync(store.Coordinator, id);
        form.SinceVersion = 4;
        await Assert.ThrowsAsync<RefusedException>(() => commitments.EditAsync(store.Coordinator, id, form));
        form.SinceVersion = 2;
        await commitments.EditAsync(store.Coordinator, id, form);
        Assert.Contains(Assert.Single(await commitments.OfMouAsync(store.Reader, bay.Id)).Parties, p => p.Marks.Any(m => m.Mark.Kind == MarkKind.Missed));
        Assert.Equal(["Version 1", "Version 2", "Addendum 1 to version 2"], (await commitments.VersionChoicesAsync(store.Coordinator, bay.Id)).Select(v => v.Name));
        await Assert.ThrowsAsync<NotAllowedException>(() => commitments.NewFormAsync(store.Reader, bay.Id));
        await Assert.ThrowsAsync<NotAllowedException>(() => commitments.VersionChoicesAsync(store.Reader, bay.Id));
    }

    [Fact]
    public async Task A_renewal_carries_what_holds_also_where_a_version_between_that_never_took_effect_left_it_out()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var commitments = new Commitments(store.Databases);
        var beds = (await commitments.AddAsync(store.Coordinator, bay.Id, new() { Title = "Holds two beds", Kind = CommitmentKind.Judged, Period = CommitmentPeriod.Year, FirstDueOn = A.Day("2025-12-31"), PartnerId = bay.Parties[5].Id })).Id;
        var third = await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version);
        third.Promises!.Clear();
        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, third);
        var party = (await bay.PageAsync()).Current.Parties[0];
        await bay.Mous.SignAsync(store.Coordinator, bay.Id, new() { PartyId = party.Id, PersonId = bay.Signer.Id, SignedOn = A.Day("2026-11-10"), Version = party.Version });
        var drafts = new MouDrafts(store.Databases);
        Assert.DoesNotContain("Holds two beds", Words(await drafts.WriteAsync(store.Reader, bay.Id)), StringComparison.Ordinal);
        Assert.Contains($"{bay.Parties[5].Name}: Holds two beds", Words(await drafts.WriteAsync(store.Reader, bay.Id, 2)), StringComparison.Ordinal);

        var fourth = await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version);
        Assert.Equal([beds], fourth.Promises!);
        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, fourth);
        await bay.ExecuteAsync("2026-11-12");
        store.Time.GoTo(A.Day("2027-03-02"));
        var line = Assert.Single(await commitments.OfMouAsync(store.Reader, bay.Id));
        Assert.False(line.LeftOut);
        Assert.True(Assert.Single(line.Parties).Bound);
    }

    [Fact]
    public async Task One_party_withdraws_while_the_others_stay_bound()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var today = store.Clock.Today;
        var party = (await bay.PageAsync()).Holding!.Parties.Single(p => p.PartnerId == bay.Parties[5].Id);
        PartyWithdrawalForm Form(DateOnly notice) => new() { PartyId = party.Id, Version = party.Version, NoticeOn = notice, On = notice.AddDays(30), Reason = "Its board set other priorities." };
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => bay.Mous.WithdrawPartyAsync(store.Coordinator, bay.Id, new() { PartyId = party.Id, Version = party.Version, NoticeOn = today, On = today.AddDays(29), Reason = "x" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => bay.Mous.WithdrawPartyAsync(store.Reader, bay.Id, Form(today.AddDays(-30))));
        await bay.Mous.WithdrawPartyAsync(store.Coordinator, bay.Id, Form(today.AddDays(-30)));

        var page = await bay.PageAsync();
        Assert.Equal(4, page.Bound);
        Assert.True(page.State.IsInForce);
        var standings = await store.ReadAsync(d => d.PartnerStandings.AsNoTracking().ToDictionaryAsync(s => s.PartnerId, s => s.HasMou));
        Assert.Equal((false, true), (standings[bay.Parties[5].Id], standings[bay.Parties[0].Id]));
        Assert.Equal(4, (await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version)).Parties.Count);
        await Assert.ThrowsAsync<StaleRecordException>(() => bay.Mous.WithdrawPartyAsync(store.Coordinator, bay.Id, Form(today.AddDays(-30))));
    }

    [Fact]
    public async Task A_version_that_nobody_signed_can_be_taken_back_and_brought_back()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        await Assert.ThrowsAsync<RefusedException>(() => bay.Mous.DropVersionAsync(store.Coordinator, bay.Id));
        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version));
        await Assert.ThrowsAsync<RefusedException>(() => bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Addendum));
        await new Clauses(store.Databases).SaveAsync(store.Coordinator, bay.Id, new() { Heading = "Beds", Text = "Holds four beds.", Partners = [bay.Parties[0].Id] });
        var draft = await store.ReadAsync(d => d.MouVersions.Where(v => v.MouId == bay.Id && v.Number == 3).Select(v => v.Id).SingleAsync());
        await store.AddAsync(new ApprovalStep { VersionId = draft, PartnerId = bay.Parties[1].Id, Approver = "City council" }, new MouObjection { VersionId = draft, PartnerId = bay.Parties[1].Id, Trouble = "The beds", RaisedOn = A.Day("2026-11-10") });
        await new Commitments(store.Databases).AddAsync(store.Coordinator, bay.Id, new() { Title = "Since the third", Kind = CommitmentKind.Judged, FirstDueOn = A.Day("2027-12-31"), SinceVersion = 3 });
        Task<(int, int, int, int, int)> HangsAsync() => store.ReadAsync(async d => (await d.MouClauses.CountAsync(c => c.VersionId == draft), await d.MouClauses.Where(c => c.VersionId == draft).SelectMany(c => c.Partners).CountAsync(),
            await d.ApprovalSteps.CountAsync(s => s.VersionId == draft), await d.MouObjections.CountAsync(o => o.VersionId == draft), await d.Commitments.CountAsync(c => c.MouId == bay.Id)));
        Assert.Equal((1, 1, 1, 1, 1), await HangsAsync());

        var change = await bay.Mous.DropVersionAsync(store.Coordinator, bay.Id);
        Assert.Equal(2, (await bay.PageAsync()).Current.Number);
        Assert.Equal((0, 0, 0, 0, 0), await HangsAsync());
        await new Histories(store.Databases).UndoAsync(store.Coordinator, change);
        Assert.Equal((3, 5), ((await bay.PageAsync()).Current.Number, (await bay.PageAsync()).Current.Parties.Count));
        Assert.Equal((1, 1, 1, 1, 1), await HangsAsync());
    }

    [Fact]
    public async Task A_renewal_carries_the_promises_that_are_kept_and_taking_it_back_leaves_them_as_they_were()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var commitments = new Commitments(store.Databases);
        CommitmentForm Promise(string title) => new() { Title = title, Kind = CommitmentKind.Judged, Period = CommitmentPeriod.Year, FirstDueOn = A.Day("2025-12-31") };
        var (kept, left) = ((await commitments.AddAsync(store.Coordinator, bay.Id, Promise("Kept"))).Id, (await commitments.AddAsync(store.Coordinator, bay.Id, Promise("Left out"))).Id);
        async Task<IEnumerable<string>> LeftOutAsync() => (await commitments.OfMouAsync(store.Reader, bay.Id)).Where(l => l.LeftOut).Select(l => l.Title);

        var form = await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version);
        Assert.Equal([kept, left], form.Promises!);
        form.Promises!.Remove(left);
        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, form);
        Assert.Equal(["Left out"], await LeftOutAsync());
        // Until the renewal is executed both bind.
        Assert.All(await commitments.OfMouAsync(store.Reader, bay.Id), l => Assert.Contains(l.Parties, p => p.Bound));

        await bay.Mous.DropVersionAsync(store.Coordinator, bay.Id);
        Assert.Empty(await LeftOutAsync());

        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, form);
        await bay.ExecuteAsync("2026-11-01");
        Assert.Equal([kept], (await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Addendum)).Promises!);
    }

    [Fact]
    public async Task What_rests_on_an_mou_is_said_when_it_is_ending()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        var losses = new MouLosses(store.Databases);
        await new Commitments(store.Databases).AddAsync(store.Coordinator, bay.Id, new() { Title = "Two beds held", Kind = CommitmentKind.Judged, Period = CommitmentPeriod.Year, FirstDueOn = A.Day("2025-12-31") });
        Assert.Null(await losses.OfAsync(store.Reader, Guid.NewGuid()));
        store.Time.GoTo(A.Day("2026-08-01"));
        Assert.Null(await losses.OfAsync(store.Reader, bay.Id));
        store.Time.GoTo(A.Day("2027-01-20"));
        var loss = await losses.OfAsync(store.Reader, bay.Id);
        Assert.Equal((A.Day("2027-02-28"), 5), (loss!.EndsOn, loss.Unbound.Count));
        Assert.Equal(["Two beds held"], loss.Promises);

        // One that lapsed years ago binds nobody; another of two of them goes on.
        var lapsed = await bay.Mous.CreateAsync(store.Coordinator, new() { Title = "Lapsed", EffectiveOn = A.Day("2019-01-01"), ExpiresOn = A.Day("2022-12-31"), Parties = [new() { PartnerId = bay.Parties[2].Id }, new() { PartnerId = bay.Parties[4].Id }] });
        await (bay with { Id = lapsed }).ExecuteAsync("2018-12-20");
        var other = await bay.Mous.CreateAsync(store.Coordinator, new() { Title = "Other", EffectiveOn = A.Day("2026-12-01"), ExpiresOn = A.Day("2029-11-30"), Parties = [new() { PartnerId = bay.Parties[0].Id }, new() { PartnerId = bay.Parties[1].Id }] });
        await (bay with { Id = other }).ExecuteAsync("2026-11-20");
        loss = await losses.OfAsync(store.Reader, bay.Id);
        Assert.Equal(["Bay sheriff", "Circuit prosecutor", "Refugee services"], loss!.Unbound);
        Assert.Equal("One promise rests on it: Two beds held. Bay sheriff, Circuit prosecutor and Refugee services are then bound by no MOU.", AgreementSentences.Loss(loss));
    }

    [Fact]
    public async Task Two_who_add_a_version_at_once_do_not_both_succeed()
    {
        await using var store = await db.FreshAsync();
        var bay = await TwoVersionsAsync(store);
        MouForm one = await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version), two = await bay.Mous.NextFormAsync(store.Coordinator, bay.Id, MouVersionKind.Version);
        one.SentForSignatureOn = store.Clock.Today;
        await bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, one);
        await Assert.ThrowsAsync<StaleRecordException>(() => bay.Mous.AddVersionAsync(store.Coordinator, bay.Id, two));
    }
}

public sealed class MouVersionsOnSqlite(SqliteFixture db) : MouVersionFacts(db), IClassFixture<SqliteFixture>;

public sealed class MouVersionsOnPostgreSql(PostgreSqlFixture db) : MouVersionFacts(db), IClassFixture<PostgreSqlFixture>;
