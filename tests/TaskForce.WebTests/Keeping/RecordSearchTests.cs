using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Tests;
using TaskForce.Web.Keeping;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests.Keeping;

/// <summary>What the command palette and the search page make of what search finds.</summary>
public sealed class RecordSearchTests
{
    [Fact]
    public void Every_kind_that_search_finds_has_its_heading_and_icon() => Assert.Equal(Searches.KindsFound.Order(), RecordSearch.Groups.Keys.Order());

    [Fact]
    public async Task A_protocol_is_found_beside_an_MOU()
    {
        using var app = new WebApp();
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
        {
            db.AddRange(new Protocol { Title = "Interview of a child" }, new Mou { Title = "Interview agreement" });
            await db.SaveChangesAsync();
        }

        var found = await app.Get<PaletteSearch>().FindAsync(A.Actor(Role.Reader), "interv", TestContext.Current.CancellationToken);
        Assert.Equal(["MOUs", "Protocols"], found.Select(f => f.Group));
        Assert.Contains("Interview of a child", await (await app.SignedInAsync(Role.Reader)).GetStringAsync("/search?q=interv"));
    }
}
