using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

/// <summary>Drafts as word-processor documents.</summary>
public class MouDocumentTests
{
    private static readonly MouDraft Draft = new("Interview protocol", "Harbor County Anti-Trafficking Task Force", "Version 2", "One interview.\nWith an advocate.", "From Jan 1, 2026 to Dec 31, 2028",
        [("Harbor Shelter", "Executive director"), ("Port Police & Sons", "")], [("Beds", "Harbor Shelter", "Holds four beds."), ("Term", "", "Three <years>.")], ["Sends somebody to half of the meetings (each half)"]);

    private static List<string> Lines(byte[] bytes)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => e.Description));
        return [.. document.MainDocumentPart!.Document.Descendants<Paragraph>().Select(p => p.InnerText)];
    }

    private static byte[] Template(params OpenXmlElement[] body)
    {
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document)) made.AddMainDocumentPart().Document = new Document(new Body(body));
        return bytes.ToArray();
    }

    private static Paragraph Written(params string[] runs) => new(runs.Select(r => new Run(new RunProperties(new Bold()), new Text(r) { Space = SpaceProcessingModeValues.Preserve })));

    [Fact]
    public void The_shipped_form_carries_parties_clauses_promises_and_places_to_sign()
    {
        var bytes = MouDocument.Write(Draft);
        Assert.Equal(MouFileKind.Docx, MouFileContent.Recognize(bytes));
        var lines = Lines(bytes);
        Assert.Equal(["Harbor County Anti-Trafficking Task Force", "Interview protocol", "Version 2"], lines.Take(3));
        foreach (var line in (string[])["1. Harbor Shelter", "2. Port Police & Sons", "With an advocate.", "1. Beds", "Holds four beds.", "Three <years>.", "1. Sends somebody to half of the meetings (each half)"])
            Assert.Contains(line, lines);
        Assert.Equal(2, lines.Count(l => l.StartsWith("Signature: ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l == "Title: Executive director");
    }

    [Fact]
    public void The_task_forces_own_form_is_filled_in_where_its_marks_stand_even_when_a_mark_is_split()
    {
        var lines = Lines(MouDocument.Write(Draft, Template(Written("Memorandum: {{ti", "tle}}"), Written("Before"), Written("{{Clauses}}"), Written("After"), Written("{{unknown}}"))));
        Assert.Equal(["Memorandum: Interview protocol", "Before", "1. Beds", "Harbor Shelter", "Holds four beds.", "2. Term", "Three <years>.", "After", "{{unknown}}"], lines);
    }

    [Fact]
    public void A_block_in_the_only_paragraph_of_a_table_cell_leaves_a_whole_document()
    {
        var table = new Table(new TableProperties(), new TableGrid(new GridColumn()), new TableRow(new TableCell(Written("{{parties}}"))));
        Assert.Contains("2. Port Police & Sons", Lines(MouDocument.Write(Draft, Template(table, Written("End")))));
    }

    [Fact]
    public void A_sign_that_the_format_cannot_carry_does_not_break_the_file() =>
        Assert.Contains("Ab", Lines(MouDocument.Write(Draft with { Purpose = "A\u0001b" })));

    [Fact]
    public void Marks_in_a_table_a_text_box_a_header_and_a_footer_are_filled_in_and_what_stands_around_them_stays()
    {
        var box = new Paragraph("""
            <w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">
              <w:r><w:t xml:space="preserve">Beside the box: {{version}}</w:t></w:r>
              <w:r><w:pict><v:shape id="box" type="#t" style="width:200pt;height:60pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ti</w:t></w:r><w:r><w:t>tle}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>
            </w:p>
            """);
        var line = new Paragraph(
            new Run(new RunProperties(new Bold()), new Text("Term") { Space = SpaceProcessingModeValues.Preserve }), new Run(new TabChar()), new Run(new Text("{{te")), new ProofError { Type = ProofingErrorValues.SpellStart },
            new Run(new RunProperties(new Italic()), new Text("rm}}, between {{ Parties }}.") { Space = SpaceProcessingModeValues.Preserve }));
        var table = new Table(new TableProperties(), new TableGrid(new GridColumn()), new TableRow(new TableCell(Written("{{promises}}"))));
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Template))
        {
            var main = made.AddMainDocumentPart();
            var head = main.AddNewPart<HeaderPart>("h");
            head.Header = new Header(Written("{{task force}}"));
            var foot = main.AddNewPart<FooterPart>("f");
            foot.Footer = new Footer(Written("{{title}}, {{version}}"));
            main.Document = new Document(new Body(box, line, table, Written("{{signatures}}"),
                new SectionProperties(new HeaderReference { Type = HeaderFooterValues.Default, Id = "h" }, new FooterReference { Type = HeaderFooterValues.Default, Id = "f" })));
        }

        var filled = MouDocument.Write(Draft with { Promises = [] }, bytes.ToArray());

        Assert.DoesNotContain(Lines(filled), l => l.Contains("{{", StringComparison.Ordinal));
        using var document = WordprocessingDocument.Open(new MemoryStream(filled), false);
        Assert.Equal(WordprocessingDocumentType.Document, document.DocumentType);
        var body = document.MainDocumentPart!.Document.Body!;
        Assert.Equal("Interview protocol", Assert.Single(body.Descendants<TextBoxContent>()).InnerText);
        Assert.StartsWith("Beside the box: Version 2", body.InnerText);
        Assert.Single(body.Elements<Paragraph>().ElementAt(1).Descendants<TabChar>());
        Assert.Equal("TermFrom Jan 1, 2026 to Dec 31, 2028, between Harbor Shelter, Port Police & Sons.", body.Elements<Paragraph>().ElementAt(1).InnerText);
        Assert.Equal("", Assert.Single(body.Descendants<TableCell>()).InnerText);
        Assert.Equal(Draft.TaskForce, document.MainDocumentPart.HeaderParts.Single().Header.InnerText);
        Assert.Equal("Interview protocol, Version 2", document.MainDocumentPart.FooterParts.Single().Footer.InnerText);
    }

    [Fact]
    public void What_is_put_in_is_never_taken_for_a_mark_and_several_lines_become_one_within_a_line()
    {
        var lines = Lines(MouDocument.Write(Draft with { Title = "About {{term}} and {{title}}" }, Template(Written("{{title}}: {{purpose}}"))));
        Assert.Equal(["About {{term}} and {{title}}: One interview. With an advocate."], lines);
    }

    [Fact]
    public void What_a_mark_stands_for_takes_its_style_typeface_and_size()
    {
        var mark = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Letter" }), new Run(new RunProperties(new RunFonts { Ascii = "Georgia" }, new FontSize { Val = "24" }), new Text("{{clauses}}")));
        var filled = MouDocument.Write(Draft, Template(mark));

        Assert.Contains("Holds four beds.", Lines(filled));
        using var document = WordprocessingDocument.Open(new MemoryStream(filled), false);
        var lines = document.MainDocumentPart!.Document.Descendants<Paragraph>().ToList();
        Assert.All(lines, l => Assert.Equal("Letter", l.ParagraphProperties!.ParagraphStyleId!.Val));
        Assert.All(lines.SelectMany(l => l.Descendants<RunProperties>()), r => Assert.Equal("Georgia", r.RunFonts!.Ascii));
        Assert.Equal("24", lines.Single(l => l.InnerText == "Holds four beds.").Descendants<FontSize>().Single().Val);
    }
}
