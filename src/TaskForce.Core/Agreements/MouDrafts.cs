using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>Drafts to sign, and the task force's own form for them.</summary>
public sealed class MouDrafts(Databases databases)
{
    /// <summary>A version of an MOU as a document to sign.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="mouId">The MOU.</param>
    /// <param name="number">The version's number; nothing for the newest.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<MouFileBytes> WriteAsync(Actor actor, Guid mouId, int? number = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        var page = await new Mous(databases).PageAsync(actor, mouId, ct);
        var version = number is null ? page.Current : page.Versions.FirstOrDefault(v => v.Number == number) ?? throw new NotFoundException("version");
        var clauses = await new Clauses(databases).PageAsync(actor, mouId, version.Number, ct);
        var promises = await new Commitments(databases).OfMouAsync(actor, mouId, ct);
        await using var db = await databases.OpenAsync(actor, ct);
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
        var template = await (from kept in db.MouTemplates.AsNoTracking()
                              join bytes in db.FileBytes on kept.FileId equals bytes.FileId
                              where kept.InUse && db.Files.Any(f => f.Id == kept.FileId && f.StruckOutAt == null)
                              orderby kept.KeptAt descending
                              select bytes.Bytes).FirstOrDefaultAsync(ct);
        var draft = new MouDraft(version.Title, profile is null ? "" : $"{profile.Name} {profile.Subtitle}".Trim(), AgreementSentences.Capital(version.Name), page.Purpose, Term(version),
            [.. version.Parties.Where(p => p.WithdrawnOn is null).Select(p => (p.Partner, p.Office ?? ""))],
            [.. clauses.Changes.Where(c => c.Kind != ClauseChangeKind.Removed).Select(c => (c.Clause.Heading, c.Clause.Partners.Count == 0 ? "" : c.Clause.By, c.Clause.Text))],
            [.. promises.Where(p => p.EndedOn is null).Select(p => $"{p.Title} ({p.Cadence})")]);
        return new(Folding.Slug(version.Title) + "-draft.docx", MouFileContent.ContentType(MouFileKind.Docx), MouDocument.Write(draft, template));
    }

    /// <summary>The name of the task force's own form and since when; nothing while the shipped form is used.</summary>
    public async Task<MouFileLine?> TemplateAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var kept = await db.MouTemplates.AsNoTracking().Include(t => t.File).Where(t => t.InUse).OrderByDescending(t => t.KeptAt).FirstOrDefaultAsync(ct);
        return kept?.File is { } file ? new(file.Id, file.Name, file.Size, DateOnly.FromDateTime(databases.Clock.Local(kept.KeptAt)), file.StruckOutAt is not null) : null;
    }

    /// <summary>Keeps a document as the form of drafts from now on.</summary>
    /// <exception cref="RefusedException">Not a Word document that opens, too large, or without any mark.</exception>
    public async Task KeepTemplateAsync(Actor actor, string name, byte[] content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MouFileContent.MaxBytes) throw new RefusedException("The file is larger than 20 MB. Take large pictures out of it.", "File");
        if (MouFileContent.Recognize(content) != MouFileKind.Docx) throw new RefusedException("This is not a Word document (DOCX), whatever its name says.", "File");
        if (!Marked(content)) throw new RefusedException("The document carries none of the marks, so nothing could be filled in. Write at least one of them, for example {{clauses}}.", "File");
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var file = Mous.Stored(name, MouFileKind.Docx, content, databases.Clock.UtcNow);
        db.AddRange(file, new FileBytes { FileId = file.Id, Bytes = content }, new MouTemplate { FileId = file.Id, KeptAt = databases.Clock.UtcNow });
        foreach (var before in await db.MouTemplates.Where(t => t.InUse).ToListAsync(ct)) before.InUse = false;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Goes back to the shipped form.</summary>
    public async Task DropTemplateAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        foreach (var template in await db.MouTemplates.Where(t => t.InUse).ToListAsync(ct)) template.InUse = false;
        await db.SaveChangesAsync(ct);
    }

    private static string Term(MouVersionLine version)
    {
        var from = version.EffectiveOn is { } begins ? "From " + AgreementSentences.Day(begins, default) : "From the day of the last signature";
        return version.ExpiresOn is { } ends ? $"{from} to {AgreementSentences.Day(ends, default)}" : $"{from}, open-ended";
    }

    private static bool Marked(byte[] content)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
            var text = document.MainDocumentPart?.Document?.InnerText ?? "";
            return MouDocument.Marks.Any(m => text.Contains(m.Mark, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            return false;
        }
    }
}
