using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskForce.BrowserTests.Kit;

/// <summary>The component kit in a real browser: every part in every state, by hand and by keyboard.</summary>
public sealed class KitJourney : BrowserTest
{
    private static async Task<IPage> OpenAsync(KitJourney test, RunningApp app, string path, int width = 1440)
    {
        var page = await test.NewPageAsync(app.Address, width);
        await page.SignInAsync();
        await page.OpenLiveAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    private static Task<string> FocusedAsync(IPage page, string what) => page.EvaluateAsync<string>($"document.activeElement.{what}");

    [Fact]
    public async Task Every_component_is_accessible_and_fits_a_phone()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui");
        foreach (var part in (string[])["/ui", "/ui?part=forms", "/ui?part=lists", "/ui?part=charts"])
        {
            await page.OpenLiveAsync(part);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Components");
            await Axe.CheckAsync(page);
            await page.SetViewportSizeAsync(320, 800);
            Assert.False(await page.ScrollsSidewaysAsync(), part);
            await page.SetViewportSizeAsync(1440, 900);
        }
    }

    [Fact]
    public async Task A_refused_form_says_what_is_wrong_and_leads_there()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=forms");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".form-summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".form-summary")).ToContainTextAsync("Two answers need a look");
        await Axe.CheckOnceAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Next step" }).ClickAsync();
        var day = page.GetByLabel("Next step", new() { Exact = true });
        await Expect(day).ToBeFocusedAsync();
        await day.FillAsync("in 2 weeks");
        await page.Keyboard.PressAsync("Tab");
        await Expect(day).ToHaveValueAsync("Oct 29");
        await Expect(page.Locator("#f-Ends-error")).ToHaveCountAsync(0);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Clinic");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_combobox_takes_enter_that_comes_before_the_answer()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=forms");
        await page.GetByLabel("Engagement lead (optional)").ClickAsync();
        await Expect(page.Locator(".combo-list [role=option]")).ToHaveCountAsync(3);
        await Axe.CheckOnceAsync(page);
        // The third is pointed at; what is typed then leaves one, and the field points at that one.
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        var pointed = page.GetByLabel("Engagement lead (optional)");
        await Expect(pointed).ToHaveAttributeAsync("aria-activedescendant", new Regex("-o2$"));
        await page.Keyboard.TypeAsync("re");
        await Expect(pointed).ToHaveAttributeAsync("aria-activedescendant", new Regex("-o0$"));
        await Axe.CheckOnceAsync(page);
        await pointed.FillAsync("");
        await page.Keyboard.TypeAsync("pet");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Petra Vance" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dialog_takes_the_focus_and_gives_it_back()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=forms");
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Open a form dialog" });
        await opener.ClickAsync();
        await Expect(page.Locator("#d-person")).ToBeFocusedAsync();
        await Axe.CheckOnceAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator(".form-summary")).ToContainTextAsync("Write the name");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_menu_opens_moves_and_closes_by_keyboard()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "More for Harbor Clinic" });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" })).ToBeFocusedAsync();
        await Axe.CheckOnceAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Archive" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Rows_are_walked_and_chosen_by_keyboard_unless_single_keys_are_off()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=lists");
        // The heading takes the focus once, after the page has come.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        Assert.Contains("Northbay", await FocusedAsync(page, "textContent"));
        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByRole(AriaRole.Toolbar)).ToContainTextAsync("1 selected");
        await Axe.CheckOnceAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Buy-in, change" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Buy-in, change" })).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Contains("sort=-index", page.Url);

        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Single letters work as keys").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("BODY", await FocusedAsync(page, "tagName"));
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Search and commands" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_was_done_is_undone_with_control_z()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show a toast" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Outreach logged");
        await Axe.CheckOnceAsync(page);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.GetByText("Undone 1 times")).ToBeVisibleAsync();
        await Expect(page.Locator(".toast")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_theme_and_the_row_height_that_a_person_chose_are_kept()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=lists");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch theme" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compact rows" }).ClickAsync();
        await page.OpenLiveAsync("/ui?part=lists");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Compact rows" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_page_that_fails_says_so_and_leaves_the_rest_working()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await OpenAsync(this, app, "/ui?part=failed");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This page could not be shown");
        await Axe.CheckAsync(page);
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_address_without_a_page_has_words_and_a_way_on()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        Forgive("404");
        Assert.Equal(404, (await page.GotoAsync("/partner-that-never-was/at-all"))!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is no page here");
        await Axe.CheckAsync(page);
    }
}
