namespace TaskForce.Core.Data;

/// <summary>An uploaded file. Its bytes are in a table of their own (<see cref="FileBytes"/>), so that lists never carry them.</summary>
public sealed class StoredFile : Record
{
    public required string Name { get; set; }
    public required string ContentType { get; set; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal. Struck out with them: it would tell whether somebody else's copy is the same file.</summary>
    [NotInHistory] public required string Hash { get; set; }

    public DateTime UploadedAt { get; set; }

    /// <summary>Whether the bytes were struck out.</summary>
    public DateTime? StruckOutAt { get; set; }
}

/// <summary>The bytes of a <see cref="StoredFile"/>.</summary>
public sealed class FileBytes
{
    public Guid FileId { get; init; }
    public required byte[] Bytes { get; set; }
}

/// <summary>What somebody typed and has not saved, kept for 30 days.</summary>
public sealed class Draft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }

    /// <summary>The form, for one "contact".</summary>
    public required string Form { get; init; }

    /// <summary>The record that the form is about, or "new".</summary>
    public required string RecordKey { get; init; }

    /// <summary>Field names and values as a JSON object, at most 64 KB.</summary>
    public required string Fields { get; set; }

    public DateTime SavedAt { get; set; }
}

/// <summary>A list as somebody likes to see it: the query string of its address, with a name.</summary>
public sealed class SavedView : Record
{
    /// <summary>The list; one of <see cref="SavedViews.Lists"/>.</summary>
    public required string List { get; set; }
    public required string Name { get; set; }

    /// <summary>The part of the address behind the question mark.</summary>
    public required string Query { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Whether everybody who may read the list sees the view.</summary>
    public bool Shared { get; set; }

    /// <summary>Whether only its owner or an administrator may change it.</summary>
    public bool Locked { get; set; }
}

/// <summary>A key with which cookies and links are protected. Kept here, so that a restart signs nobody out.</summary>
public sealed class ProtectionKey
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
