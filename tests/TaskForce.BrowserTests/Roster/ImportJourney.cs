using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Roster;

/// <summary>A coordinator brings in the roster that was kept in a spreadsheet, and takes it out again.</summary>
public sealed class ImportJourney : BrowserTest
{
    private static FilePayload File(string text, string name = "roster.csv") => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static async Task<IPage> UploadAsync(IPage page, string text)
    {
        await page.GotoAsync("/import");
        await page.GetByLabel("Roster file").SetInputFilesAsync(File(text));
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and check" }).ClickAsync();
        await page.WaitForURLAsync("**/import/*-*");
        await page.CircuitUpAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("roster.csv");
        return page;
    }

    private static ILocator Lead(IPage page) => page.Locator(".ph .lead");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task The_roster_as_it_is_kept_goes_in_after_a_few_choices_and_comes_out_again(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.GotoAsync("/import");
        await Axe.CheckAsync(page);
        await UploadAsync(page, A.Roster);

        // Columns: guessed; dates are asked about once; the executives are recognized.
        await Assertions.Expect(page.GetByLabel("What column B holds")).ToHaveValueAsync("Post");
        await Assertions.Expect(page.GetByLabel("What Exec Board is taken for").Locator("option:checked")).ToHaveTextAsync("Executives");
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Month first" }).CheckAsync();
        await Button(page, "Check the rows").ClickAsync();
        await page.WaitForURLAsync("**?step=check");
        await Assertions.Expect(Lead(page)).ToContainTextAsync("12 rows can go in, 3 need a look");
        await Axe.CheckAsync(page);

        // Check: who HSI is, and the day that cannot be.
        await Button(page, "Same as Homeland Security Investigations").ClickAsync();
        await Assertions.Expect(Lead(page)).ToContainTextAsync("13 rows can go in, 2 need a look");
        await Assertions.Expect(page.GetByText("February 2016 has 29 days").First).ToBeVisibleAsync();

        // A restart in the middle of the preview loses nothing; the page comes back by itself.
        Forgive("ERR_CONNECTION_REFUSED|WebSocket|initializers|negotiate|Failed to start|connection|Failed to fetch");
        var loadedAgain = page.WaitForResponseAsync(response => response.Request.IsNavigationRequest && response.Ok, new() { Timeout = 60_000 });
        await app.RestartAsync();
        await loadedAgain;
        await page.CircuitUpAsync();
        await Button(page, "Leave the date empty").ClickAsync();
        await Assertions.Expect(Lead(page)).ToContainTextAsync("14 rows can go in, 1 needs a look: no organization is given");

        await Button(page, "Import 14 rows").ClickAsync();
        await page.WaitForURLAsync("**?step=report");
        await Assertions.Expect(Lead(page)).ToHaveTextAsync("14 rows went in; 1 still needs a look.");
        await Axe.CheckAsync(page);
        Assert.Equal(11, await CountAsync(app));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Report as CSV" }).ClickAsync());
        await using (var report = System.IO.File.OpenRead(await download.PathAsync()))
        {
            using var book = SheetReader.Open(report);
            Assert.Equal(16, book.Rows(0).Count());
        }

        await Button(page, "Undo this import").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Undo this import" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The roster is as it was before this import.")).ToBeVisibleAsync();
        Assert.Equal(0, await CountAsync(app));
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task On_a_phone_the_row_that_is_left_over_is_mended_in_place()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address, width: 390);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await UploadAsync(page, "Agency,Post,Email\nBayside PD,Chief,chief@example.org\n,Volunteer,volunteer@example.org\n");
        Assert.False(await page.ScrollsSidewaysAsync());
        await Button(page, "Check the rows").ClickAsync();
        await page.WaitForURLAsync("**?step=check");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.GetByLabel("Agency of row 3").FillAsync("Lakeview PD");
        await Button(page, "Use this").ClickAsync();
        await Assertions.Expect(Lead(page)).ToHaveTextAsync("2 rows can go in.");
        await Button(page, "Import 2 rows").ClickAsync();
        await page.WaitForURLAsync("**?step=report");
        Assert.False(await page.ScrollsSidewaysAsync());
        Assert.Equal(2, await CountAsync(app));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_beside_the_field_with_and_without_script()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.GotoAsync("/import");
        await page.GetByLabel("Roster file").SetInputFilesAsync(File("Agency,Notes\nBayside PD,\"open\n"));
        await Button(page, "Upload and check").ClickAsync();
        await Assertions.Expect(page.Locator("[data-upload-problem]")).ToContainTextAsync("A quotation mark in row 2");

        var plain = await page.Context.Browser!.NewContextAsync(new() { BaseURL = app.Address, JavaScriptEnabled = false, StorageState = await page.Context.StorageStateAsync() });
        var still = await plain.NewPageAsync();
        await still.GotoAsync("/import");
        await still.GetByLabel("Roster file").SetInputFilesAsync(File("%PDF-1.7 not a roster", "roster.pdf"));
        await Button(still, "Upload and check").ClickAsync();
        await Assertions.Expect(still.Locator("[data-upload-problem]")).ToContainTextAsync("This is a PDF");
        await still.GetByLabel("Roster file").SetInputFilesAsync(File(A.Roster));
        await Button(still, "Upload and check").ClickAsync();
        await still.WaitForURLAsync("**/import/*-*");
        await plain.CloseAsync();
    }

    private static async Task<int> CountAsync(RunningApp app)
    {
        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        return await db.Partners.CountAsync();
    }
}
