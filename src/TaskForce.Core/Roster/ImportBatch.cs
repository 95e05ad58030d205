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
    public string Sheet { get; set; } = "";

    /// <summary>Which row of the file holds the headings, from 1.</summary>
    public int HeaderRow { get; set; } = 1;

    /// <summary>The headings, as a JSON array.</summary>
    [NotInHistory] public string Headers { get; set; } = "[]";

    /// <summary>Column choices, date style, split choices and matches, as a JSON object.</summary>
    [NotInHistory] public string Choices { get; set; } = "{}";
    public ImportState State { get; set; }
    public DateTime UploadedAt { get; init; }
    public DateTime? ImportedAt { get; set; }
    public DateTime? UndoneAt { get; set; }
    public int Rows { get; set; }
    public bool IsSampleData { get; set; }
}

/// <summary>One row of an uploaded file, with what will become of it.</summary>
public sealed class ImportRow
{
    public Guid BatchId { get; init; }

    /// <summary>The row's number in the file, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The cells, as a JSON array of text.</summary>
    public required string Cells { get; set; }
    public RowOutcome Outcome { get; set; }

    /// <summary>Reasons by column, as a JSON array.</summary>
    public string Reasons { get; set; } = "[]";

    /// <summary>What a person chose for this row (match, skip), as a JSON object.</summary>
    public string Choice { get; set; } = "{}";
}

/// <summary>How the columns of a kind of file were mapped last time.</summary>
public sealed class ImportMapping : Record
{
    /// <summary>The folded headings in order: the same kind of file is recognized by it.</summary>
    public required string Signature { get; set; }
    public required string Choices { get; set; }
}
