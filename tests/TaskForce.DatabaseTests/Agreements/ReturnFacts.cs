using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>What partners send in: by link, by their own people, as told. The clock stands on November 17, 2026.</summary>
public abstract class ReturnFacts(DatabaseFixture db)
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 report"u8];

    private Returns Returns => new(db.Databases);

    private sealed record Promised(Partner Partner, Person Person, Guid Promise);

    // Hours each quarter, 15 days after it ends, 40 promised.
    private async Task<Promised> PromiseAsync(ReturnContent gives = ReturnContent.Hours)
    {
        Partner clinic = await db.PartnerAsync("Clinic"), police = await db.PartnerAsync("Police");
        var person = await db.PersonAsync("Ines Carrow", clinic, "Director");
        Guid mou = default;
        await db.ChangeAsync(d =>
        {
            mou = StandingsFacts.AddMou(d, "Protocol", "2025-01-01", "2028-12-31", true, clinic, police).Id;
            return Task.CompletedTask;
        });
        var saved = await new Commitments(db.Databases).AddAsync(db.Coordinator, mou, new()
        {
            Title = "Hours each quarter",
            Kind = CommitmentKind.Return,
            Gives = gives,
            Hours = 40,
            Period = CommitmentPeriod.Quarter,
            DueDays = 15,
            FirstDueOn = A.Day("2026-07-15"),
        });
        return new(clinic, person, saved.Id);
    }

    [Fact]
    public async Task A_link_lets_one_person_send_in_one_return_and_it_is_the_evidence()
    {
        var p = await PromiseAsync();
        var secret = await Returns.MakeLinkAsync(db.Coordinator, p.Promise, p.Partner.Id, p.Person.Id, A.Day("2027-01-15"));
        var view = await Returns.OpenLinkAsync(secret);
        Assert.Equal(("Clinic", "Q4 2026", "Ines Carrow", (int?)40), (view!.Partner, view.Period, view.Person, view.HoursPromised));
        Assert.True(await Returns.GiveByLinkAsync(secret, new() { Hours = 30 }, new("report.pdf", Pdf)));
        var due = (await Returns.OfPartnerAsync(db.Reader, p.Partner.Id)).Single(d => d.Period == "Q4 2026");
        Assert.Equal("30 hours of staff time, a file", due.What);
        var page = await Returns.PageAsync(db.Reader, due.ReturnId!.Value);
        Assert.Equal((30, true, "report.pdf"), (page.Hours, page.ByLink, page.File!.Name));
        Assert.Equal(Pdf, (await Returns.FileAsync(db.Reader, page.Id)).Bytes);
        Assert.Equal("Ines Carrow (by link)", (await db.HistoryAsync(page.Id))[0].By);

        // A correction does not make it late, and there is one return a period.
        Assert.True(await Returns.GiveByLinkAsync(secret, new() { Hours = 35 }));
        Assert.Equal(35, (await db.ReadAsync(d => d.PartnerReturns.SingleAsync(r => r.CommitmentId == p.Promise))).Hours);
        Assert.False(await db.ReadAsync(d => d.ReturnLinks.AnyAsync(l => l.TokenHash == secret)));
    }

    [Fact]
    public async Task A_link_ends_with_a_newer_one_with_the_person_leaving_and_with_time()
    {
        await using var store = await db.FreshAsync();
        var (returns, clinic, person, promise) = await OtherAsync(store);
        var old = await returns.MakeLinkAsync(store.Coordinator, promise, clinic.Id, person.Id, A.Day("2026-10-15"));
        var newer = await returns.MakeLinkAsync(store.Coordinator, promise, clinic.Id, person.Id, A.Day("2026-10-15"));
        Assert.Null(await returns.OpenLinkAsync(old));
        Assert.False(await returns.GiveByLinkAsync(old, new() { Hours = 1 }));
        Assert.Null(await returns.OpenLinkAsync("nonsense"));
        Assert.NotNull(await returns.OpenLinkAsync(newer));
        // The promise has another rhythm now: nothing is due on that day.
        var commitments = new Commitments(store.Databases);
        var terms = await commitments.FormAsync(store.Coordinator, promise);
        terms.Period = CommitmentPeriod.Half;
        await commitments.EditAsync(store.Coordinator, promise, terms);
        Assert.Null(await returns.OpenLinkAsync(newer));
        (terms.Period, terms.Version) = (CommitmentPeriod.Quarter, (await commitments.FormAsync(store.Coordinator, promise)).Version);
        await commitments.EditAsync(store.Coordinator, promise, terms);
        store.Time.GoTo(store.Clock.Today.AddDays(Returns.LinkDays + 1));
        Assert.Null(await returns.OpenLinkAsync(newer));
        var third = await returns.MakeLinkAsync(store.Coordinator, promise, clinic.Id, person.Id, A.Day("2026-10-15"));
        await store.ChangeAsync(async d => (await d.Posts.SingleAsync(x => x.PersonId == person.Id)).To = store.Clock.Today.AddDays(-1));
        Assert.Null(await returns.OpenLinkAsync(third));
    }

    [Fact]
    public async Task Staff_time_and_the_mark_follow_what_was_sent_in()
    {
        await using var store = await db.FreshAsync();
        var (returns, clinic, _, promise) = await OtherAsync(store);
        store.Time.GoTo(A.Day("2026-10-10"));
        var saved = await returns.GiveAsync(store.Coordinator, promise, clinic.Id, A.Day("2026-10-15"), new() { Hours = 20, ToldBy = "Ines Carrow by phone" });
        store.Time.GoTo(A.Day("2026-11-05"));
        await new TaskForce.Core.BuyIn.Standings(store.Databases).RebuildAsync();
        Assert.Contains("\"staff-time\":50", await ValuesAsync(), StringComparison.Ordinal);
        // Q2 never came, Q3 came in time: one of two.
        Assert.Contains("\"commitments-kept\":50", await ValuesAsync(), StringComparison.Ordinal);

        await new TaskForce.Core.Data.Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId);
        Assert.DoesNotContain("staff-time", await ValuesAsync(), StringComparison.Ordinal);
        Assert.Contains("\"commitments-kept\":0", await ValuesAsync(), StringComparison.Ordinal);

        // What was told in time and typed in later came when it was told; that day can be mended, in the period only.
        var due = A.Day("2026-10-15");
        await Assert.ThrowsAsync<ValidationException>(() => returns.GiveAsync(store.Coordinator, promise, clinic.Id, due, new() { Hours = 20, ToldBy = "Ines Carrow by phone", ToldOn = A.Day("2026-06-30") }));
        await Assert.ThrowsAsync<ValidationException>(() => returns.GiveAsync(store.Coordinator, promise, clinic.Id, due, new() { Hours = 20, ToldBy = "Ines Carrow by phone", ToldOn = A.Day("2026-11-06") }));
        await returns.GiveAsync(store.Coordinator, promise, clinic.Id, due, new() { Hours = 20, ToldBy = "Ines Carrow by phone", ToldOn = A.Day("2026-10-14") });
        Assert.Contains("\"commitments-kept\":50", await ValuesAsync(), StringComparison.Ordinal);
        Assert.Equal(A.Day("2026-10-14"), (await returns.ViewAsync(store.Coordinator, promise, clinic.Id, due)).Given!.ToldOn);
        await returns.GiveAsync(store.Coordinator, promise, clinic.Id, due, new() { Hours = 20, ToldBy = "Ines Carrow by phone", ToldOn = A.Day("2026-10-16") });
        Assert.Contains("\"commitments-kept\":0", await ValuesAsync(), StringComparison.Ordinal);
        // Its own people say nothing of a day.
        await returns.GiveAsync(Store.With(store.Member, own: [clinic.Id]), promise, clinic.Id, due, new() { Hours = 21, ToldOn = A.Day("2026-10-14") });
        Assert.Contains("\"commitments-kept\":0", await ValuesAsync(), StringComparison.Ordinal);

        Task<string> ValuesAsync() => store.ReadAsync(d => d.PartnerHalves.Where(h => h.PartnerId == clinic.Id).OrderByDescending(h => h.Half).Select(h => h.Values).FirstAsync());
    }

    [Fact]
    public async Task What_is_told_needs_a_name_and_what_is_promised_must_be_there()
    {
        var p = await PromiseAsync();
        var due = A.Day("2026-10-15");
        await Assert.ThrowsAsync<ValidationException>(() => Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, new() { Hours = 5 }));
        await Assert.ThrowsAsync<ValidationException>(() => Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, new() { ToldBy = "Ines" }));
        await Assert.ThrowsAsync<RefusedException>(() => Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, A.Day("2026-10-16"), new() { Hours = 5, ToldBy = "Ines" }));
        await Assert.ThrowsAsync<RefusedException>(() => Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, new() { Hours = 5, ToldBy = "Ines" }, new("x.pdf", [.. "<html>"u8])));
        var report = await PromiseAsync(ReturnContent.Report);
        await Assert.ThrowsAsync<ValidationException>(() => Returns.GiveAsync(db.Coordinator, report.Promise, report.Partner.Id, due, new() { ToldBy = "Ines" }));
        await Returns.GiveAsync(db.Coordinator, report.Promise, report.Partner.Id, due, new() { ToldBy = "Ines" }, new("x.pdf", Pdf));
    }

    [Fact]
    public async Task What_came_meanwhile_is_shown_before_it_is_replaced_and_an_ended_promise_leaves_what_came_to_be_corrected()
    {
        var p = await PromiseAsync();
        var due = A.Day("2026-10-15");
        var seen = await Returns.ViewAsync(db.Coordinator, p.Promise, p.Partner.Id, due);
        Assert.Null(seen.Given);
        var secret = await Returns.MakeLinkAsync(db.Coordinator, p.Promise, p.Partner.Id, p.Person.Id, due);
        Assert.True(await Returns.GiveByLinkAsync(secret, new() { Hours = 40, Seen = Guid.Empty }));
        var told = new ReturnForm { Hours = 12, ToldBy = "Ines", Seen = Guid.Empty };
        Assert.StartsWith("Meanwhile this came: 40 hours of staff time.", (await Assert.ThrowsAsync<RefusedException>(() => Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, told))).Message, StringComparison.Ordinal);
        told.Seen = (await Returns.ViewAsync(db.Coordinator, p.Promise, p.Partner.Id, due)).Given!.Seen;
        await Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, told);

        await db.ChangeAsync(async d => (await d.Commitments.SingleAsync(c => c.Id == p.Promise)).EndedOn = A.Day("2026-10-10"));
        told = (await Returns.ViewAsync(db.Coordinator, p.Promise, p.Partner.Id, due)).Given!;
        (told.Hours, told.ToldBy) = (14, "Ines");
        await Returns.GiveAsync(db.Coordinator, p.Promise, p.Partner.Id, due, told);
        Assert.Equal(14, (await db.ReadAsync(d => d.PartnerReturns.SingleAsync(r => r.CommitmentId == p.Promise))).Hours);
        await Assert.ThrowsAsync<RefusedException>(() => Returns.ViewAsync(db.Coordinator, p.Promise, p.Partner.Id, A.Day("2027-01-15")));
    }

    [Fact]
    public async Task A_return_that_is_missing_stays_in_the_list_however_old()
    {
        await using var store = await db.FreshAsync();
        var (returns, clinic, _, promise) = await OtherAsync(store);
        await store.ChangeAsync(async d => (await d.MouVersions.SingleAsync()).ExpiresOn = A.Day("2031-12-31"));
        store.Time.GoTo(A.Day("2029-11-17"));
        var dues = await returns.OfPartnerAsync(store.Coordinator, clinic.Id);
        Assert.True(dues.Count > 5);
        await returns.GiveAsync(store.Coordinator, promise, clinic.Id, dues[^1].DueOn, new() { Hours = 5, ToldBy = "Ines", ToldOn = dues[^1].DueOn });
        Assert.DoesNotContain(dues[^1].DueOn, (await returns.OfPartnerAsync(store.Coordinator, clinic.Id)).Select(d => d.DueOn));
    }

    [Fact]
    public async Task A_partners_own_people_give_for_it_and_for_nobody_else()
    {
        var p = await PromiseAsync();
        var due = A.Day("2026-10-15");
        var own = Store.With(db.Member, own: [p.Partner.Id]);
        await Returns.GiveAsync(own, p.Promise, p.Partner.Id, due, new() { Hours = 12 });
        foreach (var actor in new[] { db.Member, db.Executive, db.Reader })
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => Returns.GiveAsync(actor, p.Promise, p.Partner.Id, due, new() { Hours = 12 }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Returns.MakeLinkAsync(actor, p.Promise, p.Partner.Id, p.Person.Id, due));
        }
    }

    private static async Task<(Returns Returns, Partner Clinic, Person Person, Guid Promise)> OtherAsync(Store store)
    {
        Partner clinic = await store.PartnerAsync("Clinic"), police = await store.PartnerAsync("Police");
        var person = await store.PersonAsync("Ines Carrow", clinic, "Director");
        Guid mou = default;
        await store.ChangeAsync(d =>
        {
            mou = StandingsFacts.AddMou(d, "Protocol", "2025-01-01", "2028-12-31", true, clinic, police).Id;
            return Task.CompletedTask;
        });
        var saved = await new Commitments(store.Databases).AddAsync(store.Coordinator, mou, new() { Title = "Hours", Kind = CommitmentKind.Return, Gives = ReturnContent.Hours, Hours = 40, Period = CommitmentPeriod.Quarter, DueDays = 15, FirstDueOn = A.Day("2026-07-15") });
        return (new(store.Databases), clinic, person, saved.Id);
    }
}

public sealed class ReturnsOnSqlite(SqliteFixture db) : ReturnFacts(db), IClassFixture<SqliteFixture>;

public sealed class ReturnsOnPostgreSql(PostgreSqlFixture db) : ReturnFacts(db), IClassFixture<PostgreSqlFixture>;
