using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Connections;

/// <summary>
/// Where one connection stands in the sessions' tables, and which streams count it. Settling and clearing may race (a disconnect during a join):
/// after <see cref="Clear"/> nothing is taken any more.
/// </summary>
/// <param name="connection">Whose places these are.</param>
internal sealed class FollowedPlaces(RelayConnection connection)
{
    private readonly Lock _gate = new();
    private readonly List<(SessionFeed Feed, int Slot)> _slots = [];
    private ViewStream[] _streams = [];
    private bool _cleared;

    /// <summary>Takes the places that the subscriptions need and gives the others back.</summary>
    public void Settle(IReadOnlyList<Subscription> subscriptions)
    {
        lock (_gate)
        {
            if (_cleared)
            {
                return;
            }

            ViewStream[] streams = [.. subscriptions.Select(subscription => subscription.Stream)];
            foreach (var stream in streams)
            {
                stream.Join();
                Take(stream.Feed);
            }

            foreach (var left in _streams)
            {
                left.Leave();
            }

            _streams = streams;
            for (var i = _slots.Count - 1; i >= 0; i--)
            {
                if (!streams.Any(stream => stream.Feed == _slots[i].Feed))
                {
                    Give(i);
                }
            }
        }
    }

    /// <summary>Gives all places back, for good.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _cleared = true;
            foreach (var left in _streams)
            {
                left.Leave();
            }

            _streams = [];
            for (var i = _slots.Count - 1; i >= 0; i--)
            {
                Give(i);
            }
        }
    }

    private void Take(SessionFeed feed)
    {
        // The joiner holds the feed until this is done, so it cannot have been retired.
        if (!_slots.Any(place => place.Feed == feed) && feed.TryHold())
        {
            _slots.Add((feed, feed.Followers.Add(connection)));
        }
    }

    private void Give(int index)
    {
        var (feed, slot) = _slots[index];
        _slots.RemoveAt(index);
        feed.Followers.Remove(slot);
        feed.Release();
    }
}
