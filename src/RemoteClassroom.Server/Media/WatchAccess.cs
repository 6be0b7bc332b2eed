using System.Collections.Concurrent;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Media.Watching;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Media;

/// <summary>Who may see a session may watch it, unless its programme is cut: then nobody may. A screen asks for every segment, so an answer is good for a few seconds.</summary>
internal sealed class WatchAccess(ISessionDirectory sessions, ISessionStates states, SessionAccess access, TimeProvider time) : IMediaAccess
{
    private const int MaxRemembered = 50_000;
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(Caller Caller, Guid SessionId), (bool May, long Since)> _answers = new();

    public async ValueTask<WatchDecision> MayWatchAsync(HttpContext context, Guid sessionId)
    {
        if (Caller.Of(context) is not { } caller)
        {
            return WatchDecision.Unauthenticated;
        }

        if (!_answers.TryGetValue((caller, sessionId), out var answer) || time.GetElapsedTime(answer.Since) > Good)
        {
            if (_answers.Count >= MaxRemembered)
            {
                _answers.Clear();
            }

            answer = (await MayViewAsync(caller, sessionId, context.RequestAborted), time.GetTimestamp());
            _answers[(caller, sessionId)] = answer;
        }

        if (!answer.May)
        {
            return WatchDecision.NotFound;
        }

        // Never remembered: within a second of the cut no segment leaves this node, whatever the publisher goes on to send.
        return await states.GetAsync(sessionId, fresh: false, context.RequestAborted) is { CutSince: not null } ? WatchDecision.Cut : WatchDecision.Allowed;
    }

    private async Task<bool> MayViewAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.FindAsync(sessionId, cancellationToken) is { } session && await access.MayViewAsync(caller, session, cancellationToken);
}
