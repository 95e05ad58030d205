using TaskForce.Core.BuyIn;
using TaskForce.Core.Today;

namespace TaskForce.Core.Outreach;

/// <summary>Where the check-in clock of one partner stands on a day. Only a two-way contact resets it; a contact's text never moves it.</summary>
/// <param name="Since">The last two-way contact, or the day the partner joined when there was none; nothing when neither is known.</param>
/// <param name="Interval">The interval of the partner's tier, from the charter of the day; as shipped close 30/45, regular 60/90, light 120/180 days.</param>
/// <param name="Day">The day on which it is read.</param>
public readonly record struct CheckInClock(DateOnly? Since, CheckInInterval Interval, DateOnly Day)
{
    /// <summary>The day on which a check-in is ideally made.</summary>
    public DateOnly? DueOn => Since?.AddDays(Interval.IdealDays);

    /// <summary>Whole days past the ideal; 0 on the due day and before, and while nothing is known.</summary>
    public int DaysOver => DueOn is { } due ? Math.Max(0, Day.DayNumber - due.DayNumber) : 0;

    /// <summary>From the day after the ideal on.</summary>
    public bool IsOverdue => DaysOver > 0;

    /// <summary>Past the longest interval too.</summary>
    public bool IsPastLongest => Since is { } since && Day.DayNumber - since.DayNumber > Interval.LongestDays;

    /// <summary>Days over as a share of the ideal interval, as Today has it.</summary>
    public double Urgency => QueueOrder.Urgency(DaysOver, Interval.IdealDays);
}
