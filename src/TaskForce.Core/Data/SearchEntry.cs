namespace TaskForce.Core.Data;

/// <summary>What search shows of one record. Written when the record is saved.</summary>
public sealed class SearchEntry
{
    /// <summary>The record's own id.</summary>
    public Guid Id { get; init; }
    public required string RecordType { get; set; }
    public required string Title { get; set; }
    public required string Detail { get; set; }
    public required string Address { get; set; }
}

/// <summary>A folded word that finds a record by its beginning.</summary>
public sealed class SearchWord
{
    public required string Word { get; init; }
    public Guid EntryId { get; init; }
    public required string RecordType { get; init; }
}
