using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>
/// What the product says by itself after four half-years of one memorandum: what holds, who is losing ground and why, what to do next, and two reviews
/// that stand. Who kept which promise is in <see cref="CommitmentFacts"/>, mark by mark. Today is February 1, 2026.
/// </summary>
public abstract class MemorandumFacts(DatabaseFixture db)
{
    private const int StateAttorney = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>
    /// Five of six go on as they were: a sponsor, a champion with backing, a talk in June and in December 2025. The state attorney's champion left on November 15,
    /// and nobody talked with that office since June 20.
    /// </summary>
    private static async Task<CommitmentScenario> RunAsync(Store store)
    {
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        var (ties, contacts) = (new PartnerTies(store.Databases), new Contacts(store.Databases, new(store.Databases)));
        for (var i = 0; i < scenario.Partners.Length; i++)
        {
            var partner = scenario.Partners[i];
            var (leader, champion) = (await store.PersonAsync($"{partner.Name} leader", partner), await store.PersonAsync($"{partner.Name} champion", partner));
            await ties.SaveSponsorAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = leader.Id, From = A.Day("2024-03-01") }, Ct);
            await ties.SaveChampionAsync(store.Coordinator, new() { PartnerId = partner.Id, PersonId = champion.Id, LeadershipBacks = true, From = A.Day("2024-03-01"), To = i == StateAttorney ? A.Day("2025-11-15") : null }, Ct);
            foreach (var on in (string[])["2024-06-11", "2024-12-10", "2025-06-20", .. i == StateAttorney ? (string[])[] : ["2025-12-15"]])
                await contacts.LogAsync(store.Coordinator, new() { Partners = [partner.Id], People = [champion.Id], Kind = ContactKind.Call, On = A.Day(on), Line = "Talked" }, Ct);
        }
        return scenario;
    }

    [Fact]
    public async Task Both_versions_hold_from_their_days_and_an_addendum_without_its_executed_copy_moves_neither_end_nor_name()
    {
        await using var store = await db.FreshAsync();
        var scenario = new CommitmentScenario(store);
        await scenario.RunAsync();
        var page = await scenario.PageAsync();
        Assert.Equal([(2, A.Day("2025-07-01"), A.Day("2026-03-01"), A.Day("2027-02-28"), 5), (1, A.Day("2024-03-01"), A.Day("2025-03-01"), A.Day("2027-02-28"), 6)],
            page.Versions.Select(v => (v.Number, v.EffectiveOn!.Value, v.ReviewOn!.Value, v.ExpiresOn!.Value, v.Parties.Count)));
        Assert.Equal(["Policing institute leaves"], AgreementSentences.Changes(page.Versions[1], page.Versions[0], store.Clock.Today));
        Assert.Equal((2, MouStateKind.InForce), (page.Holding!.Number, page.State.Kind));

        await scenario.AddendumAsync();
        page = await scenario.PageAsync();
        Assert.Equal((3, 5, "Coastal memorandum", A.Day("2027-10-31")), (page.Current.Number, page.Signed, page.Current.Title, page.Current.ExpiresOn!.Value));
        Assert.Equal((2, "Regional memorandum"), (page.Holding!.Number, page.Title));
        Assert.Equal("Addendum 1 to version 2 is signed by all, but its executed copy is not on file. It changes nothing until then: the MOU still ends on Feb 28, 2027 and keeps its name, Regional memorandum.",
            AgreementSentences.Pending(page));
        Assert.Contains((await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows, r => r.Key == "mou-copy:" + scenario.MouId);

        // Each March somebody looks at it; after its last day nobody is bound, whatever the addendum says.
        store.Time.GoTo(A.Day("2026-03-01"));
        Assert.Equal(MouStateKind.ReviewDue, (await scenario.PageAsync()).State.Kind);
        store.Time.GoTo(A.Day("2027-02-28"));
        Assert.Equal(MouStateKind.Ending, (await scenario.PageAsync()).State.Kind);
        store.Time.GoTo(A.Day("2027-03-01"));
        Assert.Equal((MouStateKind.Lapsed, "Regional memorandum"), ((await scenario.PageAsync()).State.Kind, (await scenario.PageAsync()).Title));
    }

    [Fact]
    public async Task The_product_says_who_is_losing_ground_and_why_and_what_to_do_next()
    {
        await using var store = await db.FreshAsync();
        var scenario = await RunAsync(store);
        var attorney = scenario.Partners[StateAttorney];

        // Who, in the review of the half: of six one lost ground, and the sentence says how much and in what.
        var review = await new ExecutiveReviews(store.Databases).ReadAsync(store.Executive, new(2025, 2), ct: Ct);
        var row = review.Partners.Single(p => p.Id == attorney.Id);
        // By hand, on June 30 and December 31: leadership 40, 40 (15); champion 100, 0 (15); leaders at the table 50, 67 (10); attendance 0, 0 (10);
        // commitments 67, 33 (15); contact 100, 0 (10). Of the 75: 4605 / 75 = 61.4 and 1765 / 75 = 23.5; the difference is 2840 / 75 = 37.9.
        Assert.Equal((61, 24, -38), (row.IndexBefore, row.Index, row.Change));
        Assert.Contains("State attorney fell most, by 38 points, most of it in internal champion.", review.Headline, StringComparison.Ordinal);

        // Why, on Today and on the record: three signs together.
        string[] signs =
        [
            "No talk for 226 days, longer than agreed", "State attorney champion, its champion, left, and nobody has followed",
            "Not kept for the first time, H2 2025: Each sends somebody to half of the committee's meetings",
        ];
        var today = (await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows.Where(r => r.Reason == QueueReason.Cooling).ToList();
        Assert.Equal((attorney.Id, string.Join(". ", signs) + "."), (Assert.Single(today).PartnerId, today[0].Detail));
        var view = await new NextSteps(store.Databases).OfPartnerAsync(store.Coordinator, attorney.Id, Ct);
        Assert.Equal(signs, view.Cooling.Select(s => s.Text));

        // What to do next, with the reason.
        Assert.Equal(("Call State attorney leader and ask for a champion with authority.", "the champion left on Nov 15, 2025, and nobody has followed."), (view.Next!.Do, view.Next.Why));
        Assert.Equal(attorney.Id, (await new NextSteps(store.Databases).ListAsync(store.Coordinator, Ct))[0].PartnerId);
    }

    [Fact]
    public async Task Two_reviews_stand_frozen_beside_each_other_whatever_is_corrected_later()
    {
        await using var store = await db.FreshAsync();
        var scenario = await RunAsync(store);
        var (editions, attorney) = (new ReviewEditions(store.Databases), scenario.Partners[StateAttorney]);
        var spring = (await editions.MakeAsync(store.Coordinator, new HalfYear(2025, 1), new() { Kind = EditionKind.Closing }, Ct)).Id;
        var fall = (await editions.MakeAsync(store.Coordinator, new HalfYear(2025, 2), new() { Kind = EditionKind.Closing }, Ct)).Id;
        var kept = await BothAsync();
        Assert.Equal((61, 24), (IndexOf(kept.Earlier), IndexOf(kept.Later)));
        // Both came to the meetings of the halves before; in the spring the office was vacant.
        Assert.Equal([PromiseMark.Missed, PromiseMark.Came, PromiseMark.None, PromiseMark.Came], kept.Later.Review.Promise.Rows.Single(r => r.Executive.Contains("State attorney", StringComparison.Ordinal)).Marks);
        Assert.Empty(kept.Later.Corrections);

        // In February it turns out that somebody had come in August.
        var (attendances, meeting, seat) = (new Attendances(store.Databases), scenario.Meetings["2025-08-19"].Id, scenario.Seats[("committee", StateAttorney)].Id);
        await attendances.MarkAsync(store.Coordinator, meeting, seat, new() { Presence = Presence.Present, Version = (await attendances.FormAsync(store.Coordinator, meeting, seat)).Version });
        var after = await BothAsync();
        Assert.Equal((61, 24), (IndexOf(after.Earlier), IndexOf(after.Later)));
        Assert.Empty(after.Earlier.Corrections);
        Assert.Equal([("Attendance", 0, 50), ("Commitments kept", 33, 67)], after.Later.Corrections.Select(c => (c.Indicator, c.Was!.Value, c.Now!.Value)));

        async Task<(OpenedEdition Earlier, OpenedEdition Later)> BothAsync() => (await editions.OpenAsync(store.Executive, spring, Ct), await editions.OpenAsync(store.Executive, fall, Ct));
        int? IndexOf(OpenedEdition edition) => edition.Review.Partners.Single(p => p.Id == attorney.Id).Index;
    }
}

public sealed class MemorandumOnSqlite(SqliteFixture db) : MemorandumFacts(db), IClassFixture<SqliteFixture>;

public sealed class MemorandumOnPostgreSql(PostgreSqlFixture db) : MemorandumFacts(db), IClassFixture<PostgreSqlFixture>;
