using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>What supporters offer and how it was used; what was said in public and of what it tells.</summary>
public sealed class SupportersJourney : BrowserTest
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_offer_is_used_and_what_a_plan_accomplished_is_told_in_public(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/supporters");
        await Assertions.Expect(page.GetByText("one offer waits to be used.")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "More for the offer: Volunteers who drive people to appointments" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit, or say how it was used" }).ClickAsync();
        var offer = page.GetByRole(AriaRole.Dialog, new() { Name = "Change the offer" });
        await offer.GetByRole(AriaRole.Textbox, new() { Name = "Used on (optional)" }).FillAsync("today");
        await offer.GetByLabel("How it was used").FillAsync("Drove two families to the clinic");
        await Axe.CheckOnceAsync(page);
        await offer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Drove two families to the clinic")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("no offer waits.")).ToBeVisibleAsync();

        await page.OpenLiveAsync("/public");
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Tell of it" }).First.ClickAsync();
        var said = page.GetByRole(AriaRole.Dialog, new() { Name = "Said in public" });
        await said.GetByLabel("What was said, in a line").FillAsync("What we heard from first responders");
        await Axe.CheckOnceAsync(page);
        await said.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What we heard from first responders")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More for What we heard from first responders" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Archive" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What we heard from first responders")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("What we heard from first responders")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reader_sees_both_lists_and_changes_nothing_on_a_phone()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address, width: 390);
        await page.SignInAsync(await app.AddAsync(Role.Reader));
        foreach (var (address, heading) in ((string, string)[])[("/supporters", "Public supporters"), ("/public", "Public communication")])
        {
            await page.OpenLiveAsync(address);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add an offer" })).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Write down" })).ToHaveCountAsync(0);
            Assert.False(await page.ScrollsSidewaysAsync());
            await Axe.CheckAsync(page);
        }
    }
}
