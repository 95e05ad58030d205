using System.Text;
using TaskForce.Core.Meetings;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Meetings;

public class CalendarTextTests
{
    private static readonly DateTime Saved = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CalendarEvent Event(string summary = "Executives", string place = "", string about = "", bool cancelled = false, int sequence = 0) =>
        new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), sequence, Saved, new(2026, 10, 20, 17, 0, 0, DateTimeKind.Utc), new(2026, 10, 20, 18, 30, 0, DateTimeKind.Utc), summary, place, about, "https://tf.example.org/meetings/1", cancelled);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a;b,c", "a\\;b\\,c")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("two\r\nlines\nand\rthree", "two\\nlines\\nand\\nthree")]
    [InlineData("bell\a and null\0 and del\u007f", "bell and null and del")]
    [InlineData("colon: stays \"as it is\"", "colon: stays \"as it is\"")]
    public void Text_is_escaped(string value, string escaped) => Assert.Equal(escaped, CalendarText.Escape(value));

    [Theory]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(76)]
    [InlineData(149)]
    [InlineData(150)]
    [InlineData(1000)]
    public void Lines_are_folded_at_75_octets_and_unfold_to_themselves(int length)
    {
        foreach (var filling in (string[])["x", "é", "—", "😀", "a😀é"])
        {
            var content = new StringBuilder("SUMMARY:");
            while (Encoding.UTF8.GetByteCount(content.ToString()) < length)
                content.Append(filling);
            var text = new StringBuilder();
            CalendarText.Line(text, content.ToString());
            var lines = text.ToString().Split("\r\n");

            Assert.Equal("", lines[^1]);
            Assert.All(lines, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 0, CalendarText.LineOctets));
            Assert.All(lines[1..^1], l => Assert.StartsWith(" ", l));
            Assert.Equal(content.ToString(), text.ToString().Replace("\r\n ", "", StringComparison.Ordinal).TrimEnd('\r', '\n'));
        }
    }

    [Fact]
    public void A_calendar_has_the_properties_that_the_standard_asks_for_once_each()
    {
        var text = CalendarText.Write("Harbor County", [Event(place: "Room 4, Annex", about: "Line one\nline two", sequence: 3)]);
        var lines = Unfold(text);

        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Equal("END:VCALENDAR", lines[^1]);
        foreach (var property in (string[])["VERSION:2.0", "PRODID:", "BEGIN:VEVENT", "UID:", "DTSTAMP:", "DTSTART:", "DTEND:", "SUMMARY:", "SEQUENCE:3", "STATUS:CONFIRMED", "END:VEVENT"])
            Assert.Single(lines, l => l.StartsWith(property, StringComparison.Ordinal));
        Assert.Contains("DTSTART:20261020T170000Z", lines);
        Assert.Contains("DTEND:20261020T183000Z", lines);
        Assert.Contains("LOCATION:Room 4\\, Annex", lines);
        Assert.Contains("DESCRIPTION:Line one\\nline two", lines);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_meeting_keeps_its_identity_and_says_so()
    {
        var lines = Unfold(CalendarText.Write("Harbor County", [Event(cancelled: true, sequence: 4)]));

        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Contains("UID:0199a000-0000-7000-8000-000000000001", lines);
        Assert.Contains("SEQUENCE:4", lines);
    }

    [Fact]
    public void A_title_cannot_add_lines_of_its_own()
    {
        var lines = Unfold(CalendarText.Write("Harbor County", [Event("Board\r\nSTATUS:CANCELLED\r\nX-EVIL:1")]));

        Assert.DoesNotContain("STATUS:CANCELLED", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("X-EVIL", StringComparison.Ordinal));
    }

    private static string[] Unfold(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}

public class MeetingSentencesTests
{
    [Theory]
    [InlineData(0, 0, 0, "", "Nobody holds a seat on that day yet.")]
    [InlineData(6, 4, 0, "Wes Brannigan,Gil Marchetti", "4 of 6 confirmed, waiting for Wes Brannigan and Gil Marchetti.")]
    [InlineData(6, 4, 1, "Gil Marchetti", "4 of 6 confirmed, 1 not coming, waiting for Gil Marchetti.")]
    [InlineData(6, 5, 1, "", "5 of 6 confirmed, 1 not coming. Everybody has replied.")]
    [InlineData(9, 3, 0, "A,B,C,D,E,F", "3 of 9 confirmed, waiting for A, B, C and 3 more.")]
    public void Replies_are_told_with_who_is_missing(int asked, int confirmed, int declined, string waiting, string sentence) =>
        Assert.Equal(sentence, MeetingSentences.Replies(new(asked, confirmed, declined, waiting.Split(',', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData(0, 0, 0, 0, 0, "This body had no seats on that day.")]
    [InlineData(6, 0, 5, 0, 0, "5 of 6 seats were filled.")]
    [InlineData(6, 1, 5, 0, 2, "5 of 5 seats were filled. 1 seat was vacant. 2 guests came.")]
    [InlineData(6, 2, 1, 3, 0, "1 of 4 seats was filled. 3 have no mark yet. 2 seats were vacant.")]
    [InlineData(2, 2, 0, 0, 0, "Every seat was vacant on that day.")]
    public void Attendance_counts_held_seats_and_names_vacant_ones(int seats, int vacant, int here, int unmarked, int guests, string sentence) =>
        Assert.Equal(sentence, MeetingSentences.Attendance(new(seats, vacant, here, 0, 0, unmarked, guests)));

    [Theory]
    [InlineData("2026-11-17", "due today")]
    [InlineData("2026-11-16", "1 day late")]
    [InlineData("2026-11-10", "7 days late")]
    [InlineData("2026-11-27", "due Nov 27")]
    [InlineData("2027-01-04", "due Jan 4, 2027")]
    public void A_due_day_says_what_it_means(string due, string words) => Assert.Equal(words, MeetingSentences.Due(A.Day(due), A.Day("2026-11-17")));

    [Theory]
    [InlineData("2026-11-17", "It is today. Nobody has taken attendance yet.")]
    [InlineData("2026-11-16", "It was yesterday. Nobody has taken attendance yet.")]
    [InlineData("2026-11-07", "It was 10 days ago. Nobody has taken attendance yet.")]
    public void A_meeting_without_attendance_says_when_it_is_or_was(string on, string words) => Assert.Equal(words, MeetingSentences.NotTaken(A.Day(on), A.Day("2026-11-17")));
}
