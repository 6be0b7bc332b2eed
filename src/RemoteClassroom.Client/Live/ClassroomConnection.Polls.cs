using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

public sealed partial class ClassroomConnection
{
    private Polls? _polls;

    private async Task StopPollsAsync()
    {
        if (_polls is { } polls)
        {
            _polls = null;
            await polls.StopAsync();
        }
    }

    private async Task<FrameFate> TakeAsync(Frame frame)
    {
        if (!_positions.TryGetValue(frame.Stream, out var position))
        {
            return FrameFate.Ignore;
        }

        var fate = position.Take(frame);
        if (fate == FrameFate.Apply)
        {
            position.Behind = false;
            await TellAsync(new StreamUpdate.Advanced(frame));
        }

        return fate;
    }

    private async Task TakeAsync(Snapshot snapshot)
    {
        if (_positions.TryGetValue(snapshot.Stream, out var position))
        {
            position.Take(snapshot);
            await TellAsync(new StreamUpdate.Snapshotted(snapshot));
        }
    }

    private async Task TakeAsync(Totals totals)
    {
        if (_positions.TryGetValue(totals.Stream, out var position) && position.Take(totals))
        {
            await TellAsync(new StreamUpdate.Counted(totals));
        }
    }

    /// <summary>The same frames by long poll, one loop a stream, while the hub cannot be opened. Each poll may be answered by another node: the cursor is all it needs.</summary>
    private sealed class Polls
    {
        private const int LongPause = 6;
        private readonly ClassroomConnection _owner;
        private readonly CancellationTokenSource _stop;
        private readonly Task _loops;
        private int _told;

        public Polls(ClassroomConnection owner, CancellationToken cancellationToken)
        {
            _owner = owner;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _loops = Task.WhenAll(owner._options.Streams.Select(stream => StreamName.TryParse(stream, out var name) ? LoopAsync(name, stream) : Task.CompletedTask));
        }

        /// <summary>Ends the polls; an answer that is being taken is taken to its end.</summary>
        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _loops;
            _stop.Dispose();
        }

        private async Task LoopAsync(StreamName name, string stream)
        {
            var failed = 0;
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    var answer = await _owner._client.FramesAsync(name.SessionId, stream, _owner.CursorOf(stream), _stop.Token);
                    await TakeAsync(answer);
                    failed = 0;
                }
                catch (OperationCanceledException) when (_stop.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    failed = fault is ClassroomException ? LongPause : failed + 1;
                    await TellDownAsync();
                    await Task.Delay(_owner._backOff.Delay(failed), _owner._client.Options.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }

        private async Task TakeAsync(FramesAnswer answer)
        {
            if (Interlocked.Exchange(ref _told, 1) == 0)
            {
                await _owner.TellAsync(new StreamUpdate.Linked(LinkState.Polling));
            }

            if (answer.Snapshot is { } snapshot)
            {
                await _owner.TakeAsync(snapshot);
            }

            foreach (var frame in answer.Frames)
            {
                // One that does not fit is asked for again with the own cursor.
                await _owner.TakeAsync(frame);
            }

            if (answer.Totals is { } totals)
            {
                await _owner.TakeAsync(totals);
            }
        }

        private async Task TellDownAsync()
        {
            if (Interlocked.Exchange(ref _told, 0) == 1)
            {
                await _owner.TellAsync(new StreamUpdate.Linked(LinkState.Down));
            }
        }
    }
}
