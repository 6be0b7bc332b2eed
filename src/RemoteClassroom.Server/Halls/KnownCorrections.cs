using System.Collections.Concurrent;
using System.Collections.Immutable;
using RemoteClassroom.Domain.Corrections;

namespace RemoteClassroom.Server.Halls;

/// <summary>
/// The corrections of sessions under way, by person, kept on this node: every hall asks for its list every few seconds, and what was entered before never changes. Each look costs one
/// question for the newest, and only what came since is read.
/// </summary>
internal sealed class KnownCorrections(ICorrections corrections) : IDisposable
{
    private const int AtOnce = 1_000;
    private const int MostSessions = 64;
    private static readonly ImmutableList<Correction> None = [];
    private static readonly Known Nothing = new(ImmutableDictionary<Guid, ImmutableList<Correction>>.Empty, 0);

    private readonly ConcurrentDictionary<Guid, Known> _sessions = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Gives a person's corrections in a session, in the order of the ledger; none that stood when this was called is missing.</summary>
    public async Task<Func<Guid, IReadOnlyList<Correction>>> OfAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var newest = await corrections.NewestAsync(sessionId, cancellationToken);
        var known = newest == 0 ? Nothing : _sessions.GetValueOrDefault(sessionId, Nothing);
        if (known.UpTo != newest)
        {
            known = await ReadOnAsync(sessionId, newest, cancellationToken);
        }

        return person => known.People.GetValueOrDefault(person) ?? None;
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    // One reads, the others wait: a thousand halls ask in the second after an entry.
    private async Task<Known> ReadOnAsync(Guid sessionId, long newest, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var known = _sessions.GetValueOrDefault(sessionId, Nothing);
            if (known.UpTo > newest && await corrections.NewestAsync(sessionId, cancellationToken) < known.UpTo)
            {
                // An older database was put back.
                known = Nothing;
            }

            while (known.UpTo < newest && await corrections.ReadAsync(sessionId, "", known.UpTo, AtOnce, cancellationToken) is { Count: > 0 } page)
            {
                known = known.With(page);
            }

            if (_sessions.Count >= MostSessions && !_sessions.ContainsKey(sessionId))
            {
                _sessions.Clear();
            }

            return _sessions[sessionId] = known;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What was read, up to an entry of the ledger.</summary>
    private sealed record Known(ImmutableDictionary<Guid, ImmutableList<Correction>> People, long UpTo)
    {
        public Known With(IReadOnlyList<Correction> page)
        {
            var people = People.ToBuilder();
            foreach (var entry in page)
            {
                if (entry.TraineeId is { } person)
                {
                    people[person] = (people.GetValueOrDefault(person) ?? None).Add(entry);
                }
            }

            return new Known(people.ToImmutable(), page[^1].Seq);
        }
    }
}
