using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Agreements;

/// <summary>An MOU from nothing to in force, and back.</summary>
public sealed class MouJourney : BrowserTest
{
    [Fact]
    public async Task An_MOU_is_recorded_signed_put_on_file_and_withdrawn()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/mous");
        await Assertions.Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.SetViewportSizeAsync(1440, 900);

        await page.GetByRole(AriaRole.Link, new() { Name = "Record an MOU" }).ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Interview protocol");
        await AddPartyAsync(page, "Sheriff");
        await AddPartyAsync(page, "Legal Aid");
        var effective = page.GetByRole(AriaRole.Textbox, new() { Name = "In effect from (optional)" });
        await effective.FillAsync("1/1/2026");
        await effective.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("open-ended MOU needs a review day");
        await Axe.CheckAsync(page);
        var review = page.GetByRole(AriaRole.Textbox, new() { Name = "Review by" }).First;
        await review.FillAsync("12/31/2027");
        await review.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Interview protocol");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Draft");

        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Record a signature" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Who signed").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            if (i == 0) await Axe.CheckAsync(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Record the signature" }).ClickAsync();
            await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync($"{i + 1} of 2");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Put the executed copy on file" }).ClickAsync();
        await page.GetByLabel("PDF or Word document").SetInputFilesAsync(new FilePayload { Name = "signed.pdf", MimeType = "application/pdf", Buffer = "not a pdf"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the file" }).ClickAsync();
        await Assertions.Expect(page.Locator(".form-summary")).ToContainTextAsync("neither a PDF nor a Word document");
        await Axe.CheckAsync(page);
        await page.GetByLabel("PDF or Word document").SetInputFilesAsync(new FilePayload { Name = "signed.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 signed"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the file" }).ClickAsync();
        await page.CircuitUpAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("In force");
        await Axe.CheckAsync(page);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "signed.pdf", Exact = true }).ClickAsync());
        Assert.Equal("signed.pdf", download.SuggestedFilename);

        await page.OpenLiveAsync(new Uri(page.Url).AbsolutePath + "?do=withdraw");
        await page.GetByLabel("Why").FillAsync("The council did not renew.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw the MOU" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Withdrawn");
    }

    private static async Task AddPartyAsync(IPage page, string name)
    {
        var combo = page.Locator("#main input[role=combobox]").Last;
        await combo.FillAsync(name);
        await page.Locator(".combo-list [role=option]").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new(name) })).ToBeVisibleAsync();
    }
}
