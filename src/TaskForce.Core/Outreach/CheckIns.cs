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

/// <summary>A page of the overdue check-ins, the most urgent first.</summary>
/// <param name="Holders">Everybody who holds one of all of them, whatever the filter; nobody comes last.</param>
/// <param name="All">How many there are without the filter.</param>
/// <param name="Longest">How many with the filter are past the longest interval.</param>
/// <param name="Unheld">How many with the filter nobody holds.</param>
public sealed record CheckInList(DateOnly Today, ListPage<CheckInRow> Page, IReadOnlyList<CheckInHolder> Holders, int All, int Longest, int Unheld);

/// <summary>Which check-ins are overdue, why, and with whom. Shared: the day of the last two-way contact is, and so is who holds the relationship.</summary>
public sealed class CheckIns(Databases databases)
{
    /// <summary>
    /// A page of the overdue check-ins, of one holder or of all. All stand in one order, the most urgent first, whoever holds them: a table broken into holders would
    /// be cut by its pages, and the most urgent would lie behind the first holder. One holder's own are a list of their own, behind the name above the table.
    /// </summary>
    /// <param name="holder">Only those whom this person holds; <see cref="PartnerFilter.Nobody"/> for those that nobody does.</param>
    public async Task<CheckInList> OverdueAsync(Actor actor, Guid? holder = null, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var charter = await Charters.OnAsync(db, today, ct);
        var overdue = new OverdueCheckIns(db, charter, today, holder: holder);
        var counts = await (holder is null ? overdue : new OverdueCheckIns(db, charter, today)).CountsAsync(ct);
        List<OverdueCount> shown = holder is { } wanted ? counts.FindAll(c => (c.HolderId ?? PartnerFilter.Nobody) == wanted) : counts;
        var page = await Paging.KeysAsync(after, before, size, (from, back, count) => overdue.TakeAsync(from, back, count, ct), () => Task.FromResult(shown.Sum(c => c.Count)));
        var people = await PeopleAsync(db, counts.Select(c => c.HolderId), ct);
        var holders = counts.Select(c => new CheckInHolder(c.HolderId, c.HolderId is { } id ? people[id].Name : "Nobody", c.Count))
            .OrderBy(h => h.Id is null).ThenByDescending(h => h.Count).ThenBy(h => h.Name, StringComparer.OrdinalIgnoreCase);
        var rows = Rows(await overdue.ReadAsync([.. page.Rows.Select(k => k.Id)], ct), people, charter, today);
        return new(today, page.Of<CheckInRow>([.. rows]), [.. holders], counts.Sum(c => c.Count), shown.Sum(c => c.Longest), shown.Where(c => c.HolderId is null).Sum(c => c.Count));
    }

    /// <summary>The list as a file: all that the filter leaves.</summary>
    public async Task ExportAsync(Actor actor, Guid? holder, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var charter = await Charters.OnAsync(db, today, ct);
        var overdue = new OverdueCheckIns(db, charter, today, holder: holder);
        using var writer = SheetWriter.Create(target, format, "Check-ins overdue", ["Partner", "Held by", "Contact kept", "Last two-way contact", "Days over", "Why"]);
        await foreach (var keys in Paging.AllKeysAsync((from, back, count) => overdue.TakeAsync(from, back, count, ct)))
        {
            var found = await overdue.ReadAsync(keys.ConvertAll(k => k.Id), ct);
            foreach (var row in Rows(found, await PeopleAsync(db, found.Select(f => f.HolderId), ct), charter, today))
                writer.Write(row.Name, row.Holder ?? "", PartnerWords.Of(row.Tier), row.Last, row.Clock.DaysOver, CheckInSentences.Why(row, today));
        }
    }

    private static Task<Dictionary<Guid, HolderLine>> PeopleAsync(TaskForceDb db, IEnumerable<Guid?> holders, CancellationToken ct)
    {
        var ids = holders.OfType<Guid>().Distinct().ToList();
        return db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new HolderLine(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.LeftOn)).ToDictionaryAsync(p => p.Id, ct);
    }

    private static IEnumerable<CheckInRow> Rows(List<OverduePartner> found, Dictionary<Guid, HolderLine> people, CharterRow charter, DateOnly today) => found.Select(f =>
    {
        var who = f.HolderId is { } id ? people.GetValueOrDefault(id) : null;
        return new CheckInRow(f.Id, f.Name, f.Slug, f.Tier, who?.Id, who?.Name, who?.Slug, who?.Left <= today ? who.Left : null, f.Last, f.Joined, f.Clock(charter, today));
    });
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
        var count = list.Page.TotalIsMore ? Paging.CountLimit + 1 : list.Page.Total;
        var start = count == 1 ? "One check-in is overdue" : $"{(count == 0 ? "No" : PartnerSentences.Figure(count))} {(count == 0 ? "check-in is" : "check-ins are")} overdue";
        var tail = list.Unheld == 0 ? "." : $"; nobody holds the relationship with {PartnerSentences.Count(list.Unheld)} of them.";
        return list.Longest == 0 ? start + tail : $"{start}, {PartnerSentences.Count(list.Longest)} past the longest interval{tail}";
    }
}
