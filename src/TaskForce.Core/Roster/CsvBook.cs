using System.Text;
using CsvHelper;

namespace TaskForce.Core.Roster;

/// <summary>A text file of rows. Its encoding and separator are recognised from its content.</summary>
internal sealed class CsvBook : SheetBook
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];
    private readonly Stream _file;
    private readonly Encoding _encoding;
    private readonly char _separator;
    private readonly int _skip;

    private CsvBook(Stream file, Encoding encoding, char separator, int skip) =>
        (_file, _encoding, _separator, _skip) = (file, encoding, separator, skip);

    public override IReadOnlyList<string> SheetNames { get; } = [""];

    public override string Reading => $"text in {EncodingName}, parted by {SeparatorName}";

    public static CsvBook Open(Stream file)
    {
        var encoding = TextEncoding.Detect(file);
        file.Position = 0;
        var sample = new char[32 * 1024];
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = sample.AsSpan(0, reader.ReadBlock(sample, 0, sample.Length));
        // "sep=;" in the first line is a hint that one spreadsheet program writes for itself; it is not a row of the roster.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
            return new CsvBook(file, encoding, text[4], skip: 1);
        return new CsvBook(file, encoding, Separator(text), skip: 0);
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        _file.Position = 0;
        var unclosed = false;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = _separator,
            DetectSeparatorHint = false,
            SkipEmptyLines = false,
            Encoding = _encoding,
            // A row of 200 cells that are all as long as allowed is not a roster; a quarter of a million bytes per row is.
            MaxRecordSize = 4 * 1024 * 1024,
            OnMalformedRecord = bad => unclosed |= bad.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var csv = CsvReader.Create(_file, options, leaveOpen: true);
        var number = 0;
        var rows = 0;
        while (Next(csv, number))
        {
            number++;
            if (number <= _skip) continue;
            if (unclosed) throw Unclosed(number);
            var cells = new List<string>(Math.Min(csv.FieldCount, SheetLimits.Columns));
            for (var i = 0; i < csv.FieldCount; i++)
            {
                if (csv.GetSpan(i).IsEmpty) { if (i < SheetLimits.Columns) cells.Add(""); continue; }
                var cell = FormulaGuard.Restore(csv.GetString(i));
                if (cell.Length > SheetLimits.CellCharacters) throw SheetLimits.CellTooLong(number, i);
                if (i >= SheetLimits.Columns)
                {
                    if (!string.IsNullOrWhiteSpace(cell)) throw SheetLimits.TooManyColumns(number);
                    continue;
                }
                cells.Add(cell);
            }
            if (Trimmed(cells) is not { } kept) continue;
            if (++rows > SheetLimits.Rows) throw SheetLimits.TooManyRows();
            yield return new SheetRow(number, kept);
        }
        if (unclosed) throw Unclosed(number);
    }

    public override void Dispose() { }

    private static bool Next(CsvReader csv, int number)
    {
        try { return csv.Read(); }
        catch (CsvFormatException e)
        {
            throw new UnreadableSheetException($"Row {number + 1} goes on for longer than any roster's row. A quotation mark may be opened there and never closed.", e);
        }
    }

    private static UnreadableSheetException Unclosed(int row) =>
        new($"A quotation mark in row {row} is opened and never closed, so everything after it would end up in one cell. Close it or remove it, and try again.");

    /// <summary>The separator that parts the first rows into the most columns, the same number in most rows. Separators in quotes do not count.</summary>
    internal static char Separator(ReadOnlySpan<char> text)
    {
        var best = ',';
        var bestScore = 0.0;
        foreach (var candidate in Separators)
        {
            var counts = new Dictionary<int, int>();
            var fields = 1;
            var rows = 0;
            var any = false;
            var quoted = false;
            foreach (var c in text)
            {
                if (c == '"') quoted = !quoted;
                else if (quoted) continue;
                else if (c == candidate) fields++;
                else if (c == '\n')
                {
                    if (any) { counts[fields] = counts.GetValueOrDefault(fields) + 1; rows++; }
                    fields = 1;
                    any = false;
                    continue;
                }
                if (c is not ('\r' or ' ')) any = true;
            }
            if (any) { counts[fields] = counts.GetValueOrDefault(fields) + 1; rows++; }
            if (rows == 0) continue;
            var usual = counts.Where(x => x.Key > 1).OrderByDescending(x => x.Value * Math.Log2(x.Key + 1)).FirstOrDefault();
            var score = (double)usual.Value / rows * Math.Log2(usual.Key + 1);
            if (score > bestScore) (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private string EncodingName => _encoding.CodePage switch
    {
        1252 => "Windows-1252",
        1200 or 1201 => "UTF-16",
        _ => "UTF-8",
    };

    private string SeparatorName => _separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        _ => $"“{_separator}”",
    };
}

/// <summary>Tells the encodings apart in which rosters arrive: UTF-8, UTF-16 of either order, and Windows-1252.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding of a whole file. A byte order mark decides; then the pattern of zero bytes; then whether all of it is valid UTF-8.</summary>
    /// <exception cref="UnreadableSheetException">It is not text.</exception>
    public static Encoding Detect(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[64 * 1024];
        var n = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = buffer.AsSpan(0, n);
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) return Encoding.UTF8;
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || head.StartsWith<byte>([0, 0, 0xFE, 0xFF])) throw NotText();
        if (head.StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode;
        if (head.StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        int even = 0, odd = 0, control = 0;
        for (var i = 0; i < n; i++)
        {
            if (head[i] == 0) { if (i % 2 == 0) even++; else odd++; }
            else if (head[i] < 32 && head[i] is not (9 or 10 or 13)) control++;
        }
        if (odd > n / 5 && even < n / 50) return Encoding.Unicode;
        if (even > n / 5 && odd < n / 50) return Encoding.BigEndianUnicode;
        if (even + odd + control > n / 100 + 8) throw NotText();

        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var chars = new char[buffer.Length + 8];
        try
        {
            while (n > 0)
            {
                decoder.GetChars(buffer, 0, n, chars, 0, flush: false);
                n = file.Read(buffer);
            }
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        }
    }

    private static UnreadableSheetException NotText() =>
        new("This is neither a spreadsheet nor text. An import takes an Excel workbook (.xlsx) or a CSV file.");
}
