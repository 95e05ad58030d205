namespace TaskForce.Core.Roster;

/// <summary>One import in the list of imports.</summary>
/// <param name="UndoUntil">Until when it can be undone, UTC; null when it cannot.</param>
public sealed record ImportLine(Guid Id, string FileName, ImportState State, DateTime UploadedAt, string UploadedBy, DateTime? ImportedAt, DateTime? UndoUntil, int Rows, int Creates, int Updates, int Skips, int Looks, bool IsSampleData);

/// <summary>One column of an import.</summary>
/// <param name="Name">The spreadsheet's name for it: "B".</param>
/// <param name="Heading">The heading; may be empty.</param>
/// <param name="Samples">Some of its cells.</param>
public sealed record ImportColumn(int Index, string Name, string Heading, RosterField Field, IReadOnlyList<string> Samples);

/// <summary>An import as its pages show it.</summary>
/// <param name="Opening">The computed first sentence.</param>
/// <param name="Sheets">The sheets of the workbook.</param>
/// <param name="HeadRows">The first rows of the sheet, to choose the headings from.</param>
public sealed record ImportView(
    ImportLine Line, string Opening, string Reading, IReadOnlyList<string> Sheets, int Sheet, int HeaderRow, IReadOnlyList<SheetRow> HeadRows, IReadOnlyList<ImportColumn> Columns,
    ImportChoices Choices, ImportFindings Findings);

/// <summary>One row of the preview.</summary>
/// <param name="Cells">The cells, as many as there are columns.</param>
public sealed record PreviewRow(int Number, RowOutcome Outcome, string Result, IReadOnlyList<RowReason> Reasons, IReadOnlyList<string> Cells, RowChoice Choice);

/// <summary>A page of the preview.</summary>
/// <param name="Before">The number to go back from; null on the first page.</param>
/// <param name="After">The number to go on after; null on the last page.</param>
public sealed record PreviewPage(IReadOnlyList<PreviewRow> Rows, int? Before, int? After);

/// <summary>A record that an undo left in place.</summary>
/// <param name="What">What it is: "partner Waymakers".</param>
/// <param name="Why">Why it stays, as a sentence.</param>
public sealed record KeptRecord(string What, string Why);

/// <summary>What an undo did.</summary>
/// <param name="Removed">How many records were removed or put back.</param>
/// <param name="Kept">Which ones stay, at most 200.</param>
public sealed record ImportUndo(int Removed, IReadOnlyList<KeptRecord> Kept);
