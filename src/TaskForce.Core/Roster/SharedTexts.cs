using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Win32.SafeHandles;

namespace TaskForce.Core.Roster;

/// <summary>
/// The table of texts that a workbook's cells point into. It has to be at hand while the sheet is read but may be far larger than the sheet, so
/// it lies in a temporary file that vanishes with the process; memory holds where each text begins and a small cache.
/// </summary>
internal sealed partial class SharedTexts : IDisposable
{
    private const int Most = 4_000_000;
    private const int CacheSize = 4096;
    private readonly SafeFileHandle? _file;
    private readonly List<uint> _starts = [];
    private readonly (int Index, string Text)[] _cache = new (int, string)[CacheSize];

    private SharedTexts(SafeFileHandle? file)
    {
        _file = file;
        Array.Fill(_cache, (-1, ""));
    }

    /// <summary>A text by its number; empty when there is none of that number.</summary>
    public string this[int index]
    {
        get
        {
            if (_file is null || index < 0 || index >= _starts.Count - 1) return "";
            ref var slot = ref _cache[index % CacheSize];
            if (slot.Index == index) return slot.Text;
            var bytes = new byte[_starts[index + 1] - _starts[index]];
            var read = RandomAccess.Read(_file, bytes, _starts[index]);
            var text = Encoding.UTF8.GetString(bytes, 0, read);
            slot = (index, text);
            return text;
        }
    }

    public static SharedTexts Read(SharedStringTablePart? part)
    {
        if (part is null) return new SharedTexts(null);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var texts = new SharedTexts(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));
        try
        {
            texts.Fill(part);
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Fill(SharedStringTablePart part)
    {
        var buffer = new char[4096];
        var pending = new byte[256 * 1024];
        var used = 0;
        uint written = 0;
        using var xml = GuardedXml.Reader(part.GetStream(FileMode.Open, FileAccess.Read));
        var text = new StringBuilder();
        var phonetic = 0;
        _starts.Add(0);
        while (GuardedXml.Read(xml))
        {
            // Phonetic readings (rPh) of East Asian texts repeat the text in another script; they are not part of what the cell shows.
            if (xml.LocalName == "rPh") phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement ? 1 : 0;
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t" && phonetic == 0)
            {
                text.Append(GuardedXml.Text(xml, SheetLimits.CellCharacters, buffer));
                if (text.Length > SheetLimits.CellCharacters)
                    throw new UnreadableSheetException($"A cell of the workbook is longer than {SheetLimits.CellCharacters:N0} characters. It was not read.");
            }
            if (xml.LocalName != "si" || !(xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement)) continue;
            if (_starts.Count > Most) throw new UnreadableSheetException("The workbook holds millions of different texts, more than a roster needs. It was not read.");
            var plain = XlsxText.Decode(text.ToString());
            text.Clear();
            if (used + Encoding.UTF8.GetMaxByteCount(plain.Length) > pending.Length) Flush(pending, ref used, ref written);
            used += Encoding.UTF8.GetBytes(plain, pending.AsSpan(used));
            _starts.Add(written + (uint)used);
        }
        Flush(pending, ref used, ref written);
    }

    private void Flush(byte[] pending, ref int used, ref uint written)
    {
        RandomAccess.Write(_file!, pending.AsSpan(0, used), written);
        written += (uint)used;
        used = 0;
    }
}

/// <summary>Characters that XML cannot carry are written as _xHHHH_ in workbooks (ECMA-376, 22.9.2.19).</summary>
internal static partial class XlsxText
{
    /// <summary>The text that the escaped form stands for.</summary>
    public static string Decode(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    /// <summary>The form in which XML can carry the text and which <see cref="Decode"/> turns back into it.</summary>
    public static string Encode(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var escape = c switch
            {
                '_' => Escape().IsMatch(text.AsSpan(i, Math.Min(7, text.Length - i))),
                '\t' or '\n' => false,
                < ' ' or '\uFFFE' or '\uFFFF' => true,
                _ when char.IsHighSurrogate(c) => !(i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])),
                _ when char.IsLowSurrogate(c) => !(i > 0 && char.IsHighSurrogate(text[i - 1])),
                _ => false,
            };
            if (escape && result is null) result = new StringBuilder(text, 0, i, text.Length + 16);
            if (escape) result!.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else result?.Append(c);
        }
        return result?.ToString() ?? text;
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
