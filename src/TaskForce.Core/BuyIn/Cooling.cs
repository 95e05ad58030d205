namespace TaskForce.Core.BuyIn;

/// <summary>One sign that a partner cools.</summary>
/// <param name="Key">Which sign, for tests and for the order.</param>
/// <param name="Text">What was seen, in one line without a full stop.</param>
/// <param name="Link">Local address of the record.</param>
public sealed record CoolingSign(CoolingKey Key, string Text, string? Link);

/// <summary>The signs of cooling, in the order in which they are shown.</summary>
public enum CoolingKey
{
    LostGround,
    Silent,
    ChampionLeft,
    MissedMeetings,
    BrokenPromise,
    FewerHours,
}

/// <summary>
/// Early warning of a partner who cools: two signs together, each shown. One alone is chance, a holiday, a busy month. A partner is never warned about for
/// attendance that was not expected of it, nor for its first six meetings (Georgia: attendance fell by a fifth after a group's fourth meeting;
/// naive scoring defames people). A warning is candid: it is the reader's prompt to call, not a fact about the partner.
/// </summary>
public static class Cooling
{
    public const int SignsWanted = 2;
    public const int FallPoints = 5;
    public const int NewcomerMeetings = 6;
    public const int MeetingsInARow = 2;
    public const int ChampionDays = 180;

    /// <summary>The signs of a day; a warning is due from <see cref="SignsWanted"/> on.</summary>
    /// <param name="facts">The partner's shared records.</param>
    /// <param name="rules">The charter of the day.</param>
    /// <param name="change">Points since the half before; null when nothing can be said.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<CoolingSign> Signs(PartnerFacts facts, BuyInRules rules, int? change, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        return [.. new[] { LostGround(facts, change), Silent(facts, rules, day), ChampionLeft(facts, day), MissedMeetings(facts, day), BrokenPromise(facts, day), FewerHours(facts, day) }.OfType<CoolingSign>()];
    }

    private static CoolingSign? LostGround(PartnerFacts facts, int? change) =>
        change <= -FallPoints ? new(CoolingKey.LostGround, CoolingSentences.LostGround(-change.Value), facts.Address) : null;

    private static CoolingSign? Silent(PartnerFacts facts, BuyInRules rules, DateOnly day)
    {
        if (!facts.LastTwoWay.TryGetValue(day, out var last)) return null;
        var gone = day.DayNumber - last.DayNumber;
        return gone > rules.For(facts.Tier).LongestDays ? new(CoolingKey.Silent, CoolingSentences.Silent(gone), facts.Address + "/activity") : null;
    }

    private static CoolingSign? ChampionLeft(PartnerFacts facts, DateOnly day)
    {
        var known = facts.Champions.Where(champion => champion.From <= day).ToList();
        if (known.Exists(champion => !(champion.Until < day)) || known.MaxBy(champion => champion.Until) is not { Until: { } until } last) return null;
        return day.DayNumber - until.DayNumber <= ChampionDays ? new(CoolingKey.ChampionLeft, CoolingSentences.ChampionLeft(last.Name), last.Link) : null;
    }

    private static CoolingSign? MissedMeetings(PartnerFacts facts, DateOnly day)
    {
        if (facts.WithoutMeetings?.Covers(day) == true) return null;
        // Only seats that are expected to come have marks at all, so observers and partners without a duty never get here.
        var meetings = facts.Owed(facts.OtherMarks).Concat(facts.Owed(facts.ExecutiveMarks)).Where(mark => mark.Day <= day).GroupBy(mark => (mark.Day, mark.MeetingId)).OrderByDescending(meeting => meeting.Key).ToList();
        var counted = meetings.SkipLast(NewcomerMeetings).Where(meeting => meeting.Any(mark => mark.Presence != SeatPresence.Excused)).Take(MeetingsInARow).ToList();
        if (counted.Count < MeetingsInARow || counted.Exists(meeting => meeting.Any(mark => mark.Presence is SeatPresence.Came or SeatPresence.Deputy))) return null;
        return new(CoolingKey.MissedMeetings, CoolingSentences.MissedMeetings(MeetingsInARow), counted[0].First().Link);
    }

    // What was kept before and is not any more; a promise that was never kept is no change.
    private static CoolingSign? BrokenPromise(PartnerFacts facts, DateOnly day)
    {
        foreach (var promise in facts.Promises)
        {
            var counted = promise.Marks.Where(mark => mark.Mark.Counts && mark.Mark.Due.On <= day).TakeLast(2).ToList();
            if (counted is [{ Mark.IsKept: true }, { Mark.IsKept: false }] && counted[1].Mark.Due.On > day.AddMonths(-6))
                return new(CoolingKey.BrokenPromise, CoolingSentences.BrokenPromise(promise.Title, counted[1].Period), facts.Address + "/commitments");
        }

        return null;
    }

    private static CoolingSign? FewerHours(PartnerFacts facts, DateOnly day)
    {
        // Each promise is compared with itself: the hours of another one are no fewer hours.
        foreach (var promise in facts.Hours.Where(h => h.Received <= day && h.To <= day && h.To > day.AddMonths(-StaffTime.Months)).GroupBy(h => h.PromiseId))
        {
            if (promise.OrderBy(h => h.To).TakeLast(2).ToList() is [var before, var last] && before.Given > 0 && last.Given * 2 <= before.Given)
                return new(CoolingKey.FewerHours, CoolingSentences.FewerHours(before, last), last.Link);
        }

        return null;
    }
}
