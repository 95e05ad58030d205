using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>How a leader stands, as far as it matters to those whose support hangs on them.</summary>
public enum LeaderState
{
    Steady,

    /// <summary>The partner cools or loses ground.</summary>
    Cooling,

    /// <summary>In office for a short time, directly after somebody else.</summary>
    New,

    /// <summary>Nobody holds the office since somebody left.</summary>
    Gone,

    /// <summary>No name is known yet.</summary>
    NotKnown,
}

/// <summary>One term of a leading office.</summary>
public sealed record LeaderTerm(Guid PersonId, string Name, string Slug, DateOnly From, DateOnly? To, DateOnly? LeftOn)
{
    /// <summary>The last day: that of the term, or the day on which the person left the work.</summary>
    public DateOnly? Last => To is { } to && LeftOn is { } left ? (to < left ? to : left) : To ?? LeftOn;
}

/// <summary>Who holds a leading office on a day, and since when or until when. Pure.</summary>
/// <param name="Term">The term of the day; where nobody holds it, that of the one who left last.</param>
/// <param name="On">Since when the leader is new, or the day on which the last one left.</param>
public readonly record struct LeaderNow(LeaderTerm? Term, LeaderState State, DateOnly? On)
{
    /// <summary>For how long a leader after another is new. The first talks fall into it.</summary>
    public const int NewForDays = 180;

    /// <summary>Whether whoever hangs on this leader should hear of it.</summary>
    public bool IsChange => State is LeaderState.Cooling or LeaderState.New or LeaderState.Gone;

    /// <summary>Reads the terms of an office.</summary>
    /// <param name="terms">In any order.</param>
    /// <param name="cools">Whether the partner cools or loses ground.</param>
    public static LeaderNow Of(IReadOnlyCollection<LeaderTerm> terms, bool cools, DateOnly today)
    {
        var begun = terms.Where(t => t.From <= today).OrderBy(t => t.From).ToList();
        if (begun.LastOrDefault(t => !(t.Last < today)) is { } now)
        {
            if (today.DayNumber - now.From.DayNumber <= NewForDays && begun.LastOrDefault(t => t.From < now.From) is { } before && before.PersonId != now.PersonId)
                return new(now, LeaderState.New, now.From);
            return new(now, cools ? LeaderState.Cooling : LeaderState.Steady, null);
        }
        return begun.MaxBy(t => t.Last) is { } last ? new(last, LeaderState.Gone, last.Last) : new(null, cools ? LeaderState.Cooling : LeaderState.NotKnown, null);
    }
}

/// <summary>A partner whose support hangs on a leader.</summary>
public sealed record HangingPartner(Guid TieId, Guid Version, Guid Id, string Name, string ShortName, string Slug, string Note)
{
    public string Called => ShortName.Length > 0 ? ShortName : Name;
}

/// <summary>The approach to a leader: who goes, what was presented last and what was answered, what comes next.</summary>
/// <param name="PresentedOn">The day of the last step that presented findings; null while none did.</param>
public sealed record LeaderApproach(Guid Id, string Title, string? Approacher, string DoorOpener, DateOnly? EndedOn, string Result, DateOnly? PresentedOn, string Findings, string Material, string Answer, string NextText, DateOnly? NextOn);

/// <summary>A leader in the list.</summary>
/// <param name="Office">The leading post; empty where none is recorded.</param>
public sealed record LeaderRow(Guid PartnerId, string Partner, string ShortName, string Slug, string Office, LeaderNow Now, LeaderApproach? Approach, IReadOnlyList<HangingPartner> Hanging, bool MayWrite, bool IsOwn)
{
    public string Called => ShortName.Length > 0 ? ShortName : Partner;

    /// <summary>Whether those who hang on this leader should be talked with now.</summary>
    public bool Warns => Hanging.Count > 0 && Now.IsChange;
}

/// <summary>A page of the leaders, with what stands above it on every page.</summary>
/// <param name="Warned">The first of those about whom somebody must be talked with.</param>
/// <param name="AllWarned">How many of those there are.</param>
/// <param name="UnderWay">How many are approached, exact up to 1,000.</param>
public sealed record LeaderList(ListPage<LeaderRow> Page, IReadOnlyList<LeaderRow> Warned, int AllWarned, int UnderWay);

/// <summary>Leaders and what hangs on them, in words.</summary>
public static class LeaderSentences
{
    public static string Of(LeaderNow now, DateOnly today) => now.State switch
    {
        LeaderState.Cooling => "Cooling",
        LeaderState.New => $"New since {DayWords.Short(now.On!.Value, today)}",
        LeaderState.Gone => now.On is { } left ? $"Left {DayWords.Short(left, today)}" : "Left",
        LeaderState.NotKnown => "Not known yet",
        _ => "Steady",
    };

    /// <summary>Why those who hang on a leader should be talked with: "Ada Vale left the city on Oct 31. School District and Northbay PD hang on that support."</summary>
    public static string Warning(LeaderRow row, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(row);
        var who = row.Now.Term?.Name ?? "The leader";
        var what = row.Now.State switch
        {
            LeaderState.Gone => $"{who} left {row.Called}{(row.Now.On is { } left ? $" on {DayWords.Short(left, today)}" : "")}",
            LeaderState.New => $"{who} leads {row.Called} since {DayWords.Short(row.Now.On!.Value, today)}",
            _ => $"{row.Called} is cooling",
        };
        return $"{what}. {Hang(row.Hanging)}";
    }

    /// <summary>Who hangs on a leader: "School District and Northbay PD hang on that support."</summary>
    public static string Hang(IReadOnlyList<HangingPartner> hanging)
    {
        ArgumentNullException.ThrowIfNull(hanging);
        return hanging.Count switch
        {
            0 => "",
            1 => $"{hanging[0].Called} hangs on that support.",
            _ => $"{string.Join(", ", hanging.SkipLast(1).Select(h => h.Called))} and {hanging[^1].Called} hang on that support.",
        };
    }

    /// <summary>What stands below the notices where there are more of them than are shown.</summary>
    public static string MoreWarned(LeaderList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var more = list.AllWarned - list.Warned.Count;
        return more == 1 ? "One more leader on whom others hang left, is new or cools. All of them stand first in the list." : $"{PartnerSentences.Figure(more)} more leaders on whom others hang left, are new or cool. All of them stand first in the list.";
    }

    /// <summary>The opening sentence of the list.</summary>
    public static string Lead(LeaderList list, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(list);
        var all = list.Page.TotalIsMore ? Paging.CountLimit + 1 : list.Page.Total;
        if (all == 0)
            return "No leader is in the list yet. Plan how to win one, or write down whose support hangs on whom.";
        if (list.Warned.Count > 0)
            return Warning(list.Warned[0], today);
        var start = all == 1 ? "One leader" : $"{PartnerSentences.Figure(all)} leaders";
        return list.UnderWay == 0 ? $"{start}; no approach is under way." : $"{start}; {PartnerSentences.Count(list.UnderWay)} {(list.UnderWay == 1 ? "approach is" : "approaches are")} under way.";
    }
}
