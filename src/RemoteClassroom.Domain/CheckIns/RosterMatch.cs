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
    private readonly Dictionary<string, RosterLine?> _byNumber;
    private readonly IReadOnlyCollection<RosterLine> _lines;
    private ILookup<string, RosterLine>? _byName;

    /// <summary>Takes the lines of one branch.</summary>
    public RosterMatch(IReadOnlyCollection<RosterLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        (_lines, _byId, _byNumber) = (lines, new Dictionary<Guid, RosterLine>(lines.Count), new Dictionary<string, RosterLine?>(lines.Count, StringComparer.Ordinal));
        foreach (var line in lines)
        {
            _byId.Add(line.TraineeId, line);
            var number = RosterText.Normalize(line.RosterNo);
            if (!_byNumber.TryAdd(number, line))
            {
                // Two people with one number: it names neither.
                _byNumber[number] = null;
            }
        }
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
        if (digits.Length != LastDigits || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return Refuse(RefusalCodes.Validation, "Give the last four digits of the phone number.", "lastDigits");
        }

        if (number.Length > 0)
        {
            return _byNumber.GetValueOrDefault(number) is { } line && Fits(line, digits) ? new RosterFinding(line, null) : Nobody();
        }

        var fitting = OfName(called).Where(line => Fits(line, digits)).Take(2).ToArray();
        return fitting.Length switch
        {
            1 => new RosterFinding(fitting[0], null),
            0 => Nobody(),
            _ => Refuse(RefusalCodes.NotMatched, "Several people here have this name; use the roster number.", "rosterNo"),
        };
    }

    /// <summary>
    /// Whether the details fit one line that was found by its number alone, elsewhere than on this roster; see <see cref="ISessionDirectory.VisitorAsync"/>.
    /// </summary>
    public static bool Fits(RosterLine line, string? rosterNo, string? lastDigits)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Typed(rosterNo) is { Length: > 0 } number && number == RosterText.Normalize(line.RosterNo)
            && Typed(lastDigits) is { Length: LastDigits } digits && digits == RosterText.Normalize(line.LastDigits);
    }

    /// <summary>The spellings under which a typed roster number is looked up: as it was typed, and as rosters mostly write it. Empty: nothing that could be a number.</summary>
    public static IReadOnlyList<string> Spellings(string? rosterNo) =>
        Typed(rosterNo) is { Length: > 0 } number ? [.. new[] { rosterNo!.Trim(), number }.Distinct(StringComparer.Ordinal)] : [];

    private static string Typed(string? text) => text is null || text.Length > LongestText ? "" : RosterText.Normalize(text);

    private static RosterFinding Refuse(string code, string detail, string? field) => new(null, new Refusal(code, detail, field));

    private static RosterFinding Nobody() => Refuse(RefusalCodes.NotMatched, "Nobody on this hall's roster has these details; check them, or ask the hall's operator.", null);

    private static bool Fits(RosterLine line, string digits) => RosterText.Normalize(line.LastDigits) == digits;

    // Most people give their number: the names are put in order when the first is asked for.
    private IEnumerable<RosterLine> OfName(string name) => (_byName ??= _lines.ToLookup(line => RosterText.Normalize(line.Name), StringComparer.Ordinal))[name];
}
