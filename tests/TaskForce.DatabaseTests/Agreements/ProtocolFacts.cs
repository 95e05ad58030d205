using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>Joint procedures: versions, the decision that adopted them, who was trained.</summary>
public abstract class ProtocolFacts(DatabaseFixture db)
{
    [Fact]
    public async Task A_protocol_is_recorded_adopted_trained_on_and_found()
    {
        await using var store = await db.FreshAsync();
        var protocols = new Protocols(store.Databases);
        Partner shelter = await store.PartnerAsync("Shelter"), police = await store.PartnerAsync("Police");
        var saved = await protocols.SaveAsync(store.Coordinator, new() { Title = "Night calls", KeeperId = shelter.Id, ReviewOn = A.Day("2026-11-01") });
        Assert.Equal("A draft. No version has been adopted yet.", ProtocolSentences.About(await protocols.PageAsync(store.Reader, saved.Id)));
        await Assert.ThrowsAsync<RefusedException>(() => protocols.TrainAsync(store.Coordinator, saved.Id, new() { PartnerId = police.Id, On = A.Day("2026-11-02"), People = 4 }));

        Assert.Equal(1, await protocols.AdoptAsync(store.Coordinator, saved.Id, new() { AdoptedOn = A.Day("2025-01-10"), Changes = "The first." }));
        Assert.Equal(2, await protocols.AdoptAsync(store.Coordinator, saved.Id, new() { AdoptedOn = A.Day("2026-06-01"), Changes = "An interpreter is called." }));
        Assert.Equal(3, await protocols.AdoptAsync(store.Coordinator, saved.Id, new() { AdoptedOn = A.Day("2027-01-01"), Changes = "Not yet in use." }));
        await protocols.TrainAsync(store.Coordinator, saved.Id, new() { PartnerId = police.Id, On = A.Day("2026-05-31"), People = 4 });
        await protocols.TrainAsync(store.Coordinator, saved.Id, new() { PartnerId = shelter.Id, On = A.Day("2026-06-01"), People = 9 });

        var page = await protocols.PageAsync(store.Reader, saved.Id);
        Assert.Equal((2, police.Name), (page.InUse, Assert.Single(page.Untrained)));
        Assert.Equal([2, 1], page.Trained.Select(t => t.Number));
        Assert.Equal("Version 2 is in use; 9 people are trained on it. Its review was due on Nov 1.", ProtocolSentences.About(page));
        var row = Assert.Single(await protocols.ListAsync(store.Reader));
        Assert.Equal((2, 1, 9), (row.Number, row.Partners, row.People));
        Assert.Equal("One protocol is in use; the review of one is due.", ProtocolSentences.AboutAll([row], protocols.Today));
        Assert.Contains(await new Searches(store.Databases).FindAsync(store.Reader, "night"), f => f.Address == "/protocols/" + saved.Id);

        await protocols.KeepFileAsync(store.Coordinator, saved.Id, 2, "text.pdf", "%PDF-1.7 text"u8.ToArray());
        var file = (await protocols.PageAsync(store.Reader, saved.Id)).Versions.Single(v => v.Number == 2).File!;
        Assert.Equal("text.pdf", (await protocols.FileAsync(store.Reader, saved.Id, file.Id)).Name);
        await Assert.ThrowsAsync<NotFoundException>(() => protocols.FileAsync(store.Reader, Guid.CreateVersion7(), file.Id));
        await Assert.ThrowsAsync<RefusedException>(() => protocols.KeepFileAsync(store.Coordinator, saved.Id, 2, "x.pdf", "<html>"u8.ToArray()));

        await protocols.ArchiveAsync(store.Coordinator, saved.Id);
        Assert.Empty(await protocols.ListAsync(store.Reader));
    }

    [Fact]
    public async Task A_protocol_holds_no_case_and_only_coordinators_write_it()
    {
        var protocols = new Protocols(db.Databases);
        var shelter = await db.PartnerAsync("Shelter");
        var form = new ProtocolForm { Title = "Night calls", KeeperId = shelter.Id, ReviewOn = A.Day("2027-01-01"), Purpose = "As with the victim with SSN 123-45-6789." };
        await Assert.ThrowsAsync<ValidationException>(() => protocols.SaveAsync(db.Coordinator, form));
        form.Purpose = "";
        foreach (var actor in new[] { db.Executive, db.Member, db.Reader })
            await Assert.ThrowsAsync<NotAllowedException>(() => protocols.SaveAsync(actor, form));
        var saved = await protocols.SaveAsync(db.Coordinator, form);
        form.Id = saved.Id;
        await Assert.ThrowsAsync<StaleRecordException>(() => protocols.SaveAsync(db.Coordinator, form));
        await Assert.ThrowsAsync<ValidationException>(() => protocols.AdoptAsync(db.Coordinator, saved.Id, new() { AdoptedOn = A.Day("2026-01-01"), Changes = "Case no. 22-CR-01234, born 03/04/2006." }));
        await Assert.ThrowsAsync<ValidationException>(() => protocols.TrainAsync(db.Coordinator, saved.Id, new() { PartnerId = shelter.Id, On = db.Clock.Today.AddDays(1), People = 1 }));
    }
}

public sealed class ProtocolsOnSqlite(SqliteFixture db) : ProtocolFacts(db), IClassFixture<SqliteFixture>;

public sealed class ProtocolsOnPostgreSql(PostgreSqlFixture db) : ProtocolFacts(db), IClassFixture<PostgreSqlFixture>;
