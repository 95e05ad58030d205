using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskForce.Core.Data;

/// <summary>Word-processor documents (DOCX) as all drafts and letters are made: plain paragraphs that a person goes on editing.</summary>
internal static partial class Docx
{
    /// <summary>What its content is called.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The size of plain text in half points: 11 points.</summary>
    public const int BodySize = 22;

    /// <summary>A document on Letter paper with inch margins, in a typeface that every word processor has or has a twin of; no line of a paragraph is left alone on a page.</summary>
    public static byte[] Create(IEnumerable<OpenXmlElement> content)
    {
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            var body = new Body(content);
            body.AppendChild(new SectionProperties(new PageSize { Width = 12240, Height = 15840 }, new PageMargin { Top = 1440, Bottom = 1440, Left = 1440, Right = 1440 }));
            var main = made.AddMainDocumentPart();
            main.Document = new Document(body);
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new Languages { Val = "en-US" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new WidowControl()))));
        }
        return bytes.ToArray();
    }

    /// <summary>The marks in a document, in small letters, and whether each has a paragraph to itself.</summary>
    public static IReadOnlyList<(string Mark, bool IsAlone)> Marks(byte[] template)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(template, writable: false), isEditable: false);
        return [.. Paragraphs(document).SelectMany(paragraph =>
        {
            var text = string.Concat(Texts(paragraph).Select(t => t.Text));
            return Mark().Matches(text).Select(m => (Plain(m), m.Value == text.Trim()));
        })];
    }

    /// <summary>A document of the task force's own, filled in: body, headers, footers and notes, with their tables and text boxes.</summary>
    /// <param name="template">The document with marks in double braces.</param>
    /// <param name="words">What stands for a mark within a line.</param>
    /// <param name="blocks">What stands for a mark in a paragraph of its own.</param>
    public static byte[] Fill(byte[] template, IReadOnlyDictionary<string, string> words, IReadOnlyDictionary<string, Func<IEnumerable<OpenXmlElement>>> blocks)
    {
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var made = WordprocessingDocument.Open(bytes, isEditable: true))
        {
            // A word processor's own template (DOTX) makes a document.
            if (made.DocumentType != WordprocessingDocumentType.Document) made.ChangeDocumentType(WordprocessingDocumentType.Document);
            foreach (var paragraph in Paragraphs(made).ToList()) Fill(paragraph, words, blocks);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<Paragraph> Paragraphs(WordprocessingDocument document)
    {
        var main = document.MainDocumentPart!;
        IEnumerable<OpenXmlElement?> roots = [main.Document, .. main.HeaderParts.Select(h => h.Header), .. main.FooterParts.Select(f => f.Footer), main.FootnotesPart?.Footnotes, main.EndnotesPart?.Endnotes];
        return roots.OfType<OpenXmlElement>().SelectMany(r => r.Descendants<Paragraph>());
    }

    // Those of a text box that hangs on a paragraph are in paragraphs of their own.
    private static List<Text> Texts(Paragraph paragraph) => [.. paragraph.Descendants<Text>().Where(t => t.Ancestors<Paragraph>().First() == paragraph)];

    // Word splits a mark over several runs as it likes, so a paragraph's text is looked at as a whole.
    private static void Fill(Paragraph paragraph, IReadOnlyDictionary<string, string> words, IReadOnlyDictionary<string, Func<IEnumerable<OpenXmlElement>>> blocks)
    {
        var texts = Texts(paragraph);
        var whole = string.Concat(texts.Select(t => t.Text));
        var found = Mark().Matches(whole);
        if (found is [var only] && only.Value == whole.Trim() && blocks.TryGetValue(Plain(only), out var block))
        {
            var lines = block().ToList();
            foreach (var line in lines)
            {
                Dress(line, paragraph.ParagraphProperties?.ParagraphStyleId, (texts[0].Parent as Run)?.RunProperties);
                paragraph.InsertBeforeSelf(line);
            }
            // A cell or a text box must keep a paragraph; and what hangs on this one (a picture, the end of a section) stays.
            if ((lines.Count > 0 || paragraph.Parent is Body) && !paragraph.Descendants().Any(e => e is Drawing or Picture or SectionProperties)) paragraph.Remove();
            else Replace(texts, 0, whole.Length, "");
            return;
        }

        // From the end, so that what was put in is neither counted nor looked at again.
        foreach (var mark in found.Reverse())
            if (words.TryGetValue(Plain(mark), out var value)) Replace(texts, mark.Index, mark.Length, Clean(value));
    }

    // What is put in takes the style and the typeface of the mark that it stands for, and its size where it is plain text.
    private static void Dress(OpenXmlElement line, ParagraphStyleId? style, RunProperties? look)
    {
        if (style is not null)
            foreach (var properties in line.Descendants<ParagraphProperties>()) properties.ParagraphStyleId = (ParagraphStyleId)style.CloneNode(true);
        foreach (var own in line.Descendants<RunProperties>())
        {
            own.RunFonts = look?.RunFonts?.CloneNode(true) as RunFonts;
            if (own.FontSize?.Val == BodySize.ToString(CultureInfo.InvariantCulture)) own.FontSize = look?.FontSize?.CloneNode(true) as FontSize;
        }
    }

    // The text takes the look of the run in which its mark begins.
    private static void Replace(List<Text> texts, int at, int length, string value)
    {
        var start = 0;
        foreach (var text in texts)
        {
            var (from, to) = (Math.Max(at - start, 0), Math.Min(at + length - start, text.Text.Length));
            start += text.Text.Length;
            if (from >= to) continue;
            text.Text = text.Text[..from] + value + text.Text[to..];
            text.Space = SpaceProcessingModeValues.Preserve;
            value = "";
        }
    }

    // "{{ Task  Force }}" is meant for "{{task force}}".
    private static string Plain(Match mark) => $"{{{{{string.Join(' ', mark.Groups[1].Value.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}}}}}";

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Mark();

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
    private static string Clean(string text) => string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c) || c == '\t'));
}
