using System.Globalization;
using System.Net;
using System.Reflection;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.WebTests.Reviews;

/// <summary>The page of one agency in the review: what it says is what the verbs say, shared facts only, and for whom it is open.</summary>
public sealed class AgencyPageTests : IAsyncLifetime
{
    // What is shorter may stand in a page by chance.
    private const int Telling = 12;

    private readonly WebApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await new SampleTaskForce(app.Databases).LoadAsync(A.Actor(Role.Administrator), Ct);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Its_figures_marks_and_asks_are_those_of_the_verbs_and_nothing_candid_is_on_it()
    {
        var (reviews, coordinator) = (app.Get<ExecutiveReviews>(), A.Actor(Role.Coordinator));
        var review = await reviews.ReadAsync(coordinator, reviews.Current, Ct);
        var browser = await app.SignedInAsync(Role.Executive);
        // With the fullest records, an executive seat, an ask of its own, and the most that was said in confidence.
        string[] names = ["Harbor Survivor Services", "District Attorney", "Northbay PD", "Immigrant Legal Clinic", "Day Labor Center"];
        var seen = 0;
        foreach (var row in names.Select(name => review.Partners.Single(p => p.Name == name)))
        {
            var html = await browser.GetStringAsync($"/review/{review.Half.Slug}/agency/{row.Slug}", Ct);
            var page = new HtmlParser().ParseDocument(html).QuerySelector("main")!;
            var standing = await app.Get<Movements>().OfAsync(coordinator, row.Id, Ct);
            Assert.Equal(row.Name, page.QuerySelector("h1")!.TextContent);
            Assert.Contains(standing.Index.Value is { } index ? $"Buy-in stands at {index} of 100" : "Too little is known for an index", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(standing.Change, row.Change);

            var lines = page.QuerySelectorAll("table.indicators tbody tr");
            Assert.Equal(9, lines.Length);
            foreach (var (line, indicator, i) in lines.Zip(standing.Rows).Select((x, i) => (x.First, x.Second, i)))
            {
                var cells = line.Children;
                Assert.Equal(indicator.Name, Words(cells[0]));
                Assert.Equal(row.Before[i] is { } before ? Figure(before) : "–", Words(cells[1]));
                Assert.Equal(indicator.Value is { } value ? Figure(value) : "no data yet", Words(cells[2]));
                Assert.Equal(indicator.Evidence.Select(e => e.Text), cells[3].QuerySelectorAll("span").Select(Words));
                if (indicator.Value - row.Before[i] is { } change) Assert.Equal(indicator.Change, change);
            }

            var promised = review.Promise.Rows.Where(r => r.Address == "/partners/" + row.Slug).ToList();
            Assert.Equal(promised.Select(r => string.Join(", ", r.Marks.Select(Mark))),
                page.QuerySelectorAll("table.promise tbody tr").Select(r => string.Join(", ", r.Children.Skip(1).Select(c => c.QuerySelector("[title]")?.GetAttribute("title") ?? Words(c).TrimStart('–').Trim()))));
            Assert.Equal(review.Asks.Where(a => a.PartnerId == row.Id && !a.IsDecision).Select(a => a.Text), page.QuerySelectorAll(".asked li").Select(li => review.Asks.Single(a => Words(li).Contains(a.Text, StringComparison.Ordinal)).Text));

            var candid = await CandidAsync(row.Id);
            seen += candid.Count;
            Assert.DoesNotContain(candid, text => html.Contains(text, StringComparison.OrdinalIgnoreCase) || page.TextContent.Contains(text, StringComparison.OrdinalIgnoreCase));
        }
        // There was something to keep back: notes of contacts, barriers, wishes, messages, a judged value, steps.
        Assert.True(seen > 20, $"{seen} candid texts");
        Assert.Contains(review.Promise.Rows, r => names.Any(n => review.Partners.Any(p => p.Name == n && r.Address == "/partners/" + p.Slug)));
        Assert.Contains(review.Asks, a => review.Partners.Any(p => p.Id == a.PartnerId && names.Contains(p.Name, StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_member_opens_the_own_agency_and_no_other()
    {
        var (half, own) = (app.Get<ExecutiveReviews>().Current.Slug, await PartnerAsync("Child Welfare"));
        var other = await PartnerAsync("Immigrant Legal Clinic");
        var member = await app.SignedInAsync((await TestAccounts.AddAsync(app.Databases, Role.Member, personId: own.Delegate)).Email);

        var mine = await member.GetAsync($"/review/{half}/agency/{own.Slug}", Ct);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Contains("Buy-in stands at", await mine.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var closed = await member.GetAsync($"/review/{half}/agency/{other.Slug}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        var words = await closed.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("Buy-in stands at", words, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Name, words, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"grid plain cards indicators\"", words, StringComparison.Ordinal);

        var reader = await app.SignedInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/review/{half}/agency/{own.Slug}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_half_that_is_over_shows_its_own_figures_and_no_evidence_of_today()
    {
        var reviews = app.Get<ExecutiveReviews>();
        var review = await reviews.ReadAsync(A.Actor(Role.Coordinator), reviews.Current.Previous, Ct);
        var row = review.Partners.Single(p => p.Name == "Northbay PD");
        var browser = await app.SignedInAsync(Role.Executive);

        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync($"/review/{review.Half.Slug}/agency/{row.Slug}", Ct)).QuerySelector("main")!;

        Assert.Contains($"Buy-in stands at {row.Index} of 100", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(row.Values.Select(v => v is { } value ? Figure(value) : "no data yet"), page.QuerySelectorAll("table.indicators tbody tr").Select(r => Words(r.Children[2])));
        Assert.All(page.QuerySelectorAll("table.indicators tbody tr"), r => Assert.Equal("", Words(r.Children[3])));
    }

    private static string Mark(PromiseMark mark) => mark == PromiseMark.None ? "not expected" : ReviewSentences.Mark(mark);

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(string Name, string Slug, Guid Delegate)> PartnerAsync(string shortName)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"), Ct);
        var partner = await db.Partners.SingleAsync(p => p.ShortName == shortName, Ct);
        return (partner.Name, partner.Slug, await db.Posts.Where(p => p.PartnerId == partner.Id && p.To == null && p.Title.StartsWith("Delegate")).Select(p => p.PersonId).SingleAsync(Ct));
    }

    /// <summary>Everything that is written about a partner in a candid kind, whatever kinds there are.</summary>
    private async Task<IReadOnlyList<string>> CandidAsync(Guid partner)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"), Ct);
        List<string> texts = [];
        foreach (var kind in typeof(ICandid).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(ICandid).IsAssignableFrom(t)))
        {
            var records = await (Task<List<ICandid>>)typeof(AgencyPageTests).GetMethod(nameof(OfKindAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(kind).Invoke(null, [db])!;
            texts.AddRange(records.Where(r => r.AboutPartnerId == partner).SelectMany(r => kind.GetProperties().Where(p => p.PropertyType == typeof(string) && !p.Name.EndsWith("Name", StringComparison.Ordinal) && p.Name != "Key").Select(p => (string?)p.GetValue(r))).OfType<string>());
        }
        var contacts = await db.Contacts.Where(c => c.Partners.Any(p => p.PartnerId == partner)).Select(c => c.Line).ToListAsync(Ct);
        return [.. texts.Concat(contacts).Where(text => text.Length >= Telling).Distinct()];
    }

    private static async Task<List<ICandid>> OfKindAsync<T>(TaskForceDb db) where T : class => [.. (await db.Set<T>().ToListAsync(Ct)).Cast<ICandid>()];
}
