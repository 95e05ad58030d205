using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>Tables, pages and figures.</summary>
public sealed class ListTests : KitContext
{
    private sealed record Row(Guid Id, string Name, int Index);

    private static readonly Row[] Rows = [new(Guid.NewGuid(), "Clinic", 47), new(Guid.NewGuid(), "Shelter", 69)];

    private IRenderedComponent<DataTable<Row>> Table(string? sort = null, HashSet<Guid>? chosen = null, IReadOnlyList<Row>? rows = null) =>
        Render<DataTable<Row>>(p => p.Add(t => t.Items, rows ?? Rows).Add(t => t.Caption, "Partners").Add(t => t.Sort, sort).Add(t => t.Key, r => r.Id)
            .Add(t => t.Selected, chosen).Add(t => t.RowLabel, r => r.Name).Add(t => t.Columns, b =>
            {
                b.OpenComponent<Column<Row>>(0);
                b.AddComponentParameter(1, "Title", "Partner");
                b.AddComponentParameter(2, "SortKey", "name");
                b.AddComponentParameter(3, "Text", (Func<Row, string?>)(r => r.Name));
                b.CloseComponent();
                b.OpenComponent<Column<Row>>(4);
                b.AddComponentParameter(5, "Title", "Buy-in");
                b.AddComponentParameter(6, "SortKey", "index");
                b.AddComponentParameter(7, "DescendingFirst", true);
                b.AddComponentParameter(8, "Right", true);
                b.AddComponentParameter(9, "Text", (Func<Row, string?>)(r => r.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                b.CloseComponent();
            }));

    [Theory]
    [InlineData(null, "sort=name", "sort=-index")]
    [InlineData("name", "sort=-name", "sort=-index")]
    [InlineData("-index", "sort=name", "sort=index")]
    public void A_heading_leads_to_the_next_sort_of_its_column(string? sort, string first, string second)
    {
        var links = Table(sort).FindAll("th a").Select(a => a.GetAttribute("href")!.Split('?')[1]).ToArray();

        Assert.Equal([first, second], links);
    }

    [Fact]
    public void A_new_sort_starts_at_the_first_page_and_keeps_the_filters()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/partners?sector=police&after=abc&sort=name");
        var link = Table("name").Find("th a").GetAttribute("href")!;

        Assert.Contains("sector=police", link);
        Assert.DoesNotContain("after", link);
    }

    [Fact]
    public void The_sort_in_force_is_announced_on_its_column_only()
    {
        Assert.Equal(["descending", null], Table("-name").FindAll("th").Select(h => h.GetAttribute("aria-sort")));
    }

    [Fact]
    public void Choosing_rows_is_counted_aloud()
    {
        var chosen = new HashSet<Guid>();
        var table = Table(chosen: chosen);
        table.Find("[aria-label='Select Shelter']").Change(true);

        Assert.Equal([Rows[1].Id], chosen);
        Assert.Equal("1 selected", table.Find("[role=status]").TextContent);
        Assert.Equal("true", table.Find("thead input").GetAttribute("data-mixed"));
        table.Find("thead input").Change(true);
        Assert.Equal(2, chosen.Count);
        table.Find("thead input").Change(false);
        Assert.Empty(chosen);
    }

    [Fact]
    public void A_table_that_is_still_loading_shows_its_shape()
    {
        var table = Render<DataTable<Row>>(p => p.Add(t => t.Items, null).Add(t => t.Caption, "Partners").Add(t => t.Columns, _ => { }));

        Assert.Equal("Loading", table.Find("[role=status]").GetAttribute("aria-label"));
        Assert.Empty(table.FindAll("table"));
    }

    [Theory]
    [InlineData(1, 50, 1000, true, "Partners 1–50 of 1,000+")]
    [InlineData(1, 14, 24, false, "Partners 1–14 of 24")]
    [InlineData(0, 0, 0, false, "No partners")]
    public void A_pager_says_where_you_are(int from, int to, int total, bool more, string words)
    {
        var pager = Render<Pager>(p => p.Add(x => x.From, from).Add(x => x.To, to).Add(x => x.Total, total).Add(x => x.TotalIsMore, more).Add(x => x.Noun, "partners"));

        Assert.Equal(words, pager.Find("p").TextContent);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "10 or fewer")]
    [InlineData(10, "10 or fewer")]
    [InlineData(11, "11")]
    [InlineData(1214, "1,214")]
    public void Small_counts_are_withheld(int count, string words) =>
        Assert.StartsWith(words, Render<SmallCount>(p => p.Add(c => c.Value, count)).Find("span").TextContent.Trim());

    [Theory]
    [InlineData(2, "up", "+2")]
    [InlineData(1, "steady", "+1")]
    [InlineData(-1, "steady", "−1")]
    [InlineData(-14, "down", "−14")]
    public void A_change_of_one_is_steady(int change, string word, string figure)
    {
        var text = Render<Change>(p => p.Add(c => c.Value, change)).Find(".tr").TextContent;

        Assert.Equal($"{word} {figure}", text);
    }

    [Fact]
    public void A_trend_draws_no_line_through_a_half_that_is_not_known()
    {
        var trend = Render<Trend>(p => p.Add(t => t.Points, [new("H1 24", 20), new("H2 24", 30), new("H1 25", null), new("H2 25", 44), new("H1 26", 58)]));

        Assert.Equal(2, trend.FindAll("line.run").Count);
        Assert.Equal("Buy-in index by half-year: H1 24 20, H2 24 30, H1 25 unknown, H2 25 44, H1 26 58", trend.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_line_needs_two_halves()
    {
        Assert.Contains("not enough halves yet", Render<Sparkline>(p => p.Add(s => s.Values, [null, 40])).Markup);
        Assert.NotEmpty(Render<Sparkline>(p => p.Add(s => s.Values, [40, null, 44])).FindAll("polyline"));
    }

    [Theory]
    [InlineData("2026-11-18", "ends in 34 days")]
    [InlineData("2026-10-16", "ends in 1 day")]
    [InlineData("2026-10-15", "ends today")]
    [InlineData("2026-10-14", "ended 1 day ago")]
    public void A_term_says_how_long_it_has(string end, string words)
    {
        var line = Render<TermLine>(p => p.Add(t => t.Start, new DateOnly(2023, 11, 18)).Add(t => t.End, DateOnly.ParseExact(end, "yyyy-MM-dd")).Add(t => t.Today, new DateOnly(2026, 10, 15)));

        Assert.Equal(words, line.Find("b").TextContent);
    }

    [Theory]
    [InlineData("2026-07-15", "withdrawn from Jul 15 on", "250")]
    [InlineData("2026-11-15", "withdrawn from Nov 15 on", "502.7")]
    public void The_term_of_what_was_withdrawn_ends_with_the_withdrawal(string from, string words, string filled)
    {
        var line = Render<TermLine>(p => p.Add(t => t.Start, new DateOnly(2026, 4, 15)).Add(t => t.End, new DateOnly(2027, 4, 14)).Add(t => t.Today, new DateOnly(2026, 10, 15))
            .Add(t => t.Withdrawn, DateOnly.ParseExact(from, "yyyy-MM-dd")).Add(t => t.Notices, [60, 30]));

        Assert.Equal((words, filled), (line.Find("b").TextContent, line.Find(".is").GetAttribute("width")));
        Assert.Empty(line.FindAll(".tick"));
    }
}
