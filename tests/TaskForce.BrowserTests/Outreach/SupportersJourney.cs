using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
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
        await Assertions.Expect(page.GetByText(new Regex("^Where a success of the partner was told, buy-in rose in \\d+ of \\d+ half-years"))).ToBeVisibleAsync();
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

    [Fact]
    public async Task A_long_list_of_supporters_is_turned_page_by_page_and_its_address_opens_the_same_page()
    {
        await using var app = await SigningIn.StartAsync();
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            var kind = A.Kind(Sector.CommunityBased);
            var partners = Enumerable.Range(1, 60).Select(i => A.Partner($"Chapel {i:00}", kind)).ToList();
            db.AddRange([kind, .. partners, .. partners.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Supporter, From = new(2026, 1, 1) })]);
            await db.SaveChangesAsync();
        }
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/supporters");
        await Assertions.Expect(page.GetByText("Supporters 1–50 of 60")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("60 supporters outside the membership; no offer waits.")).ToBeVisibleAsync();
        var pages = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        await pages.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Supporters 51–60 of 60")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Chapel 51", Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        // An offer is added from the second page, and that page stays.
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an offer of Chapel 60" }).ClickAsync();
        var offer = page.GetByRole(AriaRole.Dialog, new() { Name = "What they offer" });
        await offer.GetByLabel("What is offered").FillAsync("The hall, two evenings a month");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The hall, two evenings a month")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Supporters 51–60 of 60")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Supporters 51–60 of 60")).ToBeVisibleAsync();
        await pages.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Chapel 01", Exact = true })).ToBeVisibleAsync();

        // Another view begins at its beginning.
        await page.GetByRole(AriaRole.Link, new() { Name = "Offers that wait" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Supporters 1–1 of 1")).ToBeVisibleAsync();
    }
}
