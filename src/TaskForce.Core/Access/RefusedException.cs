using Microsoft.EntityFrameworkCore;

namespace TaskForce.Core.Access;

/// <summary>A rule of the task force says no. The message is a sentence for the person: what is wrong and what to do. Nothing was saved.</summary>
/// <param name="sentence">What is wrong and what to do.</param>
/// <param name="field">The name of the form's field that it belongs beside, or null.</param>
public sealed class RefusedException(string sentence, string? field = null) : Exception(sentence)
{
    public string? Field { get; } = field;
}

/// <summary>The record is not there, or the actor may not know that it is.</summary>
public sealed class NotFoundException(string what) : Exception($"There is no such {what}. It may have been removed, or the address is not complete.");

/// <summary>Somebody saved the record after the actor had opened it. Pages show both versions; nothing was saved.</summary>
public sealed class StaleRecordException(string recordType, Guid recordId)
    : Exception("Somebody else saved this while you had it open. Compare the two versions and keep what is right.")
{
    public string RecordType { get; } = recordType;
    public Guid RecordId { get; } = recordId;
}

/// <summary>Somebody saved at the same moment what may be there only once, or removed what this refers to; the database let them in first. Nothing was saved.</summary>
public sealed class CollisionException(Exception cause)
    : DbUpdateException("Somebody else saved something at the same moment that does not go together with this, so nothing was saved. Open the page again to see what is there.", cause);
