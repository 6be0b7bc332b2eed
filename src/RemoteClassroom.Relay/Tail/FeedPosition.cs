using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Views;

namespace RemoteClassroom.Relay.Tail;

/// <summary>How far a node has read a session's log, and what the log says up to there. A new object for every step, so it is compared by reference.</summary>
/// <param name="offset">The last offset read; 0 before the first.</param>
/// <param name="tag">Its tag.</param>
/// <param name="state">The state after it.</param>
internal sealed class FeedPosition(long offset, ulong tag, ViewState state)
{
    public static FeedPosition Start { get; } = new(0, 0, ViewState.Empty);

    public long Offset { get; } = offset;

    public ulong Tag { get; } = tag;

    public ViewState State { get; } = state;

    public FeedPosition Next(LoggedEvent logged) => new(logged.Offset, logged.Tag, State.Apply(logged));
}
