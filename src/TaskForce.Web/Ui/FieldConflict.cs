namespace TaskForce.Web.Ui;

/// <summary>One field of a stale save in both versions.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Mine">What I typed, as written; null is empty.</param>
/// <param name="Theirs">What is stored now.</param>
/// <param name="Choose">Whether one of them is chosen. Else it stands around what was typed: <paramref name="Mine"/> is what I saw, and it is only shown.</param>
public sealed record FieldConflict(string Field, string Label, string? Mine, string? Theirs, bool Choose = true);
