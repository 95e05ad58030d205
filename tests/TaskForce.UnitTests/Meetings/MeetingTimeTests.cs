using System.Globalization;
using TaskForce.Core.Meetings;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Meetings;

public class MeetingTimeTests
{
    [Theory]
    // An ordinary day in winter and in summer.
    [InlineData("2026-01-15", "10:00", "America/Los_Angeles", "2026-01-15T18:00:00Z")]
    [InlineData("2026-07-15", "10:00", "America/Los_Angeles", "2026-07-15T17:00:00Z")]
    // March 8, 2026: the clock goes from 2:00 to 3:00. Before, in and after the gap.
    [InlineData("2026-03-08", "01:59", "America/Los_Angeles", "2026-03-08T09:59:00Z")]
    [InlineData("2026-03-08", "02:30", "America/Los_Angeles", "2026-03-08T10:30:00Z")]
    [InlineData("2026-03-08", "03:00", "America/Los_Angeles", "2026-03-08T10:00:00Z")]
    // November 1, 2026: 1:00 to 2:00 comes twice; the first is meant.
    [InlineData("2026-11-01", "00:59", "America/Los_Angeles", "2026-11-01T07:59:00Z")]
    [InlineData("2026-11-01", "01:30", "America/Los_Angeles", "2026-11-01T08:30:00Z")]
    [InlineData("2026-11-01", "02:00", "America/Los_Angeles", "2026-11-01T10:00:00Z")]
    // Arizona has no daylight saving; the Chathams are 45 minutes off; a leap day.
    [InlineData("2026-07-15", "10:00", "America/Phoenix", "2026-07-15T17:00:00Z")]
    [InlineData("2026-07-15", "10:00", "Pacific/Chatham", "2026-07-14T21:15:00Z")]
    [InlineData("2028-02-29", "10:00", "America/New_York", "2028-02-29T15:00:00Z")]
    public void The_instant_follows_from_local_time_and_zone(string on, string at, string zone, string utc)
    {
        var instant = MeetingTime.Utc(A.Day(on), TimeOnly.ParseExact(at, "HH:mm", CultureInfo.InvariantCulture), zone);

        Assert.Equal(utc, instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
    }

    [Fact]
    public void A_meeting_over_the_change_of_clocks_lasts_as_long_as_it_lasts()
    {
        var (start, end) = MeetingTime.Span(A.Day("2026-03-08"), new(1, 30), new(3, 30), "America/Los_Angeles");

        Assert.Equal(TimeSpan.FromHours(1), end - start);
    }

    [Fact]
    public void A_meeting_without_an_end_is_taken_to_last_an_hour()
    {
        var (start, end) = MeetingTime.Span(A.Day("2026-05-05"), new(10, 0), null, "America/New_York");

        Assert.Equal(MeetingTime.UsualLength, end - start);
    }

    [Theory]
    [InlineData("2026-03-08", 2, 30, true)]
    [InlineData("2026-03-08", 3, 0, false)]
    [InlineData("2026-11-01", 1, 30, false)]
    public void A_skipped_time_is_recognized(string on, int hour, int minute, bool skipped) =>
        Assert.Equal(skipped, MeetingTime.IsSkipped(A.Day(on), new(hour, minute), "America/Los_Angeles"));

    [Theory]
    [InlineData("2026-10-20", "2026-10-21T07:00:00Z")]
    [InlineData("2026-10-31", "2026-11-01T07:00:00Z")]
    [InlineData("2026-11-01", "2026-11-02T08:00:00Z")]
    public void Replies_end_with_the_local_day(string on, string utc) =>
        Assert.Equal(utc, MeetingTime.RepliesEnd(A.Day(on), "America/Los_Angeles").ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-03-08", "02:30", true)]
    [InlineData("2026-03-09", "02:30", false)]
    public void A_form_refuses_a_time_that_the_clock_skips(string on, string at, bool refused)
    {
        var form = new MeetingForm { BodyId = Guid.NewGuid(), On = A.Day(on), Starts = TimeOnly.ParseExact(at, "HH:mm", CultureInfo.InvariantCulture), Ends = null, TimeZone = "America/Los_Angeles" };
        var result = new MeetingForm.Rules().Validate(form);

        Assert.Equal(refused, result.Errors.Any(e => e.PropertyName == nameof(MeetingForm.Starts)));
    }

    [Theory]
    [InlineData("https://video.example.org/j/1", true)]
    [InlineData("http://video.example.org", true)]
    [InlineData("", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//video.example.org", false)]
    [InlineData("video.example.org", false)]
    public void Only_web_addresses_are_links(string link, bool taken)
    {
        var form = new MeetingForm { BodyId = Guid.NewGuid(), On = A.Day("2026-11-20"), TimeZone = "America/New_York", Link = link };

        Assert.Equal(taken, new MeetingForm.Rules().Validate(form).IsValid);
    }
}
