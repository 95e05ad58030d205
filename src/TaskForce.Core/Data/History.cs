namespace TaskForce.Core.Data;

/// <summary>One field of a history line, as it was and as it became.</summary>
/// <param name="Name">The property's name; <see cref="HistorySentences.Label"/> puts it in words.</param>
public sealed record HistoryField(string Name, string? Before, string? After);

/// <summary>One line of history, as a record's page shows it.</summary>
/// <param name="ChangeId">What was saved together; undo takes it back together.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The person's name, or what the product was doing.</param>
/// <param name="CanUndo">Whether the reader may undo it now; a later change can still stand in the way, and undo then says so.</param>
public sealed record HistoryLine(
    Guid Id, Guid ChangeId, DateTime At, string By, string RecordType, Guid RecordId, Happened Happened, IReadOnlyList<HistoryField> Fields, bool CanUndo, bool Undone);

/// <summary>A page of history, newest first.</summary>
/// <param name="Next">The id to go on from, or null at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryLine> Lines, Guid? Next);
