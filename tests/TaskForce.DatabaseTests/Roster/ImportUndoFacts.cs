using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.Tests;
using static TaskForce.DatabaseTests.Roster.ImportSteps;

namespace TaskForce.DatabaseTests.Roster;

/// <summary>An import taken back: all of it, or all but what was changed since.</summary>
public abstract class ImportUndoFacts(DatabaseFixture db)
{
    [Fact]
    public async Task A_whole_import_can_be_undone_and_imported_again()
    {
        await using var store = await FoundedAsync(db);
        var before = await CountAsync(store);
        var id = await ImportAsync(store);
        var undo = await new ImportUndos(store.Databases).UndoAsync(store.Coordinator, id, Ct);
        Assert.Empty(undo.Kept);
        Assert.True(undo.Removed > 60);
        Assert.Equal(before, await CountAsync(store));
        Assert.Equal(ImportState.Undone, (await GetAsync(store, id)).Line.State);
        await Assert.ThrowsAsync<RefusedException>(() => new ImportUndos(store.Databases).UndoAsync(store.Coordinator, id, Ct));
        await ImportAsync(store);
    }

    [Fact]
    public async Task Undo_leaves_what_was_changed_or_used_since_with_what_it_needs_and_says_so()
    {
        await using var store = await FoundedAsync(db);
        var id = await ImportAsync(store);
        var sergeant = await store.ReadAsync(d => d.People.SingleAsync(p => p.Emails.Any(e => e.Address == "siu@bayside.example.org"), Ct));
        await using (var change = await store.Databases.OpenAsync(store.Coordinator, Ct))
        {
            (await change.People.FindAsync([sergeant.Id], Ct))!.Name = "Jo Park";
            await change.SaveChangesAsync(Ct);
        }
        var shelter = await store.ReadAsync(d => d.Partners.SingleAsync(p => p.Name == "Safe Lantern Shelter", Ct));
        await store.AddAsync(new LeadershipStatement { PartnerId = shelter.Id, On = A.Day("2026-10-01"), Text = "We are in." });
        var undo = await new ImportUndos(store.Databases).UndoAsync(store.Coordinator, id, Ct);
        Assert.Equal(["partner Bayside PD", "partner Safe Lantern Shelter", "person Jo Park"], undo.Kept.Select(k => k.What));
        Assert.Contains("changed since by Coordinator", undo.Kept.Single(k => k.What == "person Jo Park").Why, StringComparison.Ordinal);
        Assert.Contains("leadership statement", undo.Kept.Single(k => k.What == "partner Safe Lantern Shelter").Why, StringComparison.Ordinal);
        Assert.Equal(["Bayside PD", "Safe Lantern Shelter"], await store.ReadAsync(d => d.Partners.OrderBy(p => p.SortName).Select(p => p.Name).ToListAsync(Ct)));
        var kept = await store.ReadAsync(d => d.People.Include(p => p.Emails).Include(p => p.Posts).SingleAsync(p => p.Id == sergeant.Id, Ct));
        Assert.Equal((1, 1), (kept.Emails.Count, kept.Posts.Count));
        Assert.True(await store.ReadAsync(d => d.LeadershipStatements.AnyAsync(Ct)));
    }

    [Fact]
    public async Task Undo_writes_back_what_an_import_changed()
    {
        await using var store = await FoundedAsync(db);
        var bayside = await store.PartnerAsync("Bayside PD", Sector.LocalLawEnforcement);
        var id = await UploadAsync(store, "Agency,Website,Level,Tags\nBayside Police Department,https://bayside.example.org,City,new; eager\n");
        Assert.Equal(RowOutcome.Update, (await RowsAsync(store, id)).Rows.Single().Outcome);
        await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct);
        Assert.Equal("https://bayside.example.org", (await store.ReadAsync(d => d.Partners.SingleAsync(p => p.Id == bayside.Id, Ct))).Website);
        await new ImportUndos(store.Databases).UndoAsync(store.Coordinator, id, Ct);
        var after = await store.ReadAsync(d => d.Partners.Include(p => p.Tags).SingleAsync(p => p.Id == bayside.Id, Ct));
        Assert.Equal(("", Level.NonGovernmental, 0), (after.Website, after.Level, after.Tags.Count));
    }

    [Fact]
    public async Task Undo_ends_after_thirty_days()
    {
        await using var store = await FoundedAsync(db);
        var id = await ImportAsync(store);
        store.Time.GoTo(store.Clock.Today.AddDays(31));
        await Assert.ThrowsAsync<RefusedException>(() => new ImportUndos(store.Databases).UndoAsync(store.Coordinator, id, Ct));
        Assert.Null((await GetAsync(store, id)).Line.UndoUntil);
    }
}

public sealed class ImportUndoOnSqlite(SqliteFixture db) : ImportUndoFacts(db), IClassFixture<SqliteFixture>;

public sealed class ImportUndoOnPostgreSql(PostgreSqlFixture db) : ImportUndoFacts(db), IClassFixture<PostgreSqlFixture>;
