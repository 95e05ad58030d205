using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>The one function that makes a review: of a half and a day, from facts, without a clock or a database.</summary>
public static class ReviewMath
{
    /// <summary>How many halves the promise to meet is shown for.</summary>
    public const int PromiseHalves = 4;

    public static Review Compute(ReviewFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var partners = Partners(facts);
        var promise = Promise(facts);
        var plans = facts.Activities.Where(a => a.Year == facts.Half.Year && a.Status != ActivityStatus.Dropped)
            .GroupBy(a => (a.Committee, a.Address)).OrderBy(g => g.Key.Committee, StringComparer.OrdinalIgnoreCase)
            .Select(g => Progress(g.Key.Committee, g.Key.Address, g, facts.AsOf)).ToList();
        var coverage = Enum.GetValues<Sector>()
            .Select(sector => new SectorCoverage(sector, [.. facts.Partners.Where(p => p.Sector == sector && p.AtTheTable).Select(p => p.Name)])).ToList();
        IReadOnlyList<ReviewFigure> figures = [.. new[] { Strong(partners), Median(partners), Executives(facts, promise), MouFigure(partners), OnTime(facts) }.Select(f => Compared(f, facts, promise))];
        var review = new Review(facts.Half, facts.AsOf, "", figures, facts.Indicators, partners, promise, plans, coverage) { Asks = facts.Asks };
        return review with { Headline = ReviewSentences.Headline(review) };
    }

    /// <summary>The middle of some figures: of an even number the mean of the two in the middle, rounded.</summary>
    public static int? Median(IReadOnlyCollection<int> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return null;
        var upper = sorted[sorted.Count / 2];
        return sorted.Count % 2 == 1 ? upper : BuyInIndex.Rounded(sorted[sorted.Count / 2 - 1] + upper, 2);
    }

    private static List<ReviewPartner> Partners(ReviewFacts facts)
    {
        var rows = facts.Partners.Select(p =>
        {
            var now = BuyInIndex.Of(p.Now, facts.MinimumConfidence);
            var before = BuyInIndex.Of(p.Before, facts.MinimumConfidence);
            var change = Movement.ChangeBetween(p.Before, p.Now, facts.MinimumConfidence);
            return new ReviewPartner(p.Id, p.Name, p.Slug, p.Sector, now.Value, now.Confidence, change, before.Value, p.HasMou, p.HadMou,
                [.. p.Now.Select(v => v.Value)], [.. p.Before.Select(v => v.Value)]);
        });
        return [.. rows.OrderByDescending(p => p.Index ?? -1).ThenByDescending(p => p.Confidence).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id)];
    }

    private static ReviewFigure Strong(List<ReviewPartner> partners) => new(FigureKind.Strong, "Partners at 60 or above",
        partners.Count(p => p.Index >= BuyInIndex.StrongFrom), $"of {partners.Count}", partners.Exists(p => p.IndexBefore is not null) ? partners.Count(p => p.IndexBefore >= BuyInIndex.StrongFrom) : null, false,
        [.. partners.Select(p => new FigureRow(p.Name, Address(p), p.Index is { } index ? $"Index {index}" : "Too little data for an index", p.Index >= BuyInIndex.StrongFrom))]);

    private static ReviewFigure Median(List<ReviewPartner> partners)
    {
        var known = partners.Where(p => p.Index is not null).ToList();
        return new(FigureKind.Median, "Median buy-in", Median([.. known.Select(p => p.Index!.Value)]), "of 100",
            Median([.. partners.Where(p => p.IndexBefore is not null).Select(p => p.IndexBefore!.Value)]), false,
            [.. known.Select(p => new FigureRow(p.Name, Address(p), $"Index {p.Index}, confidence {p.Confidence}", true))]);
    }

    // A half that was closed is compared as it was closed; what was corrected in it since moves nothing.
    private static ReviewFigure Compared(ReviewFigure figure, ReviewFacts facts, ReviewPromise promise)
    {
        if (facts.Closed is not { } closed || !closed.TryGetValue(figure.Kind, out var before)) return figure;
        return figure.Kind != FigureKind.Executives
            ? figure with { Before = before }
            : figure with { Before = promise.Held ? before : null, BeforeWords = before is { } came ? CameBefore(facts, came) : null };
    }

    private static string CameBefore(ReviewFacts facts, int came) => $"{came} came in H{facts.Half.Previous.Number}";

    private static ReviewFigure MouFigure(List<ReviewPartner> partners) => new(FigureKind.Mous, "Partners with an MOU in force",
        partners.Count(p => p.HasMou), $"of {partners.Count}", partners.Count(p => p.HadMou), false,
        [.. partners.OrderByDescending(p => p.HasMou).Select(p => new FigureRow(p.Name, Address(p), p.HasMou ? "In force" : "None in force", p.HasMou))]);

    private static ReviewFigure Executives(ReviewFacts facts, ReviewPromise promise)
    {
        var seats = promise.Rows.Where(row => row.Marks[^1] != PromiseMark.None).ToList();
        var came = promise.Rows.Count(row => row.Marks[^2] == PromiseMark.Came);
        var asked = promise.Rows.Any(row => row.Marks[^2] != PromiseMark.None);
        var wanted = promise.Held ? PromiseMark.Came : PromiseMark.Confirmed;
        var label = promise.MeetingOn is { } on
            ? (promise.Held ? "Executives who came, " : "Executives confirmed, ") + ReviewSentences.ShortDay(on)
            : "Executives confirmed";
        return new(FigureKind.Executives, label, promise.MeetingOn is null ? null : seats.Count(row => row.Marks[^1] == wanted), $"of {seats.Count}",
            asked && promise.Held ? came : null, false,
            [.. seats.Select(row => new FigureRow(row.Executive, row.Address, ReviewSentences.Mark(row.Marks[^1]), row.Marks[^1] == wanted))],
            asked ? CameBefore(facts, came) : null);
    }

    private static ReviewFigure OnTime(ReviewFacts facts)
    {
        var due = Due(facts.Activities, facts.Half.Start, facts.AsOf);
        var before = Due(facts.Activities, facts.Half.Previous.Start, facts.Half.Previous.End);
        return new(FigureKind.Plans, "Plan activities done on time", Share(due), "%", Share(before), true,
            [.. due.OrderBy(a => IsOnTime(a)).ThenBy(a => a.To).Select(a => new FigureRow(a.Title, a.Address, ReviewSentences.Activity(a), IsOnTime(a)))]);
    }

    private static List<ActivityFact> Due(IReadOnlyList<ActivityFact> activities, DateOnly from, DateOnly to) =>
        [.. activities.Where(a => a.Status != ActivityStatus.Dropped && a.To >= from && a.To <= to)];

    private static bool IsOnTime(ActivityFact activity) => activity.DoneOn <= activity.To;

    private static int? Share(List<ActivityFact> due) => due.Count == 0 ? null : BuyInIndex.Rounded(due.Count(IsOnTime) * 100, due.Count);

    private static PlanProgress Progress(string committee, string address, IEnumerable<ActivityFact> activities, DateOnly day)
    {
        int done = 0, onTrack = 0, late = 0, planned = 0;
        foreach (var activity in activities)
        {
            // A past half is read by the day on which something was done, not by what it became later.
            if (activity.DoneOn <= day) done++;
            else if (activity.To < day) late++;
            else if (activity.From <= day) onTrack++;
            else planned++;
        }

        return new(committee, address, done, onTrack, late, planned);
    }

    private static ReviewPromise Promise(ReviewFacts facts)
    {
        var halves = facts.Half.Last(PromiseHalves);
        var inHalf = facts.Meetings.Where(m => facts.Half.Contains(m.On)).OrderBy(m => m.On).ToList();
        // The meeting that counts for this half is the next one to come, or the last one held.
        var meeting = inHalf.Find(m => m.On > facts.AsOf || (m.On == facts.AsOf && m.Marks.Count == 0)) ?? inHalf.LastOrDefault();
        var held = meeting is not null && (meeting.On < facts.AsOf || (meeting.On == facts.AsOf && meeting.Marks.Count > 0));
        var rows = facts.Seats.Select(seat => new PromiseRow(seat.Executive, seat.Address,
            [.. halves.Select(half => half == facts.Half ? ThisHalf(seat, meeting, held) : Kept(seat, facts.Meetings.Where(m => half.Contains(m.On) && m.On <= facts.AsOf)))]));
        return new(halves, [.. rows.Where(row => row.Marks.Any(mark => mark != PromiseMark.None)).OrderBy(row => row.Executive, StringComparer.OrdinalIgnoreCase)], meeting?.On, meeting?.Id, held);
    }

    private static PromiseMark ThisHalf(ExecutiveSeat seat, ExecutiveMeeting? meeting, bool held)
    {
        if (meeting is null || !seat.There.Contains(meeting.On)) return PromiseMark.None;
        if (held) return Kept(seat, [meeting]);
        return meeting.Replies.TryGetValue(seat.Id, out var answer)
            ? answer switch
            {
                ReplyAnswer.Coming or ReplyAnswer.Remote => PromiseMark.Confirmed,
                ReplyAnswer.Deputy => PromiseMark.DeputyComing,
                _ => PromiseMark.NotComing,
            }
            : seat.Apart?.Covers(meeting.On) == true ? PromiseMark.None : PromiseMark.NoReply;
    }

    // The best of the half's meetings counts: the promise is to meet, once in a half.
    private static PromiseMark Kept(ExecutiveSeat seat, IEnumerable<ExecutiveMeeting> meetings)
    {
        var marks = meetings.Where(m => seat.There.Contains(m.On)).Select(m => (m.On, Mark: MarkOf(seat, m)))
            // Nobody is missed on a day on which its partner took part without meetings.
            .Where(m => m.Mark != PromiseMark.None && !(m.Mark == PromiseMark.Missed && seat.Apart?.Covers(m.On) == true)).Select(m => m.Mark).ToList();
        return marks.Count == 0 ? PromiseMark.None : marks.Min();
    }

    private static PromiseMark MarkOf(ExecutiveSeat seat, ExecutiveMeeting meeting) => meeting.Marks.TryGetValue(seat.Id, out var presence)
        ? presence switch
        {
            Presence.Present or Presence.Remote => PromiseMark.Came,
            Presence.Deputy => PromiseMark.Deputy,
            Presence.Excused => PromiseMark.Excused,
            Presence.Absent => PromiseMark.Missed,
            _ => PromiseMark.None,
        }
        : SeatWithoutMark.At(meeting.On, meeting.Complete, seat.There, seat.Held) is null ? PromiseMark.None : PromiseMark.Missed;

    private static string Address(ReviewPartner partner) => "/partners/" + partner.Slug;
}
