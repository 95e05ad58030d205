namespace TaskForce.Core.Calendar;

/// <summary>From a day to a day, both included; open where a day is not given.</summary>
public readonly record struct Period(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => !(From > day) && !(To < day);

    /// <summary>Whether some day lies in both.</summary>
    public bool Overlaps(Period other) => !(From > other.To) && !(other.From > To);
}
