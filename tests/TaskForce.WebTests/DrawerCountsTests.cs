using Bunit;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Today;
using TaskForce.Tests;
using TaskForce.Web.Areas.Today;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests;

/// <summary>The figures in the drawer: what is open now, read seldom, counted no further than a list counts.</summary>
public sealed class DrawerCountsTests : BunitContext
{
    private static DrawerCounts On(Store store) => new(store.Databases, new TodayQueue(store.Databases), store.Time);

    [Fact]
    public async Task What_was_put_away_is_not_counted_and_nothing_beyond_a_thousand()
    {
        await using var store = await Store.OnAsync(DatabaseProvider.Sqlite);
        var kind = A.Kind();
        await store.AddAsync(new Profile { Name = "Harbor County", TimeZone = "America/Los_Angeles" }, kind);
        var away = A.Partner("Put away", kind);
        away.ArchivedAt = store.Time.Now;
        await store.AddAsync(A.Partner("Shelter", kind), away, A.Body("Victim Services"));
        var counts = await On(store).ReadAsync(store.Coordinator, default);
        Assert.Equal((1, 1, false), (counts["partners"], counts["committees"], counts.ContainsKey("mous")));

        await using (var db = await store.OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await BulkWriter.AddAsync(db, [.. Enumerable.Range(0, 1_200).Select(i => A.Partner($"Partner {i}", kind))]);
            await transaction.CommitAsync();
        }

        Assert.Equal(Paging.CountLimit + 1, (await On(store).ReadAsync(store.Coordinator, default))["partners"]);
    }

    [Fact]
    public async Task They_are_read_anew_after_half_a_minute_and_at_once_for_another_role()
    {
        await using var store = await Store.OnAsync(DatabaseProvider.Sqlite);
        var kind = A.Kind();
        await store.AddAsync(new Profile { Name = "Harbor County", TimeZone = "America/Los_Angeles" }, kind, A.Partner("Shelter", kind));
        var (counts, actor) = (On(store), store.Coordinator with { AccountId = Guid.CreateVersion7() });
        Assert.Equal(1, (await counts.ReadAsync(actor, default))["partners"]);

        await store.AddAsync(A.Partner("Clinic", kind));
        Assert.Equal(1, (await counts.ReadAsync(actor, default))["partners"]);
        var reader = await counts.ReadAsync(actor with { Role = Role.Reader }, default);
        Assert.Equal((2, false), (reader["partners"], reader.ContainsKey("today")));
        store.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, (await counts.ReadAsync(actor, default))["partners"]);
    }

    [Theory]
    [InlineData(1_000, "1000")]
    [InlineData(1_001, "1,000+")]
    public void The_drawer_says_so_where_there_are_more_than_it_counts(int partners, string shown)
    {
        var item = Navigation.All.First(i => i.Count == "partners");
        var drawer = Render<Drawer>(p => p.Add(d => d.Items, [item]).Add(d => d.Counts, new Dictionary<string, int> { ["partners"] = partners }));

        Assert.Equal(shown, drawer.Find(".n").TextContent);
    }
}
