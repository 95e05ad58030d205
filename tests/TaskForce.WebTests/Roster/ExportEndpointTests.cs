using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.WebTests.Roster;

/// <summary>Lists as files, on the real host.</summary>
public sealed class ExportEndpointTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(101)]
    [InlineData(200)]
    public async Task Every_row_that_was_ticked_is_in_the_file(int ticked)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var kind = await db.PartnerKinds.OrderBy(k => k.Order).FirstAsync();
        var partners = Enumerable.Range(0, ticked + 1).Select(i => A.Partner($"Partner {i:000}", kind)).ToList();
        db.Partners.AddRange(partners);
        await db.SaveChangesAsync();
        var browser = await app.SignedInAsync(Role.Coordinator);

        var file = await browser.GetStringAsync("/exports/partners.csv?only=" + string.Join(',', partners.Take(ticked).Select(p => p.Id.ToString("N"))));
        Assert.Equal(partners.Take(ticked).Select(p => p.Name), file.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[0]));
    }
}
