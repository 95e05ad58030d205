using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;

namespace TaskForce.Core.BuyIn;

/// <summary>The figures of closed halves, as their closing editions keep them: what the half after is compared with, whatever was corrected since.</summary>
internal sealed class ClosedHalves
{
    private readonly Dictionary<(Guid PartnerId, int Half), IReadOnlyList<WeighedValue>> values;
    private readonly Dictionary<int, DateTime> closed;
    private readonly Dictionary<Guid, DateTime> joined;
    private readonly IReadOnlyList<WeighedValue> nothing;

    /// <param name="values">The figures that are kept.</param>
    /// <param name="closed">When a half was closed, UTC.</param>
    /// <param name="joined">When another partner became part of one, the last time, UTC.</param>
    /// <param name="nothing">The figures of whom an edition says nothing.</param>
    private ClosedHalves(Dictionary<(Guid, int), IReadOnlyList<WeighedValue>> values, Dictionary<int, DateTime> closed, Dictionary<Guid, DateTime> joined, IReadOnlyList<WeighedValue> nothing) =>
        (this.values, this.closed, this.joined, this.nothing) = (values, closed, joined, nothing);

    /// <summary>Nothing is closed.</summary>
    public static ClosedHalves None { get; } = new([], [], [], []);

    /// <summary>Reads the closing editions of a half and those after it.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="partnerIds">The partners; nothing for all.</param>
    /// <param name="first">The first half of interest.</param>
    /// <param name="definitions">The task force's indicators. A figure that an earlier version of a rule gave has no data here.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task<ClosedHalves> LoadAsync(
        TaskForceDb db, IReadOnlyCollection<Guid>? partnerIds, HalfYear first, IReadOnlyList<IndicatorDefinition> definitions, CancellationToken ct)
    {
        var from = first.Key;
        var rules = await db.ReviewEditions.AsNoTracking().Where(e => e.Kind == EditionKind.Closing && e.Half >= from).Select(e => new { e.Half, e.RuleVersions, e.MadeAt }).ToListAsync(ct);
        if (rules.Count == 0) return None;
        var known = rules.ToDictionary(r => r.Half, r =>
        {
            var versions = JsonSerializer.Deserialize<Dictionary<string, int>>(r.RuleVersions)!;
            return definitions.Where(d => versions.TryGetValue(d.Key, out var version) && version == d.RuleVersion).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        });
        var rows = await db.EditionPartners.AsNoTracking().Where(p => p.Half >= from && (partnerIds == null || partnerIds.Contains(p.PartnerId)))
            .Select(p => new { p.PartnerId, p.Half, p.Values }).ToListAsync(ct);
        var merged = await db.Partners.AsNoTracking().Where(p => p.MergedIntoId != null && p.ArchivedAt != null && (partnerIds == null || partnerIds.Contains(p.MergedIntoId.Value)))
            .Select(p => new { Into = p.MergedIntoId!.Value, At = p.ArchivedAt!.Value }).ToListAsync(ct);
        var values = rows.ToDictionary(r => (r.PartnerId, r.Half), IReadOnlyList<WeighedValue> (r) =>
        {
            var (read, rulesKept) = (IndicatorJson.Read(r.Values, definitions), known[r.Half]);
            return rulesKept.Count == definitions.Count ? read : [.. read.Select(v => rulesKept.Contains(v.Key) ? v : v with { Value = null })];
        });
        return new(values, rules.ToDictionary(r => r.Half, r => r.MadeAt), merged.GroupBy(m => m.Into).ToDictionary(g => g.Key, g => g.Max(m => m.At)), IndicatorJson.Read("{}", definitions));
    }

    /// <summary>A partner's figures in a closed half, without data where the closing edition knew nothing of it. Null while the half is open, and where another partner
    /// became part of this one after the closing: then the records are those of two, and the edition did not know the second.</summary>
    public IReadOnlyList<WeighedValue>? Of(Guid partnerId, HalfYear half) =>
        values.TryGetValue((partnerId, half.Key), out var kept) ? kept
        : closed.TryGetValue(half.Key, out var at) && !(joined.GetValueOrDefault(partnerId) > at) ? nothing
        : null;
}
