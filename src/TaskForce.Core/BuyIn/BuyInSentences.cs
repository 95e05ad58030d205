using System.Globalization;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>The computed sentences of buy-in: what was seen, in the field's words, blaming no one.</summary>
public static class BuyInSentences
{
    public const string People = "People";
    public const string Statement = "Statement";
    public const string Attendance = "Attendance";
    public const string MouRecord = "MOU record";
    public const string Contacts = "Contacts";

    public const string NoSponsorRecorded = "No executive sponsor recorded yet";
    public const string NoRecentStatement = "No statement of its leadership in the last 12 months";
    public const string NoChampionRecorded = "No internal champion recorded yet";
    public const string NoExecutiveMeeting = "Its leader was not expected at an executive meeting yet";
    public const string NothingExpected = "No seat was expected at a meeting in the last six months";
    public const string NoMou = "No MOU yet, so nothing was promised";
    public const string NoMouInForceYet = "No MOU in force yet, so nothing was promised";
    public const string NoContact = "No two-way contact logged yet";
    public const string NotMeasuredYet = "Not recorded yet";
    public const string Promises = "Promises";

    /// <summary>How far buy-in moved, going on after the index. It is no difference of two indexes, for only what has data in both halves is compared.</summary>
    /// <param name="change">Points, signed.</param>
    public static string Moved(int change) => string.Create(CultureInfo.InvariantCulture, $"{(change < 0 ? "down" : "up")} {Math.Abs(change)} since the half before, where both have data");
    public const string Return = "Return";
    public const string TrainingList = "Trainings";
    public const string SurveyList = "Surveys";
    public const string NothingCameDue = "Nothing that it promised has come due and counted in the last 12 months";
    public const string NoHours = "No return with hours yet, or no number of hours promised";
    public const string NoTraining = "No training hosted or attended yet";
    public const string NoRecentTraining = "No training hosted or attended in the last 12 months";
    public const string NoSurvey = "Nobody was asked in a survey in the last 12 months";

    /// <param name="by">How it takes part, as written; may be empty.</param>
    public static string WithoutMeetings(string by) => by.Length == 0 ? "Takes part without meetings" : $"Takes part without meetings: {by}";

    public static string PromisesKept(int kept, int counted) => $"{kept} of {Count(counted, "promise")} kept that fell due in the last 12 months";

    public static string PromiseMissed(string title, string period, string reason) => $"Missed, {period}: {title}. {reason}";

    public static string Hours(int given, int promised, IReadOnlyList<HoursFact> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        return $"{DayWords.Figure(given)} of {DayWords.Figure(promised)} hours promised, {string.Join(" and ", periods.Reverse().Select(period => period.Period).Distinct())}";
    }

    public static string Trained(TrainingFact training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var people = training.People == 1 ? "one person" : $"{DayWords.Figure(training.People)} people";
        return (training.Hosted, training.People) switch
        {
            (true, 0) => $"Hosted {training.Title}",
            (true, _) => $"Hosted {training.Title}, {people} of its own came",
            _ => $"Sent {people} to {training.Title}",
        };
    }

    public static string Answered(int answered, SurveyFact survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return $"{DayWords.Figure(answered)} of {DayWords.Figure(survey.Asked)} asked answered {survey.Survey}";
    }

    public static string Sponsor(SponsorFact sponsor)
    {
        ArgumentNullException.ThrowIfNull(sponsor);
        return sponsor.CanCommit
            ? $"{sponsor.Name} is the executive sponsor and can commit the organization"
            : $"{sponsor.Name} is the executive sponsor, without authority to commit the organization";
    }

    public static string SponsorGone(string name) => $"{name} was the last executive sponsor; none is named now";

    public static string Champion(ChampionFact champion)
    {
        ArgumentNullException.ThrowIfNull(champion);
        return champion switch
        {
            { HasAuthority: true, HasBacking: true } => $"{champion.Name} has authority and the leadership's backing",
            { HasAuthority: true } => $"{champion.Name} has authority to act",
            { HasBacking: true } => $"{champion.Name} has the leadership's backing",
            _ => $"{champion.Name} is named, without authority or the leadership's backing yet",
        };
    }

    public static string ChampionGone(string name) => $"{name} was the last champion; the post is empty now";

    public static string LeadersCame(IReadOnlyCollection<SeatMark> counted)
    {
        ArgumentNullException.ThrowIfNull(counted);
        var came = counted.Count(mark => mark.Presence == SeatPresence.Came);
        var deputies = counted.Count(mark => mark.Presence == SeatPresence.Deputy);
        var meetings = counted.DistinctBy(mark => mark.MeetingId).Count();
        // Who holds two executive seats is expected twice at one meeting.
        return meetings == counted.Count
            ? $"Came to {came} of the last {Count(meetings, "executive meeting")}{(deputies == 0 ? "" : $", sent a deputy to {deputies}")}"
            : $"Filled {came} of {Count(counted.Count, "seat")} at the last {Count(meetings, "executive meeting")}{(deputies == 0 ? "" : $", {deputies} more by a deputy")}";
    }

    public static string Attended(int filled, int expected) => $"{filled} of {Count(expected, "expected seat")} filled in the last six months";

    public static string Mou(string title, MouState state) => $"{title}: {AgreementSentences.StateWord(state).ToLowerInvariant()}";

    public static string LastTalked(int days, int idealDays) => days switch
    {
        0 => "Talked today",
        1 => $"Talked yesterday; every {idealDays} days is the aim",
        _ => $"Talked {days} days ago; every {idealDays} days is the aim",
    };

    /// <summary>A stage that the index has not borne out for two halves, or has left behind.</summary>
    public static string Stage(StageGap gap) =>
        $"The stage is “{PartnerWords.Of(gap.Stage)}”. Buy-in was {gap.Before} at the end of {gap.Half.Previous} and is {gap.Now}, where “{PartnerWords.Of(StageGap.UsualAt(gap.Now))}” is usual.";

    internal static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
