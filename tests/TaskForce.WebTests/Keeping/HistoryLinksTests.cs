using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;
using TaskForce.Web.Areas.Keeping;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests.Keeping;

/// <summary>The history of a partner and the ways out of it, with the real history on a database file.</summary>
public sealed class HistoryLinksTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;
    private Partner partner = null!;
    private PartnerNote note = null!;
    private LeadershipStatement gone = null!;
    private Actor actor = null!;

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        partner = await store.PartnerAsync("Harbor Clinic");
        note = new() { PartnerId = partner.Id, Text = "They told of somebody", AuthorName = "Somebody" };
        gone = new() { PartnerId = partner.Id, On = A.Day("2026-10-01"), Text = "We stand by this" };
        await store.AddAsync(note, gone);
        await store.ChangeAsync(async db => db.Remove(await db.LeadershipStatements.SingleAsync()));
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(store.Databases);
        Services.AddSingleton(store.Clock);
        Services.AddSingleton(new Histories(store.Databases));
        Services.AddScoped<CurrentActor>(_ => new FixedActor(actor));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    [Fact]
    public void Each_line_leads_whoever_may_strike_out_to_the_record_that_it_is_about_while_that_is_there()
    {
        var history = HistoryFor(store.Coordinator);

        var link = history.Find($".history a[href='/strike-out/PartnerNote/{note.Id}']");
        Assert.StartsWith("Strike it out of the note, Nov 17, ", link.TextContent, StringComparison.Ordinal);
        Assert.Single(history.FindAll($".history a[href='/strike-out/Partner/{partner.Id}']"));
        Assert.Contains("Removed the leadership statement “We stand by this”", history.Markup, StringComparison.Ordinal);
        Assert.Empty(history.FindAll($"a[href*='{gone.Id}']"));
    }

    [Fact]
    public async Task What_came_whole_is_told_by_its_name_and_its_fields_are_folded_while_a_change_is_told_by_its_fields()
    {
        await store.ChangeAsync(async db => (await db.Partners.SingleAsync()).ServiceArea = "Harbor County");
        await store.AddAsync(new Membership { PartnerId = partner.Id, Kind = MembershipKind.Member, From = A.Day("2024-01-01") });
        var history = HistoryFor(store.Coordinator);

        var added = history.FindAll(".history li").Single(li => li.TextContent.Contains("Added the partner “Harbor Clinic”", StringComparison.Ordinal));
        Assert.Contains("Harbor Clinic", added.QuerySelector("details.all-fields .changes")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("All ", added.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        // The page's own partner names nothing on it.
        Assert.Contains(history.FindAll(".history li .row > span"), s => s.TextContent == "Added the membership");
        var changed = history.FindAll(".history li").Single(li => li.TextContent.Contains("Changed the partner", StringComparison.Ordinal));
        Assert.Null(changed.QuerySelector("details"));
        Assert.Contains("Service area", changed.QuerySelector(".changes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_is_led_there()
    {
        // Chairs the body in which the partner sits, and so reads the note.
        var history = HistoryFor(Store.With(store.Member, seated: [partner.Id]));

        Assert.Contains("Added the note", history.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("strike-out", history.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<HistoryTab> HistoryFor(Actor reader)
    {
        actor = reader;
        var tab = Render<HistoryTab>(p => p.Add(t => t.RecordId, partner.Id).Add(t => t.RecordType, nameof(Partner)));
        tab.WaitForElement(".history");
        return tab;
    }
}
