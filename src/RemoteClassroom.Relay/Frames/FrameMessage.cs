namespace RemoteClassroom.Relay.Frames;

/// <summary>A frame as it goes out.</summary>
/// <param name="After">Exclusive beginning.</param>
/// <param name="UpTo">Inclusive end.</param>
/// <param name="Cursor">The cursor in it.</param>
/// <param name="Bytes">The message.</param>
internal sealed record FrameMessage(long After, long UpTo, string Cursor, HubBytes Bytes);

/// <summary>A snapshot as it goes out.</summary>
/// <param name="UpTo">The offset it was taken at.</param>
/// <param name="Cursor">The cursor in it.</param>
/// <param name="Bytes">The message.</param>
internal sealed record SnapshotMessage(long UpTo, string Cursor, HubBytes Bytes);

/// <summary>Totals as they go out; a new object each time they change.</summary>
/// <param name="Epoch">Which life of the counter.</param>
/// <param name="Seq">Order within it.</param>
/// <param name="Bytes">The message.</param>
/// <param name="Data">The figures' JSON: on an <c>a/</c> stream, its snapshot.</param>
internal sealed record TotalsMessage(long Epoch, long Seq, HubBytes Bytes, ReadOnlyMemory<byte> Data);
