using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// Collects this node's signs of life and tells each session's board every five seconds, and within a quarter of a second when a branch comes into reach or its screen shows something else.
/// When a board was rebuilt, it is told everything of the last thirty seconds again.
/// </summary>
internal sealed partial class NodeReach(IGrainFactory grains, HallDwell dwell, TimeProvider time, ILogger<NodeReach> logger)
    : SiloLoop(TimeSpan.FromMilliseconds(250), time, logger), IReachSink
{
    private const int LargestMessage = 4_000;
    private const int MaxSessions = 10_000;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, Heard> _sessions = [];

    public void Seen(Guid sessionId, Guid branchId, HallSign sign)
    {
        if (!sign.ByOperator)
        {
            dwell.Seen(sessionId, branchId, sign.Picture);
        }

        var now = Time.GetTimestamp();
        if (_sessions.TryGetValue(sessionId, out var heard) || (_sessions.Count < MaxSessions && (heard = _sessions.GetOrAdd(sessionId, static _ => new Heard())) is not null))
        {
            var before = heard.Branches.GetValueOrDefault(branchId);
            var after = heard.Branches.AddOrUpdate(branchId, _ => default(Heartbeats).With(sign, now), (_, known) => known.With(sign, now));
            if (IsNew(sign.ByOperator ? before.OperatorAt : before.ScreenAt, now) || before.Picture != after.Picture || before.RosterVersion != after.RosterVersion)
            {
                heard.Urgent = true;
            }
        }
    }

    private bool IsNew(long? before, long now) => before is not { } at || Time.GetElapsedTime(at, now) >= AttendanceBoard.ReachFor;

    protected override Task TurnAsync(CancellationToken cancellationToken) => Task.WhenAll(_sessions.Select(pair => ReportAsync(pair.Key, pair.Value)));

    private async Task ReportAsync(Guid sessionId, Heard heard)
    {
        var now = Time.GetTimestamp();
        if (!heard.Urgent && (heard.ReportedAt is not { } reportedAt || Time.GetElapsedTime(reportedAt, now) < ReportEvery))
        {
            return;
        }

        heard.Urgent = false;
        try
        {
            var before = heard.Epoch;
            await TellAsync(sessionId, heard, heard.ReportedAt, now);
            if (before != heard.Epoch && before != 0)
            {
                await TellAsync(sessionId, heard, null, now);
            }

            heard.ReportedAt = now;
            Forget(sessionId, heard, now);
        }
#pragma warning disable CA1031 // Whatever the reason, the next turn tells it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            heard.Urgent = true;
            LogNotTold(problem, sessionId);
        }
    }

    /// <summary>Tells the branches heard of since <paramref name="since"/> (null: all of the last thirty seconds).</summary>
    private async Task TellAsync(Guid sessionId, Heard heard, long? since, long now)
    {
        // An entry may be written between the look at the clock and the look at the table: then it is told now and once more.
        var news = heard.Branches
            .Where(pair => since is null ? Time.GetElapsedTime(pair.Value.Latest, now) < AttendanceBoard.ReachFor : pair.Value.Latest >= since)
            .Select(pair => new BranchSeen(
                pair.Key, AgoMs(pair.Value.ScreenAt, now) ?? int.MaxValue, pair.Value.Picture, pair.Value.ClockOffsetMs, AgoMs(pair.Value.OperatorAt, now), pair.Value.RosterVersion))
            .ToArray();

        // Told even when there is nothing new: the answer says whether the board was rebuilt.
        foreach (var part in news.Length == 0 ? [news] : news.Chunk(LargestMessage))
        {
            heard.Epoch = await grains.AttendanceOf(sessionId).ReachAsync(part);
        }
    }

    private int? AgoMs(long? at, long now) => at is { } then ? (int)Math.Clamp(Time.GetElapsedTime(then, now).TotalMilliseconds, 0, int.MaxValue - 1) : null;

    private void Forget(Guid sessionId, Heard heard, long now)
    {
        foreach (var pair in heard.Branches)
        {
            if (Time.GetElapsedTime(pair.Value.Latest, now) > 2 * AttendanceBoard.ReachFor)
            {
                heard.Branches.TryRemove(pair);
            }
        }

        if (heard.Branches.IsEmpty)
        {
            // A sign of life that slips in just now is lost with the table; the next heartbeat brings the branch back.
            _sessions.TryRemove(KeyValuePair.Create(sessionId, heard));
        }
    }

    /// <summary>When a branch's screen and its operator's page were last heard of, as timestamps of the clock, and what they told last.</summary>
    private readonly record struct Heartbeats(long? ScreenAt, HallPicture Picture, int? ClockOffsetMs, long? OperatorAt, string? RosterVersion)
    {
        public long Latest => Math.Max(ScreenAt ?? long.MinValue, OperatorAt ?? long.MinValue);

        public Heartbeats With(HallSign sign, long now) => sign.ByOperator
            ? this with { OperatorAt = now, RosterVersion = sign.RosterVersion ?? RosterVersion }
            : this with { ScreenAt = now, Picture = sign.Picture == HallPicture.None ? Picture : sign.Picture, ClockOffsetMs = sign.ClockOffsetMs ?? ClockOffsetMs };
    }

    private sealed class Heard
    {
        private int _urgent;

        public ConcurrentDictionary<Guid, Heartbeats> Branches { get; } = [];

        public long? ReportedAt { get; set; }

        /// <summary>Of the board, as it last answered; 0 before.</summary>
        public long Epoch { get; set; }

        public bool Urgent
        {
            get => Volatile.Read(ref _urgent) == 1;
            set => Volatile.Write(ref _urgent, value ? 1 : 0);
        }
    }
}
