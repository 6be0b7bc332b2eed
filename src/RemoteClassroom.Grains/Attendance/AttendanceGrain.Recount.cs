using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>How the board is held to the ledger: by counting it anew, and by reading corrections again.</summary>
internal sealed partial class AttendanceGrain
{
    private long _readsBegun;
    private long _readTaken;

    /// <summary>
    /// Reads beside the grain. SQLite's driver reads on the thread that asks, however it is awaited, and a province's ledger takes a second to count: on the grain's own turn everybody who looks at
    /// the board would wait as long.
    /// </summary>
    private static Task<T> AsideAsync<T>(Func<Task<T>> read) => Task.Run(read);

    private void Note(CorrectedPeople people) =>
        (_isCorrected, _newestCorrection) = (people.Corrections.Count > 0, people.Corrections.Count > 0 ? people.Corrections[^1].Seq : 0);

    private async Task ReadCorrectionsAsync(Loaded loaded, SessionState state)
    {
        _corrected = false;
        var read = ++_readsBegun;
        var people = await AsideAsync(() => _corrections.PeopleAsync(_sessionId, null, CancellationToken.None));
        if (read < _readTaken)
        {
            // Another read began later and was quicker: what it saw stays.
            return;
        }

        _readTaken = read;
        Note(people);
        loaded.Watch.Board.Correct(people, state.Rounds);
    }

    /// <summary>Reads corrections again while people come in a session that has some: what they move depends on who came.</summary>
    private async Task CorrectAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_corrected && _loaded is { Frozen: true } loaded && await _states.GetAsync(_sessionId, fresh: false, cancellationToken) is { } state)
            {
                await ReadCorrectionsAsync(loaded, state);
            }
        }
#pragma warning disable CA1031 // Tried again at the next tick.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _corrected = true;
            LogRecountFailed(problem, _sessionId);
        }
    }

    /// <summary>Counts the ledger anew while figures move: what a node that died had committed but not told comes in so.</summary>
    private async Task RecountAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_loaded is not { Frozen: true } loaded || await _states.GetAsync(_sessionId, fresh: false, cancellationToken) is not { } state)
            {
                return;
            }

            if (await _corrections.NewestAsync(_sessionId, cancellationToken) > _newestCorrection)
            {
                await ReadCorrectionsAsync(loaded, state);
            }

            var closed = state.Rounds.FindAll(round => round.ClosedAt is not null && !_recounted.Contains(round.RoundId));
            if (!_moved && state.OpenRound is null && closed.IsEmpty)
            {
                return;
            }

            _moved = false;
            await ReadCorrectionsAsync(loaded, state);
            foreach (var count in await AsideAsync(() => _ledger.CountAsync(_sessionId, cancellationToken)))
            {
                loaded.Watch.Board.Advance(count);
            }

            _recounted.UnionWith(closed.Select(round => round.RoundId));
        }
#pragma warning disable CA1031 // A recount that fails is tried again at the next tick.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _moved = true;
            LogRecountFailed(problem, _sessionId);
        }
    }
}
