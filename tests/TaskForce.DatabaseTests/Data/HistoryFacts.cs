using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>Every change is in the history, and what is in the history can be taken back.</summary>
public abstract class HistoryFacts(DatabaseFixture db)
{
    private Histories Histories => new(db.Databases);

    private async Task<Guid> RenameAsync(Partner partner, string name, Actor? actor = null)
    {
        await using var d = await db.OpenAsync(actor ?? db.Coordinator);
        var stored = await d.Partners.SingleAsync(p => p.Id == partner.Id);
        stored.Name = name;
        await d.SaveChangesAsync();
        return d.ChangeId;
    }

    [Fact]
    public async Task A_change_shows_who_and_what_was_before_and_after()
    {
        var shelter = await db.PartnerAsync("Old name");
        await RenameAsync(shelter, "New name");

        var line = (await Histories.OfAsync(db.Coordinator, shelter.Id)).Lines[0];

        Assert.Equal((Happened.Changed, db.Coordinator.Name), (line.Happened, line.By));
        Assert.Equal([new HistoryField("Name", "Old name", "New name")], line.Fields);
        Assert.True(line.CanUndo);
    }

    [Fact]
    public async Task A_save_that_changes_nothing_leaves_no_line_and_keeps_the_version()
    {
        var shelter = await db.PartnerAsync("Unmoved");
        await RenameAsync(shelter, "Unmoved");

        Assert.Single(await db.HistoryAsync(shelter.Id));
        Assert.Equal(shelter.Version, await db.ReadAsync(d => d.Partners.Where(p => p.Id == shelter.Id).Select(p => p.Version).SingleAsync()));
    }

    [Fact]
    public async Task Undo_writes_back_what_was_before_and_can_itself_be_undone()
    {
        var shelter = await db.PartnerAsync("First");
        var change = await RenameAsync(shelter, "Second");

        var undo = await Histories.UndoAsync(db.Coordinator, change);
        Assert.Equal("First", await NameAsync(shelter));
        await Histories.UndoAsync(db.Coordinator, undo);
        Assert.Equal("Second", await NameAsync(shelter));
    }

    [Fact]
    public async Task Undo_is_refused_with_a_sentence_when_the_field_was_changed_since()
    {
        var shelter = await db.PartnerAsync("A");
        var change = await RenameAsync(shelter, "B");
        await RenameAsync(shelter, "C");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Histories.UndoAsync(db.Coordinator, change));

        Assert.StartsWith("Name of the partner was changed since.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("C", await NameAsync(shelter));
    }

    [Fact]
    public async Task Undoing_a_creation_removes_the_record_and_what_was_saved_with_it()
    {
        var shelter = await db.PartnerAsync("Mistake");
        var change = (await db.HistoryAsync(shelter.Id))[0].ChangeId;

        await Histories.UndoAsync(db.Administrator, change);

        Assert.False(await db.ReadAsync(d => d.Partners.AnyAsync(p => p.Id == shelter.Id)));
        Assert.Equal(Happened.Removed, (await db.HistoryAsync(shelter.Id))[^1].Happened);
    }

    [Fact]
    public async Task Undoing_a_removal_brings_the_record_back_with_its_lists()
    {
        var shelter = await db.PartnerAsync("Shelter with languages");
        await db.ChangeAsync(async d => (await d.Partners.SingleAsync(p => p.Id == shelter.Id)).Languages = ["Spanish", "Tagalog"]);
        Guid change;
        await using (var d = await db.OpenAsync(db.Coordinator))
        {
            d.Remove(await d.Partners.SingleAsync(p => p.Id == shelter.Id));
            await d.SaveChangesAsync();
            change = d.ChangeId;
        }

        await Histories.UndoAsync(db.Coordinator, change);

        var back = await db.ReadAsync(d => d.Partners.AsNoTracking().SingleAsync(p => p.Id == shelter.Id));
        Assert.Equal(["Spanish", "Tagalog"], back.Languages);
        Assert.Equal("shelter with languages", back.SortName);
    }

    [Fact]
    public async Task A_change_older_than_thirty_days_stays()
    {
        await using var fresh = await db.FreshAsync();
        var shelter = await fresh.PartnerAsync("Long ago");
        var change = (await fresh.HistoryAsync(shelter.Id))[0].ChangeId;
        fresh.Time.GoTo(fresh.Clock.Today.AddDays(31));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => new Histories(fresh.Databases).UndoAsync(fresh.Administrator, change));
        Assert.Contains("30 days", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Executive)]
    [InlineData(Role.Member)]
    [InlineData(Role.Reader)]
    public async Task Nobody_undoes_what_they_may_not_do(Role role)
    {
        var shelter = await db.PartnerAsync("Not theirs");
        var change = await RenameAsync(shelter, "Still not theirs");

        await Assert.ThrowsAsync<NotAllowedException>(() => Histories.UndoAsync(A.Actor(role), change));
        Assert.Equal("Still not theirs", await NameAsync(shelter));
    }

    [Fact]
    public async Task What_happened_to_an_account_is_read_by_those_who_manage_accounts_only()
    {
        var account = (await db.SignUpAsync(Role.Member)).AccountId!.Value;

        Assert.NotEmpty((await Histories.OfAsync(db.Administrator, account)).Lines);
        Assert.Empty((await Histories.OfAsync(db.Coordinator, account)).Lines);
    }

    [Fact]
    public async Task A_stale_save_is_refused_and_the_first_one_stays()
    {
        var shelter = await db.PartnerAsync("Contested");
        await using var first = await db.OpenAsync(db.Coordinator);
        await using var second = await db.OpenAsync(db.Administrator);
        var mine = await first.Partners.SingleAsync(p => p.Id == shelter.Id);
        var theirs = await second.Partners.SingleAsync(p => p.Id == shelter.Id);
        theirs.Name = "Theirs";
        await second.SaveChangesAsync();
        mine.Name = "Mine";

        var stale = await Assert.ThrowsAsync<StaleRecordException>(() => first.SaveChangesAsync());

        Assert.Equal(("Partner", shelter.Id), (stale.RecordType, stale.RecordId));
        Assert.Equal("Theirs", await NameAsync(shelter));
    }

    [Fact]
    public async Task Search_follows_the_name_and_forgets_what_is_archived()
    {
        var shelter = await db.PartnerAsync("Zephyr Haven");
        Assert.Equal(["haven", "zephyr"], await WordsAsync(shelter));
        await RenameAsync(shelter, "Zephyr House");
        Assert.Equal(["house", "zephyr"], await WordsAsync(shelter));
        await db.ChangeAsync(async d => (await d.Partners.SingleAsync(p => p.Id == shelter.Id)).ArchivedAt = db.Clock.UtcNow);
        Assert.Empty(await WordsAsync(shelter));
        Assert.Equal(Happened.Archived, (await db.HistoryAsync(shelter.Id))[^1].Happened);
    }

    private Task<string> NameAsync(Partner partner) => db.ReadAsync(d => d.Partners.Where(p => p.Id == partner.Id).Select(p => p.Name).SingleAsync());

    private Task<List<string>> WordsAsync(Partner partner) => db.ReadAsync(d => d.SearchWords.Where(w => w.EntryId == partner.Id).OrderBy(w => w.Word).Select(w => w.Word).ToListAsync());
}

public sealed class HistoryOnSqlite(SqliteFixture db) : HistoryFacts(db), IClassFixture<SqliteFixture>;

public sealed class HistoryOnPostgreSql(PostgreSqlFixture db) : HistoryFacts(db), IClassFixture<PostgreSqlFixture>;
