using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>The computed sentences of partners. From shared facts only, so that everybody may read them.</summary>
public static class PartnerSentences
{
    /// <summary>The sentence above the list: "24 agencies and organizations in nine sectors. Eleven are gaining ground, nine are steady, four are losing it."</summary>
    public static string OfList(PartnerCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Total == 0)
            return "No partners yet. Import a roster, or add the first one by hand.";
        var sectors = counts.Sectors.Count(s => s.Value > 0);
        var first = $"{Figure(counts.Total)} {(counts.Total == 1 ? "agency or organization" : "agencies and organizations")} in {DayWords.Number(sectors)} {(sectors == 1 ? "sector" : "sectors")}.";
        List<string> parts = [];
        if (counts.Gaining > 0)
            parts.Add($"{Count(counts.Gaining)} {(counts.Gaining == 1 ? "is" : "are")} gaining ground");
        if (counts.Steady > 0)
            parts.Add($"{Count(counts.Steady)} {(counts.Steady == 1 ? "is" : "are")} steady");
        if (counts.LosingGround > 0)
            parts.Add(parts.Count > 0 && counts.Gaining > 0
                ? $"{Count(counts.LosingGround)} {(counts.LosingGround == 1 ? "is" : "are")} losing it"
                : $"{Count(counts.LosingGround)} {(counts.LosingGround == 1 ? "is" : "are")} losing ground");
        return parts.Count == 0 ? first + " How they move shows once two half-years are recorded." : $"{first} {Capital(string.Join(", ", parts))}.";
    }

    /// <summary>Who leads, or is champion at, the one of two merged partners that stays, where the one that goes brings somebody: "Who leads Harbor PD after the merge: Ada Quill, Chief; Ben Ash, Chief (from Harbor Police)."</summary>
    /// <param name="what">"Who leads", "Champion at".</param>
    /// <param name="into">The one that stays.</param>
    /// <param name="kept">Whom that one names today.</param>
    /// <param name="from">The one that goes.</param>
    /// <param name="brought">Whom that one names today.</param>
    public static string? AfterMerge(string what, string into, IReadOnlyList<(Guid Id, string Called)> kept, string from, IReadOnlyList<(Guid Id, string Called)> brought)
    {
        var come = brought.Where(b => !kept.Any(k => k.Id == b.Id)).Select(b => $"{b.Called} (from {from})").ToList();
        return come.Count == 0 ? null : $"{what} {into} after the merge: {string.Join("; ", kept.Select(k => k.Called).Concat(come))}.";
    }

    /// <summary>The sentence on a partner's page: what matters most of what is shared.</summary>
    public static string OfPartner(PartnerPage partner, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(partner);
        if (partner.ArchivedAt is { } archived)
            return $"Archived {DayWords.Short(DateOnly.FromDateTime(archived), today)}. Its records are kept and can be restored.";
        var membership = partner.MembershipNow;
        var who = membership is null ? "Not a member yet" : membership.Kind switch
        {
            MembershipKind.Member => $"A member since {DayWords.Month(membership.From)}",
            MembershipKind.Affiliate => $"An affiliate since {DayWords.Month(membership.From)}",
            MembershipKind.Supporter => $"A supporter since {DayWords.Month(membership.From)}",
            MembershipKind.Prospect => "A prospect",
            MembershipKind.Declined => $"Declined to join {DayWords.InMonth(membership.From, today)}",
            _ => $"A member until {DayWords.InMonth(membership.From, today)[3..]}",
        };
        List<string> facts = [];
        if (partner.ChampionEndedOn is { } ended && partner.Champion is null)
            facts.Add($"it lost its champion {DayWords.InMonth(ended, today)}");
        if (partner.Mou == MouPlace.Lapsed && partner.MouEndsOn is { } lapsed)
            facts.Add($"its MOU lapsed {DayWords.Short(lapsed, today)}");
        else if (partner.Mou == MouPlace.Ending && partner.MouEndsOn is { } ends)
            facts.Add(ends == today ? "its MOU ends today" : $"its MOU ends in {ends.DayNumber - today.DayNumber} {(ends.DayNumber - today.DayNumber == 1 ? "day" : "days")}");
        var direction = Movement.Of(partner.Change);
        if (direction == Direction.LosingGround)
            facts.Add($"it lost {-partner.Change!.Value} points of buy-in since {HalfYear.Containing(today).Previous}");
        else if (direction == Direction.Gaining && facts.Count == 0)
            facts.Add($"it gained {partner.Change!.Value} points of buy-in since {HalfYear.Containing(today).Previous}");
        if (facts.Count == 0 && partner.LastContactOn is null)
            facts.Add("no contact with it is logged yet");
        else if (facts.Count == 0 && partner.CheckInDueOn is { } due && due < today)
            facts.Add($"a check-in is {today.DayNumber - due.DayNumber} {(today.DayNumber - due.DayNumber == 1 ? "day" : "days")} over its time");
        else if (facts.Count == 0)
            facts.Add("nothing is due");
        return $"{who}; {Join(facts.Take(2).ToList())}.";
    }

    /// <summary>A count as a sentence begins with it.</summary>
    public static string Figure(int count) => Capital(Count(count));

    internal static string Count(int count) => count > Paging.CountLimit ? "1,000+" : DayWords.Number(count);

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Join(List<string> parts) => parts.Count == 1 ? parts[0] : $"{parts[0]} and {parts[1]}";
}
