using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Agreements;

/// <summary>An MOU that ends soon: what rests on it, who holds the offices now, and the renewal that carries the promises.</summary>
public sealed class RenewalJourney : BrowserTest
{
    [Fact]
    public async Task A_coordinator_sees_what_is_lost_and_renews_without_one_promise()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Victim services protocol MOU: Youth Drop-in Project", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Victim services protocol MOU");
        await Assertions.Expect(page.GetByText("Marisol Tegen holds the office now")).ToBeVisibleAsync();
        var lost = page.GetByRole(AriaRole.Region, new() { Name = "If it ends unsigned" });
        await Assertions.Expect(lost).ToContainTextAsync("Three promises rest on it");
        await Assertions.Expect(lost).ToContainTextAsync("bound by no MOU");
        await Assertions.Expect(page.GetByText("Nobody was bound:")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Renew" }).ClickAsync();
        await page.GetByLabel("Two beds held at all times (each quarter)").UncheckAsync();
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the version" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version added.")).ToBeVisibleAsync();

        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        var last = await db.Commitments.Where(c => db.Mous.Any(m => m.Id == c.MouId && m.Title == "Victim services protocol MOU")).ToDictionaryAsync(c => c.Title, c => c.LastVersion);
        Assert.Equal(2, last["Two beds held at all times"]);
        Assert.Equal(2, last.Values.Count(v => v is null));
    }
}
