using System.IO.Compression;

namespace TaskForce.Core.Roster;

/// <summary>One row of a sheet that holds something.</summary>
/// <param name="Number">The row as a person counts it in the spreadsheet program, from 1.</param>
/// <param name="Cells">The text of each cell up to the last that holds something; dates as ISO text, formulas as their last value.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>
/// A file of rows: a workbook with one or more sheets, or a text file, which is one sheet. Rows are read one at a time and never held together.
/// </summary>
public abstract class SheetBook : IDisposable
{
    /// <summary>The names of the sheets in their order; one empty name for a text file.</summary>
    public abstract IReadOnlyList<string> SheetNames { get; }

    /// <summary>How the file was understood, for the person who chose it: "Excel workbook", "text in Windows-1252, parted by semicolons".</summary>
    public abstract string Reading { get; }

    /// <summary>Streams the rows of one sheet that hold something.</summary>
    /// <param name="sheet">Index into <see cref="SheetNames"/>.</param>
    /// <exception cref="UnreadableSheetException">While enumerating, when a limit is passed or the file is damaged.</exception>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>Drops what is empty at the end; null when nothing is left.</summary>
    internal static IReadOnlyList<string>? Trimmed(List<string> cells)
    {
        var last = cells.Count;
        while (last > 0 && string.IsNullOrWhiteSpace(cells[last - 1])) last--;
        return last == 0 ? null : cells.GetRange(0, last);
    }
}

/// <summary>Opens a roster file by what is in it, not by what it is called.</summary>
public static class SheetReader
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="file">A seekable stream at its start; stays open and belongs to the caller.</param>
    /// <returns>The book; dispose it before the stream.</returns>
    /// <exception cref="UnreadableSheetException">The file is of another kind, damaged, too large, or made to harm.</exception>
    public static SheetBook Open(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        SheetLimits.CheckSize(file.Length);
        Span<byte> head = stackalloc byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        file.Position = 0;
        head = head[..read];
        if (head.StartsWith("PK\u0003\u0004"u8)) return XlsxBook.Open(file);
        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            throw new UnreadableSheetException("This is a workbook in the old Excel format, or one with a password. Open it in Excel, save it as .xlsx without a password, and try again.");
        if (head.StartsWith("%PDF"u8)) throw new UnreadableSheetException("This is a PDF. An import takes a spreadsheet (.xlsx) or a CSV file.");
        if (head.StartsWith("PK"u8)) throw new UnreadableSheetException("This is an archive without files in it. An import takes a spreadsheet (.xlsx) or a CSV file.");
        return CsvBook.Open(file);
    }
}

/// <summary>The checks that a workbook passes before any of it is unpacked.</summary>
internal static class ZipGuard
{
    /// <summary>Refuses archives that are not workbooks, that unpack to too much, or that are packed too tightly to be honest.</summary>
    public static void Check(Stream file)
    {
        using var zip = OpenZip(file);
        if (zip.Entries.Count > SheetLimits.ZipEntries)
            throw new UnreadableSheetException($"The workbook has {zip.Entries.Count:N0} parts inside, more than any spreadsheet has. It was not opened.");
        long total = 0, relations = 0;
        var workbook = false;
        foreach (var entry in zip.Entries)
        {
            // The sizes are what the archive states; the framework never unpacks an entry beyond its stated size, so a lie only truncates.
            total += entry.Length;
            if (total > SheetLimits.UnpackedBytes || (entry.Length > 1024 * 1024 && entry.Length / Math.Max(1, entry.CompressedLength) > SheetLimits.Ratio))
                throw new UnreadableSheetException("The workbook unpacks to far more than a roster needs. It was not opened; save the sheet as CSV and try again.");
            var name = entry.FullName.Replace('\\', '/').TrimStart('/');
            workbook |= name.StartsWith("xl/workbook", StringComparison.OrdinalIgnoreCase);
            if (name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || name.StartsWith("[Content_Types]", StringComparison.OrdinalIgnoreCase))
                relations += entry.Length;
        }
        if (relations > SheetLimits.SmallPartBytes)
            throw new UnreadableSheetException("The workbook's table of contents is larger than any spreadsheet's. It was not opened.");
        if (!workbook)
            throw new UnreadableSheetException("This archive is not an Excel workbook. An import takes a spreadsheet (.xlsx) or a CSV file; a spreadsheet of another program can be saved as one of them.");
        foreach (var entry in zip.Entries)
        {
            if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) continue;
            // Entities and document types can only stand before the first element: reading up to it finds each of them.
            using var stream = entry.Open();
            using var xml = GuardedXml.Reader(stream);
            GuardedXml.Run(() => xml.MoveToContent());
        }
    }

    private static ZipArchive OpenZip(Stream file)
    {
        try { return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true); }
        catch (InvalidDataException e) { throw Damaged(e); }
    }

    public static UnreadableSheetException Damaged(Exception e) =>
        new("The workbook is damaged or was cut off on its way here. Open it in Excel, save it again, and try once more.", e);
}
