using System.IO.Compression;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>MOUs from draft to withdrawal, on the database.</summary>
public abstract class MousFacts(DatabaseFixture db)
{
    private static readonly byte[] Pdf = "%PDF-1.7\nsigned"u8.ToArray();

    private Mous Mous => new(db.Databases);

    private static MouForm Form(params Partner[] partners) => new()
    {
        Title = $"Victim services protocol {A.Number()}",
        Purpose = "Who answers, how fast, and what is shared.",
        EffectiveOn = A.Day("2026-01-01"),
        ExpiresOn = A.Day("2028-12-31"),
        Parties = [.. partners.Select(p => new MouPartyForm { PartnerId = p.Id })],
    };

    private async Task<(Guid Id, Partner Shelter, Partner Police, Person Signer)> RecordAsync()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police", Sector.LocalLawEnforcement);
        var signer = await db.PersonAsync("Dana Cole", shelter, "Director");
        return (await Mous.CreateAsync(db.Coordinator, Form(shelter, police)), shelter, police, signer);
    }

    private async Task SignAllAsync(Guid id, Person signer)
    {
        foreach (var party in (await Mous.PageAsync(db.Reader, id)).Current.Parties)
            await Mous.SignAsync(db.Coordinator, id, new() { PartyId = party.Id, PersonId = signer.Id, SignedOn = A.Day("2026-01-05"), Version = party.Version });
    }

    [Fact]
    public async Task An_MOU_comes_into_force_with_every_signature_and_the_executed_copy()
    {
        var (id, shelter, _, signer) = await RecordAsync();
        Assert.Equal(MouStateKind.Draft, (await Mous.PageAsync(db.Reader, id)).State.Kind);
        var sent = await Mous.FormAsync(db.Coordinator, id);
        sent.SentForSignatureOn = A.Day("2025-12-20");
        await Mous.EditAsync(db.Coordinator, id, sent);
        Assert.Equal(MouStateKind.BeingSigned, (await Mous.PageAsync(db.Reader, id)).State.Kind);
        await SignAllAsync(id, signer);
        var signed = await Mous.PageAsync(db.Reader, id);
        Assert.Equal((MouStateKind.BeingSigned, true, 2), (signed.State.Kind, signed.WantsCopy, signed.Signed));
        Assert.Equal("Dana Cole", signed.Current.Parties[0].Signer);

        await Mous.KeepFileAsync(db.Coordinator, id, @"C:\scans\signed.exe", Pdf, executed: true);
        var page = await Mous.PageAsync(db.Reader, id);
        Assert.Equal(MouStateKind.InForce, page.State.Kind);
        Assert.Equal("signed.pdf", page.Current.Executed!.Name);
        var standing = await db.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == shelter.Id));
        Assert.Equal((true, A.Day("2028-12-31")), (standing.HasMou, standing.MouEndsOn));

        var file = await Mous.FileAsync(db.Reader, id, page.Current.Executed.Id);
        Assert.Equal("application/pdf", file.ContentType);
        Assert.Equal(Pdf, file.Bytes);
    }

    [Fact]
    public async Task The_text_that_goes_round_is_not_the_executed_copy()
    {
        var (id, _, _, signer) = await RecordAsync();
        using var word = new MemoryStream();
        using (var zip = new ZipArchive(word, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("word/document.xml");
        await Mous.KeepFileAsync(db.Coordinator, id, "draft.docx", word.ToArray(), executed: false);
        await SignAllAsync(id, signer);
        var page = await Mous.PageAsync(db.Reader, id);
        Assert.Equal(MouStateKind.BeingSigned, page.State.Kind);
        Assert.Equal("draft.docx", page.Current.Text!.Name);
        Assert.Null(page.Current.Executed);
    }

    [Fact]
    public async Task A_file_is_refused_by_its_content_its_size_and_its_moment()
    {
        var (id, _, _, signer) = await RecordAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", Pdf, executed: true));
        await SignAllAsync(id, signer);
        await Assert.ThrowsAsync<RefusedException>(() => Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", [], executed: true));
        await Assert.ThrowsAsync<RefusedException>(() => Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", "<html>"u8.ToArray(), executed: true));
        await Assert.ThrowsAsync<RefusedException>(() => Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", [.. Pdf, .. new byte[MouFileContent.MaxBytes]], executed: true));
        Assert.Null((await Mous.PageAsync(db.Reader, id)).Current.Executed);
    }

    [Fact]
    public async Task A_file_opens_only_through_its_own_MOU()
    {
        var (id, _, _, signer) = await RecordAsync();
        var (other, _, _, _) = await RecordAsync();
        await SignAllAsync(id, signer);
        await Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", Pdf, executed: true);
        var file = (await Mous.PageAsync(db.Reader, id)).Current.Executed!.Id;
        await Assert.ThrowsAsync<NotFoundException>(() => Mous.FileAsync(db.Reader, other, file));
    }

    [Fact]
    public async Task An_open_ended_MOU_needs_a_review_day()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police");
        var form = Form(shelter, police);
        form.ExpiresOn = null;
        var wrong = await Assert.ThrowsAsync<ValidationException>(() => Mous.CreateAsync(db.Coordinator, form));
        Assert.Equal(nameof(MouForm.ReviewOn), Assert.Single(wrong.Errors).PropertyName);
        form.ReviewOn = A.Day("2027-01-01");
        Assert.Null((await Mous.PageAsync(db.Reader, await Mous.CreateAsync(db.Coordinator, form))).Current.ExpiresOn);
    }

    [Fact]
    public async Task A_party_that_signed_cannot_be_left_out_and_a_stale_form_is_refused()
    {
        var (id, shelter, police, signer) = await RecordAsync();
        var third = await db.PartnerAsync("Clinic");
        var stale = await Mous.FormAsync(db.Coordinator, id);
        var form = await Mous.FormAsync(db.Coordinator, id);
        form.Parties.Add(new() { PartnerId = third.Id, SignatureRequired = false });
        await Mous.EditAsync(db.Coordinator, id, form);
        Assert.Equal([shelter.Id, police.Id, third.Id], (await Mous.PageAsync(db.Reader, id)).Current.Parties.Select(p => p.PartnerId));
        await Assert.ThrowsAsync<StaleRecordException>(() => Mous.EditAsync(db.Coordinator, id, stale));

        await SignAllAsync(id, signer);
        form = await Mous.FormAsync(db.Coordinator, id);
        form.Parties.RemoveAt(0);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Mous.EditAsync(db.Coordinator, id, form));
        Assert.Equal(nameof(MouForm.Parties), refused.Field);
    }

    [Fact]
    public async Task A_signing_office_is_the_partys_own()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police");
        var chief = new Office { PartnerId = police.Id, Title = "Chief" };
        await db.AddAsync(chief);
        var form = Form(shelter, police);
        form.Parties[0].OfficeId = chief.Id;
        await Assert.ThrowsAsync<RefusedException>(() => Mous.CreateAsync(db.Coordinator, form));
        (form.Parties[0].OfficeId, form.Parties[1].OfficeId) = (null, chief.Id);
        Assert.Equal("Chief", (await Mous.PageAsync(db.Reader, await Mous.CreateAsync(db.Coordinator, form))).Current.Parties[1].Office);
    }

    [Fact]
    public async Task Withdrawing_ends_it_and_undo_brings_it_and_the_standing_back()
    {
        var (id, shelter, _, signer) = await RecordAsync();
        await SignAllAsync(id, signer);
        await Mous.KeepFileAsync(db.Coordinator, id, "x.pdf", Pdf, executed: true);
        var version = (await Mous.PageAsync(db.Reader, id)).Version;
        await Assert.ThrowsAsync<ValidationException>(() => Mous.WithdrawAsync(db.Coordinator, id, new() { On = A.Day("2026-11-01"), Version = version }));
        await Mous.WithdrawAsync(db.Coordinator, id, new() { On = A.Day("2026-11-01"), Reason = "The council did not renew.", Version = version });
        Assert.Equal(MouStateKind.Withdrawn, (await Mous.PageAsync(db.Reader, id)).State.Kind);
        Assert.False(await HasMouAsync());

        var change = (await db.HistoryAsync(id))[^1].ChangeId;
        await new Histories(db.Databases).UndoAsync(db.Coordinator, change);
        Assert.Equal(MouStateKind.InForce, (await Mous.PageAsync(db.Reader, id)).State.Kind);
        Assert.True(await HasMouAsync());

        Task<bool> HasMouAsync() => db.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == shelter.Id).Select(s => s.HasMou).SingleAsync());
    }

    [Fact]
    public async Task The_register_filters_by_state_finds_by_words_and_pages_by_key()
    {
        await using var store = await db.FreshAsync();
        var mous = new Mous(store.Databases);
        Partner shelter = await store.PartnerAsync("Casa Épica"), police = await store.PartnerAsync("Police");
        for (var i = 0; i < 3; i++)
        {
            var form = Form(shelter, police);
            form.ExpiresOn = A.Day("2027-01-01").AddYears(3 - i);
            await mous.CreateAsync(store.Coordinator, form);
        }

        var archived = await mous.CreateAsync(store.Coordinator, Form(shelter, police));
        await mous.ArchiveAsync(store.Coordinator, archived);
        var first = await mous.ListAsync(store.Reader, new(Count: 2));
        Assert.Equal((3, 1, 3), (first.Total, first.First, first.Counts[MouStateKind.Draft]));
        Assert.Equal([A.Day("2028-01-01"), A.Day("2029-01-01")], first.Rows.Select(r => r.ExpiresOn!.Value));
        var second = await mous.ListAsync(store.Reader, new(Count: 2, After: first.Next));
        Assert.Equal((A.Day("2030-01-01"), 3), (Assert.Single(second.Rows).ExpiresOn!.Value, second.First));
        Assert.Null(second.Next);
        Assert.Null(second.Previous);
        // Back from the third of three pages leads to the second.
        var third = await mous.ListAsync(store.Reader, new(Count: 1, After: first.Rows[1].Id));
        Assert.Equal((3, first.Rows[0].Id), (third.First, third.Previous));
        Assert.Equal(3, (await mous.ListAsync(store.Reader, new(Text: "epica"))).Total);
        Assert.Equal(0, (await mous.ListAsync(store.Reader, new(Text: "clinic"))).Total);
        Assert.Equal(0, (await mous.ListAsync(store.Reader, new(State: MouStateKind.InForce))).Total);
        Assert.Equal(archived, Assert.Single((await mous.ListAsync(store.Reader, new(Archived: true))).Rows).Id);
        Assert.Equal(3, await mous.CountAsync(store.Reader));
    }

    [Fact]
    public async Task Partners_to_choose_are_found_by_the_beginnings_of_words()
    {
        var partner = await db.PartnerAsync("Zephyr Legal Clinic");
        Assert.Contains(await Mous.PartnerChoicesAsync(db.Coordinator, "cli zeph"), choice => choice.Id == partner.Id);
        Assert.DoesNotContain(await Mous.PartnerChoicesAsync(db.Coordinator, "ephyr"), choice => choice.Id == partner.Id);
    }

    [Fact]
    public async Task Only_coordinators_and_administrators_write_MOUs()
    {
        var (id, _, _, _) = await RecordAsync();
        foreach (var actor in new[] { db.Executive, db.Member, db.Reader })
        {
            Assert.Equal(id, (await Mous.PageAsync(actor, id)).Id);
            await Assert.ThrowsAsync<NotAllowedException>(() => Mous.ArchiveAsync(actor, id));
            await Assert.ThrowsAsync<NotAllowedException>(() => Mous.KeepFileAsync(actor, id, "x.pdf", Pdf, executed: false));
            await Assert.ThrowsAsync<NotAllowedException>(() => Mous.FormAsync(actor, id));
        }
    }

    [Fact]
    public async Task What_looks_like_a_victims_data_is_asked_about_before_it_is_saved()
    {
        Partner shelter = await db.PartnerAsync("Shelter"), police = await db.PartnerAsync("Police");
        var form = Form(shelter, police);
        form.Purpose = "For the victim with SSN 123-45-6789.";
        await Assert.ThrowsAsync<ValidationException>(() => Mous.CreateAsync(db.Coordinator, form));
    }
}

public sealed class MousOnSqlite(SqliteFixture db) : MousFacts(db), IClassFixture<SqliteFixture>;

public sealed class MousOnPostgreSql(PostgreSqlFixture db) : MousFacts(db), IClassFixture<PostgreSqlFixture>;
