using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Reviews;

/// <summary>The executive review as executives meet it: on a screen, on paper, and by a link.</summary>
public sealed partial class ReviewJourney : BrowserTest
{
    private RunningApp _app = null!;

    public override async ValueTask InitializeAsync()
    {
        _app = await SigningIn.StartAsync();
        await new SampleTaskForce(_app.Databases()).LoadAsync(A.Actor(Role.Administrator));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task An_executive_reads_the_review_opens_a_figure_and_prints_two_pages()
    {
        var page = await NewPageAsync(_app.Address);
        await page.SignInAsync(await _app.AddAsync(Role.Executive));
        await page.GotoAsync("/review");
        Assert.Matches(@"/review/\d{4}-h[12]$", page.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new Regex("ground|stand"));
        Assert.True(await page.Locator("table.heat tbody tr").CountAsync() >= 10);
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.SetViewportSizeAsync(1440, 900);

        var strong = page.Locator(".kpi").First;
        var figure = await strong.Locator("dd a").InnerTextAsync();
        await strong.Locator("dd a").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Partners at 60 or above");
        Assert.Equal(figure, (await page.GetByRole(AriaRole.Cell, new() { Name = "yes", Exact = true }).CountAsync()).ToString());
        await Axe.CheckAsync(page);

        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.pg")).ToHaveCountAsync(2);
        await Axe.CheckAsync(page);
        foreach (var format in new[] { "Letter", "A4" })
        {
            var pdf = await page.PdfAsync(new() { Format = format, PreferCSSPageSize = false, PrintBackground = true });
            Assert.Equal(2, PdfPage().Count(System.Text.Encoding.Latin1.GetString(pdf)));
        }
    }

    [Fact]
    public async Task A_link_opens_one_review_without_an_account_until_it_is_ended()
    {
        var page = await NewPageAsync(_app.Address);
        await page.SignInAsync();
        await page.GotoAsync("/review");
        await page.GetByRole(AriaRole.Button, new() { Name = "More for this review" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Share with one executive" }).ClickAsync();
        await page.WaitForURLAsync("**/share");
        await page.GetByLabel("For", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await page.GetByLabel("Link", new() { Exact = true }).InputValueAsync();
        await Axe.CheckAsync(page);

        var guest = await NewPageAsync(_app.Address);
        await guest.GotoAsync(link);
        await Assertions.Expect(guest.Locator(".kpi")).ToHaveCountAsync(5);
        Assert.Equal(0, await guest.Locator("a[href^='/partners']").CountAsync());
        await Axe.CheckAsync(guest);
        await guest.Locator(".kpi dd a").First.ClickAsync();
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Partners at 60 or above");
        await guest.GotoAsync("/partners");
        Assert.Contains("/sign-in", guest.Url);

        await page.GotoAsync(page.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("2 times");
        await page.GetByRole(AriaRole.Button, new() { Name = "End the link" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Ended")).ToBeVisibleAsync();
        Forgive("404");
        Assert.Equal(404, (await guest.GotoAsync(link))!.Status);
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not open");
        await Axe.CheckAsync(guest);
    }

    [Fact]
    public async Task A_coordinator_asks_keeps_an_edition_closes_a_half_and_compares()
    {
        var page = await NewPageAsync(_app.Address);
        await page.SignInAsync();
        await page.GotoAsync("/review");
        var half = page.Url.Split('/')[^1];
        await page.GotoAsync($"/review/{half}/asks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Say in a few words what you ask for");
        await page.GetByLabel("What you ask for").FillAsync("Lend one analyst half-time");
        await page.GetByLabel("The executives decide this together").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Lend one analyst half-time" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.GotoAsync($"/review/{half}/editions");
        await page.GetByLabel("Presented at").FillAsync("Executive meeting in the fall");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this edition" }).ClickAsync();
        await page.WaitForURLAsync("**/review/editions/*");
        await Assertions.Expect(page.GetByText("The records say the same today.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Lend one analyst half-time")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Evidence" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "What was seen" }).First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.pg")).ToHaveCountAsync(2);
        foreach (var format in new[] { "Letter", "A4" })
        {
            var pdf = await page.PdfAsync(new() { Format = format, PreferCSSPageSize = false, PrintBackground = true });
            Assert.Equal(2, PdfPage().Count(System.Text.Encoding.Latin1.GetString(pdf)));
        }

        Assert.True(HalfYear.TryParse(half, out var running));
        // The sample has closed the half before this one already.
        await page.GotoAsync($"/review/{running.Previous.Previous.Slug}/editions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close H" }).ClickAsync();
        await page.WaitForURLAsync("**/review/editions/*");
        await page.GotoAsync("/review/compare");
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("stand higher in the later edition");
        await Axe.CheckAsync(page);
        await page.GotoAsync($"/review/{half}");
        await page.Locator("table.heat td.idx a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Buy-in stands at");
        await Axe.CheckAsync(page);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();
}
