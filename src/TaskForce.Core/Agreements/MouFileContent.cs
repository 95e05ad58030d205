using System.IO.Compression;

namespace TaskForce.Core.Agreements;

/// <summary>What an uploaded agreement is, told by its bytes. The name and the type that a browser sends are never believed.</summary>
public enum MouFileKind
{
    Pdf,
    Docx,
}

/// <summary>Recognizes the files that an MOU may carry.</summary>
public static class MouFileContent
{
    /// <summary>Largest file accepted, in bytes: 20 MB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>What is said of a larger one.</summary>
    public const string TooLarge = "The file is larger than 20 MB. Save it smaller, for example as a PDF for reading, or take large pictures out of it.";

    // Readers accept a PDF whose header stands within the first kilobyte; so do we.
    private const int PdfHeaderWithin = 1024;

    // A word-processor file of a few hundred parts is already unusual; more is somebody trying something.
    private const int MaxZipEntries = 2_000;

    // Documents are opened to be filled in: what they unpack to is held in memory. Twenty megabytes of pictures stay twenty.
    private const long MaxUnpacked = 3L * MaxBytes;

    /// <summary>Tells a PDF or a word-processor document (DOCX, without macros) by its content.</summary>
    /// <returns>The kind, or nothing when it is neither.</returns>
    public static MouFileKind? Recognize(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var head = content.AsSpan(0, Math.Min(content.Length, PdfHeaderWithin));
        if (head.StartsWith("PK\u0003\u0004"u8)) return IsDocx(content) ? MouFileKind.Docx : null;
        return head.IndexOf("%PDF-"u8) >= 0 ? MouFileKind.Pdf : null;
    }

    /// <summary>The kind of an uploaded file that may be kept.</summary>
    /// <exception cref="Access.RefusedException">Empty, too large, or neither PDF nor DOCX by its content.</exception>
    public static MouFileKind Demand(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0) throw new Access.RefusedException("The file is empty. Choose another one.", "File");
        if (content.Length > MaxBytes) throw new Access.RefusedException(TooLarge, "File");
        return Recognize(content) ?? throw new Access.RefusedException("This is neither a PDF nor a Word document (DOCX) without macros, whatever its name says.", "File");
    }

    /// <summary>The content type under which a file is served.</summary>
    public static string ContentType(MouFileKind kind) => kind switch
    {
        MouFileKind.Pdf => "application/pdf",
        MouFileKind.Docx => Data.Docx.ContentType,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool IsDocx(byte[] content)
    {
        try
        {
            // Only the directory of the archive is read, so a bomb inside costs nothing; nor is more unpacked later than the directory says.
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return zip.Entries.Count <= MaxZipEntries && zip.Entries.Sum(e => e.Length) <= MaxUnpacked && zip.GetEntry("word/document.xml") is not null
                && !zip.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
