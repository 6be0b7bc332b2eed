using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Publishing;

/// <summary>Looks twice a second which signals came or went and tells their sessions, one call a session at a time; a call that failed is made again.</summary>
internal sealed partial class SignalWatch(LiveStore store, IMediaSignals signals, IOptions<LiveOriginOptions> options, TimeProvider time, ILogger<SignalWatch> logger) : BackgroundService
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(2);

    /// <summary>How often it is asked which signals the log believes in: a node that died with its publisher tells nobody that they ended.</summary>
    private static readonly TimeSpan LoadEvery = TimeSpan.FromSeconds(30);
    private readonly LiveOriginOptions _options = options.Value;
    private readonly Dictionary<Guid, Told> _told = [];
    private long _loadedAt;

    /// <summary>What a session was told last.</summary>
    private sealed class Told
    {
        public bool Started { get; set; }

        /// <summary>Whether only the log says so, and perhaps speaks of another node's signal.</summary>
        public bool Believed { get; set; }
        public int Generation { get; set; }

        /// <summary>Timestamp before which nothing is told: after a failure, or while a publisher may be coming back.</summary>
        public long NotBefore { get; set; }

        /// <summary>Timestamp from which a signal that lasts is told again.</summary>
        public long RepeatAt { get; set; }
        public Task Call { get; set; } = Task.CompletedTask;
    }

    /// <summary>The address that screens are told to play.</summary>
    public static string AddressOf(Guid sessionId) => $"/live/{sessionId:D}/{LiveFileName.Entry}";

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LoadAsync(stoppingToken);
            using var timer = new PeriodicTimer(_options.WatchPeriod, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look(stoppingToken);
                if (time.GetElapsedTime(_loadedAt) > LoadEvery)
                {
                    await LoadAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_told.Values.Select(told => told.Call));
        }
    }

    /// <summary>Learns which signals a process that is gone left behind. They get a little longer than usual, since their publishers may be coming back.</summary>
    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var grace = In(_options.StopAfter + AgainAfter);
                foreach (var sessionId in await signals.BelievedLiveAsync(cancellationToken))
                {
                    _told.TryAdd(sessionId, new Told { Started = true, Believed = true, NotBefore = grace });
                }

                _loadedAt = time.GetTimestamp();
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogLoadFailed(fault);
                await Task.Delay(AgainAfter, time, cancellationToken);
            }
        }
    }

    /// <summary>One look; begins the calls that are due and waits for none.</summary>
    internal void Look(CancellationToken cancellationToken)
    {
        var looks = store.Look();
        foreach (var look in looks)
        {
            if (!_told.TryGetValue(look.SessionId, out var told))
            {
                _told.Add(look.SessionId, told = new Told { Generation = look.Generation });
            }

            Consider(look, told, cancellationToken);
        }

        var seen = looks.Select(look => look.SessionId).ToHashSet();
        foreach (var (sessionId, told) in _told.Where(pair => !seen.Contains(pair.Key)).ToList())
        {
            if (told.Started)
            {
                Consider(new LiveLook(sessionId, Live: false, told.Generation), told, cancellationToken);
            }
            else if (told.Call.IsCompleted)
            {
                _told.Remove(sessionId);
            }
        }
    }

    /// <summary>The calls under way; for tests.</summary>
    internal Task SettledAsync() => Task.WhenAll(_told.Values.Select(told => told.Call));

    private void Consider(LiveLook look, Told told, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (!told.Call.IsCompleted || now < told.NotBefore)
        {
            return;
        }

        if (told.Started && (!look.Live || look.Generation != told.Generation))
        {
            told.Call = StopAsync(look.SessionId, told, cancellationToken);
        }
        else if (look.Live && (!told.Started || now >= told.RepeatAt))
        {
            told.Generation = look.Generation;
            told.Call = StartAsync(look.SessionId, told, cancellationToken);
        }
    }

    private async Task StartAsync(Guid sessionId, Told told, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await signals.StartedAsync(sessionId, AddressOf(sessionId), cancellationToken);
            if (answer == SignalAnswer.Taken)
            {
                if (!told.Started)
                {
                    LogStarted(sessionId);
                }

                (told.Started, told.Believed) = (true, false);
                told.RepeatAt = In(_options.RepeatSignalEvery);
            }
            else if (answer == SignalAnswer.Over)
            {
                LogOver(sessionId);
                told.Started = false;
                store.End(sessionId);
            }
            else
            {
                told.NotBefore = In(AgainAfter);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogTellFailed(fault, sessionId);
            told.NotBefore = In(AgainAfter);
        }
        catch (OperationCanceledException)
        {
            // The server is stopping; the next start asks what was left behind.
        }
    }

    private async Task StopAsync(Guid sessionId, Told told, CancellationToken cancellationToken)
    {
        try
        {
            await signals.StoppedAsync(sessionId, cancellationToken);
            if (!told.Believed)
            {
                LogStopped(sessionId);
            }

            told.Started = false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogTellFailed(fault, sessionId);
            told.NotBefore = In(AgainAfter);
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
    }

    private long In(TimeSpan delay) => time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
}
