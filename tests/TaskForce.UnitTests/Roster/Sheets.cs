using System.IO.Compression;
using System.Text;
using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

/// <summary>Small files for the reader, made in memory.</summary>
internal static class Sheets
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static List<SheetRow> Read(byte[] file, int sheet = 0)
    {
        using var stream = new MemoryStream(file);
        using var book = SheetReader.Open(stream);
        return [.. book.Rows(sheet)];
    }

    public static List<SheetRow> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static string Refusal(byte[] file) => Assert.Throws<UnreadableSheetException>(() => Read(file)).Message;

    public static string Joined(this SheetRow row) => string.Join("|", row.Cells);

    /// <summary>A workbook as other programs write it: shared texts, styles, several sheets.</summary>
    public static byte[] Workbook(string[] sheets, string[]? shared = null, string styles = "", string workbookProperties = "")
    {
        const string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{content}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{content}.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{content}.sharedStrings+xml\"/>"
                + string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{content}.worksheet+xml\"/>")) + "</Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/_rels/workbook.xml.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"st\" Type=\"{rel}/styles\" Target=\"styles.xml\"/><Relationship Id=\"ss\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{rel}\">{workbookProperties}<sheets>" + string.Concat(sheets.Select((_, i) => $"<sheet name=\"List {i + 1}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat((shared ?? []).Select(t => t.StartsWith('<') ? $"<si>{t}</si>" : $"<si><t xml:space=\"preserve\">{t}</t></si>"))}</sst>",
        };
        for (var i = 0; i < sheets.Length; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = sheets[i].StartsWith('<') && sheets[i].Contains("worksheet", StringComparison.Ordinal) ? sheets[i] : $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[i]}</sheetData></worksheet>";
        return Zip(parts);
    }

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }
}
