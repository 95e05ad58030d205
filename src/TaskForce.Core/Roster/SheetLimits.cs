using System.Globalization;

namespace TaskForce.Core.Roster;

/// <summary>
/// What an import takes. Generous for any real roster (the largest known task forces keep a few thousand names) and small enough that no file
/// can exhaust the machine.
/// </summary>
public static class SheetLimits
{
    /// <summary>Largest file, in bytes.</summary>
    public const long FileBytes = 20L * 1024 * 1024;

    /// <summary>Most rows that hold something, over all sheets of the file.</summary>
    public const int Rows = 200_000;

    /// <summary>Most columns.</summary>
    public const int Columns = 200;

    /// <summary>Longest cell in characters; the same as the limit of the usual spreadsheet programs.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>Most entries of a workbook, which is a zip archive inside.</summary>
    public const int ZipEntries = 2_000;

    /// <summary>Most bytes that a workbook may unpack to.</summary>
    public const long UnpackedBytes = 400L * 1024 * 1024;

    /// <summary>Most bytes that the small parts of a workbook (list of sheets, styles, relations) may unpack to, each.</summary>
    public const long SmallPartBytes = 8L * 1024 * 1024;

    /// <summary>How many times larger than packed an entry may become. Real sheets stay below 60; bombs start in the hundreds.</summary>
    public const int Ratio = 200;

    /// <summary>Refuses a file by its size alone, before a byte of it is read.</summary>
    /// <param name="bytes">Size in bytes.</param>
    /// <exception cref="UnreadableSheetException">It is empty or too large.</exception>
    public static void CheckSize(long bytes)
    {
        if (bytes == 0) throw new UnreadableSheetException("The file is empty. Choose the spreadsheet or CSV file that holds the roster.");
        if (bytes > FileBytes)
        {
            var size = (bytes / 1024.0 / 1024.0).ToString("0.#", CultureInfo.InvariantCulture);
            throw new UnreadableSheetException($"The file has {size} MB, and an import takes up to 20 MB. Remove pictures and unused sheets, or split it into two files.");
        }
    }

    internal static UnreadableSheetException TooManyRows() =>
        new($"The file has more than {Rows:N0} rows. Split it into several files and import them one after the other.");

    internal static UnreadableSheetException TooManyColumns(int row) =>
        new($"Row {row} has more than {Columns} columns. Remove the columns that are not part of the roster.");

    internal static UnreadableSheetException CellTooLong(int row, int column) =>
        new($"The cell in row {row}, column {ColumnName.Of(column)} is longer than {CellCharacters:N0} characters. A quotation mark may be missing near there.");
}

/// <summary>A file that cannot be imported as it is; the message is a sentence for the person who chose it.</summary>
public sealed class UnreadableSheetException : Exception
{
    /// <summary>The refusal in one or two sentences.</summary>
    public UnreadableSheetException(string sentence) : base(sentence) { }

    /// <summary>The refusal and what caused it.</summary>
    public UnreadableSheetException(string sentence, Exception inner) : base(sentence, inner) { }
}

/// <summary>Names of columns as spreadsheets show them: A, B, … Z, AA.</summary>
public static class ColumnName
{
    /// <summary>The name of a column by its number, from 0.</summary>
    public static string Of(int column)
    {
        var name = "";
        for (var i = column + 1; i > 0; i = (i - 1) / 26) name = (char)('A' + (i - 1) % 26) + name;
        return name;
    }

    /// <summary>The number, from 0, of the column in a reference such as "AB12"; -1 when it has no letters or too many.</summary>
    public static int Parse(ReadOnlySpan<char> reference)
    {
        var column = 0;
        var letters = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c)) break;
            if (++letters > 3) return -1;
            column = column * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
        }
        return letters == 0 ? -1 : column - 1;
    }
}
