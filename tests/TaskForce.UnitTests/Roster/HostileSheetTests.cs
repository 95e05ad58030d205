using System.IO.Compression;
using System.Text;
using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

/// <summary>Files that are broken or made to harm: each is refused in a sentence, early, and without filling the memory.</summary>
[Collection("Alone")]
public sealed class HostileSheetTests
{
    private const string Row = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>";

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "old Excel format")]
    [InlineData(new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', (byte)'1' }, "PDF")]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 }, "neither a spreadsheet nor text")]
    public void Other_kinds_of_file_are_named_and_refused(byte[] file, string says) => Assert.Contains(says, Sheets.Refusal(file), StringComparison.Ordinal);

    [Fact]
    public void A_file_over_20_MB_is_refused_by_its_size_alone()
    {
        SheetLimits.CheckSize(SheetLimits.FileBytes);
        var refusal = Assert.Throws<UnreadableSheetException>(() => SheetLimits.CheckSize(SheetLimits.FileBytes + 300_000)).Message;
        Assert.Contains("20.3 MB", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked()
    {
        var bomb = Sheets.Workbook([Row], [new string(' ', 80_000_000)]);
        Assert.True(bomb.Length < 200_000);
        Assert.True(Extra(() => Assert.Contains("unpacks to far more", Sheets.Refusal(bomb), StringComparison.Ordinal)) < 8_000_000);
    }

    [Fact]
    public void A_workbook_of_thousands_of_parts_is_refused()
    {
        var parts = Enumerable.Range(0, 2_500).Select(i => KeyValuePair.Create($"xl/part{i}.xml", "<a/>")).Append(KeyValuePair.Create("xl/workbook.xml", "<workbook/>"));
        Assert.Contains("parts inside", Sheets.Refusal(Sheets.Zip(parts)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_is_no_workbook_is_refused() =>
        Assert.Contains("not an Excel workbook", Sheets.Refusal(Sheets.Zip([KeyValuePair.Create("word/document.xml", "<a/>")])), StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;&b;\">]>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://example.org/x\"> %p;]>")]
    public void Document_types_and_entities_are_refused_wherever_they_stand(string doctype)
    {
        var sheet = Sheets.Workbook([$"{doctype}<worksheet xmlns=\"{Sheets.Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>"]);
        Assert.Contains("document type", Sheets.Refusal(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        var deep = Sheets.Workbook([string.Concat(Enumerable.Repeat("<x>", 20_000)) + string.Concat(Enumerable.Repeat("</x>", 20_000))]);
        Assert.Contains("endless nesting", Sheets.Refusal(deep), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_thousands_of_different_names_are_refused()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 8_000; i++) text.Append($"<n{i}/>");
        Assert.Contains("no spreadsheet needs", Sheets.Refusal(Sheets.Workbook([text.ToString()])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row><c t=\"inlineStr\"><is><t>{0}</t></is></c></row>")]
    [InlineData("<row><c t=\"{0}\"><v>1</v></c></row>")]
    [InlineData("<row><c t=\"str\"><v><![CDATA[{0}]]></v></c></row>")]
    public void A_cell_of_megabytes_is_refused_without_being_held(string row)
    {
        var random = new Random(1);
        var noise = string.Create(8_000_000, random, (span, r) => { for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + r.Next(26)); });
        var file = Sheets.Workbook([row.Replace("{0}", noise, StringComparison.Ordinal)]);
        Assert.True(Extra(() => Assert.Contains("longer than 32,767 characters", Sheets.Refusal(file), StringComparison.Ordinal)) < 16_000_000);
    }

    [Fact]
    public void A_million_columns_are_refused_in_both_kinds_of_file()
    {
        var csv = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("x", 1_000_000)));
        Assert.Contains("more than 200 columns", Sheets.Refusal(csv), StringComparison.Ordinal);
        var far = Sheets.Workbook(["<row r=\"7\"><c r=\"XFD7\"><v>1</v></c></row>"]);
        Assert.Contains("Row 7 has more than 200 columns", Sheets.Refusal(far), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_columns_beyond_the_limit_do_no_harm()
    {
        var rows = Sheets.Read("Agency" + new string(',', 500) + "\nShelter" + new string(',', 500) + "\n");
        Assert.Equal("Shelter", rows[1].Joined());
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused()
    {
        var text = new StringBuilder("Agency,Post\n");
        for (var i = 0; i < SheetLimits.Rows; i++) text.Append("a,b\n");
        Assert.Contains("more than 200,000 rows", Sheets.Refusal(Encoding.UTF8.GetBytes(text.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.95)]
    public void A_workbook_that_was_cut_off_is_refused(double share)
    {
        var file = Sheets.Workbook([string.Concat(Enumerable.Repeat(Row, 2_000))]);
        Assert.Contains("damaged", Sheets.Refusal(file[..(int)(file.Length * share)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_with_damage_inside_a_part_is_refused()
    {
        var file = Sheets.Workbook(["<row><c t=\"inlineStr\"><is><t>x</is></c></row>"]);
        Assert.Contains("damaged", Sheets.Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_text_that_does_not_exist_is_an_empty_cell() =>
        Assert.Empty(Sheets.Read(Sheets.Workbook(["<row><c t=\"s\"><v>99</v></c></row>"], ["a"])));

    [Fact]
    public void A_large_honest_workbook_is_read_in_flat_memory()
    {
        var shared = Enumerable.Range(0, 60_000).Select(i => $"Agency number {i} of a long list that repeats itself in its words").ToArray();
        var rows = new StringBuilder();
        for (var i = 0; i < 60_000; i++) rows.Append($"<row><c t=\"s\"><v>{i}</v></c><c><v>{i}</v></c></row>");
        var file = Sheets.Workbook([rows.ToString()], shared);
        rows.Clear();
        var extra = Extra(() =>
        {
            using var stream = new MemoryStream(file);
            using var book = SheetReader.Open(stream);
            var count = 0;
            foreach (var row in book.Rows(0)) if (row.Cells[0] == shared[int.Parse(row.Cells[1], null)]) count++;
            Assert.Equal(60_000, count);
        });
        Assert.True(extra < 64_000_000, $"{extra:N0} bytes stayed in use");
    }

    /// <summary>How much more memory is in use right after the work than before, with what it threw away counted only if it is still held.</summary>
    private static long Extra(Action work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        work();
        return GC.GetTotalMemory(forceFullCollection: false) - before;
    }
}
