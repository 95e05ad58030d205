using System.Globalization;
using CsvHelper;

namespace TaskForce.Core.Roster;

/// <summary>The two forms in which lists leave the product.</summary>
public enum SheetFormat
{
    /// <summary>Text with commas, UTF-8 with its mark, so that spreadsheet programs read accents.</summary>
    Csv,

    /// <summary>An Excel workbook with one sheet.</summary>
    Xlsx,
}

/// <summary>
/// Writes a list as CSV or XLSX, row by row. Nothing in what it writes is taken for a formula, and <see cref="SheetReader"/> reads every cell back
/// as it was given.
/// </summary>
public abstract class SheetWriter : IDisposable
{
    /// <summary>Begins a list.</summary>
    /// <param name="target">Where it goes; stays open.</param>
    /// <param name="format">Its form.</param>
    /// <param name="name">The name of the sheet in a workbook, for one "Partners".</param>
    /// <param name="headings">The first row.</param>
    public static SheetWriter Create(Stream target, SheetFormat format, string name, IReadOnlyList<string> headings)
    {
        SheetWriter writer = format == SheetFormat.Csv ? new CsvSheetWriter(target) : new XlsxSheetWriter(target, name, headings.Count);
        writer.Write([.. headings]);
        return writer;
    }

    /// <summary>Writes one row.</summary>
    /// <param name="cells">Text, a whole number, a day, yes or no, or nothing.</param>
    public abstract void Write(params IReadOnlyList<object?> cells);

    /// <summary>Ends the list; the target then holds a whole file.</summary>
    public abstract void Dispose();

    /// <summary>The ending of the file's name, with its point.</summary>
    public static string Extension(SheetFormat format) => format == SheetFormat.Csv ? ".csv" : ".xlsx";

    /// <summary>The content type to serve it with.</summary>
    public static string ContentType(SheetFormat format) => format == SheetFormat.Csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Reads "csv" or "xlsx"; null for anything else.</summary>
    public static SheetFormat? FormatOf(string ending) => ending.ToUpperInvariant() switch
    {
        "CSV" => SheetFormat.Csv,
        "XLSX" => SheetFormat.Xlsx,
        _ => null,
    };

    private protected static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}

internal sealed class CsvSheetWriter : SheetWriter
{
    private readonly CsvWriter _csv;

    // The library's own guard against formulas is left off: it cannot be undone when a file comes back, FormulaGuard's can.
    public CsvSheetWriter(Stream target) => _csv = CsvWriter.Create(target, new CsvWriterOptions
    {
        WriteByteOrderMark = true,
        NewLine = "\r\n",
        Injection = CsvInjection.None,
        HasHeader = false,
    }, leaveOpen: true);

    public override void Write(params IReadOnlyList<object?> cells)
    {
        foreach (var cell in cells)
        {
            var text = Text(cell);
            // A number that the product computed cannot be a formula; only text is guarded.
            _csv.WriteField(cell is int or long ? text : FormulaGuard.Neutralise(text));
        }
        _csv.EndRecord();
    }

    public override void Dispose() => _csv.Dispose();
}
