using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TaskForce.Core.Roster;

/// <summary>
/// Writes a workbook of one sheet straight into its archive. The package library would hold the whole sheet in memory; the format's five parts are
/// small enough to write here, and a test has the library's validator check the result.
/// </summary>
internal sealed class XlsxSheetWriter : SheetWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Places in the list of styles that Styles writes.
    private const string HeadingStyle = "1";
    private const string DayStyle = "2";
    private const string TextStyle = "3";

    private readonly ZipArchive _zip;
    private readonly XmlWriter _sheet;
    private int _row;

    public XlsxSheetWriter(Stream target, string name, int columns)
    {
        _zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Part("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Content}.styles+xml"/></Types>
            """);
        Part("_rels/.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        Part("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Documents}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Documents}/styles" Target="styles.xml"/></Relationships>
            """);
        Part("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Documents}"><sheets><sheet name="{SheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        // quotePrefix marks text as text even when somebody edits the cell: the program then shows an apostrophe instead of computing.
        Part("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>
            """);
        _sheet = XmlWriter.Create(_zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        if (columns > 0) _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<cols><col min="1" max="{columns}" width="24" customWidth="1"/></cols>"""));
        _sheet.WriteStartElement("sheetData");
    }

    public override void Write(params IReadOnlyList<object?> cells)
    {
        _row++;
        _sheet.WriteStartElement("row");
        _sheet.WriteAttributeString("r", _row.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
        {
            var text = Text(cells[i]);
            if (text.Length == 0) continue;
            _sheet.WriteStartElement("c");
            _sheet.WriteAttributeString("r", ColumnName.Of(i) + _row.ToString(CultureInfo.InvariantCulture));
            switch (cells[i])
            {
                case int or long:
                    Value(text);
                    break;
                case DateOnly day when day.Year >= 1901:
                    _sheet.WriteAttributeString("s", DayStyle);
                    Value((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture));
                    break;
                default:
                    if (_row == 1) _sheet.WriteAttributeString("s", HeadingStyle);
                    else if (FormulaGuard.IsDangerous(text)) _sheet.WriteAttributeString("s", TextStyle);
                    Inline(text);
                    break;
            }
            _sheet.WriteEndElement();
        }
        _sheet.WriteEndElement();
    }

    public override void Dispose()
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.Dispose();
        _zip.Dispose();
    }

    private void Value(string text) => _sheet.WriteElementString("v", text);

    private void Inline(string text)
    {
        _sheet.WriteAttributeString("t", "inlineStr");
        _sheet.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(XlsxText.Encode(text.Length > SheetLimits.CellCharacters ? text[..SheetLimits.CellCharacters] : text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    private void Part(string path, string xml)
    {
        using var writer = new StreamWriter(_zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        writer.Write(xml);
    }

    // A sheet's name has at most 31 characters and none of these.
    private static string SheetName(string name)
    {
        var plain = new string([.. name.Where(c => c >= ' ' && !@"[]:*?/\'<>&""".Contains(c, StringComparison.Ordinal))]);
        return plain.Length == 0 ? "Sheet1" : plain.Length > 31 ? plain[..31] : plain;
    }
}
