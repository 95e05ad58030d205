namespace TaskForce.Core.Backups;

/// <summary>What a backup holds and by which it is checked. The last entry of the file.</summary>
/// <param name="Format">The version of the file's own shape; this product reads version 1.</param>
/// <param name="CreatedAt">When the snapshot was taken, UTC.</param>
/// <param name="Database">The database that it was taken from. It can be restored into either.</param>
/// <param name="Migration">The name of the last migration that the database had.</param>
/// <param name="Tables">Every table, parents and children in no order.</param>
public sealed record BackupManifest(int Format, DateTime CreatedAt, string Database, string Migration, IReadOnlyList<BackupTable> Tables)
{
    /// <summary>The version of the file's shape that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>How many rows the file holds in all.</summary>
    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>One table in a backup.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Columns">Its columns in the order in which each line gives them.</param>
/// <param name="Key">The columns by which the lines are ordered.</param>
/// <param name="Rows">How many lines there are.</param>
/// <param name="Sha256">The hash of all lines, lower-case hexadecimal.</param>
public sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, IReadOnlyList<string> Key, long Rows, string Sha256);

/// <summary>One column in a backup.</summary>
public sealed record BackupColumn(string Name, BackupKind Kind);

/// <summary>What a column holds, named so that it does not depend on the database.</summary>
public enum BackupKind
{
    Text,
    Texts,
    Json,
    Guid,
    Bool,
    Int,
    Long,
    Double,
    Date,
    Time,
    Instant,
    Offset,
    Bytes,
}

/// <summary>What a finished backup or restore has to say.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Tables">How many tables.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">The size of the file in bytes.</param>
public sealed record BackupResult(string File, int Tables, long Rows, long Bytes);
