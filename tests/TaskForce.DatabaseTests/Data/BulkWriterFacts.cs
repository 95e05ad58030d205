using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>The quick way leaves the same behind as the ordinary one.</summary>
public abstract class BulkWriterFacts(DatabaseFixture db)
{
    [Fact]
    public async Task A_partner_written_in_bulk_is_the_same_as_one_saved_as_usual()
    {
        await using var fresh = await db.FreshAsync();
        var kind = A.Kind();
        await fresh.AddAsync(kind);
        var usual = Filled("José's Place", kind);
        var bulk = Filled("José's Place", kind);
        bulk.Slug = "bulk";
        await fresh.AddAsync(usual);
        await BulkAsync(fresh, [bulk]);

        var (one, other) = (await ReadAsync(fresh, usual.Id), await ReadAsync(fresh, bulk.Id));
        Assert.Equal(one with { Slug = "" }, other with { Slug = "" });
        Assert.Equal(
            (await fresh.HistoryAsync(usual.Id)).Select(e => (e.Happened, e.After!.Replace(usual.Slug, "", StringComparison.Ordinal), e.Before, e.RecordType, e.Candid)),
            (await fresh.HistoryAsync(bulk.Id)).Select(e => (e.Happened, e.After!.Replace(bulk.Slug, "", StringComparison.Ordinal), e.Before, e.RecordType, e.Candid)));
        Assert.Equal(await WordsAsync(fresh, usual.Id), await WordsAsync(fresh, bulk.Id));
    }

    [Fact]
    public async Task Nothing_stays_of_a_bulk_write_that_was_not_committed()
    {
        await using var fresh = await db.FreshAsync();
        var kind = A.Kind();
        await fresh.AddAsync(kind);
        await using (var d = await fresh.OpenAsync())
        {
            await using var transaction = await d.Database.BeginTransactionAsync();
            await BulkWriter.AddAsync(d, (Partner[])[Filled("Gone", kind)]);
        }

        Assert.Equal(0, await fresh.ReadAsync(d => d.Partners.CountAsync()));
        Assert.Equal(0, await fresh.ReadAsync(d => d.SearchWords.CountAsync()));
    }

    [Fact]
    public async Task Days_empty_fields_and_addresses_arrive_as_they_are()
    {
        await using var fresh = await db.FreshAsync();
        var shelter = await fresh.PartnerAsync("Shelter");
        var person = A.Person("Ana Núñez");
        await using (var d = await fresh.OpenAsync())
        {
            await using var transaction = await d.Database.BeginTransactionAsync();
            await BulkWriter.AddAsync(d, (Person[])[person]);
            await BulkWriter.AddAsync(d, (Post[])[new() { PersonId = person.Id, PartnerId = shelter.Id, Title = "Director", From = A.Day("2024-02-29") }]);
            await BulkWriter.AddAsync(d, (PersonEmail[])[new() { PersonId = person.Id, Address = "Ana@Example.org" }]);
            await transaction.CommitAsync();
        }

        var read = await fresh.ReadAsync(d => d.People.AsNoTracking().Include(p => p.Posts).Include(p => p.Emails).SingleAsync(p => p.Id == person.Id));
        Assert.Equal("ana nunez", read.SortName);
        Assert.Equal((A.Day("2024-02-29"), null), (Assert.Single(read.Posts).From, read.Posts[0].To));
        Assert.Equal("ana@example.org", Assert.Single(read.Emails).Folded);
    }

    [Fact]
    public async Task Named_columns_of_staged_rows_are_written_and_no_others_and_only_within_a_transaction()
    {
        await using var fresh = await db.FreshAsync();
        var batch = new ImportBatch { FileName = "roster.csv" };
        await fresh.AddAsync(batch);
        List<ImportRow> rows = [.. Enumerable.Range(1, 3).Select(n => new ImportRow { BatchId = batch.Id, Number = n, Cells = $"[\"row {n}\"]", Hash = "before" })];
        await using (var d = await fresh.OpenAsync())
        {
            await using var transaction = await d.Database.BeginTransactionAsync();
            await BulkWriter.AddAsync(d, rows);
            await transaction.CommitAsync();
        }

        rows.ForEach(r => (r.Cells, r.Hash, r.Outcome) = ("[]", "after", RowOutcome.NeedsALook));
        await using (var d = await fresh.OpenAsync())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => BulkWriter.UpdateAsync(d, rows, [nameof(ImportRow.Hash)]));
            await using var transaction = await d.Database.BeginTransactionAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => BulkWriter.UpdateAsync(d, (Partner[])[A.Partner("Followed", A.Kind())], [nameof(Partner.Name)]));
            await Assert.ThrowsAsync<InvalidOperationException>(() => BulkWriter.UpdateAsync(d, rows, ["Nowhere"]));
            await BulkWriter.UpdateAsync(d, rows[..2], [nameof(ImportRow.Hash), nameof(ImportRow.Outcome)]);
            await transaction.CommitAsync();
        }

        Assert.Equal(
            [("[\"row 1\"]", "after", RowOutcome.NeedsALook), ("[\"row 2\"]", "after", RowOutcome.NeedsALook), ("[\"row 3\"]", "before", default)],
            await fresh.ReadAsync(async d => (await d.ImportRows.AsNoTracking().OrderBy(r => r.Number).ToListAsync()).ConvertAll(r => (r.Cells, r.Hash, r.Outcome))));
    }

    private static Partner Filled(string name, PartnerKind kind)
    {
        var partner = A.Partner(name, kind);
        partner.Languages = ["English", "Español"];
        partner.Level = Level.County;
        partner.ArchivedAt = null;
        return partner;
    }

    private static async Task BulkAsync(Store store, Partner[] partners)
    {
        await using var d = await store.OpenAsync();
        await using var transaction = await d.Database.BeginTransactionAsync();
        await BulkWriter.AddAsync(d, partners);
        await transaction.CommitAsync();
    }

    private sealed record Stored(string Name, string Slug, string SortName, Sector Sector, Level Level, string Languages, DateTime? ArchivedAt);

    private static Task<Stored> ReadAsync(Store store, Guid id) => store.ReadAsync(async d =>
    {
        var p = await d.Partners.AsNoTracking().SingleAsync(p => p.Id == id);
        return new Stored(p.Name, p.Slug, p.SortName, p.Sector, p.Level, string.Join('|', p.Languages), p.ArchivedAt);
    });

    private static Task<List<string>> WordsAsync(Store store, Guid id) =>
        store.ReadAsync(d => d.SearchWords.Where(w => w.EntryId == id).OrderBy(w => w.Word).Select(w => w.Word).ToListAsync());
}

public sealed class BulkWriterOnSqlite(SqliteFixture db) : BulkWriterFacts(db), IClassFixture<SqliteFixture>;

public sealed class BulkWriterOnPostgreSql(PostgreSqlFixture db) : BulkWriterFacts(db), IClassFixture<PostgreSqlFixture>;
