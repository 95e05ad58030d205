using System.Net;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.WebTests.Outreach;

/// <summary>Outreach on the real host: the plain form, the export, and who may open what.</summary>
public sealed class OutreachHostTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    private async Task<Partner> PartnerAsync(string name)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var partner = A.Partner(name, await db.PartnerKinds.OrderBy(k => k.Order).FirstAsync());
        db.Partners.Add(partner);
        await db.SaveChangesAsync();
        return partner;
    }

    private static Dictionary<string, string> Fields(Partner partner, string line) => new()
    {
        ["Input.Partners"] = new WhoChoice(partner.Id, false, "").Value,
        ["Input.Kind"] = "Call",
        ["Input.Line"] = line,
        ["Input.Mood"] = "Open",
        ["Input.Next"] = "two-weeks",
    };

    [Fact]
    public async Task The_plain_form_logs_a_contact_without_script_and_can_take_it_back()
    {
        var clinic = await PartnerAsync("Harbor Clinic");
        var browser = await app.SignedInAsync(Role.Member);
        Assert.Contains("Harbor Clinic", await browser.GetStringAsync("/outreach/new?with=" + clinic.Slug));

        var fields = Fields(clinic, "They will name a champion");
        fields["Input.Barriers"] = nameof(BarrierCause.LimitedResources);
        var answer = await WebApp.PostAsync(browser, "/outreach/new", "log", fields);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var after = answer.Headers.Location!.OriginalString;
        Assert.Contains("Outreach logged. Next step", await browser.GetStringAsync(after));
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var contact = await db.Contacts.AsNoTracking().Include(c => c.Partners).SingleAsync();
        Assert.Equal(("They will name a champion", Mood.Open, clinic.Id, app.Databases.Clock.Today.AddDays(14)), (contact.Line, contact.Mood!.Value, contact.Partners[0].PartnerId, contact.NextStepOn!.Value));

        var undone = await WebApp.PostAsync(browser, after, "undo", new() { ["undo"] = contact.Id.ToString() });
        Assert.Equal(HttpStatusCode.Found, undone.StatusCode);
        Assert.Contains("The contact is taken back.", await browser.GetStringAsync(undone.Headers.Location!.OriginalString));
        Assert.Equal((0, 0), (await db.Contacts.CountAsync(), await db.Barriers.CountAsync()));
    }

    [Fact]
    public async Task A_refused_post_keeps_everything_and_says_what_is_wrong_beside_the_field()
    {
        var clinic = await PartnerAsync("Harbor Clinic");
        var browser = await app.SignedInAsync(Role.Coordinator);
        var fields = Fields(clinic, "");
        fields["Input.BarrierNote"] = "No staff until spring";
        var html = WebUtility.HtmlDecode(await (await WebApp.PostAsync(browser, "/outreach/new", "log", fields)).Content.ReadAsStringAsync());

        Assert.Contains("Write one line: what you learned or agreed.", html);
        Assert.Contains("No staff until spring", html);
        Assert.Matches($"value=\"{fields["Input.Partners"]}\"[^>]*checked", html);
        Assert.Matches("value=\"Open\"[^>]*checked", html);
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        Assert.Equal(0, await db.Contacts.CountAsync());
    }

    [Fact]
    public async Task A_line_that_looks_like_a_victims_data_is_asked_about_and_saved_once_confirmed()
    {
        var clinic = await PartnerAsync("Harbor Clinic");
        var browser = await app.SignedInAsync(Role.Coordinator);
        var fields = Fields(clinic, "Her SSN is 123-45-6789");
        var html = WebUtility.HtmlDecode(await (await WebApp.PostAsync(browser, "/outreach/new", "log", fields)).Content.ReadAsStringAsync());
        Assert.Contains("This looks like a Social Security number", html);
        Assert.Contains("It is not about a victim. Save anyway.", html);

        fields["Input.ConfirmedNoVictimData"] = "true";
        Assert.Equal(HttpStatusCode.Found, (await WebApp.PostAsync(browser, "/outreach/new", "log", fields)).StatusCode);
    }

    [Fact]
    public async Task Somebody_is_found_by_a_press_of_find_with_everything_kept()
    {
        await PartnerAsync("Northbay Police");
        var browser = await app.SignedInAsync(Role.Coordinator);
        var html = WebUtility.HtmlDecode(await (await WebApp.PostAsync(browser, "/outreach/new", "log", new() { ["Input.Find"] = "north", ["Input.Line"] = "Half a sentence", ["find"] = "1" })).Content.ReadAsStringAsync());

        Assert.Contains("Northbay Police", html);
        Assert.Contains("1 found. Tick who it was.", html);
        Assert.Contains("Half a sentence", html);
    }

    [Theory]
    [InlineData(Role.Administrator, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(Role.Coordinator, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(Role.Member, HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(Role.Executive, HttpStatusCode.Found, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Reader, HttpStatusCode.Found, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Each_role_opens_what_the_table_gives_it(Role role, HttpStatusCode today, HttpStatusCode log, HttpStatusCode export)
    {
        var browser = await app.SignedInAsync(role);

        Assert.Equal(today, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(log, (await browser.GetAsync("/outreach")).StatusCode);
        Assert.Equal(log, (await browser.GetAsync("/outreach/new")).StatusCode);
        Assert.Equal(export, (await browser.GetAsync("/exports/outreach.csv")).StatusCode);
        Assert.Equal(export, (await browser.GetAsync("/exports/outreach.xlsx")).StatusCode);
    }

    [Fact]
    public async Task The_export_follows_the_filter_and_shows_nobody_what_is_said_about_their_own_agency()
    {
        const string canary = "CANARY-7Q";
        var (own, other) = (await PartnerAsync("Own agency"), await PartnerAsync("Other agency"));
        var (email, account, person) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
        {
            db.Posts.Add(new Post { PersonId = person, PartnerId = own.Id, Title = "Officer" });
            await db.SaveChangesAsync();
        }
        var verbs = app.Get<Contacts>();
        var coordinator = A.Actor(Role.Coordinator);
        await verbs.LogAsync(coordinator, new() { Partners = [own.Id], On = app.Databases.Clock.Today, Line = canary, Barriers = [BarrierCause.Other], BarrierNote = canary, NextStep = canary, NextStepOn = app.Databases.Clock.Today });
        await verbs.LogAsync(coordinator, new() { Partners = [other.Id], On = app.Databases.Clock.Today, Kind = ContactKind.Email, Line = "By mail" });
        await verbs.LogAsync((await new Actors(app.Databases).ForAccountAsync(account))!, new() { Partners = [other.Id], On = app.Databases.Clock.Today, Line = "Logged by the member" });

        var member = await (await app.SignedInAsync(email)).GetStringAsync("/exports/outreach.csv");
        Assert.DoesNotContain(canary, member);
        Assert.Contains("Logged by the member", member);
        Assert.DoesNotContain("By mail", member);
        var all = await app.SignedInAsync(Role.Coordinator);
        Assert.Contains(canary, await all.GetStringAsync("/exports/outreach.csv"));
        var mail = await all.GetStringAsync("/exports/outreach.csv?kind=Email");
        Assert.Contains("By mail", mail);
        Assert.DoesNotContain(canary, mail);
    }
}
