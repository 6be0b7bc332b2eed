namespace RemoteClassroom.Storage.Writing;

/// <summary>
/// One writer at a time, first come, first served. SQLite has one write lock and grants it at random after sleeping; whoever writes holds this gate instead,
/// so that neither the log's writer nor an edit is ever told "busy", and neither starves the other.
/// </summary>
internal sealed class WriteGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _held;

    /// <summary>Waits for the gate and takes it.</summary>
    public Task EnterAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_held)
            {
                _held = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return cancellationToken.CanBeCanceled ? WaitAsync(turn, cancellationToken) : turn.Task;
        }
    }

    /// <summary>Takes the gate on the calling thread; for callers of EF's synchronous half, such as the data-protection keys.</summary>
    public void Enter()
    {
        var turn = EnterAsync(CancellationToken.None);
        if (!turn.IsCompleted)
        {
            ((IAsyncResult)turn).AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>Gives the gate to the next in line.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var next))
            {
                // One that gave up waiting is passed over.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _held = false;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
    }
}
