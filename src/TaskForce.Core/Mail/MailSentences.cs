using System.Globalization;
using System.Text;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Today;

namespace TaskForce.Core.Mail;

/// <summary>A check-in as its holder is reminded of it: shared facts only.</summary>
public sealed record CheckInLine(string Partner, string Slug, DateOnly? LastOn, DateOnly? DueOn);

/// <summary>Mails in words: names, days and links, never what was said in confidence.</summary>
public static class MailSentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>What a kind is called on the account page.</summary>
    public static string Name(MailKind kind) => kind switch
    {
        MailKind.CheckIns => "Check-ins that are due",
        MailKind.ExecutiveReminder => "Reminders of executive meetings",
        _ => "Weekly digest",
    };

    /// <summary>When it comes.</summary>
    public static string When(MailKind kind) => kind switch
    {
        MailKind.CheckIns => "On Mondays, when a check-in with a partner whose relationship you hold is due.",
        MailKind.ExecutiveReminder => "Before an executive meeting, while your reply is missing.",
        _ => "On Mondays, what stands on Today for you.",
    };

    /// <summary>The subject of a mail that says several things.</summary>
    public static string Merged(MailKind kind, int count) => $"{Name(kind)}: {count} messages in one";

    public static string CheckInsSubject(IReadOnlyList<CheckInLine> lines, DateOnly today)
    {
        var due = lines.Count(l => l.DueOn is not { } day || day < today);
        return due > 0 ? Things(due, "check-in is", "check-ins are") + " overdue" : Things(lines.Count, "check-in is", "check-ins are") + " due this week";
    }

    /// <summary>The check-ins, the longest overdue first.</summary>
    public static string CheckIns(IReadOnlyList<CheckInLine> lines, DateOnly today)
    {
        var text = new StringBuilder("You hold the relationship with these partners. A call or a coffee is enough; log it and the clock starts anew.\n");
        foreach (var line in lines.Take(MailRules.MostLines))
            text.Append(English, $"\n- {line.Partner}: {Due(line, today)}\n  {{root}}partners/{line.Slug}");
        if (lines.Count > MailRules.MostLines)
            text.Append(English, $"\n\nand {lines.Count - MailRules.MostLines} more: {{root}}partners");
        return text.ToString();
    }

    private static string Due(CheckInLine line, DateOnly today)
    {
        var last = line.LastOn is { } on ? $"last contact {DayWords.Short(on, today)}" : "no contact is logged yet";
        return line.DueOn is { } due ? $"{(due < today ? "was due" : "due")} {DayWords.Short(due, today)}, {last}" : last;
    }

    public static string ReminderSubject(string title, DateOnly on, DateOnly today) => $"{title}, {DayWords.Short(on, today)}: please reply";

    /// <summary>An executive meeting, with the place of its reply link.</summary>
    public static string Reminder(Guid meetingId, string title, string body, DateOnly on, int daysLeft) =>
        $"{title} is on {on.ToString("dddd, MMMM d", English)}, {(daysLeft == 0 ? "today" : $"in {TodaySentences.Days(daysLeft)}")}{(title == body ? "" : $" ({body})")}. We have no reply from you yet. "
        + $"Say with one press whether you come, or who comes for you:\n\n{Reply(meetingId, on)}\n\nThe link is yours alone; it needs no password.";

    /// <summary>The mark in a text where a reply link goes, with the day that the text names.</summary>
    internal static string Reply(Guid meetingId, DateOnly on) => string.Create(CultureInfo.InvariantCulture, $"{{reply:{meetingId:N}:{on:yyyy-MM-dd}}}");

    /// <summary>Why a reminder is not sent that names another day.</summary>
    public static string Moved(DateOnly on, DateOnly today) => $"The meeting was moved to {DayWords.Short(on, today)}. Who has not replied is reminded of that day.";

    public static string DigestSubject(int count, string site) => $"{site}: {(count == 1 ? "one thing needs you" : $"{count.ToString("N0", English)} things need you")} this week";

    /// <summary>Today's queue in words. What was learnt in confidence is only counted: it is read where it is protected.</summary>
    public static string Digest(IReadOnlyList<QueueItem> rows)
    {
        var open = rows.Where(r => !IsCandid(r.Reason)).ToList();
        var text = new StringBuilder(rows.Count == 1 ? "One thing stands on Today for you." : string.Create(English, $"{rows.Count:N0} things stand on Today for you, the most pressing first."));
        foreach (var part in open.Take(MailRules.MostLines).GroupBy(r => r.Reason))
        {
            text.Append(English, $"\n\n{TodaySentences.Heading(part.Key)}");
            foreach (var row in part)
                text.Append(English, $"\n- {row.Title}: {row.When}, {row.WhenSub}\n  {{root}}{row.Href.TrimStart('/')}");
        }
        if (open.Count > MailRules.MostLines)
            text.Append(English, $"\n\nand {open.Count - MailRules.MostLines} more.");
        var closed = rows.Count - open.Count;
        if (closed > 0)
            text.Append(English, $"\n\n{Things(closed, "thing", "things")} about partners {(closed == 1 ? "stands" : "stand")} on Today only, because mail is read by more than one pair of eyes.");
        return text.Append("\n\nToday: {root}").ToString();
    }

    /// <summary>Whether a reason on Today rests on what was said in confidence, or names it.</summary>
    public static bool IsCandid(QueueReason reason) => reason is QueueReason.LeaderChanged or QueueReason.Cooling or QueueReason.MayLeave or QueueReason.StageDiffers or QueueReason.NextStepDue;

    /// <summary>The whole text of a mail.</summary>
    /// <param name="stop">The address where this kind of mail is turned off.</param>
    public static string Whole(string name, string body, string site, MailKind kind, string stop) =>
        $"{name},\n\n{body}\n\n{site}\n\n-- \n{When(kind)} Stop it here: {stop}\n";

    /// <summary>The page's opening sentence.</summary>
    public static string Page(int waiting, int sent, int notSent, bool canSend)
    {
        if (!canSend)
            return waiting == 0 ? "No mail server is set. Mails that are due are shown here to copy." : $"No mail server is set: {Things(waiting, "mail waits", "mails wait")} for you to copy and send.";
        var failed = notSent == 0 ? "" : $" {Things(notSent, "was", "were")} not sent.";
        return waiting + sent + notSent == 0 ? "Nothing was sent yet." : $"{Things(waiting, "mail waits", "mails wait")}, {Things(sent, "was", "were")} sent.{failed}";
    }

    private static string Things(int count, string one, string many) => count switch
    {
        0 => $"No {many}",
        1 => $"One {one}",
        > Paging.CountLimit => string.Create(English, $"More than {Paging.CountLimit:N0} {many}"),
        _ => string.Create(English, $"{count:N0} {many}"),
    };
}
