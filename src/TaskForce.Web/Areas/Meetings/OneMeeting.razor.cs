using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;

namespace TaskForce.Web.Areas.Meetings;

public partial class OneMeeting
{
    private MeetingPage? meeting;
    private bool cancelling, missing;
    private Guid shown;

    [Parameter] public Guid Id { get; set; }
    [Inject] private ActionItems Actions { get; set; } = default!;
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }
    [SupplyParameterFromQuery(Name = "item")] private string? Item { get; set; }

    /// <summary>Its day has come: attendance is taken, replies are over.</summary>
    private bool Started => meeting!.On <= Clock.Today;

    /// <summary>It takes place or has taken place.</summary>
    private bool Held => Started && !meeting!.Cancelled;

    /// <summary>Whether the middle column has anything: not a closed session to come, not one that was cancelled.</summary>
    private bool Middle => Held || (!meeting!.Closed && !meeting.Cancelled);

    private string Lead => meeting!.Cancelled ? meeting.On < Clock.Today ? "It did not take place." : "It does not take place."
        : Started ? meeting.Presence is { Here: 0, Excused: 0, Absent: 0 } ? MeetingSentences.NotTaken(meeting.On, Clock.Today) : MeetingSentences.Attendance(meeting.Presence)
        : $"It is {MeetingSentences.Away(meeting.On, Clock.Today)}. {MeetingSentences.Replies(meeting.Replies)}";

    protected override Task OnParametersSetAsync() => shown == Id ? Task.CompletedTask : RunAsync(LoadAsync);

    private async Task LoadAsync()
    {
        (shown, missing) = (Id, false);
        try
        {
            meeting = await Meetings.PageAsync(Actor, Id, Gone);
        }
        catch (NotFoundException)
        {
            (meeting, missing) = (null, true);
        }
    }

    private Task ReloadAsync() => RunAsync(LoadAsync);

    private void Close(string name, string? value)
    {
        if (value is not null)
            Nav.NavigateTo(Here((name, null)));
    }

    /// <summary>After a part has saved: the meeting reads itself anew, and the toast offers to take it back.</summary>
    private async Task SavedAsync((string Words, Guid ChangeId) done)
    {
        cancelling = false;
        Close("edit", Edit);
        await ReloadAsync();
        Undoable(done.Words, done.ChangeId, ReloadAsync);
    }

    private async Task ItemSavedAsync((string Words, Guid ChangeId) done)
    {
        Close("item", Item);
        await ReloadAsync();
        Undoable(done.Words, done.ChangeId, ReloadAsync);
    }

    private async Task DoAsync(Func<Task<Saved>> verb, string words)
    {
        Saved saved = default;
        if (await RunAsync(async () => saved = await verb()))
            await SavedAsync((words, saved.ChangeId));
    }

    private async Task ArchiveAsync()
    {
        Saved saved = default;
        if (!await RunAsync(async () => saved = await Meetings.ArchiveAsync(Actor, Id, Gone)))
            return;
        Nav.NavigateTo("/meetings");
        Undoable("Meeting archived. Its marks count no more.", saved.ChangeId, $"/meetings/{Id}");
    }

    private Task DoneAsync((Guid Id, bool Done) what) => DoAsync(() => Actions.SetDoneAsync(Actor, what.Id, what.Done, Gone), what.Done ? "Done." : "Open again.");
}
