namespace RemoteClassroom.Relay;

/// <summary>
/// The relay's bounds and times; the server reads them from the section <c>Relay</c> (<c>Relay__RingBytes=8388608</c> in the environment). The defaults are what the figures in the benchmark were
/// measured with.
/// </summary>
public sealed class RelayOptions
{
    /// <summary>How often the node looks at the heads of all logs it serves: what a lost notice costs at most.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many events of a session are held at least for those who lag or come back.</summary>
    public int RingEvents { get; set; } = 1_024;

    /// <summary>How many bytes of events are held at most beyond <see cref="RingEvents"/>.</summary>
    public int RingBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How far behind the head a cursor may be that is served from the log instead of by a snapshot.</summary>
    public int ResumeEvents { get; set; } = 5_000;

    /// <summary>How many reads of old events may run at once on this node.</summary>
    public int ResumeReads { get; set; } = 4;

    /// <summary>Largest frame or merged frame, in bytes.</summary>
    public int FrameBytes { get; set; } = 32 * 1024;

    /// <summary>Largest message that a client may send, in bytes.</summary>
    public int InboundBytes { get; set; } = 32 * 1024;

    /// <summary>How many messages a client may send at once; see <see cref="InboundPerSecond"/>.</summary>
    public int InboundBurst { get; set; } = 40;

    /// <summary>How many messages a second a client may send in the long run.</summary>
    public double InboundPerSecond { get; set; } = 4;

    /// <summary>Within which a view that nothing happens in is brought to the head all the same.</summary>
    public TimeSpan QuietViews { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often totals are looked at.</summary>
    public TimeSpan TotalsEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a client that does not read is given to take its <c>bye</c>.</summary>
    public TimeSpan ByeGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a client that was told <c>bye</c> may take to leave by itself before it is cut; 0.5 s by default, so that a flooder is gone within a second.</summary>
    public TimeSpan LeaveGrace { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After which a session that nobody follows is dropped.</summary>
    public TimeSpan IdleSessions { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many joins are worked on at once.</summary>
    public int JoinsAtOnce { get; set; } = 256;

    /// <summary>How long a join waits for its turn, or for the store, before it is refused.</summary>
    public TimeSpan JoinPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections the node takes.</summary>
    public int MaxConnections { get; set; } = 25_000;

    /// <summary>How many long polls may wait.</summary>
    public int MaxPolls { get; set; } = 2_000;

    /// <summary>How long a long poll waits for news.</summary>
    public TimeSpan PollWait { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Origins besides the request's own that may open the hub, such as <c>https://classroom.example</c>.</summary>
    public IList<string> AllowedOrigins { get; } = [];
}
