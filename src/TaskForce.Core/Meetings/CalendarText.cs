using System.Globalization;
using System.Text;

namespace TaskForce.Core.Meetings;

/// <summary>A meeting as a calendar reads it. Times are UTC, so that no zone needs describing.</summary>
/// <param name="Id">Gives the UID, which never changes.</param>
/// <param name="Sequence">Grows with every change that a calendar must notice.</param>
/// <param name="Changed">When the meeting was last saved, UTC.</param>
public sealed record CalendarEvent(Guid Id, int Sequence, DateTime Changed, DateTime Start, DateTime End, string Summary, string Location, string Description, string Address, bool Cancelled);

/// <summary>Writes iCalendar (RFC 5545): small, by hand, in UTC.</summary>
public static class CalendarText
{
    /// <summary>The most octets on a line, its break not counted (RFC 5545 §3.1).</summary>
    public const int LineOctets = 75;

    /// <summary>A calendar with its events, lines ended by CR LF.</summary>
    /// <param name="name">What calendars call it.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Task force//Meetings//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, "X-WR-CALNAME:" + Escape(name));
        foreach (var e in events)
            Write(text, e);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, CalendarEvent e)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, "UID:" + e.Id.ToString("D"));
        Line(text, "DTSTAMP:" + Utc(e.Changed));
        Line(text, "LAST-MODIFIED:" + Utc(e.Changed));
        Line(text, "SEQUENCE:" + e.Sequence.ToString(CultureInfo.InvariantCulture));
        Line(text, "DTSTART:" + Utc(e.Start));
        Line(text, "DTEND:" + Utc(e.End));
        Line(text, "SUMMARY:" + Escape(e.Summary));
        if (e.Location.Length > 0)
            Line(text, "LOCATION:" + Escape(e.Location));
        if (e.Description.Length > 0)
            Line(text, "DESCRIPTION:" + Escape(e.Description));
        if (e.Address.Length > 0)
            Line(text, "URL:" + e.Address);
        Line(text, e.Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, "END:VEVENT");
    }

    /// <summary>Text as a value: backslash, semicolon, comma and line breaks escaped, other control characters left out (RFC 5545 §3.3.11).</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            switch (c)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(c);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                case '\t':
                    escaped.Append(c);
                    break;
                default:
                    if (!char.IsControl(c))
                        escaped.Append(c);
                    break;
            }
        }
        return escaped.ToString();
    }

    /// <summary>Writes one content line, folded so that no physical line is longer than <see cref="LineOctets"/>; a character is never cut in two.</summary>
    public static void Line(StringBuilder text, string content)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    private static string Utc(DateTime instant) => instant.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
