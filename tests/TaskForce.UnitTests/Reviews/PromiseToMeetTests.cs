using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Meetings;
using TaskForce.Core.Reviews;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Reviews;

/// <summary>What a review of a day knows of the executive meeting of its half.</summary>
public class PromiseToMeetTests
{
    private static readonly Term Always = new(A.Day("2024-01-01"), null);
    private static readonly ExecutiveSeat Seat = new(Guid.NewGuid(), "Harbor Clinic", "/partners/harbor-clinic", Always, [Always]);

    [Theory]
    [InlineData("2026-11-04", true, false, PromiseMark.Confirmed)]
    [InlineData("2026-11-04", false, false, PromiseMark.Confirmed)]
    [InlineData("2026-11-05", true, true, PromiseMark.Came)]
    [InlineData("2026-11-05", false, false, PromiseMark.Confirmed)]
    [InlineData("2026-11-06", true, true, PromiseMark.Came)]
    [InlineData("2026-12-31", true, true, PromiseMark.Came)]
    public void A_meeting_after_the_day_was_not_held_yet_whatever_was_marked_since(string asOf, bool marked, bool held, PromiseMark mark)
    {
        var meeting = new ExecutiveMeeting(Guid.NewGuid(), A.Day("2026-11-05"), marked,
            marked ? new Dictionary<Guid, Presence> { [Seat.Id] = Presence.Present } : [], new Dictionary<Guid, ReplyAnswer> { [Seat.Id] = ReplyAnswer.Coming });

        var review = ReviewMath.Compute(new(new(2026, 2), A.Day(asOf), 40, IndicatorDefinition.Shipped, [], [Seat], [meeting], []));

        Assert.Equal((held, meeting.On), (review.Promise.Held, review.Promise.MeetingOn));
        Assert.Equal(mark, Assert.Single(review.Promise.Rows).Marks[^1]);
        Assert.Equal(held ? "Executives who came, Nov 5" : "Executives confirmed, Nov 5", review.Figures.Single(f => f.Kind == FigureKind.Executives).Label);
    }
}
