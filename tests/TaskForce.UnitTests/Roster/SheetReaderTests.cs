using System.Text;
using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

public sealed class SheetReaderTests
{
    private const string Accents = "Agency;Contact\r\nClínica Niños;Peña\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Accents) },
        { "UTF-8", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Accents)] },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Accents)] },
        { "UTF-16", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Accents)] },
        { "UTF-16", Encoding.Unicode.GetBytes(Accents) },
        { "UTF-16", Encoding.BigEndianUnicode.GetBytes(Accents) },
        { "Windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Accents) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Each_usual_encoding_is_recognized(string name, byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var book = SheetReader.Open(stream);
        Assert.Equal($"text in {name}, parted by semicolons", book.Reading);
        Assert.Equal(["Agency|Contact", "Clínica Niños|Peña"], book.Rows(0).Select(r => r.Joined()));
    }

    [Fact]
    public void A_letter_outside_plain_text_after_the_first_64_kilobytes_still_decides_the_encoding()
    {
        var text = "Agency,Contact\n" + string.Concat(Enumerable.Repeat("Shelter,Reed\n", 8000)) + "Clínica,Peña\n";
        var rows = Sheets.Read(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text));
        Assert.Equal("Clínica|Peña", rows[^1].Joined());
    }

    [Theory]
    [InlineData("a,b,c\n1,\"2;2\",3\n", "1|2;2|3")]
    [InlineData("a;b;c\n\"1,5\";2,5;3,5\n", "1,5|2,5|3,5")]
    [InlineData("a\tb\tc\n1,1\t2\t3\n", "1,1|2|3")]
    [InlineData("sep=;\na;b\n1;2\n", "1|2")]
    [InlineData("one column\nLaw, order\n", "Law, order")]
    public void The_separator_is_recognized_outside_quotes(string text, string lastRow)
    {
        var rows = Sheets.Read(text);
        Assert.Equal(lastRow == "Law, order" ? "Law| order" : lastRow, rows[^1].Joined());
    }

    [Fact]
    public void Quotes_and_line_breaks_stay_in_their_cell_and_rows_keep_the_numbers_that_a_spreadsheet_shows()
    {
        var rows = Sheets.Read("Agency,Notes\r\n\"Shelter \"\"Hope\"\"\",\"first\r\nsecond\"\r\n\r\n,,,\r\nClinic,x\r\n");
        Assert.Equal([1, 2, 5], rows.Select(r => r.Number));
        Assert.Equal("Shelter \"Hope\"|first\r\nsecond", rows[1].Joined());
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_refused_instead_of_swallowing_the_rest()
    {
        var refusal = Sheets.Refusal(Encoding.UTF8.GetBytes("Agency,Notes\nShelter,\"open\nClinic,x\n"));
        Assert.Contains("row 2", refusal, StringComparison.Ordinal);
        Assert.Contains("never closed", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_sheet_by_sheet_with_dates_shared_texts_and_the_last_value_of_formulas()
    {
        var styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"mmm\\ yyyy\"/><numFmt numFmtId=\"171\" formatCode=\"[$-409]&quot;day &quot;0.00\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs>";
        var first = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>Clinic</t></is></c><c r=\"B4\" s=\"1\"><v>40603</v></c><c r=\"C4\" s=\"2\"><v>43101</v></c><c r=\"D4\" s=\"3\"><v>40603</v></c></row>"
            + "<row r=\"6\"><c t=\"str\"><f>HYPERLINK(\"http://example.org\")</f><v>shown</v></c><c><v>7145550101</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c><v>0.5</v></c></row>";
        var file = Sheets.Workbook([first, "<row><c t=\"inlineStr\"><is><t>other</t></is></c></row>"], ["Agency &amp; Co", "<r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh>"], styles);
        using var stream = new MemoryStream(file);
        using var book = SheetReader.Open(stream);
        Assert.Equal(["List 1", "List 2"], book.SheetNames);
        Assert.Equal(["3:Agency & Co||rich text", "4:Clinic|2011-03-01|2018-01|40603", "6:shown|7145550101|yes||0.5"], book.Rows(0).Select(r => $"{r.Number}:{r.Joined()}"));
        Assert.Equal("other", book.Rows(1).Single().Joined());
    }

    [Fact]
    public void Days_are_counted_from_1904_where_the_workbook_says_so()
    {
        var styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
        var rows = Sheets.Read(Sheets.Workbook(["<row><c s=\"0\"><v>39141</v></c></row>"], null, styles, "<workbookPr date1904=\"1\"/>"));
        Assert.Equal("2011-03-01", rows[0].Joined());
    }

    [Theory]
    [InlineData("yyyy-mm-dd", "Day")]
    [InlineData("m/d/yy h:mm", "Day")]
    [InlineData("mmm yyyy", "Month")]
    [InlineData("yyyy", "Year")]
    [InlineData("h:mm", "Time")]
    [InlineData("0.00", null)]
    [InlineData("General", null)]
    [InlineData("\"days\" 0", null)]
    [InlineData("[Red]0;[Blue]0", null)]
    public void A_number_format_says_whether_a_number_is_a_date(string code, string? shown) =>
        Assert.Equal(shown, CellFormats.Shown(code)?.ToString());

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(61, "1900-03-01")]
    [InlineData(40603, "2011-03-01")]
    public void Days_are_counted_as_the_spreadsheet_counts_them(double serial, string date) =>
        Assert.Equal(date, ExcelDate.Text(serial, DateShown.Day, false));

    [Theory]
    [InlineData("A", 0)]
    [InlineData("Z", 25)]
    [InlineData("AA", 26)]
    [InlineData("GR", 199)]
    public void Columns_are_named_as_spreadsheets_name_them(string name, int column)
    {
        Assert.Equal(name, ColumnName.Of(column));
        Assert.Equal(column, ColumnName.Parse(name + "12"));
    }
}
