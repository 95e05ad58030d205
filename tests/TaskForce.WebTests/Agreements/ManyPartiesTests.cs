using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;
using TaskForce.Web.Areas.Agreements;

namespace TaskForce.WebTests.Agreements;

/// <summary>An MOU of more parties than one reads: 30 cities, of which the last six did not send in their hours. The clock stands on November 17, 2026.</summary>
public sealed class ManyPartiesTests : StorePageTest
{
    private readonly Mou mou = new() { Title = "Task force memorandum" };
    private Guid promise;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var kind = A.Kind(Sector.LocalGovernment);
        var partners = Enumerable.Range(1, 30).Select(i => A.Partner($"City {i:00}", kind)).ToList();
        var file = new StoredFile { Name = "mou.pdf", ContentType = "application/pdf", Hash = "0", Size = 3 };
        var version = new MouVersion { MouId = mou.Id, Number = 1, EffectiveOn = A.Day("2026-01-01"), ExpiresOn = A.Day("2028-12-31"), FileId = file.Id };
        await Store.AddAsync([kind, .. partners]);
        await Store.AddAsync(file, mou, version);
        // The tenth and the last have not signed: they need not.
        await Store.AddAsync([.. partners.Select((p, i) => new MouParty { VersionId = version.Id, PartnerId = p.Id, Order = i, SignedOn = i is 9 or 29 ? null : A.Day("2025-12-01"), SignatureRequired = i is not 9 and not 29 })]);
        promise = (await new Commitments(Store.Databases).AddAsync(Store.Coordinator, mou.Id, new()
        {
            Title = "Give hours",
            Kind = CommitmentKind.Return,
            Gives = ReturnContent.Hours,
            Hours = 10,
            Period = CommitmentPeriod.Quarter,
            FirstDueOn = A.Day("2026-10-15"),
            DueDays = 15,
        })).Id;
        await Store.AddAsync([.. partners.Take(24).Select(p => new PartnerReturn { CommitmentId = promise, PartnerId = p.Id, From = A.Day("2026-07-01"), To = A.Day("2026-09-30"), ReceivedOn = A.Day("2026-10-10"), Hours = 10 })]);
    }

    [Fact]
    public void The_page_of_the_MOU_lists_those_that_kept_least_and_leads_to_all()
    {
        var page = Render<CommitmentsOfMou>(p => p.Add(c => c.MouId, mou.Id).Add(c => c.Parties, []));
        var rows = page.WaitForElements("tr.party");

        Assert.Equal(25, rows.Count);
        Assert.Equal(["City 25", "City 26", "City 27", "City 28", "City 29", "City 30", "City 01", "City 02"], rows.Take(8).Select(r => r.QuerySelector("a")!.TextContent));
        Assert.StartsWith("All 30 parties", rows[24].TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal($"/mous/{mou.Id}/promises/{promise}", rows[24].QuerySelector("a")!.GetAttribute("href"));
        // The share counts all of them: 24 of 30.
        Assert.Equal("80%", page.Find("td.strong").TextContent);
    }

    [Fact]
    public void The_page_of_the_promise_goes_on_by_party()
    {
        var nav = Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo($"/mous/{mou.Id}/promises/{promise}?after=nonsense");
        var page = Render<CommitmentRecord>(p => p.Add(c => c.MouId, mou.Id).Add(c => c.Id, promise));

        page.WaitForAssertion(() => Assert.Contains("Parties 1–24 of 30", page.Markup, StringComparison.Ordinal));
        Assert.Equal(("City 01", "City 24"), (Names()[0], Names()[^1]));
        Assert.Null(Link("Previous"));
        nav.NavigateTo(Link("Next")!);
        page.WaitForAssertion(() => Assert.Contains("Parties 25–30 of 30", page.Markup, StringComparison.Ordinal));
        Assert.Equal(("City 25", "City 30"), (Names()[0], Names()[^1]));
        Assert.Null(Link("Next"));
        nav.NavigateTo(Link("Previous")!);
        page.WaitForAssertion(() => Assert.Contains("Parties 1–24 of 30", page.Markup, StringComparison.Ordinal));

        List<string> Names() => [.. page.FindAll(".due-days").Select(t => t.ParentElement!.GetAttribute("aria-label")!.Replace("Due days of ", "", StringComparison.Ordinal))];
        string? Link(string name) => page.FindAll("nav[aria-label=Pages] a").Single(a => a.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("href");
    }

    [Fact]
    public async Task The_parties_that_are_waited_for_come_first_and_all_are_one_press_away()
    {
        await Store.ChangeAsync(async db => (await db.MouParties.SingleAsync(p => p.Order == 29)).SignatureRequired = true);
        var shown = await new Mous(Store.Databases).PageAsync(Store.Reader, mou.Id);
        var page = Render<MouParties>(p => p.Add(m => m.Mou, shown).Add(m => m.Of, shown.Current).Add(m => m.MayWrite, true));

        Assert.Equal(24, page.FindAll("li").Count);
        Assert.Equal(["City 30", "City 01"], page.FindAll("li > a").Take(2).Select(a => a.TextContent));
        page.FindAll("button").Single(b => b.TextContent == "Show all 30 parties").Click();
        Assert.Equal(30, page.FindAll("li").Count);
        page.FindAll("button").Single(b => b.TextContent == "Show 24").Click();
        Assert.Equal(24, page.FindAll("li").Count);
    }
}
