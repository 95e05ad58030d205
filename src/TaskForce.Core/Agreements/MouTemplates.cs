using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Agreements;

/// <summary>The task force's own forms for drafts of MOUs and letters of thanks.</summary>
public sealed class MouTemplates(Databases databases)
{
    // What a document may hold in words and their looks, in bytes; a book of 300 pages has about five million.
    private const long MaxText = 10 * 1024 * 1024;

    /// <summary>The name of the task force's own form and since when; nothing while the shipped form is used.</summary>
    public async Task<MouFileLine?> CurrentAsync(Actor actor, TemplateKind kind, CancellationToken ct = default)
    {
        Permissions.Demand(actor, TemplateKinds.Act(kind));
        await using var db = await databases.OpenAsync(actor, ct);
        var kept = await db.MouTemplates.AsNoTracking().Include(t => t.File).Where(t => t.Kind == kind && t.InUse).OrderByDescending(t => t.KeptAt).FirstOrDefaultAsync(ct);
        return kept?.File is { } file ? new(file.Id, file.Name, file.Size, DateOnly.FromDateTime(databases.Clock.Local(kept.KeptAt)), file.StruckOutAt is not null) : null;
    }

    /// <summary>Keeps a document as the form from now on.</summary>
    /// <exception cref="RefusedException">Not a Word document that opens, too large, without any mark of its kind, or with one that nothing fills.</exception>
    public async Task KeepAsync(Actor actor, TemplateKind kind, string name, byte[] content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        Permissions.Demand(actor, TemplateKinds.Act(kind));
        if (content.Length > MouFileContent.MaxBytes) throw new RefusedException(MouFileContent.TooLarge, "File");
        if (MouFileContent.Recognize(content) != MouFileKind.Docx) throw new RefusedException("This is not a Word document (DOCX), or it carries macros, whatever its name says. Save it as DOCX without macros.", "File");
        DemandMarks(kind, Marks(content));

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

    private static void DemandMarks(TemplateKind kind, IReadOnlyList<(string Mark, bool IsAlone)> found)
    {
        List<string> known = [.. TemplateKinds.Marks(kind).Select(m => m.Mark)], unknown = [.. found.Select(m => m.Mark).Distinct().Except(known)];
        if (!found.Any(m => known.Contains(m.Mark)))
        {
            var example = kind == TemplateKind.Letter ? LetterDocument.Given : MouDocument.ClausesMark;
            throw new RefusedException($"The document carries none of the marks, so nothing could be filled in. Write at least one of them, for example {example}.", "File");
        }

        if (unknown.Count > 0)
            throw new RefusedException($"Nothing is known that could stand for {string.Join(", ", unknown)}. Write one of the marks above instead, or take it out.", "File");
        if (found.Where(m => !m.IsAlone).Select(m => m.Mark).Intersect(TemplateKinds.Blocks(kind)).FirstOrDefault() is { } crowded)
            throw new RefusedException($"{crowded} becomes several paragraphs. Give it a paragraph of its own, with nothing before and after it.", "File");
    }

    private static IReadOnlyList<(string Mark, bool IsAlone)> Marks(byte[] content)
    {
        try
        {
            Guard(content);
            return Docx.Marks(content);
        }
        catch (Exception broken) when (broken is UnreadableSheetException or OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or UriFormatException)
        {
            throw new RefusedException("The document cannot be read: it is damaged, or far larger inside than any letter. Open it in your word processor, save it as a new DOCX, and try again.", "File");
        }
    }

    // The whole text is held in memory each time it is filled in. The framework never unpacks an entry beyond its stated size, so a lie only truncates.
    private static void Guard(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        List<ZipArchiveEntry> texts = [.. zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))];
        if (texts.Sum(t => t.Length) > MaxText) throw new InvalidDataException("Too large inside.");
        foreach (var text in texts)
        {
            using var xml = GuardedXml.Reader(text.Open());
            while (GuardedXml.Read(xml))
            {
                // Reading to the end is the whole check: no document type, no endless nesting.
            }
        }
    }
}
