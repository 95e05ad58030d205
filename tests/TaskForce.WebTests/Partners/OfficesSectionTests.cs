using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using TaskForce.Web.Areas.Partners;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests.Partners;

/// <summary>The leading posts of a partner with the real verbs, on a database file.</summary>
public sealed class OfficesSectionTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(store.Clock);
        Services.AddSingleton(store.Databases);
        foreach (var verbs in Storage.Verbs())
            Services.AddSingleton(verbs);
        Services.AddScoped<CurrentActor>(_ => new FixedActor(store.Coordinator));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_holder_leaves_before_anybody_follows()
    {
        var partner = await store.PartnerAsync("Sheriff's Office");
        var sheriff = await store.PersonAsync("Wes Brannigan", partner, "Sheriff");
        var office = new Office { PartnerId = partner.Id, Title = "Sheriff" };
        await store.AddAsync(office, office.Appoint(sheriff.Id, store.Clock.Today.AddYears(-1), null));
        var read = await Services.GetRequiredService<PartnerPages>().ReadAsync(store.Coordinator, partner.Slug);
        var section = Render<OfficesSection>(p => p.Add(s => s.Partner, read).Add(s => s.Today, store.Clock.Today).Add(s => s.MayWrite, true));

        section.FindAll("[role=menuitem]").Single(b => b.TextContent.Contains("Wes Brannigan leaves", StringComparison.Ordinal)).Click();
        section.WaitForElement("dialog form").Submit();

        section.WaitForAssertion(() => Assert.Empty(section.FindAll("dialog")));
        Assert.Equal(store.Clock.Today, (await store.ReadAsync(d => d.OfficeHoldings.SingleAsync(h => h.OfficeId == office.Id))).To);
    }
}
