using System.Globalization;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>The computed sentences of the executive review.</summary>
public static class ReviewSentences
{
    private static readonly CultureInfo American = CultureInfo.GetCultureInfo("en-US");

    public static string ShortDay(DateOnly day) => day.ToString("MMM d", American);
    public static string LongDay(DateOnly day) => DayWords.Full(day);

    /// <summary>The opening sentence: where the coalition moves, then the one thing that matters most.</summary>
    public static string Headline(Review review)
    {
        ArgumentNullException.ThrowIfNull(review);
        if (review.Partners.Count == 0) return "No partner is recorded yet, so there is nothing to report.";
        return $"{Where(review)} {Matters(review)}".Trim();
    }

    /// <summary>What a mark says in words.</summary>
    public static string Mark(PromiseMark mark) => mark switch
    {
        PromiseMark.Came => "Came",
        PromiseMark.Deputy => "Sent a deputy",
        PromiseMark.Excused => "Excused",
        PromiseMark.Missed => "Missed",
        PromiseMark.Confirmed => "Confirmed",
        PromiseMark.DeputyComing => "Sends a deputy",
        PromiseMark.NotComing => "Cannot come",
        PromiseMark.NoReply => "No reply yet",
        _ => "Not asked",
    };

    public static string Activity(ActivityFact activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.DoneOn is not { } done) return $"{activity.Committee}: due {ShortDay(activity.To)}, not done yet";
        return done <= activity.To ? $"{activity.Committee}: done {ShortDay(done)}" : $"{activity.Committee}: done {ShortDay(done)}, due {ShortDay(activity.To)}";
    }

    /// <summary>The sentence above one agency's page: where it stands, where it moves.</summary>
    /// <param name="kept">In how many of the halves shown its executive came or sent a deputy.</param>
    public static string Agency(Review review, ReviewPartner partner, int kept)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(partner);
        var stands = partner.Index is { } index ? $"Buy-in stands at {index} of 100" : "Too little is known for an index";
        var moves = partner.Change is not { } change ? "" : Movement.Of(change) switch
        {
            Direction.Gaining => $", {change} more than at the end of {review.Half.Previous}",
            Direction.LosingGround => $", {-change} less than at the end of {review.Half.Previous}",
            _ => $", as at the end of {review.Half.Previous}",
        };
        var mou = partner.HasMou ? "An MOU is in force." : partner.HadMou ? "The MOU that was in force no longer is." : "No MOU is in force.";
        return $"{stands}{moves}. {mou}{(kept == 0 ? "" : $" Its executive came or sent a deputy in {kept} of the last {ReviewMath.PromiseHalves} halves.")}";
    }

    private static string Where(Review review)
    {
        var known = review.Partners.Count(p => p.Index is not null);
        var gaining = review.Partners.Count(p => Movement.Of(p.Change) == Direction.Gaining);
        var losing = review.Partners.Count(p => Movement.Of(p.Change) == Direction.LosingGround);
        var since = "since H" + review.Half.Previous.Number;
        if (known == 0) return "It is too early to say how firm the partners stand.";
        if (gaining + losing == 0)
            return review.Partners.Any(p => p.Change is not null) ? $"The partners stand where they stood {since}." : $"{Count(known, "partner has", "partners have")} an index; there is no earlier half to compare with.";
        if (losing == 0) return $"{Count(gaining, "partner has", "partners have")} gained ground {since}, and none has lost any.";
        if (gaining == 0) return $"{Count(losing, "partner has", "partners have")} lost ground {since}, and none has gained any.";
        return gaining >= losing
            ? $"{Count(gaining, "partner has", "partners have")} gained ground {since}, {DayWords.Number(losing)} {(losing == 1 ? "has" : "have")} lost some."
            : $"{Count(losing, "partner has", "partners have")} lost ground {since}, {DayWords.Number(gaining)} {(gaining == 1 ? "has" : "have")} gained some.";
    }

    private static string Matters(Review review)
    {
        var fallen = review.Partners.Where(p => p.Change <= -Movement.MarkedFall).OrderBy(p => p.Change).ThenBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault();
        if (fallen is not null) return $"{fallen.Name} fell most, by {-fallen.Change} points{Why(review, fallen)}.";
        var silent = review.Promise.Rows.Count(row => row.Marks[^1] == PromiseMark.NoReply);
        if (silent > 0 && review.Promise.MeetingOn is { } on) return $"{Count(silent, "executive has", "executives have")} not answered yet for {ShortDay(on)}.";
        var empty = review.Coverage.Count - review.SectorsTaken;
        return empty == 0 ? "Every sector has a seat at the table." : $"{Count(empty, "sector has", "sectors have")} nobody at the table.";
    }

    private static string Why(Review review, ReviewPartner partner)
    {
        var cause = review.Indicators.Select((indicator, i) => (indicator.Name, Pull: indicator.Weight * ((partner.Values[i] - partner.Before[i]) ?? 0))).MinBy(entry => entry.Pull);
        return cause.Pull < 0 ? $", most of it in {cause.Name.ToLowerInvariant()}" : "";
    }

    /// <summary>A count as a sentence begins with it: "One value has", "Three values have".</summary>
    internal static string Count(int count, string one, string many) => $"{PartnerSentences.Capital(DayWords.Number(count))} {(count == 1 ? one : many)}";
}
