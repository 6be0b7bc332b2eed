using System.Collections.Concurrent;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>A log over lists, which counts how it is read and can be made to fail.</summary>
internal sealed class MemoryLog : ISessionLog
{
    private readonly ConcurrentDictionary<Guid, List<LoggedEvent>> _logs = new();
    private int _reads;
    private int _headReads;

    /// <summary>While true, reading fails as a database that is away does.</summary>
    public volatile bool Failing;

    public int Reads => Volatile.Read(ref _reads);

    public int HeadReads => Volatile.Read(ref _headReads);

    /// <summary>Appends one event; answers with its offset.</summary>
    public long Append(Guid sessionId, SessionEvent change, DateTimeOffset? at = null)
    {
        var log = _logs.GetOrAdd(sessionId, _ => []);
        lock (log)
        {
            var last = log.Count == 0 ? null : log[^1];
            var offset = (last?.Offset ?? 0) + 1;
            var when = Micros.Truncate(at ?? DateTimeOffset.UnixEpoch.AddYears(60).AddSeconds(offset));
            var (type, data) = EventCodec.Encode(change);
            log.Add(new LoggedEvent(offset, EventTag.Next(last?.Tag ?? 0, offset, Micros.Of(when), type, data), when, change));
            return offset;
        }
    }

    /// <summary>All events of a session.</summary>
    public IReadOnlyList<LoggedEvent> All(Guid sessionId)
    {
        var log = _logs[sessionId];
        lock (log)
        {
            return [.. log];
        }
    }

    /// <summary>Goes back to an older state, as a restored backup does.</summary>
    public void Restore(Guid sessionId, long head)
    {
        var log = _logs[sessionId];
        lock (log)
        {
            log.RemoveRange((int)head, log.Count - (int)head);
        }
    }

    public Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken) => throw new NotSupportedException("The relay never appends.");

    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        await Task.Yield();
        FailIfTold();
        if (!_logs.TryGetValue(sessionId, out var log))
        {
            return [];
        }

        lock (log)
        {
            return [.. log.Skip((int)after).Take(limit)];
        }
    }

    public async Task<IReadOnlyDictionary<Guid, LogHead>> HeadsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _headReads);
        await Task.Yield();
        FailIfTold();
        var heads = new Dictionary<Guid, LogHead>();
        foreach (var id in sessionIds)
        {
            if (_logs.TryGetValue(id, out var log))
            {
                lock (log)
                {
                    heads[id] = new LogHead(log[^1].Offset, log[^1].Tag);
                }
            }
        }

        return heads;
    }

    private void FailIfTold()
    {
        if (Failing)
        {
            throw new StorageException("The test's database is away.", outcomeUnknown: false);
        }
    }
}
