namespace TaskForce.Web.Ui;

/// <summary>One step of a <see cref="Stepper"/>.</summary>
public sealed record Step(string Label, string? Sub = null);

/// <summary>One entry of a <see cref="Timeline"/>.</summary>
/// <param name="Title">What happened.</param>
/// <param name="When">The day as written, "Oct 15".</param>
/// <param name="Iso">The day for machines, "2026-10-15".</param>
/// <param name="Detail">A line below, or null.</param>
/// <param name="Icon">An icon name.</param>
/// <param name="Kind">Colours the ring; the icon and the words say the same.</param>
/// <param name="Href">The record behind it, or null.</param>
public sealed record TimelineItem(string Title, string When, string Iso, string? Detail = null, string Icon = "circle", Kind Kind = Kind.Mute, string? Href = null);

/// <summary>One mark of a row of commitments.</summary>
public enum Mark { Kept, Missed, Excused, NotDue, Deputy, NotCounted }

/// <summary>One point of a <see cref="Trend"/>: the half's label and the figure, null where nothing was known.</summary>
public sealed record TrendPoint(string Label, int? Value);

/// <summary>Something that happened, drawn into a <see cref="Trend"/>.</summary>
/// <param name="At">Where it lies, in points from the left (4.5 is between the fifth and the sixth).</param>
public sealed record TrendEvent(double At, string Label);

/// <summary>One entry of a <see cref="HistoryList"/>.</summary>
/// <param name="When">The instant as written, "Oct 15, 10:34".</param>
/// <param name="Iso">The instant for machines.</param>
/// <param name="Who">The person or "Reminders".</param>
/// <param name="What">The sentence: "changed the term's end".</param>
/// <param name="Changes">Field by field: name, before, after.</param>
/// <param name="UndoId">What to hand back to undo it, or null when it cannot be.</param>
/// <param name="Strike">Where text of the record that it is about is struck out, or null when it cannot be.</param>
public sealed record HistoryItem(string When, string Iso, string Who, string What, IReadOnlyList<FieldChange> Changes, Guid? UndoId = null, StrikeLink? Strike = null);

/// <summary>The way to strike out text of a record.</summary>
/// <param name="Of">The kind of record: "note".</param>
public sealed record StrikeLink(string Href, string Of);

/// <summary>A field's value before and after; null is empty.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);
