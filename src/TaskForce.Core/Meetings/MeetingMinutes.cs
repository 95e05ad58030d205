using FluentValidation;
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
    /// <summary>Saves minutes that were begun on a stored state.</summary>
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
        // To the microsecond, as PostgreSQL keeps it: what is given back must equal what is read back.
        var now = databases.Clock.UtcNow;
        now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        if (now <= form.BegunOn)
            now = form.BegunOn.Value.AddMicroseconds(1);
        (meeting.Minutes, meeting.MinutesSavedAt) = (form.Text, now);
        await db.SaveChangesAsync(ct);
        return now;
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
