using System.Globalization;

namespace TaskForce.Core.Calendar;

/// <summary>A half of a calendar year, H1 (January to June) or H2 (July to December): the rhythm in which executives meet and partners are looked at.</summary>
/// <param name="Year">The calendar year, for one 2026.</param>
/// <param name="Number">1 or 2.</param>
public readonly record struct HalfYear(int Year, int Number) : IComparable<HalfYear>
{
    /// <summary>The first day: January 1 or July 1.</summary>
    public DateOnly Start => new(Year, Number == 1 ? 1 : 7, 1);

    /// <summary>The last day: June 30 or December 31.</summary>
    public DateOnly End => Number == 1 ? new(Year, 6, 30) : new(Year, 12, 31);

    /// <summary>The half before this one.</summary>
    public HalfYear Previous => Number == 1 ? new(Year - 1, 2) : new(Year, 1);

    /// <summary>The half after this one.</summary>
    public HalfYear Next => Number == 1 ? new(Year, 2) : new(Year + 1, 1);

    /// <summary>A number that sorts as time does and fits a column: 20261 for H1 2026.</summary>
    public int Key => Year * 10 + Number;

    /// <summary>As it stands in an address: <c>2026-h2</c>.</summary>
    public string Slug => string.Create(CultureInfo.InvariantCulture, $"{Year}-h{Number}");

    /// <summary>As it is written in a column head: <c>H2 26</c>.</summary>
    public string Short => string.Create(CultureInfo.InvariantCulture, $"H{Number} {Year % 100:00}");

    /// <summary>As it is written in a sentence: <c>H2 2026</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"H{Number} {Year}");

    /// <summary>The half that a day falls in.</summary>
    public static HalfYear Containing(DateOnly day) => new(day.Year, day.Month <= 6 ? 1 : 2);

    /// <summary>The half of a <see cref="Key"/>.</summary>
    public static HalfYear FromKey(int key) => new(key / 10, key % 10);

    /// <summary>Reads <c>2026-h2</c>; false for anything else.</summary>
    public static bool TryParse(string? slug, out HalfYear half)
    {
        half = default;
        if (slug is not { Length: 7 } || slug[4] != '-' || (slug[5] | 0x20) != 'h' || slug[6] is not ('1' or '2'))
            return false;
        if (!int.TryParse(slug.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2999)
            return false;
        half = new(year, slug[6] - '0');
        return true;
    }

    /// <summary>Whether a day lies in this half, both ends included.</summary>
    public bool Contains(DateOnly day) => day >= Start && day <= End;

    /// <summary>This half and those before it, oldest first.</summary>
    /// <param name="count">How many, this one included.</param>
    public IReadOnlyList<HalfYear> Last(int count)
    {
        var halves = new HalfYear[count];
        var half = this;
        for (var i = count - 1; i >= 0; i--, half = half.Previous)
            halves[i] = half;
        return halves;
    }

    public int CompareTo(HalfYear other) => Key.CompareTo(other.Key);

    public static bool operator <(HalfYear left, HalfYear right) => left.Key < right.Key;
    public static bool operator >(HalfYear left, HalfYear right) => left.Key > right.Key;
    public static bool operator <=(HalfYear left, HalfYear right) => left.Key <= right.Key;
    public static bool operator >=(HalfYear left, HalfYear right) => left.Key >= right.Key;
}
