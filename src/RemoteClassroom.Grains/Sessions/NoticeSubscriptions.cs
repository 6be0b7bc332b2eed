using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>Keeps this node subscribed to the main classrooms of the sessions that it follows, so that commits on other nodes wake it at once.</summary>
internal sealed partial class NoticeSubscriptions(
    IEnumerable<IFollowedSessions> followed, IEnumerable<ISessionNotices> notices, IGrainFactory grains, TimeProvider time, ILogger<NoticeSubscriptions> logger)
    : SiloLoop(TimeSpan.FromSeconds(1), time, logger), ISessionObserver
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(45);
    private readonly IFollowedSessions[] _followed = [.. followed];
    private readonly ISessionNotices[] _notices = [.. notices];
    private readonly Dictionary<Guid, DateTimeOffset> _renewed = [];
    private ISessionObserver? _self;

    public Task GrewAsync(Guid sessionId, long head)
    {
        foreach (var listener in _notices)
        {
            listener.Announce(sessionId, head);
        }

        return Task.CompletedTask;
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (_followed.Length == 0)
        {
            return;
        }

        _self ??= grains.CreateObjectReference<ISessionObserver>(this);
        var wanted = _followed.SelectMany(source => source.Current).ToHashSet();
        foreach (var sessionId in _renewed.Keys.Where(sessionId => !wanted.Contains(sessionId)).ToArray())
        {
            _renewed.Remove(sessionId);
            await TryAsync(sessionId, main => main.UnsubscribeAsync(_self));
        }

        var now = Time.GetUtcNow();
        foreach (var sessionId in wanted.Where(sessionId => !_renewed.TryGetValue(sessionId, out var at) || now - at >= RenewAfter).ToArray())
        {
            // One that cannot be reached now is tried again at the next renewal; until then the node looks at its log once a second.
            _renewed[sessionId] = now;
            await TryAsync(sessionId, main => main.SubscribeAsync(_self));
        }
    }

    protected override Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_self is not null)
        {
            grains.DeleteObjectReference<ISessionObserver>(_self);
        }

        return Task.CompletedTask;
    }

    private async Task TryAsync(Guid sessionId, Func<IMainClassroomGrain, Task> call)
    {
        try
        {
            await call(grains.MainClassroom(sessionId));
        }
#pragma warning disable CA1031 // Whatever hinders one session must not hinder the others; hints may be lost.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogNotReached(logger, problem, sessionId);
        }
    }
}
