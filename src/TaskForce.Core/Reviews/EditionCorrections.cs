using TaskForce.Core.BuyIn;

namespace TaskForce.Core.Reviews;

/// <summary>A value of an edition that the records would give otherwise today.</summary>
/// <param name="Partner">Whose.</param>
/// <param name="Indicator">The indicator's name.</param>
/// <param name="Was">In the edition; nothing was no data.</param>
/// <param name="Now">As the records stand now.</param>
public sealed record Correction(Guid PartnerId, string Partner, string Indicator, int? Was, int? Now);

/// <summary>What was corrected since an edition was made.</summary>
public static class EditionCorrections
{
    /// <summary>Compares cell by cell. A partner that only one of the two knows, and an indicator whose written rule has changed, are no corrections.</summary>
    /// <param name="edition">The review that was kept.</param>
    /// <param name="now">The same half and day worked out from the records as they are now.</param>
    public static IReadOnlyList<Correction> Of(Review edition, Review now)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(now);
        var current = now.Partners.ToDictionary(p => p.Id);
        List<(IndicatorDefinition Indicator, int Then, int Now)> columns = [];
        for (var i = 0; i < edition.Indicators.Count; i++)
        {
            var kept = edition.Indicators[i];
            var at = now.Indicators.ToList().FindIndex(d => d.Key == kept.Key && d.RuleVersion == kept.RuleVersion);
            if (at >= 0) columns.Add((kept, i, at));
        }

        return
        [
            .. edition.Partners.Where(p => current.ContainsKey(p.Id)).SelectMany(p => columns
                .Where(c => p.Values[c.Then] != current[p.Id].Values[c.Now])
                .Select(c => new Correction(p.Id, p.Name, c.Indicator.Name, p.Values[c.Then], current[p.Id].Values[c.Now]))),
        ];
    }
}
