using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
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

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>An entry of the log.</summary>
/// <param name="Activity">The activity of a plan that it tells of, with the address of its committee.</param>
public sealed record PublicRow(Guid Id, DateOnly On, PublicKind Kind, string Title, string Where, string Link, string Accomplished, Guid? ActivityId, string? Activity, string? ActivityHref, Guid? PartnerId, string? Partner, string? PartnerSlug);

/// <summary>Something that a plan accomplished and of which nobody told in public yet.</summary>
public sealed record UntoldActivity(Guid Id, string Title, string Body, DateOnly DoneOn);

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
    public async Task<ListPage<PublicRow>> PageAsync(Actor actor, PublicFilter filter, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var page = await Paging.KeysAsync(after, before, size, Along(db, filter, ct), () => Filtered(db, filter).Take(Paging.CountLimit + 1).CountAsync(ct));
        return page.Of(await RowsAsync(db, page.Rows, ct));
    }

    /// <summary>The last that was said of one partner's work.</summary>
    public async Task<IReadOnlyList<PublicRow>> OfPartnerAsync(Actor actor, Guid partnerId, int count = 5, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await RowsAsync(db, await Along(db, new() { PartnerId = partnerId }, ct)(null, false, count), ct);
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

    /// <summary>How buy-in moved in the last six half-years where a success of the partner was told in the same one or the one before, and where none was.</summary>
    public async Task<SuccessEffect> EffectAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var oldest = HalfYear.Containing(today).Last(RecentIndex.Halves)[0];
        var (first, since) = (oldest.Key, oldest.Previous.Start);
        var told = (await db.PublicItems.AsNoTracking().Where(i => i.ArchivedAt == null && i.PartnerId != null && i.On >= since && i.On <= today).Select(i => new { PartnerId = i.PartnerId!.Value, i.On }).ToListAsync(ct))
            .Select(i => (i.PartnerId, Half: HalfYear.Containing(i.On))).SelectMany(i => new[] { (i.PartnerId, i.Half.Key), (i.PartnerId, i.Half.Next.Key) }).ToHashSet();
        var halves = db.PartnerHalves.AsNoTracking().Where(h => h.Half >= first && h.Change != null && db.Partners.Any(p => p.Id == h.PartnerId && p.ArchivedAt == null));
        var all = await halves.GroupBy(h => 1).Select(g => new MovedHalves(g.Count(), g.Count(h => h.Change > Movement.SteadyWithin), g.Sum(h => h.Change!.Value))).FirstOrDefaultAsync(ct) ?? new(0, 0, 0);
        var partners = told.Select(t => t.PartnerId).Distinct().ToList();
        var changes = (await halves.Where(h => partners.Contains(h.PartnerId)).Select(h => new { h.PartnerId, h.Half, Change = h.Change!.Value }).ToListAsync(ct)).Where(h => told.Contains((h.PartnerId, h.Half))).Select(h => h.Change).ToList();
        var after = new MovedHalves(changes.Count, changes.Count(change => change > Movement.SteadyWithin), changes.Sum());
        return new(after, new(all.Halves - after.Halves, all.Rose - after.Rose, all.Points - after.Points));
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

    /// <summary>How many activities the form that chooses one looks through; it says so.</summary>
    public const int ActivitiesLookedAt = 500;

    /// <summary>Activities of plans for a form that chooses one, by the beginnings of words of the title: of the last two years, what was done last first.</summary>
    public async Task<IReadOnlyList<UntoldActivity>> ActivitiesAsync(Actor actor, string? text, Guid? id = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var since = databases.Clock.Today.AddYears(-2);
        var all = await db.PlanActivities.AsNoTracking().Where(a => id != null ? a.Id == id : a.To >= since).Join(db.PlanGoals, a => a.GoalId, g => g.Id, (a, g) => new { a.Id, a.Title, a.DoneOn, a.To, g.BodyId })
            .Join(db.Bodies.Where(b => b.ArchivedAt == null), x => x.BodyId, b => b.Id, (x, b) => new { x.Id, x.Title, Body = b.Name, x.DoneOn, x.To }).OrderBy(a => a.DoneOn == null).ThenByDescending(a => a.DoneOn).ThenBy(a => a.Title).ThenBy(a => a.Id).Take(ActivitiesLookedAt).ToListAsync(ct);
        var words = Folding.Words(text).ToList();
        // A few hundred titles are looked through here; there is no index on them.
        return [.. all.Where(a => words.TrueForAll(w => Folding.Words(a.Title).Any(t => t.StartsWith(w, StringComparison.Ordinal)))).Take(12).Select(a => new UntoldActivity(a.Id, a.Title, a.Body, a.DoneOn ?? a.To))];
    }

    /// <summary>Everything that the filter leaves as a file, newest first.</summary>
    public async Task ExportAsync(Actor actor, PublicFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        using var writer = SheetWriter.Create(target, format, "Public communication", ["Day", "How", "What", "Where", "Link", "What was accomplished", "Activity of a plan", "Partner"]);
        await foreach (var keys in Paging.AllKeysAsync(Along(db, filter, ct)))
        {
            foreach (var row in await RowsAsync(db, keys, ct))
                writer.Write(row.On, PublicSentences.Of(row.Kind), row.Title, row.Where, row.Link, row.Accomplished, row.Activity ?? "", row.Partner ?? "");
        }
    }

    // Newest first.
    private static TakeKeys Along(TaskForceDb db, PublicFilter filter, CancellationToken ct) => (from, back, count) =>
        Paging.ByDayAsync(Filtered(db, filter).Select(i => new DayKey { On = i.On, Id = i.Id }), latestFirst: true, from, back, count, ct);

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

    private static async Task<List<PublicRow>> RowsAsync(TaskForceDb db, IReadOnlyList<Place> keys, CancellationToken ct)
    {
        var wanted = keys.Select(k => k.Id).ToList();
        var stored = await db.PublicItems.AsNoTracking().Where(i => wanted.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var found = wanted.Where(stored.ContainsKey).Select(id => stored[id]).ToList();
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

    /// <summary>What followed when a success was told: "Where a success of the partner was told, buy-in rose in 9 of 14 half-years, +4 points on average; …"</summary>
    public static string Followed(SuccessEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.Compares
            ? $"Where a success of the partner was told, buy-in rose in {Rose(effect.Told)}; where none was, in {Rose(effect.Others)}."
            : $"Too few half-years to compare yet: {DayWords.Number(effect.Told.Halves)} in or after which a success of the partner was told, {DayWords.Number(effect.Others.Halves)} {(effect.Others.Halves == 1 ? "other" : "others")}. {PartnerSentences.Capital(DayWords.Number(SuccessEffect.Wanted))} of each are wanted.";

        static string Rose(MovedHalves moved) => string.Create(CultureInfo.InvariantCulture, $"{DayWords.Figure(moved.Rose)} of {DayWords.Figure(moved.Halves)} half-years, {moved.Average:+0;−0;0} points on average");
    }

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
