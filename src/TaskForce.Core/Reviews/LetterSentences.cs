using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Reviews;

/// <summary>Letters of thanks in words.</summary>
public static class LetterSentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>What a partner gave, one sentence each.</summary>
    public static IReadOnlyList<string> Lines(PartnerGifts gifts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(gifts);
        List<string> lines = [];
        var came = gifts.Meetings.Sum(m => m.Came);
        if (came > 0)
            lines.Add(gifts.Meetings.Count == 1 ? $"Came to {DayWords.Count(came, "meeting", "meetings")} of {gifts.Meetings[0].Body}." : $"Came to {DayWords.Count(came, "meeting", "meetings")}: {DayWords.And([.. gifts.Meetings.Select(m => $"{m.Came} of {m.Body}")])}.");
        if (gifts.Hours > 0)
            lines.Add($"Gave {DayWords.Count(gifts.Hours, "hour", "hours")} of staff time.");
        if (gifts.Figures > 0)
            lines.Add(gifts.Figures == 1 ? "Sent in its figures." : $"Sent in its figures {gifts.Figures} times.");
        lines.AddRange(gifts.Hosted.Select(t => $"Hosted the training “{t.Title}” on {Day(t.On, asOf)}."));
        if (gifts.Trained.Sessions > 0)
            lines.Add($"Sent {DayWords.Count(gifts.Trained.People, "person", "people")} to {DayWords.Count(gifts.Trained.Sessions, "training", "trainings")}.");
        lines.AddRange(gifts.Activities.Select(a => $"Finished “{a.Title}” in the plan of {a.Of} on {Day(a.On, asOf)}."));
        lines.AddRange(gifts.Promises.Select(p => $"Kept a promise{(p.Times > 1 ? $" {p.Times} times" : "")}: {p.Title.TrimEnd('.')}."));
        if (gifts.Champion is { } champion)
            lines.Add($"Named {champion} as champion inside the organization.");
        if (gifts.Statements > 0)
            lines.Add(gifts.Statements == 1 ? "Its leadership spoke for this work." : $"Its leadership spoke for this work {gifts.Statements} times.");
        return lines;
    }

    /// <summary>A partner's gifts in one line, for the list: "5 meetings, 36 hours, 1 training hosted".</summary>
    public static string InShort(PartnerGifts gifts)
    {
        ArgumentNullException.ThrowIfNull(gifts);
        List<string> parts = [];
        Add(gifts.Meetings.Sum(m => m.Came), "meeting", "meetings");
        Add(gifts.Hours, "hour of staff time", "hours of staff time");
        Add(gifts.Figures, "return of figures", "returns of figures");
        Add(gifts.Hosted.Count, "training hosted", "trainings hosted");
        Add(gifts.Trained.Sessions, "training attended", "trainings attended");
        Add(gifts.Activities.Count, "activity finished", "activities finished");
        Add(gifts.Promises.Sum(p => p.Times), "promise kept", "promises kept");
        if (gifts.Champion is not null) parts.Add("a champion named");
        Add(gifts.Statements, "statement of its leadership", "statements of its leadership");
        return string.Join(", ", parts);

        void Add(int count, string one, string many)
        {
            if (count > 0) parts.Add(DayWords.Count(count, one, many));
        }
    }

    /// <summary>The list's opening sentence.</summary>
    public static string Of(LetterList letters)
    {
        ArgumentNullException.ThrowIfNull(letters);
        return letters.Gifts.Count == 0
            ? $"Nothing that a partner gave in {letters.Frame.Half} is on record yet, so there is no letter to write."
            : $"{DayWords.Count(letters.Gifts.Count, "letter thanks", "letters thank")} for what was given {Span(letters.Frame)}, from the records as they are now.";
    }

    /// <summary>Why there is no letter.</summary>
    public static string Nothing(string partner, HalfYear half) => $"Nothing that {partner} gave in {half} is on record, so there is no letter to write.";

    /// <summary>Members of whom nothing is on record.</summary>
    public static string Without(IReadOnlyList<string> partners) => $"Nothing is on record of {DayWords.And(partners)}. A letter that says nothing is not written: log what they gave first.";

    /// <summary>"from July 1 to November 24, 2026".</summary>
    public static string Span(LetterFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return $"from {frame.Half.Start.ToString("MMMM d", English)} to {DayWords.Full(frame.AsOf)}";
    }

    /// <summary>How a letter begins: by name where somebody is known.</summary>
    public static string Salutation(PartnerGifts gifts)
    {
        ArgumentNullException.ThrowIfNull(gifts);
        return gifts.Leader is { } known ? $"Dear {known}:" : $"To the leadership of {gifts.Partner}:";
    }

    private static string Day(DateOnly day, DateOnly asOf) => day.ToString(day.Year == asOf.Year ? "MMMM d" : "MMMM d, yyyy", English);
}
