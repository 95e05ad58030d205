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
        Assert.Contains(lines, l => l.EndsWith("Title: Executive director", StringComparison.Ordinal));
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
}
