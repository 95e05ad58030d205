using System.Security.Cryptography;
using System.Text;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

public enum ImportState
{
    Uploaded,
    Checked,
    Imported,
    Undone,
    Discarded,
}

public enum RowOutcome
{
    Create,
    Update,
    Skip,
    NeedsALook,
}

/// <summary>One file on its way into the roster, and afterwards what it wrote. Survives a restart at every step.</summary>
public sealed class ImportBatch : Record
{
    public required string FileName { get; set; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal: the same file is recognized when it comes again.</summary>
    [NotInHistory] public string FileHash { get; set; } = "";

    /// <summary>How the file was understood: "text in UTF-8, parted by commas".</summary>
    [NotInHistory] public string Reading { get; set; } = "";

    /// <summary>The names of its sheets, as a JSON array; one empty name for a text file.</summary>
    [NotInHistory] public string Sheets { get; set; } = "[]";

    /// <summary>The sheet that is imported, from 0.</summary>
    public int Sheet { get; set; }

    /// <summary>Which row of the sheet holds the headings, from 1.</summary>
    public int HeaderRow { get; set; } = 1;

    /// <summary>The headings, as a JSON array.</summary>
    [NotInHistory] public string Headers { get; set; } = "[]";

    /// <summary>Column choices, date style, split choices and matches, as a JSON object.</summary>
    [NotInHistory] public string Choices { get; set; } = "{}";

    /// <summary>What was found in the file as a whole (spellings, committees, dates), as a JSON object.</summary>
    [NotInHistory] public string Findings { get; set; } = "{}";
    public ImportState State { get; set; }
    public DateTime UploadedAt { get; init; }

    /// <summary>Who chose the file, by name.</summary>
    public string UploadedBy { get; init; } = "";
    public DateTime? ImportedAt { get; set; }
    public DateTime? UndoneAt { get; set; }

    /// <summary>How many rows hold something below the headings; the four that follow add up to it.</summary>
    public int Rows { get; set; }
    [NotInHistory] public int Creates { get; set; }
    [NotInHistory] public int Updates { get; set; }
    [NotInHistory] public int Skips { get; set; }
    [NotInHistory] public int Looks { get; set; }
    public bool IsSampleData { get; set; }
}

/// <summary>One row of an uploaded file, with what will become of it.</summary>
public sealed class ImportRow
{
    public Guid BatchId { get; init; }

    /// <summary>The sheet that it stands in, from 0.</summary>
    public int Sheet { get; init; }

    /// <summary>The row's number in the sheet, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The cells, as a JSON array of text.</summary>
    public required string Cells { get; set; }

    /// <summary>A short sum over the cells, by which the very same row is recognized in a file that comes again.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The sum over cells.</summary>
    public static string HashOf(IEnumerable<string> cells) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', cells.Select(c => c.Trim())).TrimEnd('\u001f'))))[..32];

    public RowOutcome Outcome { get; set; }

    /// <summary>Reasons by column, as a JSON array.</summary>
    public string Reasons { get; set; } = "[]";

    /// <summary>What a person chose for this row (match, skip), as a JSON object.</summary>
    public string Choice { get; set; } = "{}";

    /// <summary>What importing the row will do, or did, in words.</summary>
    public string Result { get; set; } = "";
}

/// <summary>How the columns of a kind of file were mapped last time.</summary>
public sealed class ImportMapping : Record
{
    /// <summary>The folded headings in order: the same kind of file is recognized by it.</summary>
    public required string Signature { get; set; }
    [NotInHistory] public required string Choices { get; set; }
}
