using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static TaskForce.Core.Data.Docx;

namespace TaskForce.Core.Agreements;

/// <summary>What a draft to sign is made of.</summary>
/// <param name="Title">The name of the MOU.</param>
/// <param name="TaskForce">The name of the task force.</param>
/// <param name="Version">"Version 2".</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Term">Its first and last day in words.</param>
/// <param name="Parties">The parties in their order, each with the title of the office that signs.</param>
/// <param name="Clauses">Heading, who sees to it and text, in their order.</param>
/// <param name="Promises">What each party promised, one line each.</param>
public sealed record MouDraft(
    string Title, string TaskForce, string Version, string Purpose, string Term, IReadOnlyList<(string Name, string Office)> Parties, IReadOnlyList<(string Heading, string By, string Text)> Clauses, IReadOnlyList<string> Promises);

/// <summary>Writes a draft as a word-processor document (DOCX): in the shipped form, or in a document of the task force's own with marks in double braces.</summary>
public static class MouDocument
{
    /// <summary>The marks that a template may carry, each in a paragraph of its own or within one.</summary>
    public static readonly IReadOnlyList<(string Mark, string Meaning)> Marks =
    [
        ("{{title}}", "the name of the MOU"),
        ("{{task force}}", "the name of the task force"),
        ("{{version}}", "version or addendum"),
        ("{{purpose}}", "its purpose"),
        ("{{term}}", "first and last day"),
        ("{{parties}}", "the parties, one a line"),
        ("{{clauses}}", "the clauses with headings"),
        ("{{promises}}", "what each party promised"),
        ("{{signatures}}", "a place to sign for each party"),
    ];

    /// <summary>The document as bytes.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="template">The task force's own document; nothing for the shipped form.</param>
    public static byte[] Write(MouDraft draft, byte[]? template = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (template is null)
            return Create(Shipped(draft));
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var made = WordprocessingDocument.Open(bytes, isEditable: true))
        {
            var main = made.MainDocumentPart!;
            foreach (var root in main.HeaderParts.Select(h => (OpenXmlElement)h.Header).Concat(main.FooterParts.Select(f => (OpenXmlElement)f.Footer)).Append(main.Document))
                foreach (var paragraph in root.Descendants<Paragraph>().ToList()) Fill(paragraph, draft);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Shipped(MouDraft draft) =>
    [
        Line(draft.TaskForce, 22), Line(draft.Title, 36, bold: true), Line(draft.Version, 22), Line(draft.Term, 22),
        Line("Parties", 26, bold: true, keep: true), .. Parties(draft),
        .. draft.Purpose.Length == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line("Purpose", 26, bold: true, keep: true), .. Text(draft.Purpose)],
        .. Clauses(draft),
        .. draft.Promises.Count == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line("What each party promised", 26, bold: true, keep: true), .. Promises(draft)],
        Line("Signatures", 26, bold: true, keep: true), .. Signatures(draft),
    ];

    // Word splits a mark over several runs as it likes, so a paragraph is looked at as a whole. Its own look stays for marks of one line.
    private static void Fill(Paragraph paragraph, MouDraft draft)
    {
        var text = paragraph.InnerText;
        if (!text.Contains("{{", StringComparison.Ordinal)) return;
        IEnumerable<OpenXmlElement>? block = text.Trim().ToLowerInvariant() switch
        {
            "{{parties}}" => Parties(draft),
            "{{clauses}}" => Clauses(draft),
            "{{promises}}" => Promises(draft),
            "{{purpose}}" => Text(draft.Purpose),
            "{{signatures}}" => Signatures(draft),
            _ => null,
        };
        if (block is not null)
        {
            foreach (var element in block) paragraph.InsertBeforeSelf(element);
            // A table cell must keep a paragraph, so an emptied one stays where it is the last.
            if (paragraph.Parent is TableCell cell && cell.Elements<Paragraph>().Count() == 1) paragraph.RemoveAllChildren<Run>();
            else paragraph.Remove();
            return;
        }

        var filled = text;
        foreach (var (mark, value) in new[] { ("{{title}}", draft.Title), ("{{task force}}", draft.TaskForce), ("{{version}}", draft.Version), ("{{term}}", draft.Term), ("{{purpose}}", draft.Purpose) })
            filled = filled.Replace(mark, value, StringComparison.OrdinalIgnoreCase);
        if (filled == text) return;
        var look = paragraph.Descendants<Run>().FirstOrDefault()?.RunProperties?.CloneNode(true);
        paragraph.RemoveAllChildren<Run>();
        var run = new Run(new Text(filled) { Space = SpaceProcessingModeValues.Preserve });
        if (look is not null) run.PrependChild(look);
        paragraph.AppendChild(run);
    }

    private static IEnumerable<OpenXmlElement> Parties(MouDraft draft) => draft.Parties.Select((party, i) => Line($"{i + 1}. {party.Name}", 22));

    private static IEnumerable<OpenXmlElement> Promises(MouDraft draft) => draft.Promises.Select((promise, i) => Line($"{i + 1}. {promise}", 22));

    private static IEnumerable<OpenXmlElement> Clauses(MouDraft draft) => draft.Clauses.SelectMany((clause, i) => (IEnumerable<OpenXmlElement>)
    [
        Line($"{i + 1}. {clause.Heading}", 24, bold: true, keep: true),
        .. clause.By.Length == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line(clause.By, 20, italic: true, keep: true)],
        .. Text(clause.Text),
    ]);

    private static IEnumerable<OpenXmlElement> Signatures(MouDraft draft) => draft.Parties.SelectMany(party => (IEnumerable<OpenXmlElement>)
    [
        Line(party.Name, 22, bold: true, keep: true),
        Line("Signature: ______________________________   Date: ______________", 22, keep: true),
        Line($"Name: ______________________________   Title: {(party.Office.Length == 0 ? "______________" : party.Office)}", 22),
    ]);

    private static IEnumerable<OpenXmlElement> Text(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line, 22));
}
