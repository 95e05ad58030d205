namespace TaskForce.Core.Data;

/// <summary>What a verb saved.</summary>
/// <param name="Id">The record.</param>
/// <param name="ChangeId">What undo takes back together.</param>
/// <param name="Slug">The record's place in addresses, where it has one.</param>
public readonly record struct Saved(Guid Id, Guid ChangeId, string Slug = "");
