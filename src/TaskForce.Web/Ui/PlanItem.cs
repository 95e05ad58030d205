namespace TaskForce.Web.Ui;

/// <summary>How an activity of a plan stands.</summary>
public enum PlanState { Done, UnderWay, Late, Planned }

/// <summary>One activity of a <see cref="QuarterPlan"/>.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Detail">How far, in words.</param>
/// <param name="Owner">Who; shown as initials.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="State">Done, under way, late or planned.</param>
/// <param name="Word">In or beside the bar: "75%", "25%, late".</param>
/// <param name="Href">The record behind it, or null.</param>
public sealed record PlanItem(string Title, string? Detail, string Owner, DateOnly From, DateOnly To, PlanState State, string Word, string? Href = null);

/// <summary>A goal with its activities.</summary>
public sealed record PlanGoal(string Title, string? With, IReadOnlyList<PlanItem> Items);
