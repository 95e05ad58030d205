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

/// <summary>The list, with what stands above it whatever the filter.</summary>
public sealed record CommunityList(DateOnly Today, IReadOnlyList<CommunityRow> Rows, int All, int Thin, IReadOnlyDictionary<CommunityStep, int> Next);

/// <summary>Reads the way with community-based organizations. Candid: what the reader may not see is not there.</summary>
public sealed class CommunityPages(Databases databases)
{
    private const int Most = 500;

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

    /// <summary>Where each organization stands: those of community sectors, those that speak for a community of the assessment, and those with a profile.</summary>
    public async Task<CommunityList> ListAsync(Actor actor, CommunityFilter filter, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && (CommunityPath.Sectors.Contains(p.Sector) || db.Communities.Any(c => c.PartnerId == p.Id && c.ArchivedAt == null) || db.CommunityProfiles.Any(c => c.PartnerId == p.Id))
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (!actor.SeesAllCandid)
        {
            var seated = actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        var found = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(Most)
            .LeftJoin(db.People, p => p.HolderId, h => h.Id, (p, h) => new
            {
                p.Id,
                p.Name,
                p.Slug,
                Kind = p.Kind!.Name,
                Holder = h == null ? null : h.Name.Length > 0 ? h.Name : h.KnownAs,
                p.Standing!.LastContactOn,
                Apart = WithoutMeetings.Of(p.WithoutMeetings, p.TakesPartBy, p.WithoutMeetingsSince, p.WithoutMeetingsUntil),
            }).ToListAsync(ct);
        var ids = found.ConvertAll(p => p.Id);
        var profiles = await db.CommunityProfiles.AsNoTracking().Where(p => ids.Contains(p.PartnerId)).Select(p => new { p.PartnerId, p.Priority, p.PriorityWhy }).ToDictionaryAsync(p => p.PartnerId, ct);
        var steps = (await db.PathSteps.AsNoTracking().Where(s => ids.Contains(s.PartnerId)).Select(s => new { s.PartnerId, s.Step, s.On }).ToListAsync(ct)).ToLookup(s => s.PartnerId);
        var contacts = await ContactsAsync(db, ids, today, ct);
        await OwnAgency.LogAsync(db, actor, profiles.Keys.Concat(steps.Select(s => s.Key)).Concat(contacts.Select(c => c.Key)).Distinct(), ct);
        var rows = found.ConvertAll(p => new CommunityRow(p.Id, p.Name, p.Slug, p.Kind, p.Holder, profiles.GetValueOrDefault(p.Id)?.Priority, profiles.GetValueOrDefault(p.Id)?.PriorityWhy ?? "",
            [.. Enum.GetValues<CommunityStep>().Select(step => steps[p.Id].Where(s => s.Step == step).Max(s => (DateOnly?)s.On))], Relation.Of(contacts[p.Id], today), p.LastContactOn,
            p.Apart?.Covers(today) == true ? p.Apart.By : null, actor.IsOwn(p.Id)));
        var next = rows.Where(r => r.Next is not null).GroupBy(r => r.Next!.Value).ToDictionary(g => g.Key, g => g.Count());
        var shown = rows.Where(r => (!filter.Thin || Relation.IsThin(r.Basis)) && (filter.Next is null || r.Next == filter.Next) && (filter.Priority is null || r.Priority == filter.Priority))
            // Those that the assessment puts first come first, then those that were left the longest on an early step.
            .OrderBy(r => r.Priority ?? (CommunityPriority)int.MaxValue).ThenBy(r => r.Next ?? (CommunityStep)int.MaxValue).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase);
        return new(today, [.. shown], rows.Count, rows.Count(r => Relation.IsThin(r.Basis)), next);
    }

    /// <summary>The same as a file.</summary>
    public async Task ExportAsync(Actor actor, CommunityFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var list = await ListAsync(actor, filter, ct);
        using var writer = SheetWriter.Create(target, format, "Community organizations",
            ["Organization", "Kind", "Held by", "Priority", "Finding it rests on", .. Enum.GetValues<CommunityStep>().Select(CommunitySentences.Of), "Next step", "Relation", "Last two-way contact", "Takes part without meetings"]);
        foreach (var row in list.Rows)
        {
            List<object?> cells = [row.Name, row.Kind, row.Holder ?? "", row.Priority is { } priority ? CommunitySentences.Of(priority) : "", row.PriorityWhy];
            cells.AddRange(row.Taken.Select(on => (object?)on));
            cells.AddRange([row.Next is { } next ? CommunitySentences.Of(next) : "", CommunitySentences.Of(row.Basis), row.LastContactOn, row.TakesPartBy ?? ""]);
            writer.Write(cells);
        }
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
