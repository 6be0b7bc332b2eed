using Microsoft.Extensions.Options;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Origin;

/// <summary>Why the store takes no upload now.</summary>
internal enum StoreRefusal
{
    None,
    /// <summary>The session is over.</summary>
    Over,
    /// <summary>The session's own bound: what its playlists name is larger than it may be.</summary>
    SessionFull,
    /// <summary>The installation's bound, or too many uploads at a time: try again.</summary>
    Busy,
}

/// <summary>What the signals' watcher sees of a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Live">Whether a fresh, playable stream is there.</param>
/// <param name="Generation">See <see cref="LiveSession.Generation"/>.</param>
internal readonly record struct LiveLook(Guid SessionId, bool Live, int Generation);

/// <summary>All live streams of this node, within bounds of bytes and counts. One lock guards the book-keeping; bytes are copied outside it.</summary>
internal sealed class LiveStore(IOptions<LiveOriginOptions> options, TimeProvider time)
{
    private readonly LiveOriginOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LiveSession> _sessions = [];
    private long _bytes;
    private long _version = time.GetUtcNow().UtcTicks;

    /// <summary>Bytes held by all sessions, uploads under way included.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Begins an upload; the answer must be disposed.</summary>
    /// <param name="sessionId">The session, whose key was checked.</param>
    /// <param name="name">The file.</param>
    /// <param name="refusal">Why not, if this returns null.</param>
    public LiveUpload? Begin(Guid sessionId, LiveFileName name, out StoreRefusal refusal)
    {
        lock (_gate)
        {
            var session = Open(sessionId);
            refusal = session switch
            {
                null => StoreRefusal.Busy,
                { Over: true } => StoreRefusal.Over,
                _ when session.Uploads >= _options.MaxUploadsPerSession => StoreRefusal.Busy,
                _ => StoreRefusal.None,
            };
            if (session is null || refusal != StoreRefusal.None)
            {
                return null;
            }

            session.Uploads++;
            return new LiveUpload(this, session, name);
        }
    }

    /// <summary>The complete file of that name; null if there is none.</summary>
    public LiveFile? Find(Guid sessionId, string name)
    {
        lock (_gate)
        {
            return _sessions.GetValueOrDefault(sessionId)?.Find(name);
        }
    }

    /// <summary>Takes a file away; nothing happens if there is none.</summary>
    public void Delete(Guid sessionId, string name)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(sessionId, out var session))
            {
                _bytes -= session.Remove(name, time.GetTimestamp());
            }
        }
    }

    /// <summary>The session said that it is over.</summary>
    public void End(Guid sessionId)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(sessionId, out var session))
            {
                _bytes -= session.End(time.GetTimestamp());
            }
        }
    }

    /// <summary>Forgets sessions that have been still for long, then says how the others stand.</summary>
    public IReadOnlyList<LiveLook> Look()
    {
        lock (_gate)
        {
            var looks = new List<LiveLook>(_sessions.Count);
            foreach (var session in _sessions.Values.ToList())
            {
                var live = IsLive(session);
                if (!live && session.Uploads == 0 && time.GetElapsedTime(session.LastChangeAt) > StopAfter(session) + _options.KeepAfterStop)
                {
                    Forget(session);
                }
                else
                {
                    looks.Add(new LiveLook(session.SessionId, live, session.Generation));
                }
            }

            return looks;
        }
    }

    /// <summary>Counts bytes that an upload is about to hold, making room for them.</summary>
    internal StoreRefusal Reserve(LiveSession session, LiveFileName name, long bytes)
    {
        lock (_gate)
        {
            if (session.Over)
            {
                return StoreRefusal.Over;
            }

            while (session.Bytes + bytes > _options.MaxSessionBytes)
            {
                if (!EvictOne(session, name))
                {
                    return StoreRefusal.SessionFull;
                }
            }

            while (_bytes + bytes > _options.MaxTotalBytes)
            {
                // Another session that is live is never made to pay for this one.
                if (!EvictOne(session, name) && !ForgetStopped(session))
                {
                    return StoreRefusal.Busy;
                }
            }

            session.Grow(bytes);
            _bytes += bytes;
            return StoreRefusal.None;
        }
    }

    /// <summary>Makes a complete upload visible.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The file.</param>
    /// <param name="chunks">Its bytes.</param>
    /// <param name="length">How many, no more than were reserved.</param>
    /// <param name="playlist">What a playlist says.</param>
    /// <param name="reserved">What <see cref="Reserve"/> counted; the rest is given back.</param>
    /// <param name="created">False if a file of that name was replaced.</param>
    internal StoreRefusal Publish(LiveSession session, LiveFileName name, IReadOnlyList<ReadOnlyMemory<byte>> chunks, long length, Playlist? playlist, long reserved, out bool created)
    {
        lock (_gate)
        {
            created = session.Find(name.Text) is null;
            if (session.Over)
            {
                return StoreRefusal.Over;
            }

            while (created && session.Count >= _options.MaxFilesPerSession)
            {
                if (!EvictOne(session, name))
                {
                    return StoreRefusal.SessionFull;
                }
            }

            session.Grow(length - reserved);
            _bytes += length - reserved;
            _bytes -= session.Put(new LiveFile(name, chunks, length, ++_version, playlist), time.GetTimestamp());
            return StoreRefusal.None;
        }
    }

    /// <summary>Ends an upload, published or not.</summary>
    internal void Close(LiveSession session, long reserved)
    {
        lock (_gate)
        {
            session.Uploads--;
            session.Grow(-reserved);
            _bytes -= reserved;
        }
    }

    private LiveSession? Open(Guid sessionId)
    {
        if (_sessions.TryGetValue(sessionId, out var session))
        {
            return session;
        }

        if (_sessions.Count >= _options.MaxSessions && !ForgetStopped(null))
        {
            return null;
        }

        session = new LiveSession(sessionId, time.GetTimestamp());
        _sessions.Add(sessionId, session);
        return session;
    }

    private bool EvictOne(LiveSession session, LiveFileName coming)
    {
        if (session.OldestUnnamed(coming) is not { } oldest)
        {
            return false;
        }

        _bytes -= session.Remove(oldest.Name.Text, time.GetTimestamp());
        return true;
    }

    private bool ForgetStopped(LiveSession? except)
    {
        var stopped = _sessions.Values
            .Where(session => session != except && session.Uploads == 0 && !IsLive(session) && time.GetElapsedTime(session.LastChangeAt) > StopAfter(session))
            .MinBy(session => session.LastChangeAt);
        if (stopped is null)
        {
            return false;
        }

        Forget(stopped);
        return true;
    }

    private void Forget(LiveSession session)
    {
        _sessions.Remove(session.SessionId);
        _bytes -= session.Bytes;
    }

    private bool IsLive(LiveSession session) =>
        !session.Over && session.IsPlayable() && time.GetElapsedTime(session.LastSegmentAt) <= StopAfter(session);

    /// <summary>Long segments come seldom: the announced length and a half is waited for, at least.</summary>
    private TimeSpan StopAfter(LiveSession session)
    {
        var longest = session.Reachable().Select(playlist => playlist.TargetDuration).DefaultIfEmpty().Max() * 1.5 + TimeSpan.FromSeconds(1);
        return longest > _options.StopAfter ? longest : _options.StopAfter;
    }
}
