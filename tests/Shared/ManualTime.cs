namespace TaskForce.Tests;

/// <summary>A clock that stands still until a test moves it. Timers fire, in order of their due time, while it is moved.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    /// <summary>Starts on Tuesday, 17 November 2026, 9:00 in Los Angeles: in a second half, far from any change of day.</summary>
    public ManualTime() : this(new DateTime(2026, 11, 17, 17, 0, 0, DateTimeKind.Utc)) { }

    /// <summary>Starts at an instant in UTC.</summary>
    public ManualTime(DateTime utc) => _now = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>The instant that the clock shows, UTC.</summary>
    public DateTime Now
    {
        get { lock (_gate) return _now.UtcDateTime; }
        set => MoveTo(new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));
    }

    /// <summary>The calendar day in UTC that the clock shows.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Now);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() { lock (_gate) return _now; }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Moves the clock by a span; backwards is allowed and fires nothing.</summary>
    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    /// <summary>Moves the clock by whole days.</summary>
    public void AdvanceDays(int days) => Advance(TimeSpan.FromDays(days));

    /// <summary>Puts the clock to noon UTC of a calendar day, which is the same day in every American time zone.</summary>
    public void GoTo(DateOnly day) => Now = day.ToDateTime(new TimeOnly(20, 0), DateTimeKind.Utc);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate) _timers.Add(timer);
        return timer;
    }

    private void MoveTo(DateTimeOffset target)
    {
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
                if (next is null)
                {
                    _now = target;
                    return;
                }
                if (next.Due > _now) _now = next.Due.Value;
                next.Schedule(_now);
            }
            next.Fire();
        }
    }

    private sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            }
            return true;
        }

        public void Schedule(DateTimeOffset now) => Due = _period <= TimeSpan.Zero ? null : now + _period;

        public void Fire() => callback(state);

        public void Dispose() { lock (clock._gate) clock._timers.Remove(this); }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
