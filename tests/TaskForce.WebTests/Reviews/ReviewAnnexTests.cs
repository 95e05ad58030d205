using TaskForce.Core.Access;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Tests;

namespace TaskForce.WebTests.Reviews;

/// <summary>The review on paper where there are more partners than a page holds.</summary>
public sealed class ReviewAnnexTests
{
    [Fact]
    public async Task Partners_beyond_thirty_stand_in_an_annex_of_the_print()
    {
        using var app = new WebApp();
        var (today, coordinator) = (app.Databases.Clock.Today, A.Actor(Role.Coordinator));
        var kind = A.Kind(Sector.VictimServices);
        var partners = Enumerable.Range(1, 33).Select(n => A.Partner($"Agency {n:00}", kind)).ToList();
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
        {
            db.Add(kind);
            db.AddRange(partners);
            db.AddRange(partners.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Member, From = today.AddYears(-1) }));
            await db.SaveChangesAsync();
        }
        foreach (var partner in partners)
            await app.Get<Contacts>().LogAsync(coordinator, new() { Partners = [partner.Id], On = today, Line = "Called the director." });

        var browser = await app.SignedInAsync(Role.Executive);
        var print = await browser.GetStringAsync($"/review/{app.Get<ExecutiveReviews>().Current.Slug}/print");

        var pages = print.Split("<article class=\"pg\">").Skip(1).ToList();
        Assert.Equal(3, pages.Count);
        Assert.Contains("Annex 1: further partners", pages[2]);
        Assert.Contains("Page 3 of 3", pages[2]);
        // Each stands once: thirty on the second page, three in the annex.
        Assert.Equal((30, 3), (Named(pages[1]), Named(pages[2])));

        int Named(string page) => partners.Count(p => page.Contains($">{p.Name}<", StringComparison.Ordinal));
    }
}
