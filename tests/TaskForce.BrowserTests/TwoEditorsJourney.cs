using System.Globalization;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>Two people change one record at the same time, each in a browser of their own: nobody's work goes without a word.</summary>
public sealed class TwoEditorsJourney : BrowserTest
{
    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Mine, at the width of a phone, and a colleague's.</summary>
    private async Task<(IPage Mine, IPage Theirs)> TwoAsync(RunningApp app, string path)
    {
        var mine = await NewPageAsync(app.Address, 390);
        await mine.SignInAsync();
        await mine.OpenLiveAsync(path);
        var theirs = await NewPageAsync(app.Address);
        await theirs.SignInAsync(await app.AddAsync(Role.Coordinator, "Odile Harmon"));
        await theirs.OpenLiveAsync(path);
        return (mine, theirs);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_who_take_attendance_see_each_others_marks_where_they_differ_and_mark_with_one_key(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        var body = A.Body("Victim Services");
        var meeting = A.Meeting(body, app.Databases().Clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            var partner = A.Partner("Harbor Shelter", db.PartnerKinds.First());
            db.AddRange(body, partner, meeting);
            foreach (var name in (string[])["Nadia Amsel", "Tomas Vidal"])
            {
                var person = A.Person(name);
                var seat = A.Seat(body, partner);
                db.AddRange(person, seat, A.Holding(seat, person));
            }
            await db.SaveChangesAsync();
        }
        var (mine, theirs) = await TwoAsync(app, $"/meetings/{meeting.Id}");
        ILocator Row(IPage page, string name) => page.Locator("tr[tabindex]", new() { HasText = name });
        ILocator Marked(IPage page, string name, string presence) => Row(page, name).GetByRole(AriaRole.Button, new() { Name = presence, Pressed = true });

        foreach (var name in (string[])["Nadia Amsel", "Tomas Vidal"])
        {
            await Row(theirs, name).FocusAsync();
            await theirs.Keyboard.PressAsync(name == "Nadia Amsel" ? "a" : "p");
            await Assertions.Expect(Marked(theirs, name, name == "Nadia Amsel" ? "Absent" : "Present")).ToHaveCountAsync(1);
        }
        await Assertions.Expect(theirs.Locator(".lead")).ToHaveTextAsync("1 of 2 seats was filled.");

        // The same mark asks nothing; another one shows both, and marking goes on meanwhile.
        await Row(mine, "Nadia Amsel").FocusAsync();
        await mine.Keyboard.PressAsync("p");
        await Row(mine, "Tomas Vidal").FocusAsync();
        await mine.Keyboard.PressAsync("p");
        // (By now the sheet may have read itself anew and show their mark: the letter agrees, it does not take it back.)
        var both = mine.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Odile Harmon changed the mark of Nadia Amsel" });
        await Assertions.Expect(both).ToContainTextAsync("Theirs: Absent. Yours: Present.");
        await Assertions.Expect(mine.Locator(".sheet-twice")).ToHaveCountAsync(1);
        await Assertions.Expect(Marked(mine, "Nadia Amsel", "Absent")).ToHaveCountAsync(1);
        await Assertions.Expect(Marked(mine, "Tomas Vidal", "Present")).ToHaveCountAsync(1);
        Assert.False(await mine.ScrollsSidewaysAsync());
        await Axe.CheckAsync(mine);

        await Button(mine, "Use mine for Nadia Amsel").ClickAsync();
        await Assertions.Expect(mine.Locator(".sheet-twice")).ToHaveCountAsync(0);
        await Assertions.Expect(Row(mine, "Nadia Amsel")).ToBeFocusedAsync();
        await Assertions.Expect(mine.Locator(".lead")).ToHaveTextAsync("2 of 2 seats were filled.");

        // Theirs is the older one now; they leave mine as it is.
        await Row(theirs, "Nadia Amsel").FocusAsync();
        await theirs.Keyboard.PressAsync("e");
        await Button(theirs, "Keep theirs for Nadia Amsel").ClickAsync();
        await Assertions.Expect(theirs.Locator(".sheet-twice")).ToHaveCountAsync(0);
        await Assertions.Expect(Marked(theirs, "Nadia Amsel", "Present")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_who_answer_one_barrier_choose_between_their_words_and_none_is_lost()
    {
        await using var app = await SigningIn.StartAsync();
        Barrier barrier;
        Partner partner;
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            partner = A.Partner("Harbor Shelter", db.PartnerKinds.First());
            barrier = new Barrier { PartnerId = partner.Id, Cause = BarrierCause.LimitedResources, Note = "No staff to spare", NamedOn = app.Databases().Clock.Today };
            db.AddRange(partner, barrier);
            await db.SaveChangesAsync();
        }
        var (mine, theirs) = await TwoAsync(app, $"/partners/{partner.Slug}?open=barrier:{barrier.Id}");
        ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

        await Dialog(theirs).GetByLabel("Counter-step agreed").FillAsync("Meet at their office");
        await Dialog(theirs).GetByLabel("What came of it").FillAsync("They came once");
        await Button(theirs, "Save").ClickAsync();
        await Assertions.Expect(Dialog(theirs)).ToHaveCountAsync(0);

        await Dialog(mine).GetByLabel("Counter-step agreed").FillAsync("Send the minutes by mail");
        await mine.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Dialog(mine).GetByRole(AriaRole.Heading, new() { Name = "Odile Harmon changed this while you were writing" })).ToBeVisibleAsync();
        await Assertions.Expect(Dialog(mine).Locator(".two-versions fieldset")).ToHaveCountAsync(2);
        Assert.False(await mine.ScrollsSidewaysAsync());
        await Axe.CheckAsync(mine);

        // Their result stays, my counter-step goes in.
        await Dialog(mine).GetByRole(AriaRole.Group, new() { Name = "What came of it" }).GetByLabel("They came once").CheckAsync();
        await Button(mine, "Save what I chose").ClickAsync();
        await Assertions.Expect(Dialog(mine)).ToHaveCountAsync(0);
        var stored = (await new PartnerPages(app.Databases()).ReadAsync(Actor.System("test"), partner.Slug)).Barriers.Single();
        Assert.Equal(("Send the minutes by mail", "They came once", "No staff to spare"), (stored.CounterStep, stored.Result, stored.Note));
    }

    [Fact]
    public async Task Two_who_write_down_that_somebody_leaves_see_both_reasons_and_one_is_chosen()
    {
        await using var app = await SigningIn.StartAsync();
        var person = A.Person("Nadia Amsel");
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            db.Add(person);
            await db.SaveChangesAsync();
        }
        var (mine, theirs) = await TwoAsync(app, $"/people/{person.Slug}");
        foreach (var page in (IPage[])[mine, theirs])
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^More for") }).First.ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Leaves the work" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync(page == mine ? "Moved to the state police" : "Retired");
        }
        await Button(theirs, "End on this day").ClickAsync();
        await Assertions.Expect(theirs.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Button(mine, "End on this day").ClickAsync();

        var dialog = mine.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Odile Harmon");
        await Assertions.Expect(dialog).ToContainTextAsync("Retired");
        await Assertions.Expect(dialog.GetByLabel("Reason", new() { Exact = true })).ToHaveValueAsync("Moved to the state police");
        await Axe.CheckAsync(mine);
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save what I chose" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await using var after = await app.Databases().OpenAsync(Actor.System("test"));
        Assert.Equal("Moved to the state police", after.People.Single(p => p.Id == person.Id).LeftReason);
    }
}
