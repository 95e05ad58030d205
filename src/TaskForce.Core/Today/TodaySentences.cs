using System.Globalization;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Today;

/// <summary>Today in words.</summary>
public static class TodaySentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The page's title: "Thursday, October 15".</summary>
    public static string Title(DateOnly today) => today.ToString("dddd, MMMM d", English);

    /// <summary>The opening sentence: how many things, and the one that matters most.</summary>
    /// <param name="rows">The queue in its order.</param>
    /// <param name="next">The next thing in the calendar, or null: "the Board on Tuesday".</param>
    public static string Opening(IReadOnlyList<QueueItem> rows, string? next)
    {
        if (rows.Count == 0)
            return next is null ? "Nothing needs you now." : $"Nothing needs you now. The next thing is {next}.";
        var first = rows[0];
        var start = rows.Count == 1 ? "One thing needs you" : $"{PartnerSentences.Capital(DayWords.Number(rows.Count))} things need you";
        return first.Matters.Length == 0 ? $"{start}. First: {first.Title}." : rows.Count == 1 ? $"{start}: {first.Matters}." : $"{start}. {PartnerSentences.Capital(first.Matters)}.";
    }

    /// <summary>The opening sentence of a task force that is only forming.</summary>
    public static string Forming(int found, int missing) => found == 0
        ? "Your task force is forming. Nine kinds of office usually carry one; none of them is at the table yet."
        : $"Your task force is forming. {found} of nine key offices {(found == 1 ? "is" : "are")} at the table, {missing} {(missing == 1 ? "is" : "are")} still missing.";

    /// <summary>A meeting to come, as it stands in the opening sentence: "the Board on Tuesday", "Executives, H2 on Nov 5".</summary>
    public static string Coming(string title, DateOnly on, DateOnly today) => (on.DayNumber - today.DayNumber) switch
    {
        0 => $"{title} today",
        1 => $"{title} tomorrow",
        < 7 => $"{title} on {on.ToString("dddd", English)}",
        _ => $"{title} on {OutreachSentences.Day(on, today)}",
    };

    /// <summary>The part of the view by date in which a day stands.</summary>
    public static string DatePart(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < -30 => "More than a month over",
        < -7 => "More than a week over",
        < 0 => "Over since this week",
        0 => "Today",
        <= 7 => "Within a week",
        _ => "Later",
    };

    /// <summary>A group's heading.</summary>
    public static string Heading(QueueReason reason) => reason switch
    {
        QueueReason.KeyOfficeMissing => "Key offices with nobody yet",
        QueueReason.ExecutiveReplies => "Executive meeting coming",
        QueueReason.MouPromise => "MOUs",
        QueueReason.NextStepDue => "Next steps due",
        QueueReason.LeaderChanged => "Leaders who came or left",
        QueueReason.Cooling => "Partners who cool",
        QueueReason.MayLeave => "People who may leave",
        QueueReason.CheckInOverdue => "Check-in overdue",
        QueueReason.SeatOrTerm => "Seats and terms",
        QueueReason.ActivityLate => "Plan activities late",
        QueueReason.StageDiffers => "Stage and index differ",
        QueueReason.NameNotKnown => "Name not known yet",
        QueueReason.ImportNeedsALook => "Imports that need a look",
        _ => "Action items due",
    };

    /// <summary>"36 days over", "Due today", "34 days".</summary>
    public static string Over(int daysOver) => daysOver switch
    {
        > 1 => $"{daysOver.ToString("N0", English)} days over",
        1 => "1 day over",
        0 => "Due today",
        -1 => "Tomorrow",
        _ => Days(-daysOver),
    };

    public static string Days(int days) => days == 1 ? "1 day" : $"{days.ToString("N0", English)} days";

    /// <summary>What is known of a partner whose check-in is overdue: shared facts first.</summary>
    /// <param name="championLeft">The last day of a champion who left lately.</param>
    /// <param name="barrier">A barrier that was named and is open; candid.</param>
    public static string CheckInDetail(int? index, int? change, bool hasChampion, DateOnly? championLeft, BarrierCause? barrier)
    {
        List<string> parts = [];
        if (championLeft is { } left)
            parts.Add($"Champion left in {left.ToString("MMMM", English)}.");
        if (index is { } now && Movement.Of(change) is Direction.Gaining or Direction.LosingGround)
            parts.Add($"Buy-in {now}, {BuyInSentences.Moved(change!.Value)}.");
        if (!hasChampion && championLeft is null)
            parts.Add("No internal champion.");
        if (barrier is { } cause)
            parts.Add($"Barrier named: {OutreachSentences.Cause(cause).ToLower(English)}.");
        return string.Join(' ', parts);
    }

    // "Mayor" within a sentence is a mayor; "U.S. Attorney" and "CEO" stay as they are written.
    private static string Inside(string office) => office.Contains('.', StringComparison.Ordinal) || office.Zip(office.Skip(1)).Any(p => char.IsLetter(p.First) && char.IsUpper(p.Second)) ? office : office.ToLower(English);

    /// <summary>What a change of leader asks for: who approaches the new one, or who is talked with after one who left.</summary>
    public static string LeaderDetail(string office, string partner, LeaderNow now, IReadOnlyList<HangingPartner> hanging, DateOnly today)
    {
        if (now.State == LeaderState.New)
            return $"New {Inside(office)} at {partner} since {OutreachSentences.Day(now.On!.Value, today)}: who approaches? {LeaderSentences.Hang(hanging)}".TrimEnd();
        var left = $"Left {partner} on {OutreachSentences.Day(now.On!.Value, today)}, and nobody has followed";
        return hanging.Count == 0 ? left + "." : $"{left}: {(hanging.Count == 1 ? "one partner hangs" : $"{DayWords.Number(hanging.Count)} partners hang")} on that support. {LeaderSentences.Hang(hanging)}";
    }

    /// <summary>Why a change of leader matters most.</summary>
    public static string LeaderMatters(string office, string partner, LeaderNow now, int hanging) => now.State == LeaderState.New
        ? $"the new {Inside(office)} at {partner} matters most: nobody is named who approaches"
        : $"{now.Term!.Name} left {partner}{(hanging == 0 ? " and nobody has followed" : hanging == 1 ? ", and a partner hangs on that support" : $", and {hanging} partners hang on that support")}";

    /// <summary>Why a check-in matters most.</summary>
    public static string CheckInMatters(string partner, bool championLeft, bool losingGround, int? daysSince)
    {
        var silence = daysSince is { } days ? $"nobody has talked with them for {Days(days)}" : "no contact with them is logged yet";
        var why = championLeft ? "their champion left and " : losingGround ? "they are losing ground and " : "";
        return $"the check-in with {partner} matters most: {why}{silence}";
    }

    /// <summary>A key office as a person reads it, and who that usually is.</summary>
    public static (string Name, string Usually) Office(KeyOffice office) => office switch
    {
        KeyOffice.LawEnforcement => ("Law enforcement", "A police chief, a sheriff or a federal agent in charge."),
        KeyOffice.Prosecution => ("Prosecution", "The U.S. Attorney, the district attorney or the attorney general."),
        KeyOffice.VictimServices => ("Victim services", "The director of a comprehensive or specialized provider."),
        KeyOffice.ChildWelfare => ("Child welfare", "The head of the county or state child welfare agency."),
        KeyOffice.JuvenileJustice => ("Juvenile justice", "The chief probation officer or the head of juvenile services."),
        KeyOffice.ImmigrantAdvocacy => ("Immigrant advocacy", "The director of an organization that immigrants trust."),
        KeyOffice.LegalServices => ("Legal services", "The director of a legal aid office."),
        KeyOffice.HealthCare => ("Health care", "A hospital or public health director."),
        _ => ("Labor", "A labor standards office or a worker organization."),
    };
}
