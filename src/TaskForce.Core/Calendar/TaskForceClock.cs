namespace TaskForce.Core.Calendar;

/// <summary>What time and what day it is where the task force works. Nothing else in the product asks the computer for the time.</summary>
public sealed class TaskForceClock(TimeProvider time)
{
    private volatile TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>The zone of the task force, in which "today" is reckoned. Set from its profile at start-up and when the profile changes.</summary>
    public TimeZoneInfo Zone
    {
        get => zone;
        set => zone = value;
    }

    /// <summary>This instant, UTC, to the microsecond: PostgreSQL keeps no more, and a value that comes back other than it was written looks changed to undo.</summary>
    public DateTime UtcNow
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>The calendar day in the task force's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(UtcNow));

    /// <summary>An instant as the wall clock of the task force shows it.</summary>
    /// <param name="utc">UTC.</param>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
