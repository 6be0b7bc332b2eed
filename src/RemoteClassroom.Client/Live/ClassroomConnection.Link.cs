using Microsoft.AspNetCore.SignalR.Client;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

public sealed partial class ClassroomConnection
{
    /// <summary>How a link ended.</summary>
    /// <param name="WasUp">Whether the streams had been joined.</param>
    /// <param name="Refused">Whether the server refused them.</param>
    /// <param name="Code">Why.</param>
    /// <param name="Wait">What the server asked to wait.</param>
    private sealed record LinkEnd(bool WasUp = false, bool Refused = false, string? Code = null, TimeSpan? Wait = null);

    /// <summary>One connection of the hub, from its start to its end.</summary>
    private sealed class Link : IAsyncDisposable
    {
        private readonly ClassroomConnection _owner;
        private readonly HubConnection _hub;
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _wake = new(0);
        private readonly HashSet<string> _gaps = new(StringComparer.Ordinal);

        public Link(ClassroomConnection owner, HubConnection hub)
        {
            _owner = owner;
            _hub = hub;
            hub.On<Frame>("frame", TakeAsync);
            hub.On<Snapshot>("snapshot", owner.TakeAsync);
            hub.On<Totals>("totals", owner.TakeAsync);
            hub.On<Bye>("bye", Take);
            hub.Closed += _ =>
            {
                _closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public LinkEnd End { get; private set; } = new();

        public async Task<LinkEnd> RunAsync(CancellationToken cancellationToken)
        {
            await WithinAsync(token => _hub.StartAsync(token), cancellationToken);
            // From here on the link is good: the polls' last answers are taken before the cursors are read.
            await _owner.StopPollsAsync();
            if (!await JoinAsync(_owner._options.Streams, cancellationToken))
            {
                return End;
            }

            End = End with { WasUp = true };
            await _owner.TellAsync(new StreamUpdate.Linked(LinkState.Up));
            await BeatAsync(cancellationToken);
            return End;
        }

        /// <summary>Heartbeats, and joins again where a gap was found, until the link ends.</summary>
        private async Task BeatAsync(CancellationToken cancellationToken)
        {
            while (!_closed.Task.IsCompleted)
            {
                await HeartbeatAsync(cancellationToken);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var pause = Task.Delay(_owner.HeartbeatEvery, _owner._client.Options.Time, over.Token);
                var woken = _wake.WaitAsync(over.Token);
                var first = await Task.WhenAny(pause, woken, _closed.Task);
                await over.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                if (first == woken && !_closed.Task.IsCompleted && !await JoinAgainAsync(cancellationToken))
                {
                    return;
                }
            }
        }

        private async Task<bool> JoinAgainAsync(CancellationToken cancellationToken)
        {
            List<string> streams;
            lock (_gaps)
            {
                streams = [.. _gaps];
                _gaps.Clear();
            }

            return streams.Count == 0 || await JoinAsync(streams, cancellationToken);
        }

        private async Task<bool> JoinAsync(IReadOnlyList<string> streams, CancellationToken cancellationToken)
        {
            var request = new JoinRequest([.. streams.Select(stream => new JoinStream(stream, _owner.CursorOf(stream)))]);
            var asked = _owner._client.Options.Time.GetTimestamp();
            var answer = await WithinAsync(token => _hub.InvokeAsync<JoinAnswer>("Join", request, token), cancellationToken);
            _owner.SetClock(answer.ServerTime, asked);
            if (answer.Retry is { BaseMs: > 0, CapMs: > 0 } advice)
            {
                _owner._backOff.Advice = advice;
            }

            if (answer.HeartbeatMs > 0)
            {
                _owner.HeartbeatEvery = TimeSpan.FromMilliseconds(answer.HeartbeatMs);
            }

            foreach (var stream in streams)
            {
                _owner._positions[stream].Behind = false;
            }

            if (!answer.Ok)
            {
                End = End with { Refused = true, Code = answer.Error?.Code };
            }

            return answer.Ok;
        }

        private async Task HeartbeatAsync(CancellationToken cancellationToken)
        {
            var cursors = _owner._positions.Values.Where(position => position.Cursor is not null).ToDictionary(position => position.Stream, position => position.Cursor!, StringComparer.Ordinal);
            var asked = _owner._client.Options.Time.GetTimestamp();
            var beat = new HeartbeatRequest(cursors, _owner._options.Player?.Invoke(), _owner._clockOffset.TotalMilliseconds);
            var answer = await WithinAsync(token => _hub.InvokeAsync<HeartbeatAnswer>("Heartbeat", beat, token), cancellationToken);
            _owner.SetClock(answer.ServerTime, asked);
        }

        private async Task TakeAsync(Frame frame)
        {
            if (await _owner.TakeAsync(frame) == FrameFate.JoinAgain && _owner._positions[frame.Stream] is { Behind: false } position)
            {
                position.Behind = true;
                lock (_gaps)
                {
                    _gaps.Add(frame.Stream);
                }

                _wake.Release();
            }
        }

        private void Take(Bye bye)
        {
            End = End with { Code = bye.Code, Wait = TimeSpan.FromMilliseconds(Math.Max(0, bye.RetryAfterMs)) };
            _closed.TrySetResult();
        }

        private async Task WithinAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
            await WithinAsync(async token =>
            {
                await call(token);
                return true;
            }, cancellationToken);

        /// <summary>A call that does not outlive its time or the link.</summary>
        private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        {
            using var clock = new CancellationTokenSource(_owner._options.CallTimeout, _owner._client.Options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
            var calling = call(either.Token);
            if (await Task.WhenAny(calling, _closed.Task) != calling)
            {
                await either.CancelAsync();
                Observe(calling);
                throw new IOException("The link ended.");
            }

            return await calling;
        }

        /// <summary>A call that was given up may still fail; nobody else would look.</summary>
        private static void Observe(Task given) => _ = given.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        public async ValueTask DisposeAsync()
        {
            await _hub.DisposeAsync();
            _wake.Dispose();
        }
    }
}
