using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Today;
using TaskForce.Web.Areas.Outreach;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Today;

public partial class TodayPage
{
    private const int Most = 5;

    private sealed record Group(string Title, string Icon, Kind Kind, IReadOnlyList<QueueItem> Rows);

    private TodayView? view;
    private MovementView? movement;
    private IReadOnlyList<UpcomingMeeting> upcoming = [];
    private string? lead, leaving, focus;

    [Inject] private TodayQueue Queue { get; set; } = default!;
    [Inject] private QueueMarks Marks { get; set; } = default!;
    [Inject] private Contacts Contacts { get; set; } = default!;
    [Inject] private ActionItems Items { get; set; } = default!;
    [Inject] private Core.Meetings.Meetings Meetings { get; set; } = default!;
    [Inject] private MovementLists Movements { get; set; } = default!;
    [Inject] private OutreachNews News { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "by")] public string? By { get; set; }
    [SupplyParameterFromQuery(Name = "all")] public string? All { get; set; }
    [SupplyParameterFromQuery(Name = "notnow")] public string? NotNow { get; set; }
    [SupplyParameterFromQuery(Name = "give")] public string? Give { get; set; }

    private bool ByDate => By == "date";

    private IEnumerable<Group> Groups => ByDate
        ? QueueOrder.ByDate(view!.Rows).GroupBy(r => TodaySentences.DatePart(r.Due, view.Today)).Select(g => new Group(g.Key, "calendar", Worst(g), [.. g]))
        : QueueOrder.Grouped(view!.Rows).Select(g => new Group(TodaySentences.Heading(g.Reason), IconOf(g.Reason), Worst(g.Rows), g.Rows));

    protected override Task OnInitializedAsync()
    {
        News.Saved += ReadAgainAsync;
        return RunAsync(ReadAsync);
    }

    private async Task ReadAsync()
    {
        var before = view?.Rows ?? [];
        view = await Queue.ReadAsync(Actor, Gone);
        upcoming = await Meetings.UpcomingAsync(Actor, 4, Actor.SeesAllCandid ? null : Actor.ChairedBodies, Gone);
        movement = await Movements.ReadAsync(Actor, Gone);
        var next = upcoming.Count == 0 ? null : TodaySentences.Coming(upcoming[0].Title, upcoming[0].On, view.Today);
        lead = view.Forming is { } found && view.Rows.Any(r => r.Reason == QueueReason.KeyOfficeMissing) ? TodaySentences.Forming(found, TodayView.KeyOffices - found) : TodaySentences.Opening(view.Rows, next);
        focus = NextAfterGone(before);
        leaving = null;
    }

    /// <summary>After a row went, the one behind it takes the focus.</summary>
    private string? NextAfterGone(IReadOnlyList<QueueItem> before)
    {
        var here = view!.Rows.Select(r => r.Key).ToHashSet();
        var gone = before.ToList().FindIndex(r => !here.Contains(r.Key));
        return gone < 0 ? null : before.Skip(gone + 1).FirstOrDefault(r => here.Contains(r.Key))?.Key ?? view.Rows.LastOrDefault()?.Key;
    }

    private Task ReadAgainAsync() => InvokeAsync(() => RunAsync(ReadAsync));

    private async Task FinishAsync(QueueItem row)
    {
        var finished = await RunAsync(async () =>
        {
            if (row.IsContactStep)
                Say((await Contacts.FinishStepAsync(Actor, row.RecordId, true, Gone)).ChangeId, "Next step done.");
            else
                Say((await Items.SetDoneAsync(Actor, row.RecordId, true, Gone)).ChangeId, $"“{row.Title}” is done.");
            leaving = row.Key;
        });
        if (!finished)
            return;
        // The row fades for a quarter of a second before the next one moves up.
        await Task.Delay(TimeSpan.FromMilliseconds(240), Time);
        await RunAsync(ReadAsync);
    }

    private Task BringBackAsync(QueueItem row) => RunAsync(async () =>
    {
        await Marks.BringBackAsync(Actor, row.Key, Gone);
        await ReadAsync();
    });

    /// <summary>After a dialog over the queue saved.</summary>
    private async Task DoneAsync((Guid ChangeId, string Sentence) done)
    {
        Say(done.ChangeId, done.Sentence);
        await RunAsync(ReadAsync);
    }

    private void Say(Guid change, string sentence) => Undoable(sentence, change, ReadAgainAsync);

    private IReadOnlyList<QueueItem> Shown(Group group) => All == group.Title || group.Rows.Count <= Most + 1 || (view!.Forming is not null && group.Icon == "landmark") ? group.Rows : [.. group.Rows.Take(Most)];

    private QueueItem? Find(string? key) => key is null ? null : view?.Rows.FirstOrDefault(r => r.Key == key);

    private static Kind Worst(IEnumerable<QueueItem> rows) => rows.Max(r => r.Tone) switch { QueueTone.Late => Kind.Bad, QueueTone.Soon => Kind.Warn, _ => Kind.Mute };

    private static string IconOf(QueueReason reason) => reason switch
    {
        QueueReason.KeyOfficeMissing => "landmark",
        QueueReason.ExecutiveReplies => "mail",
        QueueReason.MouPromise => "handshake",
        QueueReason.NextStepDue => "calendar-check",
        QueueReason.LeaderChanged => "landmark",
        QueueReason.Cooling => "arrow-down-right",
        QueueReason.MayLeave => "log-out",
        QueueReason.CheckInOverdue => "phone",
        QueueReason.SeatOrTerm => "users",
        QueueReason.ActivityLate => "file-text",
        QueueReason.StageDiffers => "search",
        QueueReason.NameNotKnown => "user-x",
        QueueReason.ImportNeedsALook => "file-up",
        _ => "list-checks",
    };

    protected override void Dispose(bool disposing)
    {
        News.Saved -= ReadAgainAsync;
        base.Dispose(disposing);
    }
}
