using System.Buffers.Binary;
using System.Security.Cryptography;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>
/// Whom a round asks: all people of some halls, or some people of every hall. Only they are expected in it. It stands in the log, so that anybody can see later who was asked.
/// </summary>
/// <param name="Percent">Of how many halls in a hundred it was drawn; with <paramref name="People"/>: of how many of each hall's people.</param>
/// <param name="Asked">The halls in which anybody is asked: one bit a hall in the frozen tree's order, in base 64; see <see cref="ReachBitmap"/>. Text, so that equal samples are equal.</param>
/// <param name="People">Which of these halls' people are asked; null: all of them.</param>
public sealed record RoundSample(int Percent, string Asked, PeopleDraw? People = null)
{
    /// <summary>What somebody hears who is not drawn: for him it is as if no round were open, and there is nothing to do. The field tells it from a round that is closed.</summary>
    public static Refusal NotAsked { get; } = new(RefusalCodes.RoundClosed, "This check asks some people only, and not this one: there is nothing to do.", NotAskedField);

    /// <summary>The field named where somebody is not drawn.</summary>
    public const string NotAskedField = "sample";

    /// <summary>Whether anybody in a hall is asked.</summary>
    /// <param name="hall">Its place among the session's halls.</param>
    public bool Asks(int hall) => ReachBitmap.IsSet(Convert.FromBase64String(Asked), hall);

    /// <summary>Whether a person is asked.</summary>
    /// <param name="hall">The place of his hall among the session's halls.</param>
    /// <param name="traineeId">Who.</param>
    public bool Asks(int hall, Guid traineeId) => People is { } people ? people.Draws(hall, traineeId) : Asks(hall);

    /// <summary>How many people of a hall are asked.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="bits">What <see cref="Bits"/> gave.</param>
    public int ExpectedOf(FrozenBranch hall, ReadOnlySpan<byte> bits)
    {
        ArgumentNullException.ThrowIfNull(hall);
        return People is { } people ? people.CountOf(hall.Index) : ReachBitmap.IsSet(bits, hall.Index) ? hall.Expected : 0;
    }

    /// <summary>The halls asked, as a bitmap.</summary>
    public byte[] Bits() => Convert.FromBase64String(Asked);

    /// <summary>In how many halls anybody is asked.</summary>
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

    /// <summary>
    /// Draws people: in every hall the given share of those expected there, rounded up, so that no hall is left out. People whom no hall takes in are not asked. Drawn as secretly as halls are.
    /// </summary>
    /// <param name="tree">The frozen tree.</param>
    /// <param name="people">Everybody who is expected in a hall, with the hall; in any order. Those of a hall that the tree does not have are left out.</param>
    /// <param name="secret">The session's secret.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="percent">1 to 100.</param>
    public static RoundSample DrawPeople(FrozenTree tree, IReadOnlyCollection<HallPerson> people, ReadOnlySpan<byte> secret, Guid roundId, int percent)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var places = tree.Branches.ToDictionary(hall => hall.BranchId, hall => hall.Index);
        var draw = PeopleDraw.Of(
            people.Where(person => places.ContainsKey(person.BranchId)).Select(person => (places[person.BranchId], person.TraineeId)), tree.Branches.Count, Mac(secret, "P"u8, roundId, Guid.Empty)[..16], percent);
        var bits = ReachBitmap.Empty(tree.Branches.Count);
        foreach (var hall in tree.Branches.Where(hall => draw.CountOf(hall.Index) > 0))
        {
            ReachBitmap.Set(bits, hall.Index);
        }

        return new RoundSample(percent, Convert.ToBase64String(bits), draw);
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

    private static ulong Lot(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose, Guid first, Guid second) => BinaryPrimitives.ReadUInt64BigEndian(Mac(secret, purpose, first, second));

    private static byte[] Mac(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose, Guid first, Guid second)
    {
        Span<byte> message = stackalloc byte[33];
        purpose.CopyTo(message);
        first.TryWriteBytes(message[1..], bigEndian: true, out _);
        second.TryWriteBytes(message[17..], bigEndian: true, out _);
        return HMACSHA256.HashData(secret, message);
    }
}
