using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Outreach;

/// <summary>Outreach in words.</summary>
public static class OutreachSentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>What a next step is when nobody wrote anything else.</summary>
    public const string CheckIn = "Check in";

    public static string Kind(ContactKind kind) => kind switch
    {
        ContactKind.Email => "E-mail",
        ContactKind.MessageLeft => "Message left",
        _ => kind.ToString(),
    };

    public static string Mood(Mood mood) => mood.ToString();

    public static string Cause(BarrierCause cause) => cause switch
    {
        BarrierCause.LimitedResources => "Limited resources",
        BarrierCause.ConflictWithOtherProviders => "Conflict with other providers",
        BarrierCause.FearForReputation => "Fear for its reputation among clients",
        BarrierCause.CompetingPriorities => "Competing priorities",
        BarrierCause.OnePopulationBeforeAnother => "One population put before another",
        BarrierCause.ConflictWithPrimaryMission => "Conflict with its primary mission",
        _ => "Something else",
    };

    /// <summary>The cause within a sentence: "limited resources".</summary>
    public static string CauseIn(BarrierCause cause) => char.ToLowerInvariant(Cause(cause)[0]) + Cause(cause)[1..];

    /// <summary>A day as it stands in text: "Oct 15", with the year when it is another one.</summary>
    public static string Day(DateOnly day, DateOnly today) => DayWords.Short(day, today);

    /// <summary>A past day with how long ago it is: "Sep 11, 74 days ago".</summary>
    public static string Ago(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => "today",
        1 => "yesterday",
        var days => $"{Day(day, today)}, {days.ToString("N0", English)} days ago",
    };

    /// <summary>A day with its weekday: "Thursday, Oct 29".</summary>
    public static string LongDay(DateOnly day, DateOnly today) => day.ToString(day.Year == today.Year ? "dddd, MMM d" : "dddd, MMM d, yyyy", English);

    /// <summary>What is said after a save: what happened and what follows.</summary>
    public static string Logged(ContactForm form, DateOnly today, bool edited = false) =>
        Logged(edited ? "Contact saved." : "Outreach logged.", Contact.TwoWayByNature(form.Kind) || form.TheyAnswered, form.NextStepOn, today);

    /// <summary>The same for a contact that was read back.</summary>
    public static string Logged(ContactRow row, DateOnly today) => Logged("Outreach logged.", row.IsTwoWay, row.NextStepOn, today);

    private static string Logged(string what, bool twoWay, DateOnly? nextStep, DateOnly today)
    {
        var clock = twoWay ? "" : " It does not reset the check-in clock.";
        return nextStep is { } on ? $"{what}{clock} Next step {LongDay(on, today)}." : what + clock;
    }

    /// <summary>The opening sentence of the log.</summary>
    public static string Log(OutreachFigures figures)
    {
        if (figures.Contacts == 0)
            return figures.StepsDue > 0 ? $"No contact in the last 30 days; {Steps(figures.StepsDue)}." : "No contact in the last 30 days. Log the first with L.";
        var with = figures.Partners > 0 ? $" with {DayWords.Count(figures.Partners, "partner", "partners")}" : "";
        var start = $"{DayWords.Count(figures.Contacts, "contact", "contacts")}{with} in the last 30 days, {figures.TwoWay.ToString("N0", English)} of them two-way";
        return figures.StepsDue > 0 ? $"{start}; {Steps(figures.StepsDue)}." : start + ".";
    }

    private static string Steps(int due) => due == 1 ? "one next step is due" : $"{due.ToString("N0", English)} next steps are due";
}
