using System.Globalization;

namespace TaskForce.Core.Agreements;

/// <summary>The notices before an MOU ends, in days before its last day. One that nobody saw to does not pile up on the next: only the latest counts.</summary>
public static class MouNotices
{
    /// <summary>As shipped: half a year, a quarter, two months and a month ahead.</summary>
    public const string Shipped = "180, 90, 60, 30";

    /// <summary>Reads "180, 90, 60, 30"; the earliest notice first. Nothing when it cannot be read.</summary>
    public static IReadOnlyList<int>? Read(string? text)
    {
        List<int> days = [];
        foreach (var part in (text ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 730) return null;
            days.Add(day);
        }

        return days.Count is 0 or > 10 ? null : [.. days.Distinct().OrderDescending()];
    }

    /// <summary>The notice that counts now: of those that are due the one nearest to the end. So missed ones collapse into one.</summary>
    /// <param name="days">The notices, in days before the end.</param>
    /// <param name="daysLeft">Days until the last day.</param>
    /// <returns>Nothing while none is due.</returns>
    public static int? Due(IEnumerable<int> days, int daysLeft)
    {
        ArgumentNullException.ThrowIfNull(days);
        var due = days.Where(day => daysLeft <= day).ToList();
        return due.Count == 0 ? null : due.Min();
    }
}

/// <summary>Days without cover between two versions of an MOU, both included.</summary>
public readonly record struct CoverGap(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The gaps between versions that took or will take effect, oldest first. One that still lacks signatures or its executed copy covers nothing.</summary>
    /// <param name="versions">Oldest first.</param>
    /// <param name="day">The day as of which signatures count.</param>
    public static IReadOnlyList<CoverGap> Of(IReadOnlyList<MouTerms> versions, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(versions);
        List<CoverGap> gaps = [];
        DateOnly? covered = null;
        var open = false;
        foreach (var version in versions.Where(v => v.IsSignedByAllOn(day)))
        {
            // A version that was signed after its first day covers from its last signature.
            if (CommitmentBinding.TakesEffect(version) is not { } begins) continue;
            if (covered is { } last && !open && begins > last.AddDays(1)) gaps.Add(new(last.AddDays(1), begins.AddDays(-1)));
            // The newest terms count from their first day, also where they end sooner.
            (covered, open) = (version.Expires, version.Expires is null);
        }

        return gaps;
    }
}
