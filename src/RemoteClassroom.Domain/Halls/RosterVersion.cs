using System.Globalization;

namespace RemoteClassroom.Domain.Halls;

/// <summary>
/// A short name for who stands on a hall's roster: another when somebody came, left or moved, the same in whatever order people are read. Names nobody.
/// </summary>
public struct RosterVersion : IEquatable<RosterVersion>
{
    private int _people;
    private ulong _sum;

    /// <summary>Longest text that can be one.</summary>
    public const int MaxLength = 25;

    /// <summary>The version of a roster.</summary>
    public static string Of(IEnumerable<Guid> trainees)
    {
        ArgumentNullException.ThrowIfNull(trainees);
        var version = default(RosterVersion);
        foreach (var trainee in trainees)
        {
            version.Add(trainee);
        }

        return version.ToString();
    }

    /// <summary>Adds a person.</summary>
    public void Add(Guid trainee)
    {
        Span<byte> id = stackalloc byte[16];
        trainee.TryWriteBytes(id);

        // FNV-1a, then stirred: sums of unstirred hashes would collide for ids that differ in one place.
        var hash = 14695981039346656037UL;
        foreach (var part in id)
        {
            hash = (hash ^ part) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        _sum += hash ^ (hash >> 33);
        _people++;
    }

    /// <summary>How many people, and their sum, in hexadecimal.</summary>
    public override readonly string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_people:x}-{_sum:x16}");

    /// <inheritdoc />
    public readonly bool Equals(RosterVersion other) => _people == other._people && _sum == other._sum;

    /// <inheritdoc />
    public override readonly bool Equals(object? obj) => obj is RosterVersion other && Equals(other);

    /// <inheritdoc />
    public override readonly int GetHashCode() => HashCode.Combine(_people, _sum);

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(RosterVersion left, RosterVersion right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(RosterVersion left, RosterVersion right) => !left.Equals(right);
}
