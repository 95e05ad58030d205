namespace TaskForce.Core.Today;

/// <summary>
/// The rule by which Today is ordered; the page /help/today says the same in words. First what a task force that is forming lacks, then
/// promises and executive meetings, then leaders who came or left, then check-ins, then the roster and the plans, and one's own action items last. Within each, days over
/// divided by the interval, doubled for a partner losing ground.
/// </summary>
public static class QueueOrder
{
    /// <summary>A next step and an action item are measured by a week.</summary>
    public const int StepDays = 7;

    /// <summary>An activity of a plan and an open signature are measured by a month.</summary>
    public const int MonthDays = 30;

    /// <summary>Which part of the queue a reason stands in; lower comes first.</summary>
    public static int Band(QueueReason reason) => reason switch
    {
        QueueReason.KeyOfficeMissing => 0,
        QueueReason.ExecutiveReplies or QueueReason.MouPromise or QueueReason.NextStepDue => 1,
        // A change at the top is a window that closes, and others may hang on it; a check-in can be made next week too.
        QueueReason.LeaderChanged => 2,
        QueueReason.Cooling or QueueReason.MayLeave or QueueReason.CheckInOverdue => 3,
        QueueReason.ActionItemDue => 5,
        _ => 4,
    };

    /// <summary>Days over ÷ interval, doubled for a partner losing ground.</summary>
    /// <param name="daysOver">Days past the due day; may be negative for what is still to come.</param>
    /// <param name="intervalDays">The interval that is usual for it, at least 1.</param>
    /// <param name="losingGround">Whether the partner's buy-in fell since the half before.</param>
    public static double Urgency(int daysOver, int intervalDays, bool losingGround = false) =>
        daysOver / (double)Math.Max(1, intervalDays) * (losingGround && daysOver > 0 ? 2 : 1);

    /// <summary>How far a notice period has run: 0 on its first day, 1 on the day itself, more when it has passed.</summary>
    public static double Elapsed(int daysLeft, int noticeDays) => Urgency(noticeDays - daysLeft, noticeDays);

    /// <summary>The rows in the order in which they are to be done.</summary>
    public static IReadOnlyList<QueueItem> Sorted(IEnumerable<QueueItem> rows) =>
        [.. rows.OrderBy(r => Band(r.Reason)).ThenByDescending(r => r.Urgency).ThenBy(r => r.Due).ThenBy(r => r.Title, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];

    /// <summary>The same, grouped by reason; a group stands where its most urgent row does.</summary>
    public static IReadOnlyList<QueuePart> Grouped(IEnumerable<QueueItem> rows) => [.. Sorted(rows).GroupBy(r => r.Reason).Select(g => new QueuePart(g.Key, [.. g]))];

    /// <summary>The same by day, earliest first.</summary>
    public static IReadOnlyList<QueueItem> ByDate(IEnumerable<QueueItem> rows) => [.. Sorted(rows).OrderBy(r => r.Due)];
}
