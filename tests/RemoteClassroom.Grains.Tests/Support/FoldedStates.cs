using System.Collections.Concurrent;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>What a node's relay would hold: looks at the log at every call, unless it was frozen, as a node is that missed every notice.</summary>
internal sealed class FoldedStates(ISessionLog log) : ISessionStates
{
    private readonly ConcurrentDictionary<Guid, SessionState> _frozen = [];

    public async Task FreezeAsync(Guid sessionId) => _frozen[sessionId] = (await GetAsync(sessionId, fresh: true, CancellationToken.None))!;

    public async ValueTask<SessionState?> GetAsync(Guid sessionId, bool fresh, CancellationToken cancellationToken)
    {
        if (_frozen.TryGetValue(sessionId, out var old))
        {
            return old;
        }

        var state = (await log.ReadAsync(sessionId, 0, 10_000, cancellationToken)).Aggregate(SessionState.Empty, (state, entry) => state.Apply(entry.Event, entry.At));
        return state.Phase == Phase.None ? null : state;
    }
}
