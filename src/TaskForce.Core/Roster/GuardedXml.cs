using System.Text;
using System.Xml;

namespace TaskForce.Core.Roster;

/// <summary>
/// An XML reader for files from strangers: no document types, no entities, no resolver, and no way to make it hold much: one run of text or
/// one tag, the nesting and the number of different names are all bounded.
/// </summary>
internal static class GuardedXml
{
    private const int MaxDepth = 64;

    public static XmlReader Reader(Stream stream) => XmlReader.Create(new RunLimitedStream(stream), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        NameTable = new BoundedNames(),
    });

    /// <summary>Reads on, turning every way in which the XML can be wrong into a sentence.</summary>
    public static bool Read(XmlReader xml)
    {
        var more = Run(xml.Read);
        if (more && xml.Depth > MaxDepth) throw Tricked(null);
        return more;
    }

    public static T Run<T>(Func<T> step)
    {
        try { return step(); }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal)) { throw Tricked(e); }
        catch (XmlException e) { throw ZipGuard.Damaged(e); }
        catch (InvalidDataException e) { throw ZipGuard.Damaged(e); }
        catch (EndOfStreamException e) { throw ZipGuard.Damaged(e); }
    }

    /// <summary>The text of the current element, at most <paramref name="limit"/> characters and one more, so that the caller can see that it was too long.</summary>
    public static string Text(XmlReader xml, int limit, char[] buffer)
    {
        if (xml.IsEmptyElement) return "";
        StringBuilder? text = null;
        var only = "";
        var depth = xml.Depth;
        while (Read(xml) && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            int n;
            while ((n = Run(() => xml.ReadValueChunk(buffer, 0, buffer.Length))) > 0)
            {
                if (text is null && only.Length == 0) { only = new string(buffer, 0, n); continue; }
                text ??= new StringBuilder(only);
                if (text.Length <= limit) text.Append(buffer, 0, Math.Min(n, limit + 1 - Math.Min(text.Length, limit)));
            }
        }
        return text?.ToString() ?? only;
    }

    private static UnreadableSheetException Tricked(Exception? e) => new("The workbook contains instructions that no spreadsheet needs (a document type, or endless nesting). It was not opened.", e!);

    /// <summary>Names of elements and attributes are kept for the life of a reader; a spreadsheet has a few hundred different ones.</summary>
    private sealed class BoundedNames : NameTable
    {
        private int _added;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known) return known;
            if (++_added > 5_000 || len > 2_000) throw Tricked(null);
            return base.Add(key, start, len);
        }
    }

    /// <summary>Ends the reading of a part in which one tag or one run of text goes on for longer than any cell may.</summary>
    private sealed class RunLimitedStream(Stream inner) : Stream
    {
        private const int Longest = 1024 * 1024;
        private long _run;

        public override int Read(Span<byte> buffer)
        {
            var n = inner.Read(buffer);
            var last = buffer[..n].LastIndexOf((byte)'<');
            _run = last < 0 ? _run + n : n - last;
            if (_run > Longest) throw new UnreadableSheetException($"A cell of the workbook is longer than {SheetLimits.CellCharacters:N0} characters. It was not read.");
            return n;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
