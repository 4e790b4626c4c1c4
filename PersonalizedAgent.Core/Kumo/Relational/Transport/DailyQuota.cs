namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Counts requests per UTC day against a limit. Thread-safe; it forgets when the program ends.</summary>
/// <param name="limit">Requests per day; 0 for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class DailyQuota(int limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _taken;

    /// <summary>Requests per day; 0 for no limit.</summary>
    public int Limit => limit;

    /// <summary>How many requests are left today; <see langword="null"/> for no limit.</summary>
    public int? Left
    {
        get
        {
            lock (_lock)
            {
                Turn();
                return limit == 0 ? null : limit - _taken;
            }
        }
    }

    /// <summary>When the count starts anew: the next 0:00 UTC.</summary>
    public DateTimeOffset ResetsAt => new(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>Takes one request from today's; false if none is left.</summary>
    /// <param name="day">Today, for <see cref="GiveBack"/>.</param>
    public bool TryTake(out DateOnly day)
    {
        lock (_lock)
        {
            Turn();
            day = _day;
            if (limit > 0 && _taken >= limit)
                return false;
            _taken++;
            return true;
        }
    }

    /// <summary>Returns a request that was never sent.</summary>
    public void GiveBack(DateOnly day)
    {
        lock (_lock)
        {
            Turn();
            if (day == _day)
                _taken--;
        }
    }

    private void Turn()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today == _day)
            return;
        _day = today;
        _taken = 0;
    }
}
