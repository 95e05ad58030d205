using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>A step that was taken.</summary>
public sealed record PathStepLine(Guid Id, CommunityStep Step, DateOnly On, string Learned, string Proof);

/// <summary>The way with one organization.</summary>
/// <param name="Profile">What is understood of it; empty while nothing is written.</param>
/// <param name="Steps">What was taken, by step, the newest of each first.</param>
/// <param name="SpeaksFor">The communities of the assessment for which it speaks, with what the assessment says.</param>
/// <param name="Basis">What the relation rests on.</param>
public sealed record CommunityView(CommunityProfileForm Profile, bool HasProfile, IReadOnlyList<PathStepLine> Steps, IReadOnlyList<CommunityLine> SpeaksFor, RelationBase Basis)
{
    public IEnumerable<PathStepLine> Of(CommunityStep step) => Steps.Where(s => s.Step == step);

    /// <summary>The first step that is not taken; null when all are.</summary>
    public CommunityStep? Next => CommunityPath.Next(Steps.Select(s => s.Step));
}

/// <summary>Which organizations a list shows. What is left out does not restrict it.</summary>
public sealed record CommunityFilter
{
    /// <summary>Only relations that rest on a single event or contact.</summary>
    public bool Thin { get; init; }

    /// <summary>Only those whose next step this is.</summary>
    public CommunityStep? Next { get; init; }
    public CommunityPriority? Priority { get; init; }

    /// <summary>Reads the address; what it does not know, it passes over.</summary>
    public static CommunityFilter From(Func<string, string?> get) => new()
    {
        Thin = get("show") == "thin",
        Next = PartnerFilter.Word<CommunityStep>(get("next")),
        Priority = PartnerFilter.Word<CommunityPriority>(get("priority")),
    };
}

/// <summary>An organization in the list.</summary>
/// <param name="Taken">For each of the six steps in their order: the day on which it was last taken, or null.</param>
public sealed record CommunityRow(
    Guid Id, string Name, string Slug, string Kind, string? Holder, CommunityPriority? Priority, string PriorityWhy, IReadOnlyList<DateOnly?> Taken, RelationBase Basis, DateOnly? LastContactOn, string? TakesPartBy, bool IsOwn)
{
    public CommunityStep? Next => CommunityPath.Next(Enum.GetValues<CommunityStep>().Where(s => Taken[(int)s] is not null));
}

/// <summary>What stands above the list, whatever the filter. Each is exact up to 1,000.</summary>
/// <param name="Agreed">With how many a role is agreed.</param>
/// <param name="Next">By the step that is next.</param>
public sealed record CommunityCounts(int All, int Thin, int Agreed, IReadOnlyDictionary<CommunityStep, int> Next);

/// <summary>Reads the way with community-based organizations. Candid: what the reader may not see is not there.</summary>
public sealed class CommunityPages(Databases databases)
{
    /// <summary>The way with one partner.</summary>
    public async Task<CommunityView> ReadAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var p = await db.CommunityProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.PartnerId == partnerId, ct);
        var steps = await db.PathSteps.AsNoTracking().Where(s => s.PartnerId == partnerId).Select(s => new PathStepLine(s.Id, s.Step, s.On, s.Learned, s.Proof)).ToListAsync(ct);
        var named = await db.Communities.AsNoTracking().Where(c => c.PartnerId == partnerId && c.ArchivedAt == null).OrderBy(c => c.SortName).Select(c => new CommunityLine(c.Id, c.Version, c.Name, c.Why, partnerId, null, null)).ToListAsync(ct);
        var contacts = await ContactsAsync(db, [partnerId], today, ct);
        await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        return new(CommunityProfileForm.Of(partnerId, p), p is not null, [.. steps.OrderByDescending(s => s.On).ThenByDescending(s => s.Id)], named, Relation.Of(contacts[partnerId], today));
    }

    /// <summary>A page of the organizations and where each stands: those of community sectors, those that speak for a community of the assessment, and those with a profile.</summary>
    public async Task<ListPage<CommunityRow>> PageAsync(Actor actor, CommunityFilter filter, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var listed = Filtered(db, Listed(db, actor), filter);
        var page = await Paging.KeysAsync(after, before, size, Along(db, listed, ct), () => listed.Take(Paging.CountLimit + 1).CountAsync(ct));
        return page.Of(await RowsAsync(db, actor, page.Rows, ct));
    }

    private enum Counted
    {
        All = 100,
        Thin,
        Agreed,
    }

    /// <summary>The figures above the list, in one query.</summary>
    public async Task<CommunityCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var all = Listed(db, actor);
        List<IQueryable<int>> parts =
        [
            Of((int)Counted.All, all),
            Of((int)Counted.Thin, Filtered(db, all, new() { Thin = true })),
            Of((int)Counted.Agreed, Enum.GetValues<CommunityStep>().Where(s => s <= CommunityStep.RoleAgreed).Aggregate(all, (some, step) => Taken(db, some, step, true))),
            .. Enum.GetValues<CommunityStep>().Select(step => Of((int)step, Filtered(db, all, new() { Next = step }))),
        ];
        var found = await parts.Aggregate((some, one) => some.Concat(one)).GroupBy(k => k).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        int Count(Counted what) => found.GetValueOrDefault((int)what);
        return new(Count(Counted.All), Count(Counted.Thin), Count(Counted.Agreed), Enum.GetValues<CommunityStep>().Where(s => found.ContainsKey((int)s)).ToDictionary(s => s, s => found[(int)s]));

        static IQueryable<int> Of(int key, IQueryable<Partner> some) => some.Take(Paging.CountLimit + 1).Select(p => key);
    }

    /// <summary>The list as a file: all that the filter leaves.</summary>
    public async Task ExportAsync(Actor actor, CommunityFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        using var writer = SheetWriter.Create(target, format, "Community organizations",
            ["Organization", "Kind", "Held by", "Priority", "Finding it rests on", .. Enum.GetValues<CommunityStep>().Select(CommunitySentences.Of), "Next step", "Relation", "Last two-way contact", "Takes part without meetings"]);
        await foreach (var keys in Paging.AllKeysAsync(Along(db, Filtered(db, Listed(db, actor), filter), ct)))
        {
            foreach (var row in await RowsAsync(db, actor, keys, ct))
            {
                List<object?> cells = [row.Name, row.Kind, row.Holder ?? "", row.Priority is { } priority ? CommunitySentences.Of(priority) : "", row.PriorityWhy];
                cells.AddRange(row.Taken.Select(on => (object?)on));
                cells.AddRange([row.Next is { } next ? CommunitySentences.Of(next) : "", CommunitySentences.Of(row.Basis), row.LastContactOn, row.TakesPartBy ?? ""]);
                writer.Write(cells);
            }
        }
    }

    private static IQueryable<Partner> Listed(TaskForceDb db, Actor actor)
    {
        var today = db.Clock.Today;
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && (CommunityPath.Sectors.Contains(p.Sector) || db.Communities.Any(c => c.PartnerId == p.Id && c.ArchivedAt == null) || db.CommunityProfiles.Any(c => c.PartnerId == p.Id))
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (actor.SeesAllCandid)
            return partners;
        var seated = actor.CandidPartners.ToList();
        return partners.Where(p => seated.Contains(p.Id));
    }

    private static IQueryable<Partner> Filtered(TaskForceDb db, IQueryable<Partner> partners, CommunityFilter filter)
    {
        if (filter.Priority is { } priority)
            partners = Of(db, partners, priority);
        if (filter.Next is { } next)
            partners = Enum.GetValues<CommunityStep>().Where(s => s <= next).Aggregate(partners, (some, step) => Taken(db, some, step, step < next));
        if (!filter.Thin)
            return partners;
        // As Relation.Of says it: a real contact, and none on another day. Whoever carries is told apart by the first two.
        var today = db.Clock.Today;
        var from = today.AddMonths(-Relation.Months);
        var real = db.ContactPartners.Where(p => p.On > from && p.On <= today && db.Contacts.Any(c => c.Id == p.ContactId && c.ArchivedAt == null
            && (p.TwoWay || c.Kind == ContactKind.Event || c.Kind == ContactKind.Presentation || c.Kind == ContactKind.Training)));
        return partners.Where(p => real.Any(c => c.PartnerId == p.Id) && !real.Any(c => c.PartnerId == p.Id && real.Any(d => d.PartnerId == p.Id && d.On > c.On)));
    }

    private static IQueryable<Partner> Taken(TaskForceDb db, IQueryable<Partner> partners, CommunityStep step, bool taken) =>
        partners.Where(p => db.PathSteps.Where(s => s.Step == step).Select(s => s.PartnerId).Contains(p.Id) == taken);

    private static IQueryable<Partner> Of(TaskForceDb db, IQueryable<Partner> partners, CommunityPriority priority) =>
        partners.Where(p => db.CommunityProfiles.Where(c => c.Priority == priority).Select(c => c.PartnerId).Contains(p.Id));

    // Those that the assessment puts first come first, and within that they stand by name; who is left on an early step is told by the filter.
    private static TakeKeys Along(TaskForceDb db, IQueryable<Partner> partners, CancellationToken ct) => Paging.InParts(
    [
        .. Enum.GetValues<CommunityPriority>().Select(priority => ByName(Of(db, partners, priority), ct)),
        ByName(partners.Where(p => !db.CommunityProfiles.Where(c => c.Priority != null).Select(c => c.PartnerId).Contains(p.Id)), ct),
    ]);

    private static TakeKeys ByName(IQueryable<Partner> partners, CancellationToken ct) => (from, back, count) => partners.ByNameAsync(from, back, count, ct);

    private static async Task<List<CommunityRow>> RowsAsync(TaskForceDb db, Actor actor, IReadOnlyList<Place> keys, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var ids = keys.Select(k => k.Id).ToList();
        var found = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id))
            .LeftJoin(db.People, p => p.HolderId, h => h.Id, (p, h) => new
            {
                p.Id,
                p.Name,
                p.Slug,
                Kind = p.Kind!.Name,
                Holder = h == null ? null : h.Name.Length > 0 ? h.Name : h.KnownAs,
                p.Standing!.LastContactOn,
                Apart = WithoutMeetings.Of(p.WithoutMeetings, p.TakesPartBy, p.WithoutMeetingsSince, p.WithoutMeetingsUntil),
            }).ToDictionaryAsync(p => p.Id, ct);
        var profiles = await db.CommunityProfiles.AsNoTracking().Where(p => ids.Contains(p.PartnerId)).Select(p => new { p.PartnerId, p.Priority, p.PriorityWhy }).ToDictionaryAsync(p => p.PartnerId, ct);
        var steps = (await db.PathSteps.AsNoTracking().Where(s => ids.Contains(s.PartnerId)).Select(s => new { s.PartnerId, s.Step, s.On }).ToListAsync(ct)).ToLookup(s => s.PartnerId);
        var contacts = await ContactsAsync(db, ids, today, ct);
        await OwnAgency.LogAsync(db, actor, profiles.Keys.Concat(steps.Select(s => s.Key)).Concat(contacts.Select(c => c.Key)).Distinct(), ct);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id]).Select(p => new CommunityRow(p.Id, p.Name, p.Slug, p.Kind, p.Holder, profiles.GetValueOrDefault(p.Id)?.Priority, profiles.GetValueOrDefault(p.Id)?.PriorityWhy ?? "",
            [.. Enum.GetValues<CommunityStep>().Select(step => steps[p.Id].Where(s => s.Step == step).Max(s => (DateOnly?)s.On))], Relation.Of(contacts[p.Id], today), p.LastContactOn,
            p.Apart?.Covers(today) == true ? p.Apart.By : null, actor.IsOwn(p.Id)))];
    }

    // Through the candour filter: how a contact was made is candid, so what a relation rests on is too.
    private static async Task<ILookup<Guid, RelationMark>> ContactsAsync(TaskForceDb db, List<Guid> partners, DateOnly today, CancellationToken ct)
    {
        var from = today.AddMonths(-Relation.Months);
        return (await db.ContactPartners.AsNoTracking().Where(p => partners.Contains(p.PartnerId) && p.On > from && p.On <= today)
            .Join(db.Contacts.Where(c => c.ArchivedAt == null), p => p.ContactId, c => c.Id, (p, c) => new { p.PartnerId, p.On, c.Kind, p.TwoWay }).Distinct().ToListAsync(ct))
            .ToLookup(c => c.PartnerId, c => new RelationMark(c.On, c.Kind, c.TwoWay));
    }
}
