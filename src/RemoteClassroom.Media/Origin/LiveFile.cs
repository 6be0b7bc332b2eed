using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Origin;

/// <summary>A complete file of a live stream; never changed, only replaced.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Chunks">Its bytes, in pieces small enough to stay off the large-object heap.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Version">Unlike that of every other file of this process; later ones are greater.</param>
/// <param name="Playlist">What a playlist says; null for a segment.</param>
internal sealed record LiveFile(LiveFileName Name, IReadOnlyList<ReadOnlyMemory<byte>> Chunks, long Length, long Version, Playlist? Playlist)
{
    /// <summary>The strong entity tag of these bytes.</summary>
    public string ETag { get; } = $"\"{Version:x}\"";
}
