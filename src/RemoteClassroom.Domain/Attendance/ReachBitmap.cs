namespace RemoteClassroom.Domain.Attendance;

/// <summary>One bit a branch in the frozen tree's order: bit i is <c>bytes[i / 8] &gt;&gt; (i % 8) &amp; 1</c>.</summary>
public static class ReachBitmap
{
    /// <summary>Whether a branch's bit is set; no bitmap, or one too short, means no.</summary>
    public static bool IsSet(ReadOnlySpan<byte> bitmap, int index) => index >= 0 && index / 8 < bitmap.Length && ((bitmap[index / 8] >> (index % 8)) & 1) == 1;

    /// <summary>Room for so many branches, no bit set.</summary>
    public static byte[] Empty(int branches) => new byte[(branches + 7) / 8];

    /// <summary>Sets a branch's bit.</summary>
    public static void Set(Span<byte> bitmap, int index) => bitmap[index / 8] |= (byte)(1 << (index % 8));
}
