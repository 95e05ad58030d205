using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskForce.Core.Data;

/// <summary>Word-processor documents (DOCX) as all drafts and letters are made: plain paragraphs that a person goes on editing.</summary>
internal static class Docx
{
    /// <summary>What its content is called.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A document on Letter paper with inch margins.</summary>
    public static byte[] Create(IEnumerable<OpenXmlElement> content)
    {
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            var body = new Body(content);
            body.AppendChild(new SectionProperties(new PageSize { Width = 12240, Height = 15840 }, new PageMargin { Top = 1440, Bottom = 1440, Left = 1440, Right = 1440 }));
            made.AddMainDocumentPart().Document = new Document(body);
        }
        return bytes.ToArray();
    }

    /// <summary>A document of the task force's own, filled in: body, headers and footers.</summary>
    /// <param name="template">The document with marks in double braces.</param>
    /// <param name="words">What stands for a mark within a line.</param>
    /// <param name="blocks">What stands for a mark in a paragraph of its own.</param>
    public static byte[] Fill(byte[] template, IReadOnlyDictionary<string, string> words, IReadOnlyDictionary<string, Func<IEnumerable<OpenXmlElement>>> blocks)
    {
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var made = WordprocessingDocument.Open(bytes, isEditable: true))
        {
            var main = made.MainDocumentPart!;
            foreach (var root in main.HeaderParts.Select(h => (OpenXmlElement)h.Header).Concat(main.FooterParts.Select(f => (OpenXmlElement)f.Footer)).Append(main.Document))
                foreach (var paragraph in root.Descendants<Paragraph>().ToList()) Fill(paragraph, words, blocks);
        }

        return bytes.ToArray();
    }

    // Word splits a mark over several runs as it likes, so a paragraph is looked at as a whole. Its own look stays for marks of one line.
    private static void Fill(Paragraph paragraph, IReadOnlyDictionary<string, string> words, IReadOnlyDictionary<string, Func<IEnumerable<OpenXmlElement>>> blocks)
    {
        var text = paragraph.InnerText;
        if (!text.Contains("{{", StringComparison.Ordinal)) return;
        if (blocks.TryGetValue(text.Trim().ToLowerInvariant(), out var block))
        {
            foreach (var element in block()) paragraph.InsertBeforeSelf(element);
            // A table cell must keep a paragraph, so an emptied one stays where it is the last.
            if (paragraph.Parent is TableCell cell && cell.Elements<Paragraph>().Count() == 1) paragraph.RemoveAllChildren<Run>();
            else paragraph.Remove();
            return;
        }

        var filled = text;
        foreach (var (mark, value) in words) filled = filled.Replace(mark, Clean(value), StringComparison.OrdinalIgnoreCase);
        if (filled == text) return;
        var look = paragraph.Descendants<Run>().FirstOrDefault()?.RunProperties?.CloneNode(true);
        paragraph.RemoveAllChildren<Run>();
        var run = new Run(new Text(filled) { Space = SpaceProcessingModeValues.Preserve });
        if (look is not null) run.PrependChild(look);
        paragraph.AppendChild(run);
    }

    /// <summary>A paragraph of one look.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="halfPoints">Its size; 22 is 11 points.</param>
    /// <param name="bold">Heavy, with room above.</param>
    /// <param name="italic">Slanted.</param>
    /// <param name="keep">Stays on the page of the paragraph after it.</param>
    /// <param name="indent">Set in, with what begins it hanging before.</param>
    /// <param name="tight">No room below.</param>
    public static Paragraph Line(string text, int halfPoints, bool bold = false, bool italic = false, bool keep = false, bool indent = false, bool tight = false)
    {
        var look = new RunProperties();
        if (bold) look.AppendChild(new Bold());
        if (italic) look.AppendChild(new Italic());
        look.AppendChild(new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) });
        var properties = new ParagraphProperties();
        if (keep) properties.AppendChild(new KeepNext());
        properties.AppendChild(new SpacingBetweenLines { Before = bold ? "200" : "0", After = tight ? "0" : "120" });
        if (indent) properties.AppendChild(new Indentation { Left = "360", Hanging = "360" });
        return new Paragraph(properties, new Run(look, new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    // Control signs that XML cannot carry would make a file that no program opens.
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c == '\t'));
}
