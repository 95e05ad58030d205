using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using BodyVerbs = TaskForce.Core.Bodies.Bodies;
using MeetingVerbs = TaskForce.Core.Meetings.Meetings;

namespace TaskForce.BrowserTests;

/// <summary>From a new committee with seats and a plan to a meeting with attendance, minutes and a reply by link.</summary>
public sealed class MeetingJourney : BrowserTest
{
    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    private static async Task ChooseAsync(ILocator scope, IPage page, string field, string text, string choice)
    {
        await scope.GetByRole(AriaRole.Combobox, new() { Name = field }).FillAsync(text);
        await page.GetByRole(AriaRole.Option, new() { Name = choice }).First.ClickAsync();
    }

    private async Task<IPage> SignedInAsync(RunningApp app, string path, int width = 1440)
    {
        var page = await NewPageAsync(app.Address, width);
        await page.SignInAsync();
        await page.OpenLiveAsync(path);
        return page;
    }

    /// <summary>A partner with two people, as the import would have left them.</summary>
    private static async Task<(Partner Partner, Person First, Person Second)> PeopleAsync(RunningApp app)
    {
        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        var partner = A.Partner("Harbor Shelter", db.PartnerKinds.First());
        var (first, second) = (A.Person("Nadia Amsel"), A.Person("Reva Lindqvist"));
        db.AddRange(partner, first, second, new Post { PersonId = first.Id, PartnerId = partner.Id, Title = "Director" }, new Post { PersonId = second.Id, PartnerId = partner.Id, Title = "Counsel" });
        await db.SaveChangesAsync();
        return (partner, first, second);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_coordinator_makes_a_committee_seats_people_plans_meets_and_writes_minutes(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await PeopleAsync(app);
        var page = await SignedInAsync(app, "/committees");

        await page.GetByRole(AriaRole.Link, new() { Name = "New committee" }).ClickAsync();
        await Dialog(page).GetByLabel("Name", new() { Exact = true }).FillAsync("Victim Services");
        await Button(page, "Save").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Victim Services", Level = 1 })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Roster" }).ClickAsync();
        foreach (var name in (string[])["Nadia Amsel", ""])
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Add a seat" }).ClickAsync();
            await ChooseAsync(Dialog(page), page, "Whom the seat is for", "harbor", "Harbor Shelter");
            if (name.Length > 0)
                await ChooseAsync(Dialog(page), page, "Who holds it (optional)", "nadia", name);
            await Button(page, "Save").ClickAsync();
            await Assertions.Expect(Dialog(page)).ToHaveCountAsync(0);
        }
        await Assertions.Expect(page.GetByText("Empty seat", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.Locator(".tabs a", new() { HasText = "Plan" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Write the first goal" }).ClickAsync();
        await Dialog(page).GetByLabel("Goal", new() { Exact = true }).FillAsync("Train the people who see it first");
        await Button(page, "Save").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an activity" }).ClickAsync();
        await Dialog(page).GetByLabel("What is to be done").FillAsync("Front-desk course");
        await Dialog(page).GetByLabel("To", new() { Exact = true }).FillAsync("in 2 weeks");
        await Dialog(page).GetByLabel("To", new() { Exact = true }).BlurAsync();
        await Button(page, "Save").ClickAsync();
        await Assertions.Expect(page.GetByText("0 of 1 activity is done. None is late.")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.OpenLiveAsync("/meetings/new?body=victim-services");
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync("today");
        await page.GetByLabel("Day", new() { Exact = true }).BlurAsync();
        await page.GetByLabel("Place (optional)").FillAsync("County annex, room 4");
        await Axe.CheckAsync(page);
        await Button(page, "Call the meeting").ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody has taken attendance yet.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Row).First.FocusAsync();
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Present", Pressed = true })).ToHaveCountAsync(1);
        await Button(page, "Attendance is complete").ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("1 of 1 seat was filled. 1 seat was vacant.");

        await page.GetByLabel("Minutes", new() { Exact = true }).And(page.Locator("textarea")).FillAsync("# Welcome\n\nThe shelter **takes part**.");
        await Assertions.Expect(page.GetByText("saved ").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.CircuitUpAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(page.Locator(".md strong")).ToHaveTextAsync("takes part");
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task A_leader_replies_by_link_on_a_phone_without_an_account()
    {
        await using var app = await SigningIn.StartAsync();
        var (partner, first, _) = await PeopleAsync(app);
        var clock = app.Databases().Clock;
        var body = A.Body("Executives' round");
        var seat = A.Seat(body, partner);
        var meeting = A.Meeting(body, clock.Today.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "Autumn round");
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            db.AddRange(body, seat, A.Holding(seat, first), meeting);
            await db.SaveChangesAsync();
        }

        var coordinator = await SignedInAsync(app, $"/meetings/{meeting.Id}");
        await Axe.CheckAsync(coordinator);
        await Button(coordinator, "Remind 1").ClickAsync();
        await Button(coordinator, "Make a link for Nadia Amsel").ClickAsync();
        var link = (await coordinator.Locator("code.secret").TextContentAsync())!;

        var phone = await NewPageAsync(app.Address, width: 390);
        await phone.GotoAsync(new Uri(link).PathAndQuery);
        Assert.False(await phone.ScrollsSidewaysAsync());
        await Axe.CheckAsync(phone);
        await phone.GetByRole(AriaRole.Radio, new() { Name = "Joining remotely" }).CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await Assertions.Expect(phone.GetByText("Thank you. Your reply: joining remotely.")).ToBeVisibleAsync();

        await coordinator.OpenLiveAsync($"/meetings/{meeting.Id}");
        await Assertions.Expect(coordinator.Locator(".lead")).ToContainTextAsync("1 of 1 confirmed. Everybody has replied.");
        await new MeetingVerbs(app.Databases()).CancelAsync(Actor.System("test"), meeting.Id, new() { Reason = "Storm" });
        Forgive("404");
        Assert.Equal(404, (await phone.GotoAsync(new Uri(link).PathAndQuery))!.Status);
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "This link has ended" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_who_change_one_action_item_see_both_versions_and_neither_loses_a_word()
    {
        await using var app = await SigningIn.StartAsync();
        await PeopleAsync(app);
        var body = A.Body("Victim Services");
        var day = app.Databases().Clock.Today;
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            db.AddRange(body, new ActionItem { BodyId = body.Id, Title = "Ask the hospital", DueOn = day.AddDays(7) });
            await db.SaveChangesAsync();
        }

        var mine = await SignedInAsync(app, "/actions", width: 390);
        var theirs = await NewPageAsync(app.Address);
        await theirs.SignInAsync(await app.AddAsync(Role.Coordinator, "Odile Harmon"));
        await theirs.OpenLiveAsync("/actions");
        foreach (var page in (IPage[])[mine, theirs])
            await page.GetByRole(AriaRole.Link, new() { Name = "Ask the hospital" }).ClickAsync();

        await Dialog(theirs).GetByLabel("What is to be done").FillAsync("Ask the county hospital");
        await ChooseAsync(Dialog(theirs), theirs, "Who (optional)", "nadia", "Nadia Amsel");
        await Button(theirs, "Save").ClickAsync();
        await Assertions.Expect(theirs.GetByText("Action item changed.")).ToBeVisibleAsync();

        await Dialog(mine).GetByLabel("What is to be done").FillAsync("Ask the hospital in writing");
        await mine.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Dialog(mine).GetByRole(AriaRole.Heading, new() { Name = "Odile Harmon changed this while you were writing" })).ToBeVisibleAsync();
        await Assertions.Expect(Dialog(mine).Locator(".two-versions fieldset")).ToHaveCountAsync(2);
        await Assertions.Expect(Button(mine, "Save")).ToHaveCountAsync(0);
        Assert.False(await mine.ScrollsSidewaysAsync());
        await Axe.CheckAsync(mine);

        // The owner is theirs, the words stay mine; Ctrl Enter saves the choice.
        await Dialog(mine).GetByRole(AriaRole.Group, new() { Name = "Who" }).GetByLabel("Nadia Amsel").CheckAsync();
        await mine.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Dialog(mine)).ToHaveCountAsync(0);
        await Assertions.Expect(mine.GetByText("Ask the hospital in writing")).ToBeVisibleAsync();
        await Assertions.Expect(mine.Locator(".act-item")).ToContainTextAsync("Nadia Amsel");
    }

    [Fact]
    public async Task The_lists_of_committees_meetings_and_tasks_fit_a_phone_and_have_no_violations()
    {
        await using var app = await SigningIn.StartAsync(settings: new Dictionary<string, string> { ["Setup:SampleData"] = "true" });
        var page = await SignedInAsync(app, "/committees");
        var slug = (await new BodyVerbs(app.Databases()).ListAsync(Actor.System("test"))).First(b => b.HasPlan).Slug;
        var held = (await new MeetingVerbs(app.Databases()).ListAsync(Actor.System("test"), past: true)).Items[0].Id;
        foreach (var path in (string[])["/committees", $"/committees/{slug}", $"/committees/{slug}?by=list", $"/committees/{slug}/roster", $"/committees/{slug}/meetings", "/meetings", "/meetings?when=past", "/meetings?when=month", $"/meetings/{held}", "/actions"])
        {
            await page.OpenLiveAsync(path);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
            await Axe.CheckAsync(page);
            await page.SetViewportSizeAsync(390, 844);
            Assert.False(await page.ScrollsSidewaysAsync(), path);
            await page.SetViewportSizeAsync(1440, 900);
        }
    }
}
