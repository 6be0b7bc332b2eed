using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.LongPoll;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay;

/// <summary>
/// Figures of the relay; meter <c>RemoteClassroom.Relay</c>. They are read off the connections' cursors when somebody scrapes: sending costs nothing more for it.
/// Nothing names a session, a hall or a person: a view is its kind. A hosted service only so that it is there from the start.
/// </summary>
internal sealed class RelayMeters : IHostedService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "RemoteClassroom.Relay";

    private static readonly StreamKind[] Views = Enum.GetValues<StreamKind>();
    private readonly SessionFeeds _feeds;
    private readonly RelayLifetimeManager _connections;
    private long _toldSent;

    public RelayMeters(IMeterFactory factory, SessionFeeds feeds, RelayLifetimeManager connections, IRelayLongPoll polls)
    {
        (_feeds, _connections) = (feeds, connections);
        var meter = factory.Create(MeterName);
        meter.CreateObservableGauge("rc.relay.connections", () => connections.Count, "{connection}", "Hub connections of this node.");
        meter.CreateObservableCounter("rc.relay.sent", Sent, "By", "Bytes of messages sent to hub connections.");
        meter.CreateObservableGauge("rc.relay.polls", () => polls.Waiting, "{request}", "Long polls that wait.");
        meter.CreateObservableGauge("rc.relay.sessions", () => feeds.All.Count, "{session}", "Sessions whose logs this node follows.");
        meter.CreateObservableGauge("rc.relay.subscriptions", () => Each(view => view.Subscriptions), "{stream}", "Streams followed by this node's connections, by view.");
        meter.CreateObservableGauge("rc.relay.lag", () => Each(view => view.Lag), "{event}", "How far behind the log's head the slowest follower of a view is.");
        meter.CreateObservableGauge("rc.relay.behind", () => Each(view => view.Behind), "{stream}", "Followers of a view that have something yet to be sent.");
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A connection that goes is for an instant in neither sum; what only grows must not be seen to fall.
    private long Sent() => _toldSent = Math.Max(_toldSent, _connections.Sent);

    private IEnumerable<Measurement<long>> Each(Func<View, long> figure)
    {
        var views = Look();
        return Views.Select(kind => new Measurement<long>(figure(views[(int)kind]), new KeyValuePair<string, object?>("view", kind.ToString().ToLowerInvariant())));
    }

    private View[] Look()
    {
        var views = Array.ConvertAll(Views, _ => new View());
        foreach (var feed in _feeds.All)
        {
            for (var slot = 0; slot < feed.Followers.Length; slot++)
            {
                foreach (var subscription in feed.Followers[slot]?.Following ?? [])
                {
                    if (subscription.Stream.Feed == feed)
                    {
                        views[(int)subscription.Stream.Name.Kind].Count(subscription);
                    }
                }
            }
        }

        return views;
    }

    private sealed class View
    {
        public long Subscriptions { get; private set; }

        public long Lag { get; private set; }

        public long Behind { get; private set; }

        public void Count(Subscription subscription)
        {
            Subscriptions++;
            var lag = subscription.Lag;
            Lag = Math.Max(Lag, lag);
            Behind += lag > 0 ? 1 : 0;
        }
    }
}
