using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>What became of one due day.</summary>
public enum MarkKind
{
    NotYetDue,
    Kept,
    KeptByDeputy,
    Excused,
    Missed,
    NotCounted,
}

/// <summary>One due day of one promise of one partner.</summary>
/// <param name="Due">The due day and the period.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Reason">One sentence without a full stop that says why.</param>
/// <param name="Evidence">The records that it rests on.</param>
public sealed record CommitmentMark(CommitmentDue Due, MarkKind Kind, string Reason, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Whether it counts for or against the partner. What was excused or had no chance does neither.</summary>
    public bool Counts => Kind is MarkKind.Kept or MarkKind.KeptByDeputy or MarkKind.Missed;

    public bool IsKept => Kind is MarkKind.Kept or MarkKind.KeptByDeputy;
}

/// <summary>
/// The marks of a promise: one pure function of the promise, the records and a day. A promise is missed only where there was a chance to keep it;
/// trackers that count otherwise defame people. What is settled on its due day rests on records up to that day only, so a mark never changes
/// by the passing of time, but at once when a record does.
/// </summary>
public static class CommitmentMarks
{
    /// <summary>With fewer meetings than this nothing is said of a share: one absence would be the whole.</summary>
    public const int LeastForShare = 2;

    /// <summary>The marks up to a day, oldest first, and the next one that is not yet due.</summary>
    /// <param name="commitment">The promise.</param>
    /// <param name="records">What happened.</param>
    /// <param name="asOf">The day, at its end: what is due on it is settled, and records of later days are not seen.</param>
    /// <param name="since">Due days before this one are left out; nothing for all.</param>
    public static IReadOnlyList<CommitmentMark> Of(Commitment commitment, CommitmentRecords records, DateOnly asOf, DateOnly? since = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<CommitmentMark> marks = [];
        foreach (var due in CommitmentSchedule.Of(commitment, asOf))
        {
            if (due.On < since) continue;
            // A period on no day of which the partner was bound promised nothing: no mark, not even an empty one.
            var days = CommitmentBinding.Days(records.Bound, due.From, due.To);
            if (days > 0) marks.Add(Of(commitment, records, due, days, asOf));
        }

        return marks;
    }

    /// <summary>The share that was kept of the marks that count, in percent; null for 0 of 0, which is no data.</summary>
    public static int? KeptPercent(IEnumerable<CommitmentMark> marks)
    {
        var counted = marks.Where(mark => mark.Counts).ToList();
        return counted.Count == 0 ? null : BuyInIndex.Rounded(100 * counted.Count(mark => mark.IsKept), counted.Count);
    }

    private static CommitmentMark Of(Commitment commitment, CommitmentRecords records, CommitmentDue due, int days, DateOnly asOf)
    {
        var chances = Within(commitment.Kind, records, due, asOf);
        var evidence = CommitmentEvidence.Of(commitment, chances, due, asOf);
        if (due.On > asOf) return new(due, MarkKind.NotYetDue, CommitmentSentences.DueOn(due.On), evidence);
        if (!CommitmentBinding.Binds(records.Bound, due.On)) return new(due, MarkKind.NotCounted, CommitmentSentences.NotInForce(due.On), evidence);
        if (2 * days < due.Days) return new(due, MarkKind.NotCounted, CommitmentSentences.BoundTooShort(days, due.Days), evidence);
        if (CommitmentEvidence.Ruling(records, due) is { } ruling && (ruling.Verdict == RulingVerdict.Excused || commitment.Kind == CommitmentKind.Judged))
        {
            return new(due, ruling.Verdict switch { RulingVerdict.Excused => MarkKind.Excused, RulingVerdict.Kept => MarkKind.Kept, _ => MarkKind.Missed },
                CommitmentSentences.Ruled(ruling), evidence);
        }

        var (kind, reason) = commitment.Kind switch
        {
            CommitmentKind.ExecutiveMeetings => Owed(records, due, chances.Meetings, meetings => Times(commitment, meetings)),
            CommitmentKind.BodyMeetings => Owed(records, due, chances.Meetings, meetings => Share(commitment, meetings)),
            CommitmentKind.Return => Returned(chances.Returns, due),
            CommitmentKind.TrainingHosted => Hosted(commitment, chances.Trainings),
            CommitmentKind.TrainingAttended => Attended(commitment, chances.Trainings),
            CommitmentKind.Champion => Championed(chances.Champions),
            CommitmentKind.Survey => Answered(chances.Surveys, due),
            _ => (MarkKind.NotCounted, CommitmentSentences.NotJudged),
        };
        return new(due, kind, reason, evidence);
    }

    // What happened within the period while the promise was binding, of the records that its kind asks for. Champions count by the due day; a return
    // belongs to its period whenever it came.
    private static CommitmentRecords Within(CommitmentKind kind, CommitmentRecords records, CommitmentDue due, DateOnly asOf)
    {
        switch (kind)
        {
            case CommitmentKind.ExecutiveMeetings or CommitmentKind.BodyMeetings:
                return records with { Meetings = InOrder(records.Meetings, meeting => meeting.On) };
            case CommitmentKind.TrainingHosted or CommitmentKind.TrainingAttended:
                return records with { Trainings = InOrder(records.Trainings, training => training.On) };
            case CommitmentKind.Survey:
                return records with { Surveys = InOrder(records.Surveys, survey => survey.AskedOn) };
            case CommitmentKind.Return:
                return records with { Returns = [.. records.Returns.Where(given => given.From == due.From && given.Received <= asOf)] };
            case CommitmentKind.Champion:
                var day = due.On < asOf ? due.On : asOf;
                return records with { Champions = [.. records.Champions.Where(champion => champion.From <= day && !(champion.Until < day))] };
            default:
                return records;
        }

        IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> all, Func<T, DateOnly> dayOf)
        {
            List<T> within = [];
            foreach (var one in all)
            {
                var on = dayOf(one);
                if (on >= due.From && on <= due.To && on <= asOf && CommitmentBinding.Binds(records.Bound, on)) within.Add(one);
            }

            return within.Count > 1 ? [.. within.OrderBy(dayOf)] : within;
        }
    }

    private static (MarkKind, string) Times(Commitment commitment, IReadOnlyList<MeetingRecord> meetings)
    {
        int came = Count(meetings, MeetingChance.Came), deputies = Count(meetings, MeetingChance.Deputy), wanted = commitment.Times;
        if (came >= wanted) return (MarkKind.Kept, CommitmentSentences.Came(came, 0, wanted));
        if (commitment.DeputyCounts && came + deputies >= wanted) return (MarkKind.KeptByDeputy, CommitmentSentences.Came(came, deputies, wanted));
        if (came + (commitment.DeputyCounts ? deputies : 0) + Count(meetings, MeetingChance.NotTaken) >= wanted) return (MarkKind.NotCounted, CommitmentSentences.NotTaken(meetings));
        var chances = came + deputies + Count(meetings, MeetingChance.Missed);
        return chances >= wanted
            ? (MarkKind.Missed, CommitmentSentences.TooFew(commitment, came, deputies))
            : NoChance(meetings, chances, wanted);
    }

    private static (MarkKind, string) Share(Commitment commitment, IReadOnlyList<MeetingRecord> meetings)
    {
        int came = Count(meetings, MeetingChance.Came), deputies = Count(meetings, MeetingChance.Deputy), open = Count(meetings, MeetingChance.NotTaken);
        var counted = came + deputies + Count(meetings, MeetingChance.Missed);
        var sent = came + (commitment.DeputyCounts ? deputies : 0);
        if (counted + open < LeastForShare) return NoChance(meetings, counted + open, LeastForShare);
        if (counted > 0 && IsShare(sent, counted) && counted >= LeastForShare)
            return (IsShare(came, counted) ? MarkKind.Kept : MarkKind.KeptByDeputy, CommitmentSentences.Sent(sent, counted));
        return IsShare(sent + open, counted + open) && open > 0
            ? (MarkKind.NotCounted, CommitmentSentences.NotTaken(meetings))
            : (MarkKind.Missed, CommitmentSentences.Sent(sent, counted));

        bool IsShare(int part, int whole) => part * 100 >= commitment.SharePercent * whole;
    }

    // On days on which a partner takes part without meetings it owes none. Where it came all the same, it kept its word. As with an MOU that was not in
    // force: what falls due on such a day, or leaves less than half of the period to come in, does not count.
    private static (MarkKind, string) Owed(CommitmentRecords records, CommitmentDue due, IReadOnlyList<MeetingRecord> meetings, Func<IReadOnlyList<MeetingRecord>, (MarkKind Kind, string Reason)> judge)
    {
        var mark = judge(meetings);
        if (records.WithoutMeetings is not { } apart || mark.Kind is MarkKind.Kept or MarkKind.KeptByDeputy) return mark;
        var not = (MarkKind.NotCounted, BuyInSentences.WithoutMeetings(apart.By));
        if (apart.Covers(due.On) || 2 * (due.Days - apart.Days(due.From, due.To)) < due.Days) return not;
        var owed = meetings.Where(meeting => !apart.Covers(meeting.On)).ToList();
        if (owed.Count == meetings.Count) return mark;
        mark = judge(owed);
        return mark.Kind == MarkKind.NotCounted ? not : mark;
    }

    // Why there were too few chances: the first cause without which there would have been enough.
    private static (MarkKind, string) NoChance(IReadOnlyList<MeetingRecord> meetings, int chances, int wanted)
    {
        chances += Count(meetings, MeetingChance.Excused);
        if (chances >= wanted) return (MarkKind.Excused, CommitmentSentences.Excused(meetings));
        chances += Count(meetings, MeetingChance.Vacant);
        if (chances >= wanted) return (MarkKind.NotCounted, CommitmentSentences.Vacant(meetings));
        chances += Count(meetings, MeetingChance.NoSeat);
        if (chances >= wanted) return (MarkKind.NotCounted, CommitmentSentences.NoSeat);
        var cancelled = Count(meetings, MeetingChance.Cancelled);
        return (MarkKind.NotCounted, chances + cancelled >= wanted ? CommitmentSentences.Cancelled(meetings) : CommitmentSentences.TooLittleHeld(chances, wanted));
    }

    private static (MarkKind, string) Returned(IReadOnlyList<ReturnRecord> returns, CommitmentDue due) => returns switch
    {
        [] => (MarkKind.Missed, CommitmentSentences.NothingCame(due.On)),
        [var first, ..] when first.Received <= due.On => (MarkKind.Kept, CommitmentSentences.CameIn(first)),
        [var late, ..] => (MarkKind.Missed, CommitmentSentences.CameLate(late, due.On)),
    };

    private static (MarkKind, string) Hosted(Commitment commitment, IReadOnlyList<TrainingRecord> trainings)
    {
        var hosted = trainings.Count(training => training.Hosted);
        return (hosted >= commitment.Times ? MarkKind.Kept : MarkKind.Missed, CommitmentSentences.Hosted(hosted, commitment.Times));
    }

    private static (MarkKind, string) Attended(Commitment commitment, IReadOnlyList<TrainingRecord> trainings)
    {
        var attended = trainings.Count(training => training.People > 0);
        if (attended >= commitment.Times) return (MarkKind.Kept, CommitmentSentences.AttendedTrainings(attended, commitment.Times));
        return trainings.Count < commitment.Times
            ? (MarkKind.NotCounted, CommitmentSentences.TooFewTrainings(trainings.Count, commitment.Times))
            : (MarkKind.Missed, CommitmentSentences.AttendedTrainings(attended, commitment.Times));
    }

    private static (MarkKind, string) Championed(IReadOnlyList<ChampionFact> champions) => champions.Count == 0
        ? (MarkKind.Missed, CommitmentSentences.NoChampion)
        : (MarkKind.Kept, CommitmentSentences.Champion(champions[0].Name));

    private static (MarkKind, string) Answered(IReadOnlyList<SurveyRecord> surveys, CommitmentDue due)
    {
        if (surveys.Count == 0) return (MarkKind.NotCounted, CommitmentSentences.NoSurvey);
        if (surveys.FirstOrDefault(survey => survey.Answered > 0 && survey.AnsweredOn <= due.On) is { } answered) return (MarkKind.Kept, CommitmentSentences.AnsweredSurvey(answered));
        // Silence says nothing while a survey still runs.
        return surveys.LastOrDefault(survey => survey.AskedOn.AddDays(SurveyVoice.PatienceDays) <= due.On) is { } unanswered
            ? (MarkKind.Missed, CommitmentSentences.SurveyUnanswered(unanswered))
            : (MarkKind.NotCounted, CommitmentSentences.SurveyRan(surveys[^1]));
    }

    private static int Count(IReadOnlyList<MeetingRecord> meetings, MeetingChance chance) => meetings.Count(meeting => meeting.Chance == chance);
}
