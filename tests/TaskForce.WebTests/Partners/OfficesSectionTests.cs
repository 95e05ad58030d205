using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using TaskForce.Web.Areas.Partners;

namespace TaskForce.WebTests.Partners;

/// <summary>The leading posts of a partner with the real verbs, on a database file.</summary>
public sealed class OfficesSectionTests : StorePageTest
{
    [Fact]
    public async Task A_holder_leaves_before_anybody_follows()
    {
        var partner = await Store.PartnerAsync("Sheriff's Office");
        var sheriff = await Store.PersonAsync("Wes Brannigan", partner, "Sheriff");
        var office = new Office { PartnerId = partner.Id, Title = "Sheriff" };
        await Store.AddAsync(office, office.Appoint(sheriff.Id, Store.Clock.Today.AddYears(-1), null));
        var read = await Services.GetRequiredService<PartnerPages>().ReadAsync(Store.Coordinator, partner.Slug);
        var section = Render<OfficesSection>(p => p.Add(s => s.Partner, read).Add(s => s.Today, Store.Clock.Today).Add(s => s.MayWrite, true));

        section.FindAll("[role=menuitem]").Single(b => b.TextContent.Contains("Wes Brannigan leaves", StringComparison.Ordinal)).Click();
        section.WaitForElement("dialog form").Submit();

        section.WaitForAssertion(() => Assert.Empty(section.FindAll("dialog")));
        Assert.Equal(Store.Clock.Today, (await Store.ReadAsync(d => d.OfficeHoldings.SingleAsync(h => h.OfficeId == office.Id))).To);
    }
}
