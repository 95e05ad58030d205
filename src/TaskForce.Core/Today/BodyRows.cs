using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>What bodies, their meetings and their plans need.</summary>
internal static class BodyRows
{
    public static async Task<List<QueueItem>> ReadAsync(Databases databases, QueueAsking ask)
    {
        List<QueueItem> rows = [];
        if (ask.Actor.SeesAllCandid)
            rows.AddRange((await new Replies(databases).MissingAsync(ask.Actor, ask.Charter.ExecutiveNoticeDays, ask.Ct)).Select(m => Replies(ask, m)));
        rows.AddRange((await new Rosters(databases).NeedsAsync(ask.Actor, ask.Charter.TermNoticeDays, ask.Bodies, ask.Ct)).Select(n => Seat(ask, n)));
        rows.AddRange((await new Plans(databases).LateAsync(ask.Actor, ask.Bodies, ask.Ct)).Select(a => Activity(ask, a)));
        // One's own for a week ahead; everybody else's once they are late.
        rows.AddRange((await new ActionItems(databases).DueAsync(ask.Actor, ask.Today.AddDays(QueueOrder.StepDays), ask.Actor.SeesAllCandid ? null : ask.Actor.PersonId, ask.Bodies, ask.Ct))
            .Where(a => a.DueOn < ask.Today || (a.PersonId is not null && a.PersonId == ask.Actor.PersonId)).Select(a => Item(ask, a)));
        return rows;
    }

    private static QueueItem Replies(QueueAsking ask, RepliesMissing meeting)
    {
        var waiting = meeting.Replies.Waiting;
        var names = waiting.Count switch { 1 => waiting[0], 2 => $"{waiting[0]} and {waiting[1]}", 3 => $"{waiting[0]}, {waiting[1]} and {waiting[2]}", _ => $"{waiting[0]}, {waiting[1]} and {waiting.Count - 2} more" };
        return new()
        {
            Key = "replies:" + meeting.MeetingId,
            Reason = QueueReason.ExecutiveReplies,
            Title = meeting.Title,
            Href = "/meetings/" + meeting.MeetingId,
            Detail = $"{meeting.Replies.Confirmed} of {meeting.Replies.Asked} executives confirmed. Waiting for {names}.",
            When = meeting.DaysLeft switch { 0 => "Today", 1 => "Tomorrow", var days => TodaySentences.Days(days) },
            WhenSub = OutreachSentences.LongDay(meeting.On, ask.Today),
            Tone = meeting.DaysLeft <= QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
            Act = QueueAct.Open,
            Label = waiting.Count == 1 ? "Ask for 1 reply" : $"Ask for {waiting.Count} replies",
            RecordId = meeting.MeetingId,
            Due = meeting.On,
            Urgency = QueueOrder.Elapsed(meeting.DaysLeft, ask.Charter.ExecutiveNoticeDays),
            Matters = $"the executive meeting matters most: it is {(meeting.DaysLeft == 0 ? "today" : $"in {TodaySentences.Days(meeting.DaysLeft)}")} and {(waiting.Count == 1 ? "one reply is" : $"{waiting.Count} replies are")} missing",
        };
    }

    private static QueueItem Seat(QueueAsking ask, SeatNeed need)
    {
        var left = need.EndsOn is { } ends ? ends.DayNumber - ask.Today.DayNumber : 0;
        return new()
        {
            Key = "seat:" + need.SeatId,
            Reason = QueueReason.SeatOrTerm,
            Title = need.IsVacant ? $"Vacant seat: {need.Seat}, {need.Body}" : $"Term ends: {need.Seat}, {need.Body}",
            Href = $"/committees/{need.BodySlug}?tab=roster",
            Detail = need.IsVacant ? "Nobody holds this seat now." : $"{need.Holder} holds it; no successor is named.",
            When = need.IsVacant ? "Empty seat" : left <= 0 ? "Ends today" : TodaySentences.Days(left),
            WhenSub = need.IsVacant ? "since " + OutreachSentences.Day(need.VacantSince!.Value, ask.Today) : "ends " + OutreachSentences.Day(need.EndsOn!.Value, ask.Today),
            Tone = need.IsVacant || left <= QueueOrder.StepDays * 2 ? QueueTone.Soon : QueueTone.Calm,
            Act = QueueAct.Open,
            Label = need.IsVacant ? "Fill the seat" : "Name a successor",
            RecordId = need.SeatId,
            PartnerId = need.PartnerId,
            Due = need.VacantSince ?? need.EndsOn!.Value,
            Urgency = need.IsVacant ? QueueOrder.Urgency(ask.DaysOver(need.VacantSince!.Value), ask.Charter.TermNoticeDays) : QueueOrder.Elapsed(left, ask.Charter.TermNoticeDays),
            Matters = need.IsVacant ? $"a seat is empty: {need.Seat} in {need.Body}" : $"a term ends {(left <= 0 ? "today" : $"in {TodaySentences.Days(left)}")}: {need.Seat} in {need.Body}",
        };
    }

    private static QueueItem Activity(QueueAsking ask, LateActivity late) => new()
    {
        Key = "activity:" + late.Id,
        Reason = QueueReason.ActivityLate,
        Title = late.Title,
        Href = "/committees/" + late.BodySlug,
        Detail = late.Line.Length > 0 ? $"{late.Body}. {late.Line.TrimEnd('.')}." : $"From the plan of {late.Body}.",
        When = TodaySentences.Over(late.DaysLate),
        WhenSub = "due " + OutreachSentences.Day(late.To, ask.Today),
        Tone = QueueTone.Late,
        Act = QueueAct.Open,
        Label = "Open the plan",
        RecordId = late.Id,
        OwnerId = late.OwnerId,
        Due = late.To,
        Urgency = QueueOrder.Urgency(late.DaysLate, QueueOrder.MonthDays),
        Matters = $"an activity of {late.Body} is {TodaySentences.Days(late.DaysLate)} late: {late.Title}",
    };

    private static QueueItem Item(QueueAsking ask, ActionRow item)
    {
        var over = ask.DaysOver(item.DueOn!.Value);
        return new()
        {
            Key = "action:" + item.Id,
            Reason = QueueReason.ActionItemDue,
            Title = item.Title,
            Href = item.MeetingId is { } meeting ? "/meetings/" + meeting : "/actions",
            Detail = item.Body is { } body ? $"From {body}{(item.MeetingOn is { } on ? $", {OutreachSentences.Day(on, ask.Today)}" : "")}." : "",
            When = TodaySentences.Over(over),
            WhenSub = over > 0 ? "due " + OutreachSentences.Day(item.DueOn.Value, ask.Today) : OutreachSentences.LongDay(item.DueOn.Value, ask.Today),
            Tone = over > 0 ? QueueTone.Late : over == 0 ? QueueTone.Soon : QueueTone.Calm,
            Act = item.MayDo ? QueueAct.FinishItem : QueueAct.Open,
            Label = item.MayDo ? "Mark done" : "Open",
            RecordId = item.Id,
            OwnerId = item.PersonId,
            Due = item.DueOn.Value,
            Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
            Matters = $"an action item is {(over > 0 ? $"{TodaySentences.Days(over)} late" : over == 0 ? "due today" : "due soon")}: {item.Title}",
        };
    }
}
