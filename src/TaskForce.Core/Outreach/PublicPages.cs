using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>Which entries the log shows. What is left out does not restrict it.</summary>
public sealed record PublicFilter
{
    public PublicKind? Kind { get; init; }
    public Guid? PartnerId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public bool IsEmpty => this == new PublicFilter();

    /// <summary>Reads the address; what it does not know, it passes over.</summary>
    public static PublicFilter Read(Func<string, string?> get) => new()
    {
        Kind = PartnerFilter.Word<PublicKind>(get("kind")),
        PartnerId = Guid.TryParse(get("partner"), out var partner) ? partner : null,
        From = Day(get("from")),
        To = Day(get("to")),
    };

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>An entry of the log.</summary>
/// <param name="Activity">The activity of a plan that it tells of, with the address of its committee.</param>
public sealed record PublicRow(Guid Id, DateOnly On, PublicKind Kind, string Title, string Where, string Link, string Accomplished, Guid? ActivityId, string? Activity, string? ActivityHref, Guid? PartnerId, string? Partner, string? PartnerSlug)
{
    public ContactKey Key => new(On, Id);
}

/// <summary>Something that a plan accomplished and of which nobody told in public yet.</summary>
public sealed record UntoldActivity(Guid Id, string Title, string Body, DateOnly DoneOn);

/// <summary>A page of the log, newest first.</summary>
public sealed record PublicPage(IReadOnlyList<PublicRow> Rows, ContactKey? Previous, ContactKey? Next, int Total, bool TotalIsMore);

/// <summary>How often the task force spoke in public in a half.</summary>
public sealed record PublicCounts(HalfYear Half, int Posts, int Press, int Talks, int Before)
{
    public int All => Posts + Press + Talks;
}

/// <summary>Reads the public communication log. Shared.</summary>
public sealed class PublicPages(Databases databases)
{
    /// <summary>How far back an accomplishment is offered that nobody told of.</summary>
    public const int UntoldDays = 180;

    /// <summary>A page of the log, newest first.</summary>
    public async Task<PublicPage> PageAsync(Actor actor, PublicFilter filter, ContactKey? after = null, ContactKey? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var back = after is null && before is not null;
        var items = Filtered(db, filter);
        if ((back ? before : after) is { } at)
            items = back ? items.Where(i => i.On > at.On || (i.On == at.On && i.Id.CompareTo(at.Id) > 0)) : items.Where(i => i.On < at.On || (i.On == at.On && i.Id.CompareTo(at.Id) < 0));
        items = back ? items.OrderBy(i => i.On).ThenBy(i => i.Id) : items.OrderByDescending(i => i.On).ThenByDescending(i => i.Id);
        var rows = await RowsAsync(db, items.Take(size + 1), ct);
        var more = rows.Count > size;
        rows = rows[..Math.Min(size, rows.Count)];
        if (back)
            rows.Reverse();
        var total = await Filtered(db, filter).Take(Paging.CountLimit + 1).CountAsync(ct);
        return new(rows, rows.Count > 0 && (back ? more : after is not null) ? rows[0].Key : null, rows.Count > 0 && (back || more) ? rows[^1].Key : null, Math.Min(total, Paging.CountLimit), total > Paging.CountLimit);
    }

    /// <summary>What the opening sentence says: the half that is running, beside the one before.</summary>
    public async Task<PublicCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var half = HalfYear.Containing(databases.Clock.Today);
        var kinds = await db.PublicItems.Where(i => i.ArchivedAt == null && i.On >= half.Start && i.On <= half.End).GroupBy(i => i.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var (from, to) = (half.Previous.Start, half.Previous.End);
        return new(half, kinds.GetValueOrDefault(PublicKind.Post), kinds.GetValueOrDefault(PublicKind.Press), kinds.GetValueOrDefault(PublicKind.Talk), await db.PublicItems.CountAsync(i => i.ArchivedAt == null && i.On >= from && i.On <= to, ct));
    }

    /// <summary>What plans accomplished lately and nobody told of in public.</summary>
    public async Task<IReadOnlyList<UntoldActivity>> UntoldAsync(Actor actor, int count = 8, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var since = databases.Clock.Today.AddDays(-UntoldDays);
        return await db.PlanActivities.AsNoTracking().Where(a => a.Status == ActivityStatus.Done && a.DoneOn >= since && !db.PublicItems.Any(i => i.ActivityId == a.Id && i.ArchivedAt == null))
            .Join(db.PlanGoals, a => a.GoalId, g => g.Id, (a, g) => new { a.Id, a.Title, a.DoneOn, g.BodyId }).Join(db.Bodies.Where(b => b.ArchivedAt == null), x => x.BodyId, b => b.Id, (x, b) => new { x.Id, x.Title, Body = b.Name, DoneOn = x.DoneOn!.Value })
            .OrderByDescending(a => a.DoneOn).ThenBy(a => a.Id).Take(count).Select(a => new UntoldActivity(a.Id, a.Title, a.Body, a.DoneOn)).ToListAsync(ct);
    }

    /// <summary>Activities of plans for a form that chooses one: what was done first, by a part of the title.</summary>
    public async Task<IReadOnlyList<UntoldActivity>> ActivitiesAsync(Actor actor, string? text, Guid? id = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var since = databases.Clock.Today.AddYears(-2);
        var all = await db.PlanActivities.AsNoTracking().Where(a => id != null ? a.Id == id : a.To >= since).Join(db.PlanGoals, a => a.GoalId, g => g.Id, (a, g) => new { a.Id, a.Title, a.DoneOn, a.To, g.BodyId })
            .Join(db.Bodies.Where(b => b.ArchivedAt == null), x => x.BodyId, b => b.Id, (x, b) => new { x.Id, x.Title, Body = b.Name, x.DoneOn, x.To }).OrderByDescending(a => a.DoneOn).ThenBy(a => a.Title).Take(500).ToListAsync(ct);
        var words = Folding.Words(text).ToList();
        // A few hundred titles are looked through here; there is no index on them.
        return [.. all.Where(a => words.TrueForAll(w => Folding.Words(a.Title).Any(t => t.StartsWith(w, StringComparison.Ordinal)))).OrderBy(a => a.DoneOn is null).ThenByDescending(a => a.DoneOn).Take(12).Select(a => new UntoldActivity(a.Id, a.Title, a.Body, a.DoneOn ?? a.To))];
    }

    /// <summary>Everything that the filter leaves as a file, newest first.</summary>
    public async Task ExportAsync(Actor actor, PublicFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        using var writer = SheetWriter.Create(target, format, "Public communication", ["Day", "How", "What", "Where", "Link", "What was accomplished", "Activity of a plan", "Partner"]);
        ContactKey? after = null;
        do
        {
            var page = await PageAsync(actor, filter, after, size: 500, ct: ct);
            foreach (var row in page.Rows)
                writer.Write(row.On, PublicSentences.Of(row.Kind), row.Title, row.Where, row.Link, row.Accomplished, row.Activity ?? "", row.Partner ?? "");
            after = page.Next;
        }
        while (after is not null);
    }

    private static IQueryable<PublicItem> Filtered(TaskForceDb db, PublicFilter filter)
    {
        var items = db.PublicItems.AsNoTracking().Where(i => i.ArchivedAt == null);
        if (filter.Kind is { } kind)
            items = items.Where(i => i.Kind == kind);
        if (filter.PartnerId is { } partner)
            items = items.Where(i => i.PartnerId == partner);
        if (filter.From is { } from)
            items = items.Where(i => i.On >= from);
        if (filter.To is { } to)
            items = items.Where(i => i.On <= to);
        return items;
    }

    private static async Task<List<PublicRow>> RowsAsync(TaskForceDb db, IQueryable<PublicItem> items, CancellationToken ct)
    {
        var found = await items.ToListAsync(ct);
        var activities = found.Select(i => i.ActivityId).OfType<Guid>().Distinct().ToList();
        var titles = await db.PlanActivities.AsNoTracking().Where(a => activities.Contains(a.Id)).Join(db.PlanGoals, a => a.GoalId, g => g.Id, (a, g) => new { a.Id, a.Title, g.BodyId })
            .Join(db.Bodies, x => x.BodyId, b => b.Id, (x, b) => new { x.Id, x.Title, b.Slug }).ToDictionaryAsync(a => a.Id, ct);
        var ids = found.Select(i => i.PartnerId).OfType<Guid>().Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Slug }).ToDictionaryAsync(p => p.Id, ct);
        return found.ConvertAll(i =>
        {
            var activity = i.ActivityId is { } a ? titles.GetValueOrDefault(a) : null;
            var partner = i.PartnerId is { } p ? partners.GetValueOrDefault(p) : null;
            return new PublicRow(i.Id, i.On, i.Kind, i.Title, i.Where, i.Link, i.Accomplished, i.ActivityId, activity?.Title, activity is null ? null : "/committees/" + activity.Slug, i.PartnerId, partner?.Name, partner?.Slug);
        });
    }
}

/// <summary>Public communication in words.</summary>
public static class PublicSentences
{
    public static string Of(PublicKind kind) => kind switch
    {
        PublicKind.Post => "Post",
        PublicKind.Press => "Press",
        _ => "Talk",
    };

    /// <summary>The opening sentence: "Four times in public this half: two posts, one in the press, one talk; two in the half before."</summary>
    public static string Lead(PublicCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var before = counts.Before == 0 ? "none in the half before" : $"{DayWords.Number(counts.Before)} in the half before";
        if (counts.All == 0)
            return $"Nothing was said in public in {counts.Half} yet; {before}.";
        List<string> parts = [];
        if (counts.Posts > 0)
            parts.Add($"{DayWords.Number(counts.Posts)} {(counts.Posts == 1 ? "post" : "posts")}");
        if (counts.Press > 0)
            parts.Add($"{DayWords.Number(counts.Press)} in the press");
        if (counts.Talks > 0)
            parts.Add($"{DayWords.Number(counts.Talks)} {(counts.Talks == 1 ? "talk" : "talks")}");
        var times = counts.All == 1 ? "Once" : counts.All == 2 ? "Twice" : PartnerSentences.Capital(DayWords.Number(counts.All)) + " times";
        return $"{times} in public in {counts.Half}: {string.Join(", ", parts)}; {before}.";
    }
}
