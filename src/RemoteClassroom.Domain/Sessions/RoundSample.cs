using System.Buffers.Binary;
using System.Security.Cryptography;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>Which halls a round asks; only their people are expected in it. It stands in the log, so that anybody can see later who was asked.</summary>
/// <param name="Percent">Of how many halls in a hundred it was drawn.</param>
/// <param name="Asked">One bit a hall in the frozen tree's order, in base 64; see <see cref="ReachBitmap"/>. Text, so that equal samples are equal.</param>
public sealed record RoundSample(int Percent, string Asked)
{
    /// <summary>Whether a hall is asked.</summary>
    /// <param name="hall">Its place among the session's halls.</param>
    public bool Asks(int hall) => ReachBitmap.IsSet(Convert.FromBase64String(Asked), hall);

    /// <summary>The halls asked, as a bitmap.</summary>
    public byte[] Bits() => Convert.FromBase64String(Asked);

    /// <summary>How many halls are asked.</summary>
    public int Count() => Bits().Sum(part => System.Numerics.BitOperations.PopCount(part));

    /// <summary>
    /// Draws a sample, county by county: of the halls below each unit of the third level (or of the level that they stand at, if that is higher) the given share, rounded up, so that no county is left out.
    /// The draw follows from the session's secret and the round alone: nobody can foresee it, and nobody can choose it.
    /// </summary>
    /// <param name="tree">The frozen tree.</param>
    /// <param name="secret">The session's secret.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="percent">1 to 100.</param>
    public static RoundSample Draw(FrozenTree tree, ReadOnlySpan<byte> secret, Guid roundId, int percent)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var key = secret.ToArray();
        var bits = ReachBitmap.Empty(tree.Branches.Count);
        foreach (var county in tree.Branches.GroupBy(hall => CountyOf(tree.Units[hall.UnitIndex].Path), StringComparer.Ordinal))
        {
            var halls = county.Where(hall => hall.Expected > 0).ToList();
            foreach (var hall in halls.OrderBy(hall => Lot(key, "S"u8, roundId, hall.BranchId)).ThenBy(hall => hall.Index).Take(((halls.Count * percent) + 99) / 100))
            {
                ReachBitmap.Set(bits, hall.Index);
            }
        }

        return new RoundSample(percent, Convert.ToBase64String(bits));
    }

    /// <summary>The moment of a planned round within its window, drawn in the same way; to the second.</summary>
    /// <param name="secret">The session's secret.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="from">The window's beginning.</param>
    /// <param name="to">Its end; not before the beginning.</param>
    public static DateTimeOffset Moment(ReadOnlySpan<byte> secret, Guid planId, DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = (ulong)Math.Max(0, (long)(to - from).TotalSeconds);
        return from.AddSeconds(Lot(secret, "M"u8, planId, Guid.Empty) % (seconds + 1));
    }

    private const int CountyLevel = 3;

    private static string CountyOf(string path) => string.Join('/', path.Split('/').Take(CountyLevel));

    private static ulong Lot(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose, Guid first, Guid second)
    {
        Span<byte> message = stackalloc byte[33];
        purpose.CopyTo(message);
        first.TryWriteBytes(message[1..], bigEndian: true, out _);
        second.TryWriteBytes(message[17..], bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(secret, message, mac);
        return BinaryPrimitives.ReadUInt64BigEndian(mac);
    }
}
