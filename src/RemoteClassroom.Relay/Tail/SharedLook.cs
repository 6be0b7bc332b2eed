namespace RemoteClassroom.Relay.Tail;

/// <summary>
/// Runs one look at a time, however many ask. Who asks while a look is under way gets the next one, which all who ask meanwhile share:
/// a look that began before the question could have missed what the question is about.
/// </summary>
/// <param name="look">The look; tells by its result whether it succeeded and does not throw.</param>
internal sealed class SharedLook(Func<Task<bool>> look)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<bool>? _next;
    private bool _looking;

    /// <summary>The loop that works the looks off; done when nobody asks any more.</summary>
    public Task Loop { get; private set; } = Task.CompletedTask;

    /// <summary>A look that begins after this call.</summary>
    public Task<bool> RequestAsync()
    {
        lock (_gate)
        {
            _next ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var answer = _next.Task;
            if (!_looking)
            {
                _looking = true;
                Loop = RunAsync();
            }

            return answer;
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (true)
        {
            TaskCompletionSource<bool> turn;
            lock (_gate)
            {
                if (_next is null)
                {
                    _looking = false;
                    return;
                }

                turn = _next;
                _next = null;
            }

            turn.SetResult(await look());
        }
    }
}
