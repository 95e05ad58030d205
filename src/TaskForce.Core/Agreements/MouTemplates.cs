using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;

namespace TaskForce.Core.Agreements;

/// <summary>The task force's own forms for drafts of MOUs and letters of thanks.</summary>
public sealed class MouTemplates(Databases databases)
{
    /// <summary>The name of the task force's own form and since when; nothing while the shipped form is used.</summary>
    public async Task<MouFileLine?> CurrentAsync(Actor actor, TemplateKind kind, CancellationToken ct = default)
    {
        Permissions.Demand(actor, TemplateKinds.Act(kind));
        await using var db = await databases.OpenAsync(actor, ct);
        var kept = await db.MouTemplates.AsNoTracking().Include(t => t.File).Where(t => t.Kind == kind && t.InUse).OrderByDescending(t => t.KeptAt).FirstOrDefaultAsync(ct);
        return kept?.File is { } file ? new(file.Id, file.Name, file.Size, DateOnly.FromDateTime(databases.Clock.Local(kept.KeptAt)), file.StruckOutAt is not null) : null;
    }

    /// <summary>Keeps a document as the form from now on.</summary>
    /// <exception cref="RefusedException">Not a Word document that opens, too large, or without any mark of its kind.</exception>
    public async Task KeepAsync(Actor actor, TemplateKind kind, string name, byte[] content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MouFileContent.MaxBytes) throw new RefusedException(MouFileContent.TooLarge, "File");
        if (MouFileContent.Recognize(content) != MouFileKind.Docx) throw new RefusedException("This is not a Word document (DOCX), whatever its name says.", "File");
        if (!Marked(kind, content))
        {
            var example = kind == TemplateKind.Letter ? LetterDocument.Given : MouDocument.ClausesMark;
            throw new RefusedException($"The document carries none of the marks, so nothing could be filled in. Write at least one of them, for example {example}.", "File");
        }

        Permissions.Demand(actor, TemplateKinds.Act(kind));
        await using var db = await databases.OpenAsync(actor, ct);
        var file = Mous.Stored(name, MouFileKind.Docx, content, databases.Clock.UtcNow);
        db.AddRange(file, new FileBytes { FileId = file.Id, Bytes = content }, new MouTemplate { Kind = kind, FileId = file.Id, KeptAt = databases.Clock.UtcNow });
        foreach (var before in await db.MouTemplates.Where(t => t.Kind == kind && t.InUse).ToListAsync(ct)) before.InUse = false;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Goes back to the shipped form.</summary>
    public async Task DropAsync(Actor actor, TemplateKind kind, CancellationToken ct = default)
    {
        Permissions.Demand(actor, TemplateKinds.Act(kind));
        await using var db = await databases.OpenAsync(actor, ct);
        foreach (var template in await db.MouTemplates.Where(t => t.Kind == kind && t.InUse).ToListAsync(ct)) template.InUse = false;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The document to fill in; nothing for the shipped form, also where the task force's own was struck out.</summary>
    internal static Task<byte[]?> BytesAsync(TaskForceDb db, TemplateKind kind, CancellationToken ct) =>
        (from kept in db.MouTemplates.AsNoTracking()
         join bytes in db.FileBytes on kept.FileId equals bytes.FileId
         where kept.Kind == kind && kept.InUse && db.Files.Any(f => f.Id == kept.FileId && f.StruckOutAt == null)
         orderby kept.KeptAt descending
         select bytes.Bytes).FirstOrDefaultAsync(ct);

    private static bool Marked(TemplateKind kind, byte[] content)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
            var text = document.MainDocumentPart?.Document?.InnerText ?? "";
            return TemplateKinds.Marks(kind).Any(m => text.Contains(m.Mark, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            return false;
        }
    }
}
