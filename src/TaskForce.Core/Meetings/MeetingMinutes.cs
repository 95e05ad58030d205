using FluentValidation;
using FluentValidation.Results;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>The minutes of a meeting, as Markdown, saved while they are typed.</summary>
public sealed class MeetingMinutes(Databases databases)
{
    /// <summary>The most characters that minutes may have.</summary>
    public const int Longest = 200_000;

    /// <summary>Saves minutes that were begun on a stored state.</summary>
    /// <param name="begunOn">When the minutes that were opened had been saved; null where there were none. A save from elsewhere in between is noticed by it.</param>
    /// <returns>When they were saved, UTC: what the next save is begun on.</returns>
    /// <exception cref="StaleRecordException">Somebody else saved the minutes in between; nothing was written over.</exception>
    /// <exception cref="RefusedException">The meeting is cancelled, or a closed session, which keeps no minutes.</exception>
    public async Task<DateTime> SaveAsync(Actor actor, Guid meetingId, string text, DateTime? begunOn, CancellationToken ct = default)
    {
        if (text.Length > Longest)
            throw new ValidationException([new ValidationFailure(nameof(Meeting.Minutes), "These minutes are longer than 200,000 characters. Move a part into another meeting or a file.")]);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadOpenAsync(db, actor, meetingId, ct);
        if (meeting.MinutesSavedAt != begunOn)
            throw new StaleRecordException(nameof(Meeting), meeting.Id);
        if (meeting.Minutes == text && begunOn is not null)
            return begunOn.Value;
        // To the microsecond, as PostgreSQL keeps it: what is given back must equal what is read back.
        var now = databases.Clock.UtcNow;
        now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        if (now <= begunOn)
            now = begunOn.Value.AddMicroseconds(1);
        (meeting.Minutes, meeting.MinutesSavedAt) = (text, now);
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
