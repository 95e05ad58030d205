using System.IO.Compression;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Reviews;

/// <summary>From the review to the letters of thanks, one and all.</summary>
public sealed class LetterJourney : BrowserTest
{
    [Fact]
    public async Task A_coordinator_takes_letters_from_the_review_and_a_member_gets_none()
    {
        await using var app = await SigningIn.StartAsync(settings: new Dictionary<string, string> { ["Setup:SampleData"] = "true" });
        var half = HalfYear.Containing(app.Databases().Clock.Today).Previous;
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.GotoAsync($"/review/{half.Slug}");
        await page.GetByRole(AriaRole.Button, new() { Name = "More for this review" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Letters of thanks" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Letters of thanks, {half}");
        await Axe.CheckAsync(page);

        var one = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Word: Harbor Survivor Services" }).ClickAsync());
        Assert.StartsWith($"thanks-{half.Slug}-", one.SuggestedFilename);
        var all = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "All letters (ZIP)" }).ClickAsync());
        await using var zip = await ZipFile.OpenReadAsync(await all.PathAsync());
        Assert.Contains(zip.Entries, e => e.Name == one.SuggestedFilename);
        Assert.Equal(await page.GetByRole(AriaRole.Table, new() { Name = "Partners and what they gave" }).Locator("tbody tr").CountAsync(), zip.Entries.Count);

        await page.GotoAsync("/partners/harbor-survivor-services");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"What it gave in {half}, letter to Harbor Survivor Services" })).ToHaveAttributeAsync("href", $"/review/{half.Slug}/letters/harbor-survivor-services.docx");
        await page.GotoAsync($"/review/{half.Slug}/agency/harbor-survivor-services");
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Letter of thanks" }).ClickAsync());
        await page.GotoAsync("/mous/template?of=letters");
        await Assertions.Expect(page.GetByText("{{salutation}}")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        var member = await NewPageAsync(app.Address);
        await member.SignInAsync(await app.AddAsync(Role.Member));
        Assert.Equal(403, (await member.APIRequest.GetAsync($"{app.Address}/review/{half.Slug}/letters.zip")).Status);
        Assert.Equal(403, (await member.APIRequest.GetAsync($"{app.Address}/review/{half.Slug}/letters")).Status);
    }
}
