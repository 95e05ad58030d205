using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace TaskForce.Core.Roster;

/// <summary>
/// An Excel workbook. The package library finds its parts; the parts are streamed through <see cref="GuardedXml"/>, because a reader that
/// holds an element or a text whole would hold a hostile one as well.
/// </summary>
internal sealed class XlsxBook : SheetBook
{
    private readonly SpreadsheetDocument _document;
    private readonly List<(string Name, OpenXmlPart Part)> _sheets;
    private readonly CellFormats _formats;
    private readonly bool _from1904;
    private readonly char[] _buffer = new char[4096];
    private SharedTexts? _texts;

    private XlsxBook(SpreadsheetDocument document, List<(string, OpenXmlPart)> sheets, CellFormats formats, bool from1904) =>
        (_document, _sheets, _formats, _from1904) = (document, sheets, formats, from1904);

    public override IReadOnlyList<string> SheetNames => _sheets.ConvertAll(s => s.Name);

    public override string Reading => "Excel workbook";

    public static XlsxBook Open(Stream file)
    {
        ZipGuard.Check(file);
        file.Position = 0;
        SpreadsheetDocument? document = null;
        try
        {
            document = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { AutoSave = false });
            var workbook = document.WorkbookPart ?? throw new InvalidDataException("no workbook part");
            var (names, from1904) = ReadWorkbook(workbook);
            var sheets = new List<(string, OpenXmlPart)>();
            foreach (var (name, id) in names)
                if (workbook.TryGetPartById(id, out var part) && part is WorksheetPart) sheets.Add((name, part));
            if (sheets.Count == 0) throw new UnreadableSheetException("The workbook has no sheet with rows in it.");
            return new XlsxBook(document, sheets, CellFormats.Read(workbook.WorkbookStylesPart), from1904);
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or XmlException or KeyNotFoundException or UriFormatException or ArgumentException)
        {
            document?.Dispose();
            throw ZipGuard.Damaged(e);
        }
        catch
        {
            document?.Dispose();
            throw;
        }
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        _texts ??= SharedTexts.Read(_document.WorkbookPart!.SharedStringTablePart);
        using var xml = GuardedXml.Reader(_sheets[sheet].Part.GetStream(FileMode.Open, FileAccess.Read));
        var row = 0;
        var rows = 0;
        List<string>? cells = null;
        var next = 0;
        while (GuardedXml.Read(xml))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row" && cells is not null)
            {
                var kept = Trimmed(cells);
                cells = null;
                if (kept is null) continue;
                if (++rows > SheetLimits.Rows) throw SheetLimits.TooManyRows();
                yield return new SheetRow(row, kept);
            }
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) && stated > 0 ? stated : row + 1;
                cells = xml.IsEmptyElement ? null : [];
                next = 0;
            }
            else if (xml.LocalName == "c" && cells is not null)
            {
                var at = xml.GetAttribute("r") is { } reference ? ColumnName.Parse(reference) : next;
                if (at < 0) throw ZipGuard.Damaged(new InvalidDataException("cell reference"));
                next = at + 1;
                var value = ReadCell(xml);
                if (value.Length == 0) continue;
                if (value.Length > SheetLimits.CellCharacters) throw SheetLimits.CellTooLong(row, at);
                if (at >= SheetLimits.Columns) throw SheetLimits.TooManyColumns(row);
                while (cells.Count <= at) cells.Add("");
                cells[at] = value;
            }
        }
    }

    public override void Dispose()
    {
        _texts?.Dispose();
        _document.Dispose();
    }

    private static (List<(string Name, string Id)> Sheets, bool From1904) ReadWorkbook(WorkbookPart workbook)
    {
        var sheets = new List<(string, string)>();
        var from1904 = false;
        using var xml = GuardedXml.Reader(workbook.GetStream(FileMode.Open, FileAccess.Read));
        while (GuardedXml.Read(xml))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") from1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet") continue;
            string? id = null;
            while (xml.MoveToNextAttribute())
                if (xml.LocalName == "id" && xml.NamespaceURI.Contains("relationships", StringComparison.OrdinalIgnoreCase)) id = xml.Value;
            xml.MoveToElement();
            if (id is not null && sheets.Count < 256) sheets.Add((xml.GetAttribute("name") is { Length: <= 100 } name ? name : $"Sheet {sheets.Count + 1}", id));
        }
        return (sheets, from1904);
    }

    /// <summary>The value of a cell as text. Of a formula only the value that was last computed is read; the formula itself never is.</summary>
    private string ReadCell(XmlReader xml)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        var raw = "";
        while (GuardedXml.Read(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is "f" or "rPh" or "extLst") Skip(xml);
            else if (xml.LocalName is "v" or "t") raw += GuardedXml.Text(xml, SheetLimits.CellCharacters, _buffer);
            if (raw.Length > SheetLimits.CellCharacters) break;
        }
        return type switch
        {
            "s" => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? _texts![index] : "",
            "inlineStr" or "str" => XlsxText.Decode(raw),
            "b" => raw == "1" ? "yes" : "no",
            "e" => "",
            "d" => raw,
            _ => Number(raw, style),
        };
    }

    private static void Skip(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (GuardedXml.Read(xml) && xml.Depth > depth) { }
    }

    private string Number(string raw, int style)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return raw;
        if (_formats.Of(style) is { } shown && ExcelDate.Text(value, shown, _from1904) is { } date) return date;
        // A telephone number kept as a number must come out as its digits, not as 7.14555E+09.
        return Math.Abs(value) < 1e15 && value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>What a date format shows of a date.</summary>
internal enum DateShown { Day, Month, Year, Time }

/// <summary>Days as spreadsheets count them.</summary>
internal static class ExcelDate
{
    /// <summary>ISO text for a serial day; "2018-01" or "2018" where the cell showed no more and the day hidden behind it is the first. Null when it is no day.</summary>
    public static string? Text(double serial, DateShown shown, bool from1904)
    {
        if (serial < 0 || serial > 2_958_465 || (serial < 1 && shown == DateShown.Time)) return null;
        var whole = (int)serial;
        // Excel believes in 29 February 1900, so days before 1 March 1900 are one further on than its count says.
        var start = from1904 ? new DateOnly(1904, 1, 1) : whole < 60 ? new DateOnly(1899, 12, 31) : new DateOnly(1899, 12, 30);
        var date = start.AddDays(whole);
        return shown switch
        {
            DateShown.Year when date is { Day: 1, Month: 1 } => date.ToString("yyyy", CultureInfo.InvariantCulture),
            DateShown.Month when date.Day == 1 => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>Which styles of a workbook show a number as a date, and how much of it.</summary>
internal sealed class CellFormats
{
    private readonly List<DateShown?> _styles = [];

    /// <summary>What the style shows of a date; null when it shows a plain number.</summary>
    public DateShown? Of(int style) => style < _styles.Count ? _styles[style] : null;

    public static CellFormats Read(WorkbookStylesPart? part)
    {
        var formats = new CellFormats();
        if (part is null) return formats;
        var custom = new Dictionary<int, string>();
        var inCells = false;
        using var xml = GuardedXml.Reader(part.GetStream(FileMode.Open, FileAccess.Read));
        while (GuardedXml.Read(xml))
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && Id(xml) is { } id && custom.Count < 10_000) custom[id] = xml.GetAttribute("formatCode") is { Length: <= 255 } code ? code : "";
            else if (xml.LocalName == "xf" && inCells && formats._styles.Count < 100_000) formats._styles.Add(Shown(Id(xml) ?? 0, custom));
        }
        return formats;
    }

    private static int? Id(XmlReader xml) => int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static DateShown? Shown(int id, Dictionary<int, string> custom) => id switch
    {
        14 or 15 or 16 or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => DateShown.Day,
        17 => DateShown.Month,
        (>= 18 and <= 21) or (>= 32 and <= 35) or (>= 45 and <= 47) => DateShown.Time,
        _ => custom.TryGetValue(id, out var code) ? Shown(code) : null,
    };

    /// <summary>Reads a format code: letters in quotes, brackets or after a backslash are words, the rest are places for year, month, day, time.</summary>
    internal static DateShown? Shown(string code)
    {
        bool year = false, month = false, day = false, time = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case ';': i = code.Length; break;
                case '"': i = End(code, i, '"'); break;
                case '[': i = End(code, i, ']'); break;
                case '\\' or '_' or '*': i++; break;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase): i += 6; break;
                case 'y': year = true; break;
                case 'm': month = true; break;
                case 'd': day = true; break;
                case 'h' or 's': time = true; break;
            }
        }
        if (day) return DateShown.Day;
        if (year) return month ? DateShown.Month : DateShown.Year;
        if (time) return DateShown.Time;
        return month ? DateShown.Month : null;
    }

    private static int End(string code, int from, char mark)
    {
        var at = code.IndexOf(mark, from + 1);
        return at < 0 ? code.Length : at;
    }
}
