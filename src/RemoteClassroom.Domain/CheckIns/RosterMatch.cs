using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>A person found on the roster, or why nobody was.</summary>
/// <param name="Line">The person; null if refused.</param>
/// <param name="Refusal">Why not; null if found.</param>
public readonly record struct RosterFinding(RosterLine? Line, Refusal? Refusal);

/// <summary>A branch's roster, looked through by what a person types: the roster number, or the name, and the last four digits of the phone number. Forgives full-width characters, spaces and case.</summary>
public sealed class RosterMatch
{
    /// <summary>How many last digits prove a person.</summary>
    public const int LastDigits = 4;

    private const int LongestText = 64;
    // Plain dictionaries: a hall has some 25 people, and freezing costs more than all its look-ups.
    private readonly Dictionary<Guid, RosterLine> _byId;
    private readonly Dictionary<string, RosterLine> _byNumber;
    private readonly ILookup<string, RosterLine> _byName;

    /// <summary>Takes the lines of one branch.</summary>
    public RosterMatch(IReadOnlyCollection<RosterLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        _byId = lines.ToDictionary(line => line.TraineeId);
        _byNumber = lines.GroupBy(line => RosterText.Normalize(line.RosterNo), StringComparer.Ordinal)
            .Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);
        _byName = lines.ToLookup(line => RosterText.Normalize(line.Name), StringComparer.Ordinal);
    }

    /// <summary>The person of that id; null if he is not expected here.</summary>
    public RosterLine? Find(Guid traineeId) => _byId.GetValueOrDefault(traineeId);

    /// <summary>Finds the one person that the details fit. Whoever has no digits on file cannot prove himself this way; the operator can check him in.</summary>
    /// <param name="rosterNo">The roster number; counts before the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="lastDigits">The last four digits.</param>
    public RosterFinding Find(string? rosterNo, string? name, string? lastDigits)
    {
        var number = Typed(rosterNo);
        var called = Typed(name);
        if (number.Length == 0 && called.Length == 0)
        {
            return Refuse(RefusalCodes.Validation, "Give the roster number or the name.", "rosterNo");
        }

        var digits = Typed(lastDigits);
        if (digits.Length != LastDigits || !digits.All(char.IsAsciiDigit))
        {
            return Refuse(RefusalCodes.Validation, "Give the last four digits of the phone number.", "lastDigits");
        }

        var candidates = number.Length > 0 ? OfNumber(number) : _byName[called];
        var fitting = candidates.Where(line => RosterText.Normalize(line.LastDigits) == digits).Take(2).ToArray();
        return fitting.Length switch
        {
            1 => new RosterFinding(fitting[0], null),
            0 => Refuse(RefusalCodes.NotMatched, "Nobody on this hall's roster has these details; check them, or ask the hall's operator.", null),
            _ => Refuse(RefusalCodes.NotMatched, "Several people here have this name; use the roster number.", "rosterNo"),
        };
    }

    private static string Typed(string? text) => text is null || text.Length > LongestText ? "" : RosterText.Normalize(text);

    private static RosterFinding Refuse(string code, string detail, string? field) => new(null, new Refusal(code, detail, field));

    private RosterLine[] OfNumber(string number) => _byNumber.GetValueOrDefault(number) is { } line ? [line] : [];
}
