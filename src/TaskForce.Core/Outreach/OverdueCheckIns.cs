using System.Globalization;
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

/// <summary>How many check-ins of one holder are overdue, and how many of them past the longest interval.</summary>
internal sealed record OverdueCount(Guid? HolderId, int Count, int Longest);

/// <summary>
/// Finds overdue check-ins, for Today and for the list alike. Archived partners, and those that declined or left, are passed over. The most urgent come first,
/// by days over as a share of the tier's interval. That share is no column: within one tier it goes by the day from which the clock runs, so each tier is read along the index
/// of that day and the few rows that each gives are put in order here. Equally urgent ones stand in the order in which they were entered.
/// </summary>
internal sealed class OverdueCheckIns(TaskForceDb db, CharterRow charter, DateOnly today, IReadOnlyList<Guid>? only = null, Guid? holder = null)
{
    // Nobody works through more in a day: Today keeps the longest overdue, of those with a contact and of those without.
    private const int MostOnToday = 500;

    private sealed class Clocked
    {
        public required Guid Id { get; init; }
        public required Guid? HolderId { get; init; }

        /// <summary>The day from which the clock runs.</summary>
        public required DateOnly Since { get; init; }
        public required Tier Tier { get; init; }
    }

    /// <summary>Those that Today shows.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="only">Of these only; null for all.</param>
    /// <param name="charter">The rules of today.</param>
    /// <param name="today">The day.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task<List<OverduePartner>> FindAsync(TaskForceDb db, IReadOnlyList<Guid>? only, CharterRow charter, DateOnly today, CancellationToken ct)
    {
        var all = new OverdueCheckIns(db, charter, today, only);
        // What nobody wrote down is not years of silence: a roster just imported may not push those out with whom somebody did talk.
        var contacted = await all.TakeAsync([.. Tiers.Select(t => all.Contacted(t))], null, false, MostOnToday, ct);
        var silent = await all.TakeAsync([.. Tiers.Select(t => all.Silent(t))], null, false, MostOnToday, ct);
        return await all.ReadAsync([.. contacted.Concat(silent).Select(k => k.Id)], ct);
    }

    /// <summary>Keys from a place on, the most urgent first.</summary>
    public Task<List<Place>> TakeAsync(Place? from, bool back, int count, CancellationToken ct) => TakeAsync(Sources, from, back, count, ct);

    /// <summary>How many there are, by who holds the relationship.</summary>
    public Task<List<OverdueCount>> CountsAsync(CancellationToken ct)
    {
        var (close, regular, light) = (Interval(Tier.Close), Interval(Tier.Regular), Interval(Tier.Light));
        DateOnly Before(int days) => today.AddDays(-days);
        var (closeIdeal, regularIdeal, lightIdeal) = (Before(close.IdealDays), Before(regular.IdealDays), Before(light.IdealDays));
        var (closeLongest, regularLongest, lightLongest) = (Before(close.LongestDays), Before(regular.LongestDays), Before(light.LongestDays));
        // All tiers in one walk: nothing has to be in order here.
        return Contacted(null).Concat(Silent(null)).Where(c => c.Since < (c.Tier == Tier.Close ? closeIdeal : c.Tier == Tier.Light ? lightIdeal : regularIdeal))
            .Select(c => new { c.HolderId, Longest = c.Since < (c.Tier == Tier.Close ? closeLongest : c.Tier == Tier.Light ? lightLongest : regularLongest) })
            .GroupBy(c => c.HolderId).Select(g => new OverdueCount(g.Key, g.Count(), g.Count(c => c.Longest))).ToListAsync(ct);
    }

    /// <summary>The partners of these keys, in their order.</summary>
    public async Task<List<OverduePartner>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var rows = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new OverduePartner(p.Id, p.Name, p.ShortName, p.Slug, p.Tier, p.HolderId, p.Standing!.LastContactOn,
                p.Standing.LastContactOn != null ? null : p.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today) && m.Kind != MembershipKind.Declined && m.Kind != MembershipKind.Former).Min(m => (DateOnly?)m.From),
                p.Standing.Index, p.Standing.Change, p.Standing != null && p.Standing.HasChampion)).ToDictionaryAsync(p => p.Id, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static Tier[] Tiers => Enum.GetValues<Tier>();

    private List<IQueryable<Clocked>> Sources => [.. Tiers.Select(t => Contacted(t)), .. Tiers.Select(t => Silent(t))];

    private CheckInInterval Interval(Tier tier) => BuyInRules.Of(charter).For(tier);

    /// <summary>The day on which whoever was talked with before is overdue; for all tiers the latest of theirs.</summary>
    private DateOnly Ideal(Tier? tier) => today.AddDays(-(tier is { } one ? Interval(one).IdealDays : Tiers.Min(t => Interval(t).IdealDays)));

    private IQueryable<Partner> Partners(Tier? tier)
    {
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (tier is { } one)
            partners = partners.Where(p => p.Tier == one);
        if (only is not null)
            partners = partners.Where(p => only.Contains(p.Id));
        if (holder is not { } who)
            return partners;
        Guid? wanted = who == PartnerFilter.Nobody ? null : who;
        return partners.Where(p => p.HolderId == wanted);
    }

    // By the last contact, not by the due day that is stored with it: that one is of the last refresh, tiers and charter are of today.
    private IQueryable<Clocked> Contacted(Tier? tier)
    {
        var ideal = Ideal(tier);
        return db.PartnerStandings.AsNoTracking().Where(s => s.LastContactOn < ideal)
            .Join(Partners(tier), s => s.PartnerId, p => p.Id, (s, p) => new Clocked { Id = s.PartnerId, HolderId = p.HolderId, Since = s.LastContactOn!.Value, Tier = p.Tier });
    }

    // No contact with these is logged yet: their clock starts with the membership, with the first where several run.
    private IQueryable<Clocked> Silent(Tier? tier)
    {
        var ideal = Ideal(tier);
        var running = db.Memberships.AsNoTracking().Where(m => (m.To == null || m.To >= today) && m.Kind != MembershipKind.Declined && m.Kind != MembershipKind.Former);
        return running.Where(m => m.From < ideal && !running.Any(o => o.PartnerId == m.PartnerId && (o.From < m.From || (o.From == m.From && o.Id < m.Id))))
            .Join(Partners(tier).Where(p => p.Standing == null || p.Standing.LastContactOn == null), m => m.PartnerId, p => p.Id, (m, p) => new Clocked { Id = m.PartnerId, HolderId = p.HolderId, Since = m.From, Tier = p.Tier });
    }

    private async Task<List<Place>> TakeAsync(List<IQueryable<Clocked>> sources, Place? from, bool back, int count, CancellationToken ct)
    {
        var parts = sources.Select((source, i) =>
        {
            // Both lists of sources hold the tiers in their order.
            if (from is { } place && Urgency.Read(place.Value) is { } passed)
                source = Beyond(source, Interval(Tiers[i % Tiers.Length]).IdealDays, passed, place.Id, back);
            source = back ? source.OrderByDescending(c => c.Since).ThenByDescending(c => c.Id) : source.OrderBy(c => c.Since).ThenBy(c => c.Id);
            return source.Take(count);
        });
        var found = (await parts.Aggregate((all, one) => all.Concat(one)).ToListAsync(ct)).ConvertAll(c => (c.Id, Urgency: Urgent(c)));
        found.Sort((one, other) => (back ? -1 : 1) * (other.Urgency.CompareTo(one.Urgency) is not 0 and var urgency ? urgency : string.CompareOrdinal(one.Id.ToString("N"), other.Id.ToString("N"))));
        return [.. found.Take(count).Select(f => new Place(f.Urgency.ToString(), f.Id, 0))];
    }

    private Urgency Urgent(Clocked c) => new(today.DayNumber - c.Since.DayNumber - Interval(c.Tier).IdealDays, Interval(c.Tier).IdealDays);

    /// <summary>Those of one tier that are less urgent than the row passed, or backward more urgent.</summary>
    private IQueryable<Clocked> Beyond(IQueryable<Clocked> source, int ideal, Urgency passed, Guid id, bool back)
    {
        // The days over at which a partner of this tier is as urgent; where that is no whole day none is.
        var (days, rest) = Math.DivRem((long)passed.DaysOver * ideal, passed.IdealDays);
        var at = today.AddDays(-ideal - (int)Math.Min(days, 100_000));
        if (rest == 0)
            return back ? source.Where(c => c.Since <= at && (c.Since < at || c.Id < id)) : source.Where(c => c.Since >= at && (c.Since > at || c.Id > id));
        return back ? source.Where(c => c.Since < at) : source.Where(c => c.Since >= at);
    }

    /// <summary>Days over as a share of the interval, kept as a fraction so that equals are equal.</summary>
    private readonly record struct Urgency(int DaysOver, int IdealDays) : IComparable<Urgency>
    {
        public int CompareTo(Urgency other) => ((long)DaysOver * other.IdealDays).CompareTo((long)other.DaysOver * IdealDays);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DaysOver}/{IdealDays}");

        public static Urgency? Read(string? text) => text?.Split('/') is [var over, var ideal] && int.TryParse(over, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && int.TryParse(ideal, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of > 0 ? new(days, of) : null;
    }
}
