using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Origin;

/// <summary>The files of one session's live stream. Not safe for threads: <see cref="LiveStore"/> holds its lock around every use.</summary>
internal sealed class LiveSession(Guid sessionId, long createdAt)
{
    private readonly Dictionary<string, LiveFile> _files = new(StringComparer.Ordinal);
    private long _newestPlaylist;
    private HashSet<string> _named = new(StringComparer.Ordinal);

    public Guid SessionId { get; } = sessionId;

    /// <summary>Bytes of complete files and of uploads under way.</summary>
    public long Bytes { get; private set; }

    public int Uploads { get; set; }

    public int Count => _files.Count;

    /// <summary>Timestamp of the last complete segment; of the creation before any.</summary>
    public long LastSegmentAt { get; private set; } = createdAt;

    /// <summary>Timestamp of the last change of any kind.</summary>
    public long LastChangeAt { get; private set; } = createdAt;

    /// <summary>Counts how often the publisher began anew: players must load the stream again.</summary>
    public int Generation { get; private set; }

    /// <summary>True once the session said that it is over: nothing more is taken.</summary>
    public bool Over { get; private set; }

    public LiveFile? Find(string name) => _files.GetValueOrDefault(name);

    public void Grow(long bytes) => Bytes += bytes;

    /// <summary>Puts a complete file in the place of the one of that name. Its bytes were counted before by <see cref="Grow"/>.</summary>
    /// <returns>The bytes that the replaced file gives back.</returns>
    public long Put(LiveFile file, long now)
    {
        var freed = 0L;
        _files.Remove(file.Name.Text, out var old);
        if (old is not null)
        {
            freed = old.Length;
            Bytes -= freed;
        }

        _files.Add(file.Name.Text, file);
        LastChangeAt = now;
        if (file.Playlist is { } playlist)
        {
            _newestPlaylist = file.Version;
            NoteRestart(old?.Playlist, playlist);
            NameAgain();
        }
        else
        {
            LastSegmentAt = now;
        }

        return freed;
    }

    /// <summary>Takes a file away.</summary>
    /// <returns>The bytes that it gives back; 0 if there was none.</returns>
    public long Remove(string name, long now)
    {
        if (!_files.Remove(name, out var old))
        {
            return 0;
        }

        Bytes -= old.Length;
        LastChangeAt = now;
        if (old.Playlist is not null)
        {
            NameAgain();
        }

        return old.Length;
    }

    /// <summary>The oldest file that no playlist names, to make room for another.</summary>
    /// <param name="coming">What is being uploaded. A publisher sends a segment before the playlist that names it: a coming playlist spares what came since the last one.</param>
    public LiveFile? OldestUnnamed(LiveFileName coming)
    {
        LiveFile? oldest = null;
        var before = coming.Kind == LiveFileKind.Playlist ? _newestPlaylist : long.MaxValue;
        foreach (var file in _files.Values)
        {
            var name = file.Name.Text;
            if (file.Version < before && name != coming.Text && name != LiveFileName.Entry && !_named.Contains(name) && (oldest is null || file.Version < oldest.Version))
            {
                oldest = file;
            }
        }

        return oldest;
    }

    /// <summary>Forgets all files and takes no more.</summary>
    /// <returns>The bytes given back.</returns>
    public long End(long now)
    {
        var freed = _files.Values.Sum(file => file.Length);
        Bytes -= freed;
        _files.Clear();
        _named.Clear();
        Over = true;
        LastChangeAt = now;
        return freed;
    }

    /// <summary>The media playlists that a player reaches from the entry.</summary>
    public IEnumerable<Playlist> Reachable()
    {
        if (Find(LiveFileName.Entry)?.Playlist is not { } entry)
        {
            return [];
        }

        return entry.IsMaster
            ? entry.Names.Select(name => Find(name)?.Playlist).OfType<Playlist>().Where(playlist => !playlist.IsMaster)
            : [entry];
    }

    /// <summary>Whether a player would find a segment, and the publisher has not said that it ended.</summary>
    public bool IsPlayable() => Reachable().Any(playlist => !playlist.Ended && playlist.Names.Any(_files.ContainsKey));

    private void NoteRestart(Playlist? before, Playlist now)
    {
        if (before is { IsMaster: false } && !now.IsMaster && (now.MediaSequence < before.MediaSequence || (before.Ended && !now.Ended)))
        {
            Generation++;
        }
    }

    private void NameAgain()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _files.Values)
        {
            if (file.Playlist is { } playlist)
            {
                named.UnionWith(playlist.Names);
            }
        }

        _named = named;
    }
}
