using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Bodies;

/// <summary>How many activities of a plan stand how.</summary>
public readonly record struct PlanCount(int Done, int Late, int UnderWay, int Planned, int Dropped)
{
    /// <summary>All but the dropped ones.</summary>
    public int Total => Done + Late + UnderWay + Planned;

    public static PlanCount Of(IEnumerable<ActivityState> states)
    {
        var by = states.CountBy(s => s).ToDictionary();
        return new(by.GetValueOrDefault(ActivityState.Done), by.GetValueOrDefault(ActivityState.Late), by.GetValueOrDefault(ActivityState.UnderWay),
            by.GetValueOrDefault(ActivityState.Planned), by.GetValueOrDefault(ActivityState.Dropped));
    }
}

/// <summary>The computed sentences about committees, rosters and plans.</summary>
public static class BodySentences
{
    public static string KindWord(BodyKind kind) => kind switch
    {
        BodyKind.GeneralBody => "General body",
        BodyKind.Executives => "Executives",
        BodyKind.Committee => "Committee",
        BodyKind.Subcommittee => "Subcommittee",
        BodyKind.WorkingGroup => "Working group",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string ClassWord(SeatClass seat) => seat switch
    {
        SeatClass.Voting => "Voting",
        SeatClass.Nonvoting => "Nonvoting",
        SeatClass.Alternate => "Alternate",
        SeatClass.ExOfficio => "Ex officio",
        SeatClass.Visitor => "Visitor",
        _ => throw new ArgumentOutOfRangeException(nameof(seat)),
    };

    public static string StatusWord(ActivityStatus status) => status switch
    {
        ActivityStatus.Planned => "Planned",
        ActivityStatus.UnderWay => "Under way",
        ActivityStatus.Done => "Done",
        ActivityStatus.Dropped => "Dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>What stands on an activity's bar: "75%", "25%, late", "Done".</summary>
    public static string BarWord(ActivityState state, int? percent) => state switch
    {
        ActivityState.Done => "Done",
        ActivityState.Dropped => "Dropped",
        ActivityState.Planned => "Planned",
        ActivityState.Late => percent is { } p ? $"{p}%, late" : "Late",
        ActivityState.UnderWay => percent is { } p ? $"{p}%" : "Under way",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The line under an activity: "3 of 4 ready. Waiting for the interpreter."</summary>
    public static string ActivityLine(int reached, int? target, string measure, string note)
    {
        var counted = target is { } t ? $"{Number(reached)} of {Number(t)} {measure}".TrimEnd()
            : reached > 0 && measure.Length > 0 ? $"{Number(reached)} {measure}" : "";
        // A remark that begins with a capital is a sentence of its own.
        return counted.Length == 0 ? note : note.Length == 0 ? counted : char.IsUpper(note[0]) ? $"{counted}. {note}" : $"{counted}, {note}";
    }

    /// <summary>How a plan stands: "11 of 19 activities are done. 2 are late."</summary>
    public static string Plan(PlanCount count, int year)
    {
        if (count.Total == 0)
            return $"Nothing is planned for {year} yet.";
        var done = count.Done == count.Total
            ? $"{(count.Total == 1 ? "The one activity is" : $"All {count.Total} activities are")} done."
            : $"{count.Done} of {Activities(count.Total)} {(count.Done == 1 || count.Total == 1 ? "is" : "are")} done.";
        var late = count.Late switch { 0 => "None is late.", 1 => "1 is late.", var n => $"{n} are late." };
        return count.Done == count.Total ? done : $"{done} {late}";
    }

    /// <summary>How a roster stands: "6 voting, 3 nonvoting, 1 seat empty."</summary>
    public static string Roster(int seats, int taken, int voting)
    {
        if (seats == 0)
            return "No seats yet.";
        var empty = seats - taken;
        return $"{Seats(seats)}, {voting} voting; {empty switch { 0 => "all are taken", 1 => "1 is empty", var n => $"{n} are empty" }}.";
    }

    /// <summary>What a page about a body opens with: the plan first, then the empty seats.</summary>
    public static string Body(PlanCount plan, int year, int seats, int taken)
    {
        var first = Plan(plan, year);
        var empty = seats - taken;
        var second = seats == 0 ? "It has no seats yet." : empty switch { 0 => AllTaken(seats), 1 => $"1 of {Seats(seats)} is empty.", var n => $"{n} of {Seats(seats)} are empty." };
        return $"{first} {second}";
    }

    /// <summary>What a page about a body without a plan opens with: its seats.</summary>
    public static string Seated(int seats, int taken) => seats == 0
        ? "It has no seats yet. Add one for each office or partner that belongs here."
        : taken == seats ? AllTaken(seats) : $"{taken} of {Seats(seats)} {(taken == 1 ? "is" : "are")} taken; {seats - taken} {(seats - taken == 1 ? "is" : "are")} empty.";

    private static string AllTaken(int seats) => seats switch { 1 => "Its one seat is taken.", 2 => "Both seats are taken.", _ => $"All {seats} seats are taken." };

    /// <summary>What the list of committees opens with.</summary>
    public static string Committees(int committees, int withLate, int emptySeats)
    {
        if (committees == 0)
            return "There is no committee yet. Start with the one that meets most often.";
        var count = committees == 1 ? "1 committee" : $"{committees} committees";
        var late = withLate switch { 0 => "no plan is late", > 1 when withLate == committees => "each has something late in its plan", 1 => "1 has something late in its plan", var n => $"{n} have something late in their plans" };
        var seats = emptySeats switch { 0 => "every seat is taken", 1 => "1 seat is empty", var n => $"{n} seats are empty" };
        return $"{count}: {late}, and {seats}.";
    }

    /// <summary>Why a seat cannot have a second holder.</summary>
    public static string TwoHolders(string holder, Term held, string newcomer, Term wanted) =>
        $"{holder} holds this seat {Span(held)}, and {newcomer} would hold it {Span(wanted)}. A seat has one holder a day: end {holder}’s term first, or let {newcomer} start after it.";

    /// <summary>"from Jan 1, 2026 to Jun 30, 2026", "since Jan 1, 2026".</summary>
    public static string Span(Term term) => term.To is { } to ? $"from {Day(term.From)} to {Day(to)}" : $"from {Day(term.From)} on";

    public static string Day(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    private static string Activities(int count) => count == 1 ? "1 activity" : $"{count} activities";

    private static string Seats(int count) => count == 1 ? "1 seat" : $"{count} seats";

    private static string Number(int figure) => figure.ToString("N0", CultureInfo.InvariantCulture);
}
