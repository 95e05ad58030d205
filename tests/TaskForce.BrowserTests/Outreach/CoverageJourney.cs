using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>From an empty seat on the map to a plan, and what others see of it.</summary>
public sealed class CoverageJourney : BrowserTest
{
    [Fact]
    public async Task An_empty_seat_leads_to_a_plan_that_the_map_then_shows()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/coverage");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who is at the table" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "MOU state" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("mou=1", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan approach: LGBTQ services" }).First.ClickAsync();

        await Assertions.Expect(page.GetByLabel("What it is for")).ToHaveValueAsync("Fill the empty seat: LGBTQ services");
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the plan" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fill the empty seat: LGBTQ services" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done: Ask the door-opener for an introduction" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "What came of it" });
        await Axe.CheckOnceAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Say what they answered, or that they did not.").First).ToBeVisibleAsync();
        await dialog.GetByLabel("Their answer").FillAsync("Will call the director");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Answer: Will call the director")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.OpenLiveAsync("/coverage?as=table");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the plan for LGBTQ services" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.OpenLiveAsync("/approaches");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Fill the empty seat: LGBTQ services" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.OpenLiveAsync("/approaches/templates");
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task A_member_sees_the_empty_seats_and_no_plan_and_the_phone_does_not_scroll_sideways()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address, width: 390);
        await page.SignInAsync(await app.AddAsync(Role.Member));
        foreach (var address in (string[])["/coverage", "/coverage?as=table"])
        {
            await page.OpenLiveAsync(address);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Empty seats" })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Plan approach")).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByText("Door-opener")).ToHaveCountAsync(0);
            Assert.False(await page.ScrollsSidewaysAsync());
            await Axe.CheckAsync(page);
        }
    }
}
