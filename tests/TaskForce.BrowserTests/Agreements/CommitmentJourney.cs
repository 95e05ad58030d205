using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Agreements;

/// <summary>Promises from the MOU to their evidence, what a partner sends in by link, and the lists of trainings and executives.</summary>
public sealed class CommitmentJourney : BrowserTest
{
    [Fact]
    public async Task A_promise_is_added_marked_by_the_records_excused_and_answered_by_link()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        Guid mou;
        string slug;
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            mou = await db.Mous.Where(m => m.Title == "Task force memorandum").Select(m => m.Id).SingleAsync(TestContext.Current.CancellationToken);
            slug = await db.Partners.Where(p => p.ShortName == "HSI, Port office").Select(p => p.Slug).SingleAsync(TestContext.Current.CancellationToken);
        }

        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync($"/mous/{mou}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Executives meet twice a year" })).ToBeVisibleAsync();
        // The small mark of one promise says that it was another one when its half was closed.
        await Assertions.Expect(page.GetByTitle(new Regex(@": kept\. Somebody came to 2 of 3 meetings\. Corrected since H[12] 20\d\d was closed: it was missed\.$"))).ToHaveCountAsync(1);
        await Axe.CheckAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Add a promise" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What is promised").FillAsync("Names somebody to call at night");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).SelectOptionAsync(new SelectOptionValue { Label = "Names an internal champion" });
        await Axe.CheckAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the promise" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Names somebody to call at night" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sends somebody to half of the general meetings" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sends somebody to half of the general meetings");
        // The sheriff's office was found in a sign-in sheet after the half had been closed.
        var corrected = page.GetByRole(AriaRole.Region, new() { Name = "Due days of Sheriff's Office" }).GetByText(new Regex(@"^Corrected since H[12] 20\d\d was closed: it was missed\.$"));
        await Assertions.Expect(corrected).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        await Assertions.Expect(corrected).ToBeVisibleAsync();
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.SetViewportSizeAsync(1440, 900);

        await page.OpenLiveAsync($"/partners/{slug}/commitments");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it promised" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Link" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("For whom").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await page.Locator("code.secret").TextContentAsync();
        await Axe.CheckAsync(page);

        // The bearer of the link has no account and no script is needed.
        var phone = await NewPageAsync(app.Address, width: 390);
        await phone.GotoAsync(new Uri(link!).AbsolutePath);
        await Axe.CheckAsync(phone);
        await phone.GetByLabel("Hours of staff time given").FillAsync("31");
        await phone.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "hours.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 hours"u8.ToArray() });
        await phone.GetByRole(AriaRole.Button, new() { NameRegex = new("Send in|Correct it") }).ClickAsync();
        await Assertions.Expect(phone.GetByText("Thank you. It has come in.")).ToBeVisibleAsync();
        Forgive("404");
        // A newer link ends this one; what is sent from it then comes back to be copied.
        await phone.GetByLabel("Hours of staff time given").FillAsync("12");
        await page.OpenLiveAsync($"/partners/{slug}/commitments");
        await page.GetByRole(AriaRole.Button, new() { Name = "Link" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("For whom").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Assertions.Expect(page.Locator("code.secret")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Assertions.Expect(phone.GetByLabel("What you wrote was not taken. Copy it before you leave this page.")).ToHaveValueAsync("Hours of staff time given: 12");
        await Axe.CheckAsync(phone);
        await phone.GotoAsync("/return/unknown");
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link has ended");

        await page.OpenLiveAsync($"/partners/{slug}/commitments");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("31 hours of staff time") }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Its own link");
        await Axe.CheckAsync(page);

        // It is corrected from its own page; the history there tells it and takes it back.
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct", Exact = true }).ClickAsync();
        await page.GetByLabel("Hours of staff time given").FillAsync("33");
        await page.GetByLabel("As told by").FillAsync("Ines Carrow by phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("As told by Ines Carrow by phone");
        await page.CircuitUpAsync();
        await page.Locator(".history li", new() { HasText = "Changed the return of a partner" }).First.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Its own link");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("31");
    }

    [Fact]
    public async Task A_training_and_a_survey_are_recorded_and_the_executives_promise_is_read()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/training");
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Record a training" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What it was").FillAsync("Night clerks' hour");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Yesterday" }).ClickAsync();
        await dialog.GetByLabel("Add a partner that sent people").SelectOptionAsync(new SelectOptionValue { Label = "County Public Health" });
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Remove County Public Health" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Night clerks' hour" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Record a survey" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose the partner that was asked.");
        await Axe.CheckAsync(page);

        await page.OpenLiveAsync("/training?show=surveys");
        await Axe.CheckAsync(page);
        await page.OpenLiveAsync("/executives");
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("No reply yet");
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.ScrollsSidewaysAsync());
    }
}
