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

    private ClosedHalves(Dictionary<(Guid, int), IReadOnlyList<WeighedValue>> values) => this.values = values;

    /// <summary>Nothing is closed.</summary>
    public static ClosedHalves None { get; } = new([]);

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
        var rules = await db.ReviewEditions.AsNoTracking().Where(e => e.Kind == EditionKind.Closing && e.Half >= from).Select(e => new { e.Half, e.RuleVersions }).ToListAsync(ct);
        if (rules.Count == 0) return None;
        var known = rules.ToDictionary(r => r.Half, r =>
        {
            var versions = JsonSerializer.Deserialize<Dictionary<string, int>>(r.RuleVersions)!;
            return definitions.Where(d => versions.TryGetValue(d.Key, out var version) && version == d.RuleVersion).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        });
        var rows = await db.EditionPartners.AsNoTracking().Where(p => p.Half >= from && (partnerIds == null || partnerIds.Contains(p.PartnerId)))
            .Select(p => new { p.PartnerId, p.Half, p.Values }).ToListAsync(ct);
        return new(rows.ToDictionary(r => (r.PartnerId, r.Half), IReadOnlyList<WeighedValue> (r) =>
        {
            var (read, rulesKept) = (IndicatorJson.Read(r.Values, definitions), known[r.Half]);
            return rulesKept.Count == definitions.Count ? read : [.. read.Select(v => rulesKept.Contains(v.Key) ? v : v with { Value = null })];
        }));
    }

    /// <summary>A partner's figures in a closed half; nothing while the half is open, or when the partner had none.</summary>
    public IReadOnlyList<WeighedValue>? Of(Guid partnerId, HalfYear half) => values.GetValueOrDefault((partnerId, half.Key));
}
