using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Agreements;

/// <summary>The register of MOUs and a partner's page of promises on paper, on both sheets that offices use.</summary>
public sealed partial class PrintJourney : BrowserTest
{
    // In CSS pixels: the sheet less the margins of print.css, 15 mm on either side.
    private static readonly (string Format, int Width)[] Sheets = [("Letter", 702), ("A4", 680)];

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
    public async Task The_register_prints_each_MOU_with_its_state_and_a_partners_page_its_promises_with_what_the_marks_mean()
    {
        var ct = TestContext.Current.CancellationToken;
        var rows = (await new Mous(_app.Databases()).ListAsync(Actor.System("test"), new(), ct)).Rows;
        await using var db = await _app.Databases().OpenAsync(Actor.System("test"), ct);
        var partner = await db.Partners.SingleAsync(p => p.Name == "Domestic Violence Coalition", ct);
        var promises = await new Commitments(_app.Databases()).OfPartnerAsync(Actor.System("test"), partner.Id, ct);
        Assert.Equal(Enum.GetValues<MouStateKind>(), rows.Select(r => r.State.Kind).Distinct().Order());
        Assert.NotEmpty(promises);
        var page = await NewPageAsync(_app.Address);
        await page.SignInAsync();

        await page.OpenLiveAsync("/mous");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = rows[^1].Title, Exact = true })).ToBeVisibleAsync();
        await PrintsAsync(page,
            [.. rows.Select(r => r.Title), .. rows.Select(r => AgreementSentences.StateWord(r.State)), .. rows.Select(r => $"{r.Signed} of {r.Required}"), "In effect from", "Review", "Last day"],
            [.. rows.Select(r => $"/mous/{r.Id}")]);

        await page.OpenLiveAsync($"/partners/{partner.Slug}/commitments");
        await Assertions.Expect(page.Locator("table.promises")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table.due-days")).ToBeVisibleAsync();
        await PrintsAsync(page,
            [partner.Name, .. promises.Select(p => p.Title), .. promises.Select(p => p.Cadence), .. promises.Select(p => p.Mou), "kept", "kept by a deputy", "missed", "excused", "not counted", "not yet due", "What it sends in"],
            [.. promises.Select(p => $"/mous/{p.MouId}/promises/{p.Id}")]);
        // A mark is a shape beside its word in the legend: color alone is lost on most printers.
        Assert.Equal(promises.SelectMany(p => p.Parties).Sum(p => Math.Min(p.Marks.Count, 8)), await page.Locator("table.promises .mk").CountAsync());
    }

    private static async Task PrintsAsync(IPage page, IReadOnlyList<string> says, IReadOnlyList<string> links)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var (format, width) in Sheets)
        {
            await page.SetViewportSizeAsync(width, 1000);
            // What the paper shows: text that print hides is not in it.
            var words = Spaces().Replace(await page.Locator("body").InnerTextAsync(), " ");
            Assert.All(says, text => Assert.Contains(text, words, StringComparison.OrdinalIgnoreCase));
            Assert.False(await page.ScrollsSidewaysAsync(), format);
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.vh, svg'))
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
                    .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))
                """));
            foreach (var gone in (string[])["button", "input", "nav", ".appbar", ".drawer", ".acts", "dialog"])
                Assert.Equal(0, await page.Locator(gone).Filter(new() { Visible = true }).CountAsync());

            var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = format, PreferCSSPageSize = false, PrintBackground = true }));
            Assert.InRange(PdfPage().Count(pdf), 1, 3);
            Assert.All(links, link => Assert.Contains(link + ")", pdf, StringComparison.Ordinal));
        }
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1440, 900);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
