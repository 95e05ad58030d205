using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;
using TaskForce.Web.Shell;

namespace TaskForce.BrowserTests;

/// <summary>
/// Every page that has an address, on the sample task force, as the role that sees most: it opens, says a heading, complains about nothing, has no accessibility
/// violation at either width in either theme, and does not scroll sideways on a phone. A page that is not in the table fails.
/// </summary>
public sealed class EveryPageJourney : BrowserTest
{
    /// <summary>Pages that need a secret address, a state of the session or an installation of their own; the journeys named here open them.</summary>
    private static readonly HashSet<string> Elsewhere =
    [
        // SignInJourney and AccountJourney
        "/sign-in", "/sign-in/code", "/sign-out", "/signed-out", "/setup", "/account/arrive", "/account/codes/new", "/account/forgotten", "/account/reset/{Token}", "/account/welcome/{Token}", "/too-many-windows",
        // MeetingJourney, CommitmentJourney, MailJourney, ReviewJourney
        "/reply/{Token}", "/return/{Token}", "/mail/stop/{Token}", "/review/shared/{Secret}",
        // What answers where there is no page; ConnectionJourney and SignInJourney
        "/error", "/not-found", "/status/403", "/status/404",
        // KitJourney
        "/ui",
    ];

    [Fact]
    public async Task Every_page_opens_and_is_accessible_at_both_widths_in_both_themes()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var addresses = await AddressesAsync(app);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        var wrong = new List<string>();
        foreach (var (route, isLive) in Pages().Where(p => !Elsewhere.Contains(p.Route)).OrderBy(p => p.Route, StringComparer.Ordinal))
        {
            if (!addresses.TryGetValue(route, out var address))
                wrong.Add($"{route} has no address in this journey's table.");
            else if (await LookAsync(page, address, isLive) is { Length: > 0 } what)
                wrong.Add($"{address}: {what}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<string?> LookAsync(IPage page, string address, bool isLive)
    {
        var answer = await page.GotoAsync(address);
        if (answer is not { Ok: true })
            return $"answers {answer?.Status}";
        if (isLive)
            await page.CircuitUpAsync();
        await page.Locator("h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        var found = await Axe.FindAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        if (await page.ScrollsSidewaysAsync())
            found.Add("scrolls sideways on a phone");
        await page.SetViewportSizeAsync(1440, 900);
        return string.Join('\n', found);
    }

    private static IEnumerable<(string Route, bool IsLive)> Pages() => typeof(PageBase).Assembly.GetTypes()
        .SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, t.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null)));

    /// <summary>Route to an address of the sample, those without a parameter as they are.</summary>
    private static async Task<Dictionary<string, string>> AddressesAsync(RunningApp app)
    {
        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        var half = HalfYear.Containing(app.Databases().Clock.Today).Slug;
        var promise = await db.Commitments.Select(c => new { c.Id, c.MouId }).FirstAsync();
        var values = new Dictionary<string, string>
        {
            ["/partners/{Slug}"] = "/partners/northbay-police-department",
            ["/people/{Slug}"] = "/people/" + await db.People.OrderBy(p => p.Slug).Select(p => p.Slug).FirstAsync(),
            ["/committees/{Slug}"] = "/committees/victim-services",
            ["/review/{Slug}"] = "/review/" + half,
            ["/meetings/{Id:guid}"] = $"/meetings/{await db.Meetings.Where(m => m.AttendanceClosedAt != null).Select(m => m.Id).FirstAsync()}",
            ["/mous/{Id:guid}"] = $"/mous/{promise.MouId}",
            ["/protocols/{Id:guid}"] = $"/protocols/{await db.Protocols.Select(p => p.Id).FirstAsync()}",
            ["/protocols/{Id:guid}/file"] = $"/protocols/{await db.Protocols.Where(p => p.Versions.Count > 0).Select(p => p.Id).FirstAsync()}/file?number=1",
            ["/approaches/{Id:guid}"] = $"/approaches/{await db.ApproachPlans.Select(p => p.Id).FirstAsync()}",
            ["/returns/{Id:guid}"] = $"/returns/{await db.PartnerReturns.Select(r => r.Id).FirstAsync()}",
            ["/import/{Id:guid}"] = $"/import/{await db.ImportBatches.Select(b => b.Id).FirstAsync()}",
            ["/help/{Name}"] = "/help/indicators",
            ["/review/editions/{Id:guid}"] = $"/review/editions/{await db.ReviewEditions.Select(e => e.Id).FirstAsync()}",
            ["/review/{Slug}/agency/{Partner}"] = $"/review/{half}/agency/northbay-police-department",
            ["/review/{Slug}/asks/{Id:guid}"] = $"/review/{half}/asks/{await db.ReviewAsks.OrderByDescending(a => a.Half).Select(a => a.Id).FirstAsync()}",
            ["/review/{Slug}/rows/{Figure}"] = $"/review/{half}/rows/strong",
            ["/mous/{MouId:guid}/promises/{Id:guid}"] = $"/mous/{promise.MouId}/promises/{promise.Id}",
            ["/strike-out/{Type}/{Id:guid}"] = $"/strike-out/Partner/{await db.Partners.Select(p => p.Id).FirstAsync()}",
        };
        // What lies below a record has the record's address before it.
        string? Of(string route) => !route.Contains('{', StringComparison.Ordinal) ? route
            : values.GetValueOrDefault(route) ?? values.Where(v => route.StartsWith(v.Key + "/", StringComparison.Ordinal) && !route[v.Key.Length..].Contains('{', StringComparison.Ordinal))
                .Select(v => v.Value + route[v.Key.Length..]).FirstOrDefault();
        return Pages().Select(p => (p.Route, Address: Of(p.Route))).Where(p => p.Address is not null).ToDictionary(p => p.Route, p => p.Address!);
    }
}
