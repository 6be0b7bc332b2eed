using System.Buffers.Binary;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What failures are counted by. Never an address: a whole county may share one.</summary>
public enum FailureScope
{
    /// <summary>The hall.</summary>
    Hall,
    /// <summary>The ticket.</summary>
    Ticket,
    /// <summary>The device.</summary>
    Device,
}

/// <summary>One counter of failures.</summary>
/// <param name="Scope">What it counts by.</param>
/// <param name="Id">Which one.</param>
public readonly record struct FailureKey(FailureScope Scope, Guid Id)
{
    /// <summary>By the branch's id.</summary>
    public static FailureKey Branch(Guid branchId) => new(FailureScope.Hall, branchId);

    /// <summary>By the hall's short number.</summary>
    public static FailureKey Hall(long hall)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], hall);
        return new FailureKey(FailureScope.Hall, new Guid(bytes, bigEndian: true));
    }

    /// <summary>By the ticket's id.</summary>
    public static FailureKey Ticket(Guid ticketId) => new(FailureScope.Ticket, ticketId);

    /// <summary>By a hash of the device, at least 16 bytes.</summary>
    public static FailureKey Device(ReadOnlySpan<byte> hash) => new(FailureScope.Device, new Guid(hash[..16], bigEndian: true));
}

/// <summary>How many failures are borne.</summary>
/// <param name="Burst">How many at once.</param>
/// <param name="Window">In what time that many are forgotten, evenly.</param>
public sealed record FailureAllowance(int Burst, TimeSpan Window);

/// <summary>
/// Leaky counters of failures; success never counts. Safe for several threads. At most a fixed number of counters is kept: when full, those that have leaked dry go, then the emptiest.
/// </summary>
public sealed class FailureLimiter
{
    /// <summary>A hall's allowance: a full hall may mistype, a guesser gets nowhere.</summary>
    public static readonly FailureAllowance PerHall = new(100, TimeSpan.FromMinutes(5));

    /// <summary>A ticket's allowance.</summary>
    public static readonly FailureAllowance PerTicket = new(8, TimeSpan.FromMinutes(3));

    /// <summary>A device's allowance.</summary>
    public static readonly FailureAllowance PerDevice = new(20, TimeSpan.FromMinutes(5));

    private readonly int _capacity;
    private readonly Dictionary<FailureKey, Level> _levels = [];
    private readonly Lock _gate = new();

    /// <summary>Keeps at most <paramref name="capacity"/> counters.</summary>
    public FailureLimiter(int capacity = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>How many counters are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _levels.Count;
            }
        }
    }

    /// <summary>How long to wait until none of the counters is over its allowance; null: go ahead.</summary>
    /// <param name="now">The time.</param>
    /// <param name="keys">The counters that concern the request.</param>
    public TimeSpan? Blocked(DateTimeOffset now, params ReadOnlySpan<FailureKey> keys)
    {
        TimeSpan? longest = null;
        lock (_gate)
        {
            foreach (var key in keys)
            {
                var allowance = AllowanceOf(key.Scope);
                var over = LevelAt(key, now) - (allowance.Burst - 1);
                if (over > 0)
                {
                    var wait = allowance.Window * (over / allowance.Burst);
                    longest = longest > wait ? longest : wait;
                }
            }
        }

        return longest;
    }

    /// <summary>Counts a failure on each counter.</summary>
    /// <param name="now">The time.</param>
    /// <param name="keys">The counters that concern the request.</param>
    public void Fail(DateTimeOffset now, params ReadOnlySpan<FailureKey> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                var level = Math.Min(LevelAt(key, now) + 1, AllowanceOf(key.Scope).Burst);
                if (!_levels.ContainsKey(key) && _levels.Count >= _capacity)
                {
                    MakeRoom(now);
                }

                _levels[key] = new Level(level, now);
            }
        }
    }

    private static FailureAllowance AllowanceOf(FailureScope scope) => scope switch
    {
        FailureScope.Hall => PerHall,
        FailureScope.Ticket => PerTicket,
        _ => PerDevice,
    };

    private double LevelAt(FailureKey key, DateTimeOffset now)
    {
        if (!_levels.TryGetValue(key, out var level))
        {
            return 0;
        }

        var allowance = AllowanceOf(key.Scope);
        var elapsed = now > level.At ? now - level.At : TimeSpan.Zero;
        return Math.Max(0, level.Value - (elapsed / allowance.Window * allowance.Burst));
    }

    /// <summary>Frees a tenth of the room at once, so that a flood of new keys does not sort the table at every failure.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        var byLevel = _levels.Keys.Select(key => (key, level: LevelAt(key, now) / AllowanceOf(key.Scope).Burst)).OrderBy(pair => pair.level).ToArray();
        var toFree = Math.Max(1, _capacity / 10);
        foreach (var (key, level) in byLevel)
        {
            if (toFree-- <= 0 && level > 0)
            {
                break;
            }

            _levels.Remove(key);
        }
    }

    private readonly record struct Level(double Value, DateTimeOffset At);
}
