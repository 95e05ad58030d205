namespace TaskForce.Core.Mail;

/// <summary>When mails are sent, how often it is tried, and to which addresses never.</summary>
public static class MailRules
{
    /// <summary>How long a mail waits for others of its kind to the same person, so that a burst becomes one mail.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>For how long a process has a mail in hand. Longer than sending may take, so that nobody else takes it meanwhile.</summary>
    public static readonly TimeSpan Claimed = TimeSpan.FromMinutes(10);

    /// <summary>How long sending one mail may take; shorter than a stopping server is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>How long nothing is tried after a refusal that would meet every mail: a wrong password that is tried again and again locks the account at the mail server.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>How long a digest says something true.</summary>
    public static readonly TimeSpan DigestHolds = TimeSpan.FromDays(3);

    /// <summary>How long settled mails are kept in the list.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The hour of the day from which the day's mails are written, where the task force works.</summary>
    public const int Hour = 7;

    /// <summary>How many days ahead a check-in is named before it is due.</summary>
    public const int CheckInsAhead = 7;

    /// <summary>How many lines a digest has before it says how many more there are.</summary>
    public const int MostLines = 12;

    // A mail server that is down over night is up again by the sixth try.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12)];

    // Names that belong to nobody (RFC 2606, RFC 6761): the sample task force lives there.
    private static readonly string[] Examples = ["example", "invalid", "test", "localhost", "local"];
    private static readonly string[] ExampleHosts = ["example.com", "example.org", "example.net"];

    /// <summary>How long to wait after a failed try; null when it is given up.</summary>
    /// <param name="tries">How often it was tried.</param>
    public static TimeSpan? Pause(int tries) => tries <= Pauses.Length ? Pauses[Math.Max(0, tries - 1)] : null;

    /// <summary>Whether an address is invented: nothing is ever sent to it.</summary>
    public static bool IsExample(string address)
    {
        var host = address[(address.LastIndexOf('@') + 1)..].Trim().TrimEnd('.').ToLowerInvariant();
        return Examples.Contains(host[(host.LastIndexOf('.') + 1)..]) || ExampleHosts.Any(e => host == e || host.EndsWith("." + e, StringComparison.Ordinal));
    }

    /// <summary>The Monday of a day's week, if the week's digests are still to be written on that day: a server that was down on Monday makes up for it until Wednesday.</summary>
    public static DateOnly? Week(DateOnly today)
    {
        var since = ((int)today.DayOfWeek + 6) % 7;
        return since <= 2 ? today.AddDays(-since) : null;
    }

    /// <summary>Which of the two reminders of a meeting is due: the earlier, the later, or none. Missed ones collapse into the one that is due now.</summary>
    /// <param name="daysLeft">Days until the meeting.</param>
    /// <param name="first">The days before it of the first reminder; of the charter.</param>
    /// <param name="last">The days before it of the last; of the charter.</param>
    public static int? Reminder(int daysLeft, int first, int last) => daysLeft < 0 ? null : daysLeft <= last ? last : daysLeft <= first ? first : null;
}
