using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>What happened to a partner that a trend should show: leaders and champions who came or went, MOUs that began or ended, successes that were told in public. Pure, from shared records.</summary>
public static class BuyInEvents
{
    /// <summary>As many as can be read on a small chart; the newest are kept.</summary>
    public const int Most = 3;

    /// <param name="facts">The partner's shared records.</param>
    /// <param name="from">The first day of the trend.</param>
    /// <param name="today">Its last day.</param>
    /// <param name="told">The days on which a success of the partner was told in public.</param>
    public static IReadOnlyList<(DateOnly Day, string Label)> Of(PartnerFacts facts, DateOnly from, DateOnly today, IEnumerable<DateOnly>? told = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<(DateOnly Day, string Label)> events = [];
        foreach (var champion in facts.Champions)
        {
            events.Add((champion.From, "champion named"));
            // Where another one carried on without a gap nothing broke.
            if (champion.Until is { } until && !facts.Champions.Exists(c => c != champion && c.From <= until.AddDays(1) && !(c.Until <= until))) events.Add((until, "champion left"));
        }

        foreach (var sponsor in facts.Sponsors)
        {
            events.Add((sponsor.From, "sponsor named"));
            if (sponsor.Until is { } until && !facts.Sponsors.Exists(s => s != sponsor && s.From <= until.AddDays(1) && !(s.Until <= until))) events.Add((until, "sponsor left"));
        }

        var terms = facts.Mous.SelectMany(mou => mou.Versions).Select(CommitmentBinding.InForce).OfType<Term>().ToList();
        foreach (var term in terms)
        {
            events.Add((term.From, "MOU in force"));
            if (term.To is { } end && end < today && !terms.Exists(other => other.Contains(end.AddDays(1)))) events.Add((end, "MOU ended"));
        }

        events.AddRange((told ?? []).Select(day => (day, "success told")));
        return [.. events.Where(e => e.Day >= from && e.Day <= today).Distinct().OrderBy(e => e.Day).TakeLast(Most)];
    }
}
