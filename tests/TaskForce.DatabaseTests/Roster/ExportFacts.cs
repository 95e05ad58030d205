using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Charter;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Roster;

/// <summary>What leaves as a file carries what its reader may see, no formula, and comes back without changing anything.</summary>
public abstract class ExportFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Store> FilledAsync()
    {
        var store = await db.FreshAsync();
        await new Founding(store.Databases).FoundAsync(new() { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Maren Aldous", AdministratorEmail = "maren@example.org" }, Ct);
        var shelter = await store.PartnerAsync("=Shelter \"Hope\", Inc.");
        await store.ChangeAsync(async d =>
        {
            var stored = await d.Partners.SingleAsync(p => p.Id == shelter.Id, Ct);
            (stored.ShortName, stored.Website, stored.Address, stored.Level) = ("@Hope", "https://hope.example.org", "1 Main St\nHarborview", Level.County);
            stored.Languages = ["Spanish", "Tagalog"];
            d.Add(new PartnerTag { PartnerId = shelter.Id, Tag = "-urgent" });
            d.Add(new PartnerJudgment { PartnerId = shelter.Id, Stage = EngagementStage.Leading });
        });
        await store.PersonAsync("Ana Ruiz", shelter, "Director");
        await store.AddAsync(new Person { KnownAs = "Advocate, Hope", Slug = "advocate-hope" });
        await store.ChangeAsync(async d => d.Add(new Post { PersonId = (await d.People.SingleAsync(p => p.Slug == "advocate-hope", Ct)).Id, PartnerId = shelter.Id, Title = "+Advocate" }));
        return store;
    }

    private static async Task<List<SheetRow>> RowsAsync(Func<Stream, Task> write)
    {
        using var file = new MemoryStream();
        await write(file);
        using var book = SheetReader.Open(file);
        return [.. book.Rows(0)];
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public async Task Exported_lists_change_nothing_when_they_are_imported(SheetFormat format)
    {
        await using var store = await FilledAsync();
        var exports = new ListExports(store.Databases);
        foreach (var write in (Func<Stream, Task>[])
        [
            s => exports.WritePartnersAsync(store.Coordinator, new PartnerFilter(), null, s, format, Ct),
            s => exports.WritePeopleAsync(store.Coordinator, new PersonFilter { PartnerId = null }, null, s, format, Ct),
        ])
        {
            using var file = new MemoryStream();
            await write(file);
            var id = await new Imports(store.Databases).UploadAsync(store.Coordinator, file, "export", Ct);
            var line = (await new ImportLists(store.Databases).GetAsync(store.Coordinator, id, Ct)).Line;
            // The administrator has no post and so no organization; that row asks, it does not change.
            Assert.Equal((0, 0), (line.Creates, line.Updates));
            Assert.True(line.Skips > 0);
        }
    }

    [Fact]
    public async Task A_stage_is_in_the_file_only_for_those_who_may_see_it()
    {
        await using var store = await FilledAsync();
        var exports = new ListExports(store.Databases);
        var coordinators = await RowsAsync(s => exports.WritePartnersAsync(store.Coordinator, new PartnerFilter(), null, s, SheetFormat.Csv, Ct));
        var readers = await RowsAsync(s => exports.WritePartnersAsync(store.Reader, new PartnerFilter(), null, s, SheetFormat.Csv, Ct));
        Assert.Contains("Leading", coordinators[1].Cells);
        Assert.Equal("=Shelter \"Hope\", Inc.", readers[1].Cells[0]);
        Assert.DoesNotContain(readers, r => r.Cells.Contains("Leading") || r.Cells.Contains("Engagement"));
    }

    [Fact]
    public async Task A_list_leaves_exactly_as_filtered_and_ticked()
    {
        await using var store = await FilledAsync();
        var other = await store.PartnerAsync("Other clinic");
        var exports = new ListExports(store.Databases);
        Assert.Equal(2, (await RowsAsync(s => exports.WritePartnersAsync(store.Reader, new PartnerFilter { Text = "other" }, null, s, SheetFormat.Xlsx, Ct))).Count);
        var ticked = await RowsAsync(s => exports.WritePartnersAsync(store.Reader, new PartnerFilter(), [other.Id], s, SheetFormat.Csv, Ct));
        Assert.Equal("Other clinic", Assert.Single(ticked.Skip(1)).Cells[0]);
        // Ticks that name nobody leave nobody, never everybody.
        Assert.Single(await RowsAsync(s => exports.WritePartnersAsync(store.Reader, new PartnerFilter(), [], s, SheetFormat.Csv, Ct)));
        Assert.Single(await RowsAsync(s => exports.WritePeopleAsync(store.Reader, new PersonFilter(), [], s, SheetFormat.Csv, Ct)));
    }

    [Fact]
    public async Task People_leave_as_cards()
    {
        await using var store = await FilledAsync();
        using var file = new MemoryStream();
        await new ListExports(store.Databases).WriteCardsAsync(store.Reader, new PersonFilter(), null, file, VCardVersion.V3, Ct);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("FN:Ana Ruiz\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TITLE:Director\r\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("BEGIN:VCARD").Length - 1);
    }
}

public sealed class ExportOnSqlite(SqliteFixture db) : ExportFacts(db), IClassFixture<SqliteFixture>;

public sealed class ExportOnPostgreSql(PostgreSqlFixture db) : ExportFacts(db), IClassFixture<PostgreSqlFixture>;
