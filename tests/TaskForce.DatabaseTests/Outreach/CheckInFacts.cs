using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Which check-ins are overdue, why, and with whom. Today is November 17, 2026.</summary>
public abstract class CheckInFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Partner> PartnerAsync(Store store, string name, Tier tier, string? lastTalk, Guid? holder = null, string? joined = null, MembershipKind kind = MembershipKind.Member)
    {
        var partner = await store.PartnerAsync(name);
        await using var d = await store.OpenAsync();
        var stored = d.Attach(partner).Entity;
        (stored.Tier, stored.HolderId) = (tier, holder);
        if (joined is not null)
            d.Add(new Membership { PartnerId = partner.Id, Kind = kind, From = A.Day(joined) });
        if (lastTalk is not null)
            d.Add(StandingsFacts.Call(lastTalk, partner));
        await Standings.SaveAsync(d, [partner.Id]);
        return partner;
    }

    [Fact]
    public async Task Each_overdue_check_in_says_why_the_most_urgent_first_and_the_same_ones_stand_on_today()
    {
        await using var store = await db.FreshAsync();
        var (ines, gone) = (await store.PersonAsync("Ines"), await store.PersonAsync("Gone"));
        await store.ChangeAsync(async d => (await d.People.FindAsync([gone.Id], Ct))!.LeftOn = A.Day("2026-11-01"));
        await PartnerAsync(store, "Light", Tier.Light, "2026-07-06", ines.Id);
        await PartnerAsync(store, "Close", Tier.Close, "2026-10-01", gone.Id);
        await PartnerAsync(store, "In time", Tier.Regular, "2026-10-01", ines.Id);
        await PartnerAsync(store, "Silent", Tier.Regular, null, null, "2026-03-02");
        await PartnerAsync(store, "Declined", Tier.Close, "2026-01-01", ines.Id, "2026-02-01", MembershipKind.Declined);

        var list = await new CheckIns(store.Databases).OverdueAsync(store.Coordinator, ct: Ct);
        Assert.Equal(["Silent", "Close", "Light"], list.Page.Rows.Select(r => r.Name));
        Assert.Equal(
        [
            "No two-way contact logged since it joined Mar 2; regular contact means every 60 days, 90 at the longest.",
            "Last two-way contact 47 days ago; close contact means every 30 days, 45 at the longest.",
            "Last two-way contact 134 days ago; light contact means every 120 days, 180 at the longest.",
        ], list.Page.Rows.Select(r => CheckInSentences.Why(r, list.Today)));
        Assert.Equal((DateOnly?)A.Day("2026-11-01"), list.Page.Rows[1].HolderLeft);
        Assert.Equal([("Gone", 1), ("Ines", 1), ("Nobody", 1)], list.Holders.Select(h => (h.Name, h.Count)));
        Assert.Equal("Three check-ins are overdue, two past the longest interval; nobody holds the relationship with one of them.", CheckInSentences.Lead(list));
        var today = (await new TodayQueue(store.Databases).ReadAsync(store.Coordinator, Ct)).Rows.Where(r => r.Reason == QueueReason.CheckInOverdue).ToList();
        Assert.Equal(list.Page.Rows.Select(r => r.Id).Order(), today.Select(r => r.RecordId).Order());
        Assert.Equal(["", "Gone", "Ines"], today.Select(r => r.Owner).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_list_is_narrowed_by_holder_and_its_export_with_it()
    {
        await using var store = await db.FreshAsync();
        var ines = await store.PersonAsync("Ines");
        await PartnerAsync(store, "Hers", Tier.Close, "2026-09-01", ines.Id);
        await PartnerAsync(store, "Nobody's", Tier.Close, "2026-09-01");
        var reads = new CheckIns(store.Databases);

        Assert.Equal(["Hers"], (await reads.OverdueAsync(store.Member, ines.Id, ct: Ct)).Page.Rows.Select(r => r.Name));
        Assert.Equal(["Nobody's"], (await reads.OverdueAsync(store.Member, PartnerFilter.Nobody, ct: Ct)).Page.Rows.Select(r => r.Name));
        Assert.Equal(2, (await reads.OverdueAsync(store.Member, ines.Id, ct: Ct)).All);
        using var file = new MemoryStream();
        await reads.ExportAsync(store.Coordinator, ines.Id, file, SheetFormat.Csv, Ct);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("Hers,Ines,Close,2026-09-01,47,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody's", text, StringComparison.Ordinal);
        Assert.Equal(["Hers"], (await new ContactLists(store.Databases).PageAsync(store.Coordinator, new() { HolderId = ines.Id }, ct: Ct)).Rows.SelectMany(r => r.Partners).Select(p => p.Name));
        foreach (var actor in (Actor[])[store.Executive, store.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => reads.OverdueAsync(actor, ct: Ct));
    }
}

public sealed class CheckInOnSqlite(SqliteFixture db) : CheckInFacts(db), IClassFixture<SqliteFixture>;

public sealed class CheckInOnPostgreSql(PostgreSqlFixture db) : CheckInFacts(db), IClassFixture<PostgreSqlFixture>;
