using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Minutes as they are saved while they are typed.</summary>
public sealed class MinutesForm : IGuardedForm
{
    /// <summary>The most characters that minutes may have.</summary>
    public const int Longest = 200_000;

    /// <summary>Markdown.</summary>
    public string Text { get; set; } = "";

    /// <summary>When the minutes that were opened had been saved; null where there were none. A save from elsewhere in between is noticed by it.</summary>
    public DateTime? BegunOn { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<MinutesForm>
    {
        public Rules() => RuleFor(f => f.Text).NotNull().MaximumLength(Longest)
            .WithMessage("These minutes are longer than 200,000 characters. Move a part into another meeting or a file.").GuardedText();
    }
}

/// <summary>The minutes of a meeting, as Markdown, saved while they are typed.</summary>
public sealed class MeetingMinutes(Databases databases)
{
    /// <summary>For how long the saves of one person go on with one line of the history.</summary>
    public static readonly TimeSpan OneLineFor = TimeSpan.FromMinutes(15);

    /// <summary>Saves minutes that were begun on a stored state. They save themselves at each pause in typing: what one person writes within
    /// <see cref="OneLineFor"/> is one line of the history, from what stood before the first of these saves to what stands after the last.</summary>
    /// <returns>When they were saved, UTC: what the next save is begun on.</returns>
    /// <exception cref="StaleRecordException">Somebody else saved the minutes in between; nothing was written over.</exception>
    /// <exception cref="RefusedException">The meeting is cancelled, or a closed session, which keeps no minutes.</exception>
    public async Task<DateTime> SaveAsync(Actor actor, Guid meetingId, MinutesForm form, CancellationToken ct = default)
    {
        await new MinutesForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadOpenAsync(db, actor, meetingId, ct);
        if (meeting.MinutesSavedAt != form.BegunOn)
            throw new StaleRecordException(nameof(Meeting), meeting.Id);
        if (meeting.Minutes == form.Text && form.BegunOn is { } begun)
            return begun;
        var now = databases.Clock.UtcNow;
        if (now <= form.BegunOn)
            now = form.BegunOn.Value.AddMicroseconds(1);
        (meeting.Minutes, meeting.MinutesSavedAt) = (form.Text, now);
        db.GoesOn = await LineAsync(db, actor, meeting.Id, now, ct);
        await db.SaveChangesAsync(ct);
        return now;
    }

    /// <summary>The newest line of the meeting's history, if it is this person's own of these minutes, still stands and is not old.</summary>
    private static async Task<AuditEntry?> LineAsync(TaskForceDb db, Actor actor, Guid meetingId, DateTime now, CancellationToken ct)
    {
        var last = await db.AuditEntries.Where(e => e.RecordId == meetingId).OrderByDescending(e => e.Id).FirstOrDefaultAsync(ct);
        return last is { Happened: Happened.Changed, UndoneBy: null, Before: not null, After: not null } && actor.AccountId is not null && last.AccountId == actor.AccountId && last.At > now - OneLineFor
            && JsonNode.Parse(last.After)!.AsObject().All(f => f.Key is nameof(Meeting.Minutes) or nameof(Meeting.MinutesSavedAt))
            // What took something back is a line of its own: undoing it must bring back exactly that.
            && !await db.AuditEntries.AnyAsync(e => e.UndoneBy == last.ChangeId, ct) ? last : null;
    }

    /// <summary>The minutes as they are stored, for the comparison after a refused save.</summary>
    public async Task<(string Text, DateTime? SavedAt)> ReadAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var page = await MeetingPageReader.ReadAsync(db, actor, meetingId, ct);
        return (page.Minutes, page.MinutesSavedAt);
    }
}
