using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>An overdue check-in, with why it is.</summary>
/// <param name="Joined">The day from which its clock runs, where no contact is logged.</param>
/// <param name="HolderLeft">The day on which the holder left the work; then somebody else should take over.</param>
public sealed record CheckInRow(Guid Id, string Name, string Slug, Tier Tier, Guid? HolderId, string? Holder, string? HolderSlug, DateOnly? HolderLeft, DateOnly? Last, DateOnly? Joined, CheckInClock Clock);

/// <summary>Somebody who holds relationships, with how many of the check-ins are overdue. The person is null for those that nobody holds.</summary>
public sealed record CheckInHolder(Guid? Id, string Name, int Count);

/// <summary>The overdue check-ins, the most urgent first.</summary>
/// <param name="Holders">Everybody who holds one of all of them, whatever the filter; nobody comes last.</param>
public sealed record CheckInList(DateOnly Today, IReadOnlyList<CheckInRow> Rows, IReadOnlyList<CheckInHolder> Holders, int All);

/// <summary>Which check-ins are overdue, why, and with whom. Shared: the day of the last two-way contact is, and so is who holds the relationship.</summary>
public sealed class CheckIns(Databases databases)
{
    /// <summary>The overdue check-ins, of one holder or of all.</summary>
    /// <param name="holder">Only those whom this person holds; <see cref="PartnerFilter.Nobody"/> for those that nobody does.</param>
    public async Task<CheckInList> OverdueAsync(Actor actor, Guid? holder = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var charter = await Charters.OnAsync(db, today, ct);
        var found = await OverdueCheckIns.FindAsync(db, null, charter, today, ct);
        var ids = found.Select(f => f.HolderId).OfType<Guid>().Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new HolderLine(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.LeftOn)).ToDictionaryAsync(p => p.Id, ct);
        var rows = found.Select(f =>
        {
            var who = f.HolderId is { } id ? people.GetValueOrDefault(id) : null;
            return new CheckInRow(f.Id, f.Name, f.Slug, f.Tier, who?.Id, who?.Name, who?.Slug, who?.Left <= today ? who.Left : null, f.Last, f.Joined, f.Clock(charter, today));
        }).OrderByDescending(r => r.Clock.Urgency).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var holders = rows.GroupBy(r => r.HolderId).Select(g => new CheckInHolder(g.Key, g.First().Holder ?? "Nobody", g.Count()))
            .OrderBy(h => h.Id is null).ThenByDescending(h => h.Count).ThenBy(h => h.Name, StringComparer.OrdinalIgnoreCase);
        return new(today, holder is { } wanted ? [.. rows.Where(r => (r.HolderId ?? PartnerFilter.Nobody) == wanted)] : rows, [.. holders], rows.Count);
    }

    /// <summary>The same as a file.</summary>
    public async Task ExportAsync(Actor actor, Guid? holder, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var list = await OverdueAsync(actor, holder, ct);
        using var writer = SheetWriter.Create(target, format, "Check-ins overdue", ["Partner", "Held by", "Contact kept", "Last two-way contact", "Days over", "Why"]);
        foreach (var row in list.Rows)
            writer.Write(row.Name, row.Holder ?? "", PartnerWords.Of(row.Tier), row.Last, row.Clock.DaysOver, CheckInSentences.Why(row, list.Today));
    }
}

/// <summary>Check-ins in words.</summary>
public static class CheckInSentences
{
    /// <summary>Why a check-in is overdue: "Last two-way contact 134 days ago; light contact means every 120 days, 180 at the longest."</summary>
    public static string Why(CheckInRow row, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(row);
        var since = row.Last is { } last
            ? $"Last two-way contact {Calendar.DayWords.Number(today.DayNumber - last.DayNumber)} days ago"
            : row.Joined is { } joined ? $"No two-way contact logged since it joined {OutreachSentences.Day(joined, today)}" : "No two-way contact logged yet";
        return $"{since}; {PartnerWords.Of(row.Tier).ToLowerInvariant()} contact means every {row.Clock.Interval.IdealDays} days, {row.Clock.Interval.LongestDays} at the longest.";
    }

    /// <summary>The opening sentence.</summary>
    public static string Lead(CheckInList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.All == 0)
            return "No check-in is overdue.";
        var longest = list.Rows.Count(r => r.Clock.IsPastLongest);
        var start = list.Rows.Count == 1 ? "One check-in is overdue" : $"{PartnerSentences.Capital(Calendar.DayWords.Number(list.Rows.Count))} check-ins are overdue";
        var nobody = list.Rows.Count(r => r.HolderId is null);
        var tail = nobody == 0 ? "." : $"; nobody holds the relationship with {Calendar.DayWords.Number(nobody)} of them.";
        return longest == 0 ? start + tail : $"{start}, {Calendar.DayWords.Number(longest)} past the longest interval{tail}";
    }
}
