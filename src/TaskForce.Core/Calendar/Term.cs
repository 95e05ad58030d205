namespace TaskForce.Core.Calendar;

/// <summary>A stretch of days, both ends included; without an end it is open.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, or null while it lasts.</param>
public readonly record struct Term(DateOnly From, DateOnly? To)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => From <= day && (To is not { } last || last >= day);

    /// <summary>Whether there is a day that lies in both.</summary>
    public bool Overlaps(Term other) => !(To < other.From) && !(other.To < From);

    /// <summary>Whether all of this one's days lie in the other.</summary>
    public bool IsWithin(Term other) => From >= other.From && (other.To is not { } last || (To is { } mine && mine <= last));
}
