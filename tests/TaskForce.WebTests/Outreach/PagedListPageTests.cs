using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;
using TaskForce.Web.Areas.Agreements;
using TaskForce.Web.Areas.Approaches;
using TaskForce.Web.Areas.Community;
using TaskForce.Web.Areas.Outreach;
using TaskForce.Web.Areas.Supporters;

namespace TaskForce.WebTests.Outreach;

/// <summary>The pages of lists that go on by key, with the real verbs on a database file. The clock stands on November 17, 2026.</summary>
public sealed class PagedListPageTests : StorePageTest
{
    public PagedListPageTests() => Services.AddScoped<OutreachNews>();

    private async Task FillAsync()
    {
        var kind = A.Kind(Sector.LocalGovernment);
        var partners = Enumerable.Range(1, 30).Select(i => A.Partner($"City {i:00}", kind)).ToList();
        await Store.AddAsync([kind, .. partners]);
        await Store.AddAsync([.. partners.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Supporter, From = A.Day("2020-01-01") })]);
        await Store.AddAsync([.. partners.Select(p => new CommunityProfile { PartnerId = p.Id })]);
        await Store.AddAsync([.. partners.Select(p => new ApproachPlan { PartnerId = p.Id, Title = "Win " + p.Name, BegunOn = A.Day("2026-01-01") })]);
        await Store.AddAsync([.. Enumerable.Range(1, 30).Select(i => new PublicItem { On = A.Day("2026-10-01"), Title = $"Item {i}", Accomplished = "Told" })]);
        var mou = new Mou { Title = "Task force memorandum" };
        var version = new MouVersion { MouId = mou.Id, Number = 1 };
        await Store.AddAsync(mou, version);
        await Store.AddAsync([.. partners.Select(p => new MouParty { VersionId = version.Id, PartnerId = p.Id })]);
        await Store.AddAsync([.. partners.Select(p => new ApprovalStep { VersionId = version.Id, PartnerId = p.Id, Kind = ApproverKind.Board })]);
    }

    [Theory]
    [InlineData(typeof(SupportersPage), "/supporters", "supporters")]
    [InlineData(typeof(CommunityPage), "/community", "organizations")]
    [InlineData(typeof(ApproachesPage), "/approaches", "plans")]
    [InlineData(typeof(LeadersPage), "/approaches/leaders", "leaders")]
    [InlineData(typeof(OverduePage), "/outreach/overdue", "check-ins")]
    [InlineData(typeof(PublicLogPage), "/public", "entries")]
    [InlineData(typeof(MouWaiting), "/mous/waiting", "signatures")]
    public async Task The_place_in_a_list_stands_in_the_address_and_one_that_cannot_be_read_leads_to_the_beginning(Type page, string address, string noun)
    {
        await FillAsync();
        var nav = Services.GetRequiredService<NavigationManager>();
        string Said(int from, int to) => $"{char.ToUpperInvariant(noun[0])}{noun[1..]} {from}–{to} of 30";

        nav.NavigateTo(address + "?size=25&after=nonsense&view=Nothing&show=what&next=Never&held=nobody&kind=Song&from=soon");
        var list = Render(b => { b.OpenComponent(0, page); b.CloseComponent(); });
        list.WaitForAssertion(() => Assert.Contains(Said(1, 25), list.Markup, StringComparison.Ordinal));
        Assert.Equal(25, list.FindAll("tbody tr").Count);
        Assert.Null(Link("Previous"));
        var first = list.Find("tbody tr").TextContent;

        nav.NavigateTo(Link("Next")!);
        list.WaitForAssertion(() => Assert.Contains(Said(26, 30), list.Markup, StringComparison.Ordinal));
        Assert.Null(Link("Next"));
        nav.NavigateTo(Link("Previous")!);
        list.WaitForAssertion(() => Assert.Contains(Said(1, 25), list.Markup, StringComparison.Ordinal));
        Assert.Equal(first, list.Find("tbody tr").TextContent);

        string? Link(string name) => list.FindAll("nav[aria-label=Pages] a").Single(a => a.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("href");
    }

    [Theory]
    [InlineData(typeof(SupportersPage), "No supporter is written down yet")]
    [InlineData(typeof(CommunityPage), "No community-based organization yet")]
    [InlineData(typeof(ApproachesPage), "No approach is planned")]
    [InlineData(typeof(LeadersPage), "No leader is in the list yet")]
    [InlineData(typeof(OverduePage), "No check-in is overdue")]
    [InlineData(typeof(PublicLogPage), "Nothing was said in public yet")]
    [InlineData(typeof(MouWaiting), "Nobody is waited for")]
    public void An_empty_list_says_so_and_has_no_pages(Type page, string words)
    {
        var list = Render(b => { b.OpenComponent(0, page); b.CloseComponent(); });
        list.WaitForAssertion(() => Assert.Contains(words, list.Markup, StringComparison.Ordinal));
        Assert.Empty(list.FindAll(".pager"));
    }

    [Theory]
    [InlineData(typeof(CommunityPage))]
    [InlineData(typeof(ApproachesPage))]
    [InlineData(typeof(LeadersPage))]
    [InlineData(typeof(OverduePage))]
    public async Task A_reader_is_told_no_row_of_what_is_in_confidence(Type page)
    {
        await FillAsync();
        Who = Store.Reader;
        var list = Render(b => { b.OpenComponent(0, page); b.CloseComponent(); });
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("h1")));
        Assert.DoesNotContain("City 01", list.Markup, StringComparison.Ordinal);
        Assert.Empty(list.FindAll("tbody tr"));
    }
}
