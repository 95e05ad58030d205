using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>A partner whose check-in is overdue.</summary>
/// <param name="Last">The last two-way contact; null when none is logged.</param>
/// <param name="Joined">The day it joined, where no contact is logged: its clock started then.</param>
internal sealed record OverduePartner(Guid Id, string Name, string ShortName, string Slug, Tier Tier, Guid? HolderId, DateOnly? Last, DateOnly? Joined, int? Index, int? Change, bool HasChampion)
{
    public CheckInClock Clock(CharterRow charter, DateOnly today) => new(Last ?? Joined, BuyInRules.Of(charter).For(Tier), today);
}

/// <summary>Finds overdue check-ins, for Today and for the list alike.</summary>
internal static class OverdueCheckIns
{
    // Nobody works through more in a day; beyond it the longest overdue are kept.
    private const int Most = 500;

    /// <summary>Those of the partners whose check-in is overdue. Archived ones, and those that declined or left, are passed over.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="only">Of these only; null for all.</param>
    /// <param name="charter">The rules of today.</param>
    /// <param name="today">The day.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task<List<OverduePartner>> FindAsync(TaskForceDb db, IReadOnlyList<Guid>? only, CharterRow charter, DateOnly today, CancellationToken ct)
    {
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (only is not null)
            partners = partners.Where(p => only.Contains(p.Id));
        var overdue = await partners.Where(p => p.Standing!.CheckInDueOn < today).OrderBy(p => p.Standing!.CheckInDueOn).Take(Most)
            .Select(p => new OverduePartner(p.Id, p.Name, p.ShortName, p.Slug, p.Tier, p.HolderId, p.Standing!.LastContactOn, null, p.Standing.Index, p.Standing.Change, p.Standing.HasChampion)).ToListAsync(ct);

        // No contact with these is logged yet: their clock starts with the membership.
        var latest = today.AddDays(-Math.Min(charter.CloseIdealDays, Math.Min(charter.RegularIdealDays, charter.LightIdealDays)));
        var silent = await partners.Where(p => (p.Standing == null || p.Standing.LastContactOn == null)
                && p.Memberships.Any(m => m.From < latest && (m.To == null || m.To >= today) && m.Kind != MembershipKind.Declined && m.Kind != MembershipKind.Former))
            .OrderBy(p => p.SortName).Take(Most)
            .Select(p => new OverduePartner(p.Id, p.Name, p.ShortName, p.Slug, p.Tier, p.HolderId, null, p.Memberships.Where(m => m.From < latest && (m.To == null || m.To >= today)).Min(m => (DateOnly?)m.From),
                p.Standing == null ? null : p.Standing.Index, p.Standing == null ? null : p.Standing.Change, p.Standing != null && p.Standing.HasChampion)).ToListAsync(ct);

        // The stored due day is of the last refresh; tiers and charter are of today.
        return [.. overdue.Concat(silent).Where(p => p.Clock(charter, today).IsOverdue)];
    }
}
