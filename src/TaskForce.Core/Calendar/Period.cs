namespace TaskForce.Core.Calendar;

/// <summary>From a day to a day, both included; open where a day is not given.</summary>
public readonly record struct Period(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => !(From > day) && !(To < day);

    /// <summary>Whether some day lies in both.</summary>
    public bool Overlaps(Period other) => !(From > other.To) && !(other.From > To);

    /// <summary>What is left of it on days that lie in none of the others, in the order of time.</summary>
    public IReadOnlyList<Period> Without(IEnumerable<Period> others)
    {
        List<Period> left = [];
        var (whole, from) = (this, From);
        foreach (var other in others.Where(o => whole.Overlaps(o)).OrderBy(o => o.From ?? DateOnly.MinValue))
        {
            if (other.From is { } begins && !(from >= begins))
                left.Add(new(from, begins.AddDays(-1)));
            if (other.To is not { } ends)
                return left;
            from = from > ends ? from : ends.AddDays(1);
        }
        if (!(from > To))
            left.Add(new(from, To));
        return left;
    }
}
