using TaskForce.Core.Charter;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>The intervals of a tier, from the charter of the day.</summary>
/// <param name="IdealDays">After how many days a check-in is ideally made; overdue counts from here.</param>
/// <param name="LongestDays">After how many days at the latest.</param>
public readonly record struct CheckInInterval(int IdealDays, int LongestDays)
{
    /// <summary>The interval of a tier; as shipped close 30/45, regular 60/90, light 120/180 days.</summary>
    public static CheckInInterval Of(Tier tier, CharterRow charter) => tier switch
    {
        Tier.Close => new(charter.CloseIdealDays, charter.CloseLongestDays),
        Tier.Light => new(charter.LightIdealDays, charter.LightLongestDays),
        _ => new(charter.RegularIdealDays, charter.RegularLongestDays),
    };
}

/// <summary>Where the check-in clock of one partner stands on a day. Only a two-way contact resets it; a contact's text never moves it.</summary>
/// <param name="Since">The last two-way contact, or the day the partner joined when there was none; nothing when neither is known.</param>
/// <param name="Interval">The tier's interval.</param>
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

    /// <summary>Days over as a share of the ideal interval: what the queue sorts by.</summary>
    public double Urgency => Interval.IdealDays <= 0 ? 0 : DaysOver / (double)Interval.IdealDays;
}
