using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Supporters outside the membership: what they offer and how it was used. Today is November 17, 2026.</summary>
public abstract class SupporterFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Partner> PartnerAsync(Store store, string name, MembershipKind? kind)
    {
        var partner = await store.PartnerAsync(name, Sector.CommunityBased);
        if (kind is { } membership)
            await store.AddAsync(new Membership { PartnerId = partner.Id, Kind = membership, From = A.Day("2026-02-01") });
        return partner;
    }

    private static SupportOfferForm Offer(Partner partner, string text = "The hall, two evenings a month") => new() { PartnerId = partner.Id, On = A.Day("2026-10-01"), Offer = text };

    [Fact]
    public async Task Supporters_and_others_outside_the_membership_stand_in_the_list_with_what_they_offered_and_how_it_was_used()
    {
        await using var store = await db.FreshAsync();
        var (church, students, shop, member) = (await PartnerAsync(store, "Church", MembershipKind.Supporter), await PartnerAsync(store, "Students", MembershipKind.Supporter), await PartnerAsync(store, "Shop", null), await PartnerAsync(store, "Member", MembershipKind.Member));
        await PartnerAsync(store, "Prospect", MembershipKind.Prospect);
        var supporters = new Supporters(store.Databases);
        foreach (var partner in (Partner[])[church, shop, member])
            await supporters.SaveAsync(store.Coordinator, Offer(partner), Ct);
        var used = await supporters.SaveAsync(store.Coordinator, Offer(church, "Interpreters"), Ct);
        var form = await supporters.FormAsync(store.Coordinator, used.Id, Ct);
        form.UsedOn = A.Day("2026-11-01");
        await Assert.ThrowsAsync<ValidationException>(() => supporters.SaveAsync(store.Coordinator, form, Ct));
        (form.Used, form.UsedOn) = ("At the clinic", A.Day("2026-09-30"));
        await Assert.ThrowsAsync<ValidationException>(() => supporters.SaveAsync(store.Coordinator, form, Ct));
        form.UsedOn = A.Day("2026-11-01");
        await supporters.SaveAsync(store.Coordinator, form, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => supporters.SaveAsync(store.Coordinator, form, Ct));

        var list = await supporters.PageAsync(store.Reader, ct: Ct);
        var counts = await supporters.CountsAsync(store.Reader, Ct);
        Assert.Equal([("Church", 2, 1), ("Shop", 1, 1), ("Students", 0, 0)], list.Rows.Select(r => (r.Name, r.Offers.Count, r.Waiting)));
        Assert.Equal(((DateOnly?)A.Day("2026-02-01"), null), (list.Rows[0].Since, list.Rows[1].Since));
        Assert.Equal("Three supporters outside the membership; two offers wait to be used.", SupporterSentences.Lead(counts));
        Assert.Equal(["Church"], (await supporters.PageAsync(store.Reader, SupporterView.Used, ct: Ct)).Rows.Select(r => r.Name));
        Assert.Equal(["Students"], (await supporters.PageAsync(store.Reader, SupporterView.NoOffer, ct: Ct)).Rows.Select(r => r.Name));
        Assert.Equal([3, 2, 1, 1], Enum.GetValues<SupporterView>().Select(v => counts.Views[v]));
        using var file = new MemoryStream();
        await supporters.ExportAsync(store.Reader, SupporterView.Used, file, SheetFormat.Csv, Ct);
        Assert.Contains("Interpreters,2026-10-01,2026-11-01,At the clinic", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);

        // A member's offer stands on its own page only, and a supporter that joins leaves the list.
        Assert.Single(await supporters.OfPartnerAsync(store.Reader, member.Id, Ct));
        await new PartnerTies(store.Databases).SaveMembershipAsync(store.Coordinator, new() { PartnerId = students.Id, Kind = MembershipKind.Member, From = A.Day("2026-11-01") }, Ct);
        Assert.DoesNotContain("Students", (await supporters.PageAsync(store.Reader, ct: Ct)).Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task An_offer_is_written_by_coordinators_guarded_removed_and_brought_back()
    {
        await using var store = await db.FreshAsync();
        var church = await PartnerAsync(store, "Church", MembershipKind.Supporter);
        var supporters = new Supporters(store.Databases);
        await Assert.ThrowsAsync<ValidationException>(() => supporters.SaveAsync(store.Coordinator, Offer(church, "Born 04/12/2001, Maria Lopez"), Ct));
        var saved = await supporters.SaveAsync(store.Coordinator, Offer(church), Ct);
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(store.Member, chairs: [Guid.NewGuid()], seated: [church.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => supporters.SaveAsync(actor, Offer(church), Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => supporters.RemoveAsync(actor, saved.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => supporters.FormAsync(actor, saved.Id, Ct));
        }
        var removed = await supporters.RemoveAsync(store.Coordinator, saved.Id, Ct);
        Assert.Empty(await supporters.OfPartnerAsync(store.Reader, church.Id, Ct));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, removed.ChangeId, Ct);
        Assert.Equal("The hall, two evenings a month", Assert.Single(await supporters.OfPartnerAsync(store.Reader, church.Id, Ct)).Offer);
    }
}

public sealed class SupporterOnSqlite(SqliteFixture db) : SupporterFacts(db), IClassFixture<SqliteFixture>;

public sealed class SupporterOnPostgreSql(PostgreSqlFixture db) : SupporterFacts(db), IClassFixture<PostgreSqlFixture>;
