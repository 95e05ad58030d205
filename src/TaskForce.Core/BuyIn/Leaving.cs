using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>One sign that a person may leave.</summary>
/// <param name="Key">Which sign, for tests and for the order.</param>
/// <param name="Text">What was seen, in one line without a full stop.</param>
public sealed record LeavingSign(LeavingKey Key, string Text);

/// <summary>The signs that a person may leave, in the order in which they are shown.</summary>
public enum LeavingKey
{
    TermEnds,
    StoppedComing,
    Quiet,
    NewLeader,
    ItemsLate,
}

/// <summary>A meeting at which the seat of a person was expected.</summary>
/// <param name="Came">Whether the holder came, in person or by video; null where the holder was excused.</param>
public sealed record OwnMark(DateOnly Day, bool? Came);

/// <summary>What the records say of a person who stands for a partner: holds a seat for it, or is its champion.</summary>
public sealed record LeavingFacts
{
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required string Slug { get; init; }
    public required Guid PartnerId { get; init; }
    public required string Partner { get; init; }
    public required string PartnerSlug { get; init; }
    public Guid? HolderId { get; init; }
    public Tier Tier { get; init; }

    /// <summary>Whether the person is the partner's champion.</summary>
    public bool IsChampion { get; init; }

    /// <summary>The committees in which the person holds a seat for the partner, by name.</summary>
    public IReadOnlyList<string> Seats { get; init; } = [];

    /// <summary>The first of the last days that are known of their seats, offices, posts and their part as champion; null while none is.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The meetings of a year in which the person held a seat that was expected, in any order.</summary>
    public IReadOnlyList<OwnMark> Marks { get; init; } = [];

    /// <summary>The last day on which somebody talked with the person; null where nobody was written down.</summary>
    public DateOnly? TalkedOn { get; init; }

    /// <summary>The last day on which somebody talked with others for the partner.</summary>
    public DateOnly? OthersTalkedOn { get; init; }

    /// <summary>Who followed somebody else in a leading office of the partner, and since when; null where nobody did of late.</summary>
    public string? NewLeader { get; init; }
    public DateOnly? NewLeaderSince { get; init; }

    /// <summary>Action items of the person that are more than <see cref="Leaving.LateDays"/> days over.</summary>
    public int LateItems { get; init; }
}

/// <summary>
/// Early warning of a person who may leave: two signs together, each shown. One alone is a holiday, a busy month, a term that is renewed. What rests on one
/// person is lost with them (turnover is what ended most efforts), so that somebody asks in time who could follow. A warning is candid: it is the
/// reader's prompt to ask, not a fact about the person.
/// </summary>
public static class Leaving
{
    public const int SignsWanted = 2;
    public const int TermDays = 180;
    public const int LeaderDays = 180;
    public const int MeetingsInARow = 2;
    public const int ItemsWanted = 2;
    public const int LateDays = 14;

    /// <summary>The signs of a day; a warning is due from <see cref="SignsWanted"/> on.</summary>
    /// <param name="facts">What the records say of the person.</param>
    /// <param name="rules">The charter of the day.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<LeavingSign> Signs(LeavingFacts facts, BuyInRules rules, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        return [.. new[] { TermEnds(facts, day), StoppedComing(facts, day), Quiet(facts, rules, day), NewLeader(facts, day), ItemsLate(facts) }.OfType<LeavingSign>()];
    }

    private static LeavingSign? TermEnds(LeavingFacts facts, DateOnly day) =>
        facts.EndsOn is { } on && on >= day && on.DayNumber - day.DayNumber <= TermDays ? new(LeavingKey.TermEnds, LeavingSentences.TermEnds(on, day)) : null;

    // Who never came does not stay away; who was excused said so; who came to one of two meetings of a day came on that day.
    private static LeavingSign? StoppedComing(LeavingFacts facts, DateOnly day)
    {
        var counted = facts.Marks.Where(mark => mark.Day <= day && mark.Came is not null).OrderByDescending(mark => mark.Day).ThenByDescending(mark => mark.Came).ToList();
        var away = counted.TakeWhile(mark => mark.Came == false).Count();
        return away >= MeetingsInARow && away < counted.Count ? new(LeavingKey.StoppedComing, LeavingSentences.StoppedComing(away)) : null;
    }

    private static LeavingSign? Quiet(LeavingFacts facts, BuyInRules rules, DateOnly day) =>
        facts.TalkedOn is { } last && facts.OthersTalkedOn > last && day.DayNumber - last.DayNumber > rules.For(facts.Tier).LongestDays
            ? new(LeavingKey.Quiet, LeavingSentences.Quiet(last, facts.OthersTalkedOn.Value, day)) : null;

    private static LeavingSign? NewLeader(LeavingFacts facts, DateOnly day) =>
        facts is { NewLeader: { } name, NewLeaderSince: { } since } && since <= day && day.DayNumber - since.DayNumber <= LeaderDays
            ? new(LeavingKey.NewLeader, LeavingSentences.NewLeader(name, since, day)) : null;

    private static LeavingSign? ItemsLate(LeavingFacts facts) =>
        facts.LateItems >= ItemsWanted ? new(LeavingKey.ItemsLate, LeavingSentences.ItemsLate(facts.LateItems)) : null;
}
