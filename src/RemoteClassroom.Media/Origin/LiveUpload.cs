using System.Buffers;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Origin;

/// <summary>An upload under way: nobody sees its bytes before <see cref="Publish"/>, and they count against the bounds from their arrival.</summary>
internal sealed class LiveUpload(LiveStore store, LiveSession session, LiveFileName name) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private readonly List<byte[]> _chunks = [];
    private int _free;
    private long _reserved;
    private bool _closed;

    public LiveFileName Name => name;

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <returns>Why not; the upload must then be disposed.</returns>
    public StoreRefusal Append(in ReadOnlySequence<byte> bytes)
    {
        foreach (var memory in bytes)
        {
            var rest = memory.Span;
            while (!rest.IsEmpty)
            {
                if (_free == 0)
                {
                    var refusal = store.Reserve(session, name, ChunkSize);
                    if (refusal != StoreRefusal.None)
                    {
                        return refusal;
                    }

                    _reserved += ChunkSize;
                    _chunks.Add(new byte[ChunkSize]);
                    _free = ChunkSize;
                }

                var take = Math.Min(_free, rest.Length);
                rest[..take].CopyTo(_chunks[^1].AsSpan(ChunkSize - _free));
                rest = rest[take..];
                _free -= take;
                Length += take;
            }
        }

        return StoreRefusal.None;
    }

    /// <summary>All bytes in one piece; for playlists, which are small.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Length];
        var at = 0;
        foreach (var chunk in _chunks)
        {
            var take = (int)Math.Min(ChunkSize, Length - at);
            chunk.AsSpan(0, take).CopyTo(all.AsSpan(at));
            at += take;
        }

        return all;
    }

    /// <summary>Makes the file visible, whole.</summary>
    /// <param name="playlist">What a playlist says; null for a segment.</param>
    /// <param name="created">False if it replaced a file.</param>
    public StoreRefusal Publish(Playlist? playlist, out bool created)
    {
        var chunks = new List<ReadOnlyMemory<byte>>(_chunks.Count);
        for (var i = 0; i < _chunks.Count; i++)
        {
            // The last piece is cut to size, so that a small file does not hold a large buffer.
            chunks.Add(i < _chunks.Count - 1 || _free == 0 ? _chunks[i] : _chunks[i].AsSpan(0, ChunkSize - _free).ToArray());
        }

        var refusal = store.Publish(session, name, chunks, Length, playlist, _reserved, out created);
        if (refusal == StoreRefusal.None)
        {
            _reserved = 0;
        }

        return refusal;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            store.Close(session, _reserved);
        }
    }
}
