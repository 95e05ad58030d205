using TaskForce.Core.Data;

namespace TaskForce.Core.Charter;

/// <summary>Who this task force is: one row.</summary>
public sealed class Profile : Record
{
    /// <summary>The first line of the name, for one "Harbor County".</summary>
    public required string Name { get; set; }

    /// <summary>The second line, for one "Anti-Trafficking Task Force".</summary>
    public string Subtitle { get; set; } = "Anti-Trafficking Task Force";

    /// <summary>The IANA name of the zone in which it works, for one America/Los_Angeles.</summary>
    public string TimeZone { get; set; } = "America/New_York";

    public DateTime SetUpAt { get; set; }
}

/// <summary>
/// The rules of this task force from a day on. A past decision is judged by the charter of its day. Each default is a habit
/// that is common among such task forces, not a law.
/// </summary>
public sealed class CharterRow : Record
{
    /// <summary>The day from which these rules hold.</summary>
    public DateOnly From { get; set; }

    /// <summary>Check-in intervals in days, ideal and longest, for partners kept close.</summary>
    public int CloseIdealDays { get; set; } = 30;
    public int CloseLongestDays { get; set; } = 45;

    /// <summary>The same for partners in regular contact.</summary>
    public int RegularIdealDays { get; set; } = 60;
    public int RegularLongestDays { get; set; } = 90;

    /// <summary>The same for partners in light contact.</summary>
    public int LightIdealDays { get; set; } = 120;
    public int LightLongestDays { get; set; } = 180;

    /// <summary>From how many days before its end an MOU is said to be ending.</summary>
    public int MouNoticeDays { get; set; } = 180;

    /// <summary>The notices before an MOU ends, in days before its last day.</summary>
    public string MouNotices { get; set; } = Agreements.MouNotices.Shipped;

    /// <summary>The usual term of an MOU, in years.</summary>
    public int MouTermYears { get; set; } = 3;

    /// <summary>The share of filled voting seats that must be exceeded for a quorum, in percent.</summary>
    public int QuorumPercent { get; set; } = 50;

    /// <summary>Within how many days minutes are due.</summary>
    public int MinutesDays { get; set; } = 10;

    /// <summary>How many executive meetings a year the MOU asks for.</summary>
    public int ExecutiveMeetingsAYear { get; set; } = 2;

    /// <summary>The confidence, in percent of weight with data, below which no index is shown.</summary>
    public int IndexMinimumConfidence { get; set; } = 50;

    /// <summary>Counts of people from 1 to this read "10 or fewer".</summary>
    public int SmallCount { get; set; } = 10;

    /// <summary>After how many minutes without use a session ends.</summary>
    public int IdleMinutes { get; set; } = 60;

    /// <summary>How many days before a seat's term ends Today says so.</summary>
    public int TermNoticeDays { get; set; } = 60;

    /// <summary>How many days before an executive meeting Today asks for missing replies.</summary>
    public int ExecutiveNoticeDays { get; set; } = 30;

    /// <summary>How many days before an executive meeting those without a reply get the first mail, and the last.</summary>
    public int FirstReminderDays { get; set; } = 14;
    public int LastReminderDays { get; set; } = 3;
}
