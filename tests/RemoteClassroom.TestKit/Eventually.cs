using System.Diagnostics;

namespace RemoteClassroom.TestKit;

/// <summary>Waits for what another thread or process will make true. A time-out names what was waited for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>Until <paramref name="condition"/> holds.</summary>
    /// <param name="what">Completes "waited for …".</param>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="within">15 s unless told otherwise.</param>
    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static Task True(string what, Func<bool> condition, TimeSpan? within = null) => True(what, () => Task.FromResult(condition()), within);

    /// <summary>Until <paramref name="condition"/> holds.</summary>
    /// <inheritdoc cref="True(string, Func{bool}, TimeSpan?)" />
    public static async Task True(string what, Func<Task<bool>> condition, TimeSpan? within = null) =>
        await NotNull(what, async () => await condition() ? what : null, within);

    /// <summary>Until <paramref name="get"/> gives something.</summary>
    /// <inheritdoc cref="True(string, Func{bool}, TimeSpan?)" />
    public static async Task<T> NotNull<T>(string what, Func<Task<T?>> get, TimeSpan? within = null)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        var limit = within ?? Usual;
        while (true)
        {
            if (await get() is { } found)
            {
                return found;
            }

            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain for {what}.");
            }

            await Task.Delay(Between);
        }
    }

    /// <summary>The result of <paramref name="task"/>, or a time-out that names it.</summary>
    /// <inheritdoc cref="True(string, Func{bool}, TimeSpan?)" />
    public static async Task<T> Done<T>(string what, Task<T> task, TimeSpan? within = null)
    {
        await Done(what, (Task)task, within);
        return await task;
    }

    /// <summary>Until <paramref name="task"/> is done.</summary>
    /// <inheritdoc cref="True(string, Func{bool}, TimeSpan?)" />
    public static async Task Done(string what, Task task, TimeSpan? within = null)
    {
        var limit = within ?? Usual;
        if (await Task.WhenAny(task, Task.Delay(limit)) != task)
        {
            throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain for {what}.");
        }

        await task;
    }
}
