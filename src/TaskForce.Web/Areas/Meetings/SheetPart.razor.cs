using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Web.Areas.Bodies;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Meetings;

public partial class SheetPart
{
    private static readonly Presence[] Marked = [Presence.Present, Presence.Remote, Presence.Deputy, Presence.Excused, Presence.Absent];

    private readonly Queue<(SheetRow Row, Presence? To)> waiting = new();
    private readonly Dictionary<Guid, Presence?> shown = [];
    private readonly FormErrors guestErrors = new();
    private MarkForm form = new();
    private GuestForm guest = new();
    private SheetRow? marking;
    private bool guesting, running;
    private string said = "";

    [Parameter, EditorRequired] public MeetingPage Page { get; set; } = default!;

    /// <summary>Marks can be made.</summary>
    [Parameter] public bool Live { get; set; }
    [Parameter] public EventCallback<(string Words, Guid ChangeId)> OnSaved { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The mark as the person has just made it, else the stored one.</summary>
    private Presence? Mark(SheetRow row) => shown.TryGetValue(row.Seat.Id, out var mark) ? mark : row.Presence;

    private string Detail(SheetRow row, Presence? mark)
    {
        if (mark == Presence.Deputy && row.StandIn is { Length: > 0 } standIn)
            return $". Deputy: {standIn}";
        if (row.Reason.Length > 0 && mark is Presence.Excused or Presence.Absent)
            return ". " + row.Reason;
        if (mark is null && row.Reply is { } reply)
            return $". Replied: {MeetingSentences.AnswerWord(reply.Answer).ToLowerInvariant()}";
        return row.Seat.AttendanceExpected ? "" : ". Not expected";
    }

    private static (Kind Kind, string Icon) Kinds(Presence presence) => presence switch
    {
        Presence.Present or Presence.Remote => (Kind.Good, "circle-check"),
        Presence.Deputy => (Kind.Info, "users"),
        Presence.Excused => (Kind.Warn, "minus"),
        _ => (Kind.Bad, "x"),
    };

    private Task KeyAsync(KeyboardEventArgs e, SheetRow row)
    {
        if (!Live || e.CtrlKey || e.AltKey || e.MetaKey || e.Key.Length != 1)
            return Task.CompletedTask;
        var at = "prdea".IndexOf(char.ToLowerInvariant(e.Key[0]), StringComparison.Ordinal);
        return at < 0 || (row.IsVacant && Marked[at] != Presence.Deputy) ? Task.CompletedTask : PressAsync(row, Marked[at]);
    }

    /// <summary>Marks run one after another in the order in which they were pressed; none is lost while one is being saved.</summary>
    private async Task PressAsync(SheetRow row, Presence presence)
    {
        Presence? to = Mark(row) == presence ? null : presence;
        shown[row.Seat.Id] = to;
        waiting.Enqueue((row, to));
        if (running)
            return;
        running = true;
        try
        {
            while (waiting.TryDequeue(out var next))
            {
                var name = next.Row.Seat.Holder?.Name ?? next.Row.Seat.Called;
                var done = await RunAsync(() => next.To is { } mark
                    ? Attendances.MarkAsync(Actor, Page.Id, next.Row.Seat.Id, new() { Presence = mark, DeputyId = mark == Presence.Deputy ? next.Row.Seat.Holder?.AlternateId : null }, Gone)
                    : Attendances.ClearAsync(Actor, Page.Id, next.Row.Seat.Id, Gone));
                said = !done ? "" : next.To is { } marked ? $"{name}: {MeetingSentences.PresenceWord(marked)}" : $"{name}: no mark";
            }
        }
        finally
        {
            running = false;
        }
        await OnChanged.InvokeAsync();
        shown.Clear();
    }

    private void Open(SheetRow row)
    {
        marking = row;
        form = new() { Presence = row.IsVacant ? Presence.Deputy : Mark(row) ?? Presence.Deputy, Reason = row.Reason };
    }

    private Task<IReadOnlyList<Choice>> FindAsync(string text, CancellationToken ct) => BodyWords.PeopleAsync(Choices, Actor, text, marking?.Seat.PartnerId, ct);

    private async Task SaveMarkAsync()
    {
        var row = marking!;
        if (await DoAsync(() => Attendances.MarkAsync(Actor, Page.Id, row.Seat.Id, form, Gone), $"{row.Seat.Holder?.Name ?? row.Seat.Called}: {MeetingSentences.PresenceWord(form.Presence).ToLowerInvariant()}."))
            marking = null;
    }

    private async Task SaveGuestAsync()
    {
        Saved saved = default;
        if (!await RunAsync(async () => saved = await Attendances.AddGuestAsync(Actor, Page.Id, guest, Gone), guestErrors))
            return;
        guesting = false;
        await OnSaved.InvokeAsync(("Guest added.", saved.ChangeId));
    }

    private async Task RestAsync()
    {
        (Guid ChangeId, int Seats) done = default;
        if (await RunAsync(async () => done = await Attendances.MarkRestAsync(Actor, Page.Id, Presence.Present, Gone)))
            await OnSaved.InvokeAsync((done.Seats == 1 ? "1 more is marked present." : $"{done.Seats} more are marked present.", done.ChangeId));
    }

    private async Task CompleteAsync()
    {
        (Guid ChangeId, int Absent) done = default;
        if (await RunAsync(async () => done = await Attendances.CompleteAsync(Actor, Page.Id, Gone)))
            await OnSaved.InvokeAsync((done.Absent switch { 0 => "Attendance is complete.", 1 => "Attendance is complete. 1 without a mark counts as absent.", var n => $"Attendance is complete. {n} without a mark count as absent." }, done.ChangeId));
    }

    private async Task<bool> DoAsync(Func<Task<Saved>> verb, string words)
    {
        Saved saved = default;
        if (!await RunAsync(async () => saved = await verb()))
            return false;
        await OnSaved.InvokeAsync((words, saved.ChangeId));
        return true;
    }
}
