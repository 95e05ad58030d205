using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Mail;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Mail;

/// <summary>An administrator sees what goes out by mail, with a mail server and without one.</summary>
public sealed class MailJourney : BrowserTest
{
    /// <summary>Puts a mail into the outbox as if it had been there for twenty minutes.</summary>
    private static async Task SayAsync(RunningApp app, string name, string address)
    {
        var earlier = new ManualTime(DateTime.UtcNow.AddMinutes(-20));
        var databases = new Databases(DatabaseOptions.For(app.Provider, app.ConnectionString), new TaskForceClock(earlier));
        var person = A.Person(name);
        await using (var db = await databases.OpenAsync(Actor.System("test")))
        {
            db.AddRange(person, new PersonEmail { PersonId = person.Id, Address = address });
            await db.SaveChangesAsync();
        }
        await new Mails(databases).QueueAsync(new() { Key = name, PersonId = person.Id, Kind = MailKind.CheckIns, ExpiresAt = earlier.Now.AddDays(2), Subject = $"CANARY-SUBJECT {name}", Text = "CANARY-TEXT {root}partners" });
    }

    [Fact]
    public async Task With_a_mail_server_mails_go_out_by_themselves_and_the_log_file_says_neither_to_whom_nor_what()
    {
        using var smtp = new Smtp { OnRecipient = (_, to) => to.StartsWith("gone", StringComparison.Ordinal) ? "550 no such user" : null };
        await using var app = await SigningIn.StartAsync(settings: smtp.Settings);
        await SayAsync(app, "Wes Brannigan", "wes@harborcounty.gov");
        await SayAsync(app, "Gone Person", "gone@harborcounty.gov");
        Assert.Equal("wes@harborcounty.gov", Assert.Single(await smtp.TakenAsync(1)).To);

        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/admin/mail?list=sent");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Wes Brannigan" })).ToContainTextAsync("Sent");
        await page.GetByRole(AriaRole.Link, new() { Name = "Not sent" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row, new() { Name = "Gone Person" });
        await Assertions.Expect(row).ToContainTextAsync("there is no such mailbox");
        await Axe.CheckAsync(page);
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again: “CANARY-SUBJECT Gone Person” to Gone Person" }).ClickAsync();
        await Assertions.Expect(page.GetByText("is tried again within a few minutes")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send yourself a test mail" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The mail server took the test mail")).ToBeVisibleAsync();
        Assert.Contains(smtp.Letters, l => l.To == TestAccounts.Administrator && l.Header("Subject") == "A test mail");
        foreach (var secret in (string[])["harborcounty.gov", "CANARY", "Brannigan"])
            Assert.DoesNotContain(app.Output.Split('\n'), l => l.Contains(secret, StringComparison.Ordinal) && !l.Contains("tf.harborcounty.gov", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_mail_server_each_mail_is_there_to_copy_and_its_link_stops_it()
    {
        await using var app = await SigningIn.StartAsync();
        await SayAsync(app, "Wes Brannigan", "wes@harborcounty.gov");
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/admin/mail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy “CANARY-SUBJECT Wes Brannigan” to Wes Brannigan" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("To", new() { Exact = true })).ToHaveValueAsync("wes@harborcounty.gov");
        await Axe.CheckOnceAsync(page);
        var text = await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync();
        Assert.Contains($"CANARY-TEXT {app.Address}/partners", text);
        await page.GetByRole(AriaRole.Button, new() { Name = "I sent it" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sent", Exact = false }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("by Mara Quill")).ToBeVisibleAsync();

        var reader = await NewPageAsync(app.Address, width: 390);
        await reader.GotoAsync(text.Split("Stop it here: ")[1].Trim());
        await Axe.CheckAsync(reader);
        await reader.GetByRole(AriaRole.Button, new() { Name = "Stop this mail" }).ClickAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Button, new() { Name = "Get this mail again" })).ToBeVisibleAsync();
    }
}
