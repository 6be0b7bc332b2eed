using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>
/// Which people of each hall a round asks, drawn by lot. No list of them is kept: whoever has the seed can draw anybody's lot again, and a person is asked if it does not lie above his hall's
/// last lot drawn. A lot is the first four bytes of HMAC-SHA-256 under the seed over the trainee's id, big-endian both.
/// </summary>
/// <param name="Seed">The key of the lots, 16 bytes in base 64. It follows from the session's secret and the round: before the round opens nobody can draw with it, afterwards it proves the draw.</param>
/// <param name="LastLots">Each hall's last lot drawn, in the frozen tree's order: four bytes a hall, big-endian, in base 64. Halls that nobody was drawn from have any.</param>
/// <param name="Counts">How many people of each hall are asked, in the same order: two bytes a hall, big-endian, in base 64.</param>
public sealed record PeopleDraw(string Seed, string LastLots, string Counts)
{
    private const int MostInHall = ushort.MaxValue;

    // Decoded once: looked into at every check-in of the round.
    private readonly Lazy<(byte[] Seed, byte[] LastLots, byte[] Counts)> _parts =
        new(() => (Convert.FromBase64String(Seed), Convert.FromBase64String(LastLots), Convert.FromBase64String(Counts)));

    /// <summary>How many people of a hall are asked.</summary>
    /// <param name="hall">Its place among the session's halls; beyond them nobody is.</param>
    public int CountOf(int hall) => hall >= 0 && hall < _parts.Value.Counts.Length / 2 ? BinaryPrimitives.ReadUInt16BigEndian(_parts.Value.Counts.AsSpan(hall * 2)) : 0;

    /// <summary>How many people are asked in all.</summary>
    public int Count()
    {
        var sum = 0;
        for (var hall = 0; hall < _parts.Value.Counts.Length / 2; hall++)
        {
            sum += CountOf(hall);
        }

        return sum;
    }

    /// <summary>Whether a person of a hall is asked.</summary>
    /// <param name="hall">The place of his hall among the session's halls.</param>
    /// <param name="traineeId">Who.</param>
    public bool Draws(int hall, Guid traineeId) =>
        CountOf(hall) > 0 && LotOf(_parts.Value.Seed, traineeId) <= BinaryPrimitives.ReadUInt32BigEndian(_parts.Value.LastLots.AsSpan(hall * 4));

    /// <summary>Draws in every hall the given share of its people, rounded up, so that no hall with people is left out.</summary>
    /// <param name="people">Everybody who is expected in a hall, with its place; in any order.</param>
    /// <param name="halls">How many halls the session has.</param>
    /// <param name="seed">The key of the lots.</param>
    /// <param name="percent">1 to 100.</param>
    internal static PeopleDraw Of(IEnumerable<(int Hall, Guid TraineeId)> people, int halls, byte[] seed, int percent)
    {
        var (lastLots, counts) = (new byte[halls * 4], new byte[halls * 2]);
        foreach (var hall in people.GroupBy(person => person.Hall, person => LotOf(seed, person.TraineeId)))
        {
            var lots = hall.Order().ToList();
            var last = lots[Math.Min(MostInHall, ((lots.Count * percent) + 99) / 100) - 1];
            BinaryPrimitives.WriteUInt32BigEndian(lastLots.AsSpan(hall.Key * 4), last);
            // Two lots of a hall may be equal, once in a million halls: then both are drawn, and counted.
            BinaryPrimitives.WriteUInt16BigEndian(counts.AsSpan(hall.Key * 2), (ushort)lots.Count(lot => lot <= last));
        }

        return new PeopleDraw(Convert.ToBase64String(seed), Convert.ToBase64String(lastLots), Convert.ToBase64String(counts));
    }

    /// <summary>By what is stored: two draws with the same text are the same draw.</summary>
    public bool Equals(PeopleDraw? other) => other is not null && Seed == other.Seed && LastLots == other.LastLots && Counts == other.Counts;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Seed, LastLots, Counts);

    private static uint LotOf(byte[] seed, Guid traineeId)
    {
        Span<byte> message = stackalloc byte[16];
        traineeId.TryWriteBytes(message, bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(seed, message, mac);
        return BinaryPrimitives.ReadUInt32BigEndian(mac);
    }
}
