using System.Globalization;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>The computed sentences of promises and their marks: fact, cause if known, without blame.</summary>
public static class CommitmentSentences
{
    public const string NotJudged = "Nobody has judged it yet";
    public const string NoSeat = "It had no seat there that is expected to come";
    public const string NoChampion = "No internal champion was named on that day";
    public const string NoSurvey = "No survey was held";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>What became of a due day, in a word or two.</summary>
    public static string Word(MarkKind kind) => kind switch
    {
        MarkKind.Kept => "Kept",
        MarkKind.KeptByDeputy => "Kept by a deputy",
        MarkKind.Excused => "Excused",
        MarkKind.Missed => "Missed",
        MarkKind.NotCounted => "Not counted",
        _ => "Not yet due",
    };

    /// <summary>The kind of promise, as a form offers it.</summary>
    public static string KindWord(CommitmentKind kind) => kind switch
    {
        CommitmentKind.ExecutiveMeetings => "The executive attends executive meetings",
        CommitmentKind.BodyMeetings => "Sends a representative to a body",
        CommitmentKind.Return => "Sends in hours, figures or a report",
        CommitmentKind.TrainingHosted => "Hosts trainings",
        CommitmentKind.TrainingAttended => "Sends people to trainings",
        CommitmentKind.Champion => "Names an internal champion",
        CommitmentKind.Survey => "Answers the yearly survey",
        _ => "Something else, which a person judges",
    };

    /// <summary>What is sent in, in a word.</summary>
    public static string ContentWord(ReturnContent content) => content switch
    {
        ReturnContent.Hours => "Hours of staff time",
        ReturnContent.Figures => "Figures",
        _ => "A report",
    };

    /// <summary>The period, as a form offers it.</summary>
    public static string PeriodWord(CommitmentPeriod period) => period switch
    {
        CommitmentPeriod.Quarter => "Each quarter",
        CommitmentPeriod.Half => "Each half",
        CommitmentPeriod.Year => "Each calendar year",
        _ => "Rolling, every so many months",
    };

    /// <summary>How often, as a list shows it: "once each half", "half of the meetings, each half", "each quarter, 15 days after it".</summary>
    public static string Cadence(Commitment commitment)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        var period = commitment.Period switch
        {
            CommitmentPeriod.Quarter => "each quarter",
            CommitmentPeriod.Half => "each half",
            CommitmentPeriod.Year => "each year",
            _ => commitment.RollingMonths == 1 ? "every month" : $"every {commitment.RollingMonths} months",
        };
        return commitment.Kind switch
        {
            CommitmentKind.ExecutiveMeetings or CommitmentKind.TrainingHosted or CommitmentKind.TrainingAttended =>
                $"{commitment.Times switch { 1 => "once", 2 => "twice", var n => $"{n} times" }} {period}",
            CommitmentKind.BodyMeetings => $"{(commitment.SharePercent == 50 ? "half" : $"{commitment.SharePercent}%")} of the meetings, {period}",
            _ => commitment.DueDays == 0 ? period : $"{period}, {Days(commitment.DueDays)} after it ends",
        };
    }

    /// <summary>The period of a due day: "H1 2026", "Q3 2026", "2026", "Mar 2 to Aug 31, 2026".</summary>
    public static string PeriodOf(Commitment commitment, CommitmentDue due)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        return commitment.Period switch
        {
            CommitmentPeriod.Quarter => Quarter.Containing(due.From).ToString(),
            CommitmentPeriod.Half => HalfYear.Containing(due.From).ToString(),
            CommitmentPeriod.Year => due.From.Year.ToString(CultureInfo.InvariantCulture),
            _ => $"{due.From.ToString("MMM d", English)} to {Day(due.To)}",
        };
    }

    public static string DueOn(DateOnly day) => $"Due on {Day(day)}";

    public static string NotInForce(DateOnly day) => $"The MOU did not bind it on {Day(day)}, the due day";

    public static string BoundTooShort(int days, int of) => $"It was bound on {days} of {Days(of)} only, less than half";

    public static string Ruled(CommitmentRuling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Reason;
    }

    public static string RuledBy(CommitmentRuling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return $"{ruling.Verdict switch { RulingVerdict.Excused => "Excused", RulingVerdict.Kept => "Judged kept", _ => "Judged missed" }} by {ruling.ByName}: {ruling.Reason}";
    }

    public static string Came(int came, int deputies, int wanted) => deputies == 0
        ? $"Came to {Count(came, "meeting")}; {wanted} promised"
        : $"Came to {came}, sent a deputy to {deputies}; {wanted} promised";

    public static string TooFew(Commitment commitment, int came, int deputies)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        return Came(came, deputies, commitment.Times) + (deputies > 0 && !commitment.DeputyCounts ? ", and a deputy does not count" : "");
    }

    public static string Sent(int sent, int counted) => $"Somebody came to {sent} of {Count(counted, "meeting")}";

    public static string NotTaken(IReadOnlyList<MeetingRecord> meetings) => $"Attendance was not taken at {Named(meetings, MeetingChance.NotTaken)}";

    public static string Excused(IReadOnlyList<MeetingRecord> meetings)
    {
        var reason = meetings.FirstOrDefault(meeting => meeting.Chance == MeetingChance.Excused)?.Reason;
        return $"Excused from {Named(meetings, MeetingChance.Excused)}{(string.IsNullOrEmpty(reason) ? "" : $": {reason}")}";
    }

    public static string Vacant(IReadOnlyList<MeetingRecord> meetings) => $"The office or seat was vacant at {Named(meetings, MeetingChance.Vacant)}";

    public static string Cancelled(IReadOnlyList<MeetingRecord> meetings) => $"{Named(meetings, MeetingChance.Cancelled)} was canceled";

    public static string TooLittleHeld(int held, int wanted) => held == 0 ? "No meeting was held" : $"Only {Count(held, "meeting")} to come to; it takes {wanted}";

    public static string NothingCame(DateOnly due) => $"Nothing had come by {Day(due)}";

    public static string CameIn(ReturnRecord given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return $"Came on {Day(given.Received)}";
    }

    public static string CameLate(ReturnRecord given, DateOnly due)
    {
        ArgumentNullException.ThrowIfNull(given);
        return $"Came on {Day(given.Received)}, {Days(given.Received.DayNumber - due.DayNumber)} late";
    }

    public static string Hosted(int hosted, int wanted) => $"Hosted {Count(hosted, "training")}; {wanted} promised";

    public static string AttendedTrainings(int attended, int wanted) => $"Sent people to {Count(attended, "training")}; {wanted} promised";

    public static string TooFewTrainings(int held, int wanted) => held == 0 ? "No training was held" : $"Only {Count(held, "training")} held; {wanted} promised";

    public static string Champion(string name) => $"{name} was the internal champion on that day";

    public static string AnsweredSurvey(SurveyRecord survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return $"{DayWords.Figure(survey.Answered)} of {DayWords.Figure(survey.Asked)} asked answered {survey.Survey}";
    }

    public static string SurveyUnanswered(SurveyRecord survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return $"Nobody of {DayWords.Figure(survey.Asked)} asked had answered {survey.Survey}";
    }

    public static string SurveyRan(SurveyRecord survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return $"{survey.Survey} was asked less than {SurveyVoice.PatienceDays} days before";
    }

    public static string Meeting(MeetingRecord meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        var word = meeting.Chance switch
        {
            MeetingChance.Came => "Came",
            MeetingChance.Deputy => "Sent a deputy",
            MeetingChance.Excused => "Excused",
            MeetingChance.Missed => "Did not come",
            MeetingChance.NotTaken => "Attendance not taken",
            MeetingChance.Vacant => "Office or seat vacant",
            MeetingChance.NoSeat => "No seat there",
            _ => "Canceled",
        };
        // What follows is the meeting's name, so the reason ends without its full stop.
        return meeting.Reason.TrimEnd('.', ' ') is { Length: > 0 } reason ? $"{word}: {reason}" : word;
    }

    public static string Training(TrainingRecord training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return training.People switch { 0 => "Nobody came", 1 => "One person came", var n => $"{DayWords.Figure(n)} people came" };
    }

    public static string Survey(SurveyRecord survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return $"{DayWords.Figure(survey.Answered)} of {DayWords.Figure(survey.Asked)} asked answered";
    }

    /// <summary>That the records say otherwise than when the half was closed: "Corrected since H1 2026 was closed: it was missed."</summary>
    public static string Corrected(ClosedMark closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return $"Corrected since {closed.Half} was closed: it was {Word(closed.Kind).ToLowerInvariant()}.";
    }

    /// <summary>How a promise stands over its marks: "5 of 6 kept"; "no data yet" for 0 of 0.</summary>
    public static string Kept(IEnumerable<CommitmentMark> marks)
    {
        var counted = marks.Where(mark => mark.Counts).ToList();
        return counted.Count == 0 ? "no data yet" : $"{counted.Count(mark => mark.IsKept)} of {counted.Count} kept";
    }

    private static string Named(IReadOnlyList<MeetingRecord> meetings, MeetingChance chance)
    {
        var named = meetings.Where(meeting => meeting.Chance == chance).ToList();
        var first = $"{named[0].Title}, {Day(named[0].On)}";
        return named.Count == 1 ? first : $"{first}, and {Count(named.Count - 1, "more meeting")}";
    }

    // Sentences are stored and compared, so the year is always there.
    private static string Day(DateOnly day) => day.ToString("MMM d, yyyy", English);

    private static string Days(int days) => Count(days, "day");

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
