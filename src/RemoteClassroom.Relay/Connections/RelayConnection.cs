using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Hubs;

namespace RemoteClassroom.Relay.Connections;

/// <summary>
/// One client. At any time at most one thread drives it (<see cref="_busy"/>): whoever finds it idle writes what its subscriptions have next, message
/// after message, as long as each write is done at once; else the completion of the write goes on. Nobody ever waits for it.
/// </summary>
internal sealed partial class RelayConnection : IThreadPoolWorkItem, ILiveConnection
{
    private readonly HubConnectionContext _hub;
    private readonly RelayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _written;
    private readonly RelayTally _tally;
    private readonly Lock _farewellGate = new();
    private Subscription[] _following = [];
    private ValueTaskAwaiter _writing;
    private TaskCompletionSource? _waiting;
    private int _busy;
    private bool _ended;
    private long _sent;

    public RelayConnection(HubConnectionContext hub, RelayOptions options, TimeProvider time, ILogger logger, RelayTally? tally = null)
    {
        _hub = hub;
        _options = options;
        _time = time;
        _logger = logger;
        _tally = tally ?? new RelayTally();
        _written = Written;
        Places = new FollowedPlaces(this);
    }

    /// <summary>Who it is.</summary>
    public ClaimsPrincipal User => _hub.User;

    /// <summary>What its player's reports are judged against.</summary>
    public PlayerJudge Playing { get; } = new();

    /// <summary>What it follows; changed only by who has its turn, see <see cref="TakeTurnAsync"/>.</summary>
    public Subscription[] Following => Volatile.Read(ref _following);

    /// <inheritdoc />
    public IReadOnlyList<StreamName> Streams => Array.ConvertAll(Following, static subscription => subscription.Stream.Name);

    /// <summary>Where it stands in the tables of the sessions that it follows.</summary>
    public FollowedPlaces Places { get; }

    /// <summary>How many bytes of messages it was sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Cancelled when it is gone.</summary>
    public CancellationToken Gone => _hub.ConnectionAborted;

    /// <summary>Done when it was told that it ends, and cut; at once if it does not end.</summary>
    public Task Farewell { get; private set; } = Task.CompletedTask;

    /// <summary>Sends what there is to send if nobody else is doing so. If a write is stuck and the ring has gone past it, ends it.</summary>
    public void Drive()
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            DriveOn();
        }
        else if (IsLost())
        {
            End(ByeCodes.SlowConsumer);
        }
    }

    /// <summary>Waits until nothing is being sent and keeps it so until <see cref="GiveTurn"/>.</summary>
    /// <exception cref="OperationCanceledException">The connection is gone.</exception>
    public async Task TakeTurnAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _waiting, turn);
        Interlocked.MemoryBarrier();
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            // Idle, and now ours: nobody can have handed it over in between.
            Volatile.Write(ref _waiting, null);
            return;
        }

        await turn.Task.WaitAsync(Gone);
    }

    /// <summary>Ends the turn: sending goes on, on another thread.</summary>
    public void GiveTurn() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Replaces what it follows; only with the turn.</summary>
    public void Follow(Subscription[] subscriptions)
    {
        Volatile.Write(ref _following, subscriptions);
        Places.Settle(subscriptions);
    }

    /// <summary>Tells it why and cuts it, once; returns at once.</summary>
    public void End(string code, int retryAfterMs = 0)
    {
        lock (_farewellGate)
        {
            if (!_ended)
            {
                Volatile.Write(ref _ended, true);
                _tally.Ended(code);
                Farewell = EndAsync(code, retryAfterMs);
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => DriveOn();

    private void DriveOn()
    {
        while (true)
        {
            if (Volatile.Read(ref _waiting) is not null && Interlocked.Exchange(ref _waiting, null) is { } turn)
            {
                turn.SetResult();
                return;
            }

            if (!TryNext(out var next))
            {
                if (GoIdle())
                {
                    return;
                }

                continue;
            }

            // Only who drives it writes this, so it needs no lock.
            Volatile.Write(ref _sent, _sent + next.Length);
#pragma warning disable CA2012 // Consumed once: here if it is done, else in Written. An await would cost a state machine a connection and message.
            _writing = _hub.WriteAsync(next.Message).GetAwaiter();
#pragma warning restore CA2012
            if (!_writing.IsCompleted)
            {
                _writing.UnsafeOnCompleted(_written);
                return;
            }

            _writing.GetResult();
        }
    }

    private void Written()
    {
        // SignalR logs a failed write and closes; the result is taken for form's sake.
        _writing.GetResult();
        DriveOn();
    }

    /// <summary>Clears the flag, then looks again: what came before the flag was cleared was left to us by whoever found it set.</summary>
    /// <returns>False if there is something to do and the flag is ours again.</returns>
    private bool GoIdle()
    {
        Volatile.Write(ref _busy, 0);
        Interlocked.MemoryBarrier();
        return !HasWork() || Interlocked.CompareExchange(ref _busy, 1, 0) != 0;
    }

    private bool HasWork()
    {
        if (Volatile.Read(ref _waiting) is not null)
        {
            return true;
        }

        if (Volatile.Read(ref _ended))
        {
            return false;
        }

        foreach (var subscription in Volatile.Read(ref _following))
        {
            if (subscription.HasNext)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNext(out HubBytes next)
    {
        next = null!;
        if (Volatile.Read(ref _ended))
        {
            return false;
        }

        foreach (var subscription in Volatile.Read(ref _following))
        {
            if (subscription.TryNext(out next))
            {
                return true;
            }

            if (subscription.FellOff)
            {
                End(ByeCodes.SlowConsumer);
                return false;
            }
        }

        return false;
    }

    private bool IsLost()
    {
        foreach (var subscription in Volatile.Read(ref _following))
        {
            if (subscription.FellOff)
            {
                return true;
            }
        }

        return false;
    }

    private async Task EndAsync(string code, int retryAfterMs)
    {
        try
        {
            var bye = HubBytes.Of("bye", new Bye(code, retryAfterMs));
            await _hub.WriteAsync(bye.Message).AsTask().WaitAsync(_options.ByeGrace, _time);
            // Written means under way, not sent, and an abort would throw it away. A client leaves when it reads it; one that does not is cut.
            await Task.Delay(_options.LeaveGrace, _time, _hub.ConnectionAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            LogEnded(_logger, code);
        }
        catch (TimeoutException)
        {
            LogCut(_logger, code);
            // Nothing more fits into its buffers; waiting for an orderly end would hold them.
            _hub.GetHttpContext()?.Abort();
        }

        _hub.Abort();
    }

    [LoggerMessage(10, LogLevel.Debug, "A connection was told '{Code}' and ended.")]
    private static partial void LogEnded(ILogger logger, string code);

    [LoggerMessage(11, LogLevel.Debug, "A connection that does not read was cut; it would have been told '{Code}'.")]
    private static partial void LogCut(ILogger logger, string code);
}
