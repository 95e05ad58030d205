using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

public sealed class SheetWriterTests
{
    private static readonly string[] Dangerous =
    [
        "=HYPERLINK(\"http://example.org\")", "+1 714 555 0101", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "'=1", "''=1", "＝1", "=1;=2", "=\"a\",\"b\"", "'", "''", "'quoted'", "plain", "'\tx",
    ];

    private static byte[] Write(SheetFormat format, params IReadOnlyList<string> cells)
    {
        using var stream = new MemoryStream();
        using (var writer = SheetWriter.Create(stream, format, "Partners", ["Before", "Text", "After"]))
            foreach (var cell in cells) writer.Write("x", cell, "y");
        return stream.ToArray();
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public void What_is_exported_comes_back_unchanged(SheetFormat format) =>
        Assert.Equal(Dangerous, Sheets.Read(Write(format, Dangerous)).Skip(1).Select(r => r.Cells[1]));

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public void Any_text_comes_back_unchanged(SheetFormat format)
    {
        var text = ArbMap.Default.ArbFor<string>().Generator.Where(t => t is not null).Select(t => t.Replace("\0", "", StringComparison.Ordinal)).Where(WellFormed);
        var hostile = Gen.Elements("=", "'", "+", "-", "@", "\t", "\r", "\n", "\"", ",", ";", "_x0041_", "é", " ", "a").ArrayOf().Select(string.Concat);
        Prop.ForAll(Gen.OneOf(text, hostile).ToArbitrary(), t => Sheets.Read(Write(format, t))[1].Cells[1] == t).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_cell_of_a_text_file_begins_like_a_formula()
    {
        var text = System.Text.Encoding.UTF8.GetString(Write(SheetFormat.Csv, Dangerous));
        // Read as a spreadsheet program does, without taking the marks off.
        using var csv = CsvHelper.CsvReader.FromText(text[1..], new CsvHelper.CsvReaderOptions { HasHeader = false });
        var cells = 0;
        while (csv.Read())
        {
            if (csv.FieldCount < 2) continue;
            cells++;
            Assert.False(FormulaGuard.IsDangerous(csv.GetString(1)), csv.GetString(1));
        }
        Assert.Equal(Dangerous.Length + 1, cells);
    }

    [Theory]
    [InlineData("asked for leave; =HYPERLINK(\"http://example.org\")", true)]
    [InlineData("=cmd|' /C calc'!A0 and = SUM (1,2)", true)]
    [InlineData("co-chair w/ Waymakers", false)]
    [InlineData("a=b, see f(x)", false)]
    [InlineData("5 + 3 = 8 (about)", false)]
    public void A_formula_anywhere_in_a_text_is_seen(string text, bool seen) => Assert.Equal(seen, FormulaGuard.HasFormula(text));

    [Fact]
    public void No_cell_of_a_workbook_is_a_formula_and_dangerous_ones_are_marked_as_text()
    {
        using var stream = new MemoryStream(Write(SheetFormat.Xlsx, "=1+1", "plain"));
        using var document = SpreadsheetDocument.Open(stream, false);
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();
        Assert.All(cells, c => Assert.Null(c.CellFormula));
        Assert.Equal(3u, cells.Single(c => c.InnerText == "=1+1").StyleIndex?.Value);
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>().ToList();
        Assert.True(formats[3].QuotePrefix?.Value);
    }

    [Fact]
    public void A_workbook_is_valid_by_its_own_rules()
    {
        using var stream = new MemoryStream();
        using (var writer = SheetWriter.Create(stream, SheetFormat.Xlsx, "People & [posts]", ["Name", "Index", "Since", "Voting"]))
            writer.Write("Clínica \u0001 _x0041_", 74, new DateOnly(2011, 3, 1), true);
        using var document = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        stream.Position = 0;
        Assert.Equal("Clínica \u0001 _x0041_|74|2011-03-01|yes", Sheets.Read(stream.ToArray())[1].Joined());
    }

    [Fact]
    public void Dates_are_ISO_and_numbers_are_plain_in_text_files()
    {
        using var stream = new MemoryStream();
        using (var writer = SheetWriter.Create(stream, SheetFormat.Csv, "x", ["Since", "Change", "At"]))
            writer.Write(new DateOnly(2011, 3, 1), -14, new DateTime(2026, 3, 1, 8, 5, 0, DateTimeKind.Utc));
        Assert.Equal("\uFEFFSince,Change,At\r\n2011-03-01,-14,2026-03-01T08:05:00Z\r\n", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_card_is_folded_escaped_and_carries_what_is_known()
    {
        var id = Guid.Parse("01890000-0000-7000-8000-000000000001");
        var card = VCard.Of([new(id, "Ana María Ruiz", "", "Shelter; Inc, One", "Director of everything that a very long title can possibly hold in it", ["a@example.org"], ["714-555-0101"])]);
        Assert.Contains("N:Ruiz;Ana María;;;\r\n", card, StringComparison.Ordinal);
        Assert.Contains("ORG:Shelter\\; Inc\\, One\r\n", card, StringComparison.Ordinal);
        Assert.Contains("EMAIL;TYPE=INTERNET,WORK:a@example.org\r\n", card, StringComparison.Ordinal);
        Assert.All(card.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.Contains("Director of everything that a very long title can possibly hold in it", card.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_without_a_known_name_is_shown_by_the_post()
    {
        var card = VCard.Of([new(Guid.Empty, "", "Lieutenant, Vice, Anaheim PD", "Anaheim PD", "Lieutenant, Vice", [], [])], VCardVersion.V4);
        Assert.StartsWith("BEGIN:VCARD\r\nVERSION:4.0\r\n", card, StringComparison.Ordinal);
        Assert.Contains("FN:Lieutenant\\, Vice\\, Anaheim PD\r\nN:;;;;\r\n", card, StringComparison.Ordinal);
    }

    private static bool WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }
        return true;
    }
}
