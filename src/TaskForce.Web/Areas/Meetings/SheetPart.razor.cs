using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Web.Areas.Bodies;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Meetings;

public partial class SheetPart
{
    internal static readonly Presence[] Letters = [Presence.Present, Presence.Remote, Presence.Deputy, Presence.Excused, Presence.Absent];

    private readonly Queue<Press> waiting = new();
    private readonly Dictionary<Guid, Presence?> shown = [];
    private readonly Dictionary<Guid, Guid?> mine = [];
    private readonly Dictionary<Guid, TwoMarks> twice = [];
    private readonly Dictionary<Guid, ElementReference> rows = [];
    private readonly HashSet<Guid> came = [], made = [];

    /// <summary>The page as it was read before; null after a change of mine to several marks, when what the next one shows is no news.</summary>
    private MeetingPage? seen;
    private readonly FormErrors guestErrors = new();
    private GuestForm guest = new();
    private SheetRow? marking;
    private Press? pressed;
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
        return at < 0 || (row.IsVacant && Letters[at] != Presence.Deputy) ? Task.CompletedTask : PressAsync(row, Letters[at]);
    }

    /// <summary>A mark that was asked for with one key or click, and the version of the mark that was shown then.</summary>
    private sealed record Press(SheetRow Row, Presence? To, Guid? Seen);

    private Task PressAsync(SheetRow row, Presence presence)
    {
        var seat = row.Seat.Id;
        var isNew = came.Remove(seat);
        // Beside both marks a letter is the choice between them, made on theirs.
        if (twice.Remove(seat, out var both))
            return both.Theirs == presence ? Task.CompletedTask : PutAsync(new(row, presence, both.Mine.Seen));
        // Somebody's mark that came under my hands: the same letter agrees with it. It takes back only what stood there before, or is mine.
        if (isNew && Mark(row) == presence)
            return Task.CompletedTask;
        return PutAsync(new(row, Mark(row) == presence ? null : presence, mine.TryGetValue(seat, out var version) ? version : row.Mark?.Version));
    }

    protected override void OnParametersSet()
    {
        if (seen is not null && seen != Page && seen.Id == Page.Id)
        {
            var before = seen.Sheet.ToDictionary(r => r.Seat.Id, r => r.Mark?.Version);
            foreach (var row in Page.Sheet)
            {
                if (row.Mark is not { } mark || made.Contains(mark.Version)) came.Remove(row.Seat.Id);
                else if (before.GetValueOrDefault(row.Seat.Id) != mark.Version) came.Add(row.Seat.Id);
            }
        }
        seen = Page;
    }

    /// <summary>Marks run one after another in the order in which they were pressed; none is lost while one is being saved or the page reads itself anew.</summary>
    private async Task PutAsync(Press press)
    {
        shown[press.Row.Seat.Id] = press.To;
        waiting.Enqueue(press);
        if (running)
            return;
        running = true;
        try
        {
            while (waiting.Count > 0)
            {
                while (waiting.TryDequeue(out var next))
                    await MarkAsync(next);
                await OnChanged.InvokeAsync();
            }
        }
        finally
        {
            running = false;
            pressed = null;
            shown.Clear();
            mine.Clear();
        }
    }

    private async Task MarkAsync(Press press)
    {
        pressed = press;
        var (seat, name) = (press.Row.Seat.Id, Name(press.Row));
        Marked marked = default;
        // What I marked a moment ago myself is what I saw, also before the page has read it.
        var form = new MarkForm { Presence = press.To, Version = mine.TryGetValue(seat, out var own) ? own : press.Seen };
        if (await RunAsync(async () => marked = await Attendances.MarkAsync(Actor, Page.Id, seat, form, Gone)))
        {
            mine[seat] = marked.Version;
            if (marked is { Version: { } version, ChangeId: not null })
                made.Add(version);
            said = press.To is { } mark ? $"{name}: {MeetingSentences.PresenceWord(mark)}" : $"{name}: no mark";
        }
        else
        {
            said = "";
            shown.Remove(seat);
        }
    }

    /// <summary>Somebody marked the seat otherwise meanwhile: both marks stand below its row until one is chosen; marking goes on.</summary>
    protected override async Task<bool> OnStaleAsync(StaleRecordException stale)
    {
        if (pressed is not { } press)
            return false;
        var theirs = await Attendances.FormAsync(Actor, Page.Id, press.Row.Seat.Id, Gone);
        if (theirs.Presence == press.To)
            return true;
        var (who, when) = await LastSaves.OfAsync(Actor, stale.RecordId == default ? press.Row.Mark?.Id ?? default : stale.RecordId, Gone);
        var standIn = theirs.DeputyId is { } deputy ? (await Choices.NamesAsync(Actor, [deputy], Gone)).GetValueOrDefault(deputy) : theirs.DeputyName;
        var field = new FieldConflict(nameof(MarkForm.Presence), Name(press.Row), MeetingSentences.MarkWords(press.To, null, ""), MeetingSentences.MarkWords(theirs.Presence, standIn, theirs.Reason));
        twice[press.Row.Seat.Id] = new(who, when, field, theirs.Presence, press with { Seen = theirs.Version });
        mine.Remove(press.Row.Seat.Id);
        return true;
    }

    /// <summary>Mine goes over theirs, or theirs stays; the row takes the focus of the button that goes.</summary>
    private async Task ChooseAsync(SheetRow row, Press? mine)
    {
        twice.Remove(row.Seat.Id);
        await rows[row.Seat.Id].FocusAsync();
        if (mine is not null)
            await PutAsync(mine);
    }

    /// <summary>A mark of mine that came too late.</summary>
    /// <param name="Mine">The same press, on their mark.</param>
    private sealed record TwoMarks(string Who, string When, FieldConflict Both, Presence? Theirs, Press Mine);

    private static string Name(SheetRow row) => row.Seat.Holder?.Name ?? row.Seat.Called;

    private Task MarkedAsync((string Words, Guid? ChangeId) done)
    {
        if (marking is { } row)
            twice.Remove(row.Seat.Id);
        (marking, seen) = (null, null);
        if (done.ChangeId is { } change)
            return OnSaved.InvokeAsync((done.Words, change));
        Toasts.Show(done.Words);
        return OnChanged.InvokeAsync();
    }

    private Task<IReadOnlyList<Choice>> FindAsync(string text, CancellationToken ct) => BodyWords.PeopleAsync(Choices, Actor, text, null, ct);

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
        {
            seen = null;
            await OnSaved.InvokeAsync((done.Seats == 1 ? "1 more is marked present." : $"{done.Seats} more are marked present.", done.ChangeId));
        }
    }

    private async Task CompleteAsync()
    {
        (Guid ChangeId, int Absent) done = default;
        if (await RunAsync(async () => done = await Attendances.CompleteAsync(Actor, Page.Id, Gone)))
        {
            seen = null;
            await OnSaved.InvokeAsync((done.Absent switch { 0 => "Attendance is complete.", 1 => "Attendance is complete. 1 without a mark counts as absent.", var n => $"Attendance is complete. {n} without a mark count as absent." }, done.ChangeId));
        }
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
