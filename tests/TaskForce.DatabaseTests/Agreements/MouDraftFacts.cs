using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>Drafts to sign, gaps in cover and signing offices that changed hands, on the database.</summary>
public abstract class MouDraftFacts(DatabaseFixture db)
{
    private static readonly byte[] Pdf = "%PDF-1.7\nsigned"u8.ToArray();

    private static string Text(MouFileBytes file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file.Bytes), false);
        return string.Join('\n', document.MainDocumentPart!.Document.Descendants<Paragraph>().Select(p => p.InnerText));
    }

    private static byte[] Template(string text)
    {
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
            made.AddMainDocumentPart().Document = new Document(new Body(new Paragraph(new Run(new Text(text)))));
        return bytes.ToArray();
    }

    [Fact]
    public async Task A_draft_is_made_in_the_shipped_form_or_in_the_task_forces_own()
    {
        await using var store = await db.FreshAsync();
        var (mous, drafts, forms) = (new Mous(store.Databases), new MouDrafts(store.Databases), new MouTemplates(store.Databases));
        Partner shelter = await store.PartnerAsync("Shelter"), police = await store.PartnerAsync("Police");
        var id = await mous.CreateAsync(store.Coordinator, new() { Title = "Interview protocol", ExpiresOn = A.Day("2028-12-31"), Parties = [new() { PartnerId = shelter.Id }, new() { PartnerId = police.Id }] });
        await new Clauses(store.Databases).SaveAsync(store.Coordinator, id, new() { Heading = "Beds", Text = "Holds four beds.", Partners = [shelter.Id] });

        var made = await drafts.WriteAsync(store.Reader, id);
        Assert.Equal("interview-protocol-draft.docx", made.Name);
        Assert.Contains("1. Beds\n" + shelter.Name + "\nHolds four beds.", Text(made));

        await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "form.docx", Template("No mark at all")));
        await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "form.docx", Pdf));
        await Assert.ThrowsAsync<NotAllowedException>(() => forms.KeepAsync(store.Executive, TemplateKind.MouDraft, "form.docx", Template("{{title}}")));
        await forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "old.docx", Template("Old {{title}}"));
        await forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "form.docx", Template("On our letterhead: {{title}}"));
        Assert.Equal("form.docx", (await forms.CurrentAsync(store.Coordinator, TemplateKind.MouDraft))!.Name);
        Assert.Equal("On our letterhead: Interview protocol", Text(await drafts.WriteAsync(store.Reader, id)));
        await forms.DropAsync(store.Coordinator, TemplateKind.MouDraft);
        Assert.Null(await forms.CurrentAsync(store.Coordinator, TemplateKind.MouDraft));
        Assert.Contains("Holds four beds.", Text(await drafts.WriteAsync(store.Reader, id)));
        await Assert.ThrowsAsync<NotFoundException>(() => drafts.WriteAsync(store.Reader, id, 2));
    }

    [Fact]
    public async Task A_form_that_cannot_be_filled_in_is_refused_in_a_sentence()
    {
        await using var store = await db.FreshAsync();
        var forms = new MouTemplates(store.Databases);
        async Task<string> RefusalAsync(byte[] content) => (await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "form.docx", content))).Message;

        Assert.StartsWith("Nothing is known that could stand for {{tilte}}, {{date}}.", await RefusalAsync(Template("{{title}} {{Tilte}} {{date}}")));
        Assert.StartsWith("{{clauses}} becomes several paragraphs.", await RefusalAsync(Template("Clauses: {{clauses}}")));
        Assert.Contains("carries macros", await RefusalAsync(With(Template("{{title}}"), "word/vbaProject.bin", "x"u8.ToArray())));
        Assert.StartsWith("The file is larger than 20 MB.", await RefusalAsync(new byte[21 * 1024 * 1024]));
        Assert.StartsWith("The document cannot be read:", await RefusalAsync(With(Template("{{title}}"), "word/document.xml", "<w:document"u8.ToArray())));
        Assert.StartsWith("The document cannot be read:", await RefusalAsync(With(Template("{{title}}"), "word/document.xml", new byte[11 * 1024 * 1024])));
        Assert.StartsWith("The document cannot be read:", await RefusalAsync(With(Template("{{title}}"), "word/styles.xml", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000))))));
        Assert.Null(await forms.CurrentAsync(store.Coordinator, TemplateKind.MouDraft));

        static byte[] With(byte[] document, string entry, byte[] content)
        {
            using var bytes = new MemoryStream();
            bytes.Write(document);
            using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
            {
                zip.GetEntry(entry)?.Delete();
                using var written = zip.CreateEntry(entry).Open();
                written.Write(content);
            }
            return bytes.ToArray();
        }
    }

    [Fact]
    public async Task A_gap_between_two_executed_versions_and_a_new_holder_of_a_signing_office_are_shown()
    {
        await using var store = await db.FreshAsync();
        var mous = new Mous(store.Databases);
        Partner shelter = await store.PartnerAsync("Shelter"), police = await store.PartnerAsync("Police");
        Person old = await store.PersonAsync("Dana Cole", police, "Chief"), deputy = await store.PersonAsync("Lee Park", shelter, "Deputy director");
        var chief = new Office { PartnerId = police.Id, Title = "Chief" };
        var holding = new OfficeHolding { OfficeId = chief.Id, PersonId = old.Id, From = A.Day("2020-01-01") };
        await store.AddAsync(chief, holding);
        var id = await mous.CreateAsync(store.Coordinator, new()
        {
            Title = "Protocol",
            EffectiveOn = A.Day("2024-01-01"),
            ExpiresOn = A.Day("2025-12-31"),
            Parties = [new() { PartnerId = police.Id, OfficeId = chief.Id }, new() { PartnerId = shelter.Id }],
        });
        await ExecuteAsync("2023-12-20");
        var form = await mous.NextFormAsync(store.Coordinator, id, MouVersionKind.Version);
        (form.EffectiveOn, form.ExpiresOn, form.ReviewOn) = (A.Day("2026-03-01"), A.Day("2028-12-31"), null);
        await mous.AddVersionAsync(store.Coordinator, id, form);
        Assert.Empty((await mous.PageAsync(store.Reader, id)).Gaps);
        await ExecuteAsync("2026-02-20");

        var page = await mous.PageAsync(store.Reader, id);
        Assert.Equal(new CoverGap(A.Day("2026-01-01"), A.Day("2026-02-28")), Assert.Single(page.Gaps));
        Assert.Equal(A.Day("2024-01-01"), page.CoveredFrom);
        Assert.All(page.Current.Parties, p => Assert.Null(p.HolderNow));

        var next = await store.PersonAsync("Kim Rowe", police, "Chief");
        await store.ChangeAsync(async d => (await d.OfficeHoldings.SingleAsync(h => h.Id == holding.Id)).To = A.Day("2026-06-30"));
        Assert.Equal("", (await mous.PageAsync(store.Reader, id)).Current.Parties[0].HolderNow);
        await store.AddAsync(new OfficeHolding { OfficeId = chief.Id, PersonId = next.Id, From = A.Day("2026-07-01") });
        page = await mous.PageAsync(store.Reader, id);
        Assert.Equal("Kim Rowe", page.Current.Parties[0].HolderNow);
        Assert.Null(page.Current.Parties[1].HolderNow);

        // Nobody's word is asked for once the MOU was withdrawn.
        await mous.WithdrawAsync(store.Coordinator, id, new() { On = A.Day("2026-08-01"), Reason = "The council did not renew.", Version = page.Version });
        Assert.All((await mous.PageAsync(store.Reader, id)).Current.Parties, p => Assert.Null(p.HolderNow));

        async Task ExecuteAsync(string on)
        {
            var parties = (await mous.PageAsync(store.Reader, id)).Current.Parties;
            foreach (var (party, signer) in new[] { (parties[0], old), (parties[1], deputy) })
                await mous.SignAsync(store.Coordinator, id, new() { PartyId = party.Id, PersonId = signer.Id, SignedOn = A.Day(on), Version = party.Version });
            await mous.KeepFileAsync(store.Coordinator, id, "signed.pdf", Pdf, executed: true);
        }
    }
}

public sealed class MouDraftsOnSqlite(SqliteFixture db) : MouDraftFacts(db), IClassFixture<SqliteFixture>;

public sealed class MouDraftsOnPostgreSql(PostgreSqlFixture db) : MouDraftFacts(db), IClassFixture<PostgreSqlFixture>;
