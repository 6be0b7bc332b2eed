using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>What an import of trainees comes to. Pure: neither clock nor database.</summary>
/// <param name="Accepted">How many lines are good.</param>
/// <param name="Added">Trainees to insert.</param>
/// <param name="Changed">Trainees whose row changes, with all values as they will be.</param>
internal sealed record TraineePlan(int Accepted, List<TraineeRow> Added, List<TraineeRow> Changed)
{
    private const int RosterNo = 0, Name = 1, Phone = 2, Unit = 3, Category = 4, Venue = 5;
    private const int LongestName = 40;
    private const int LongestPhone = 24;

    /// <summary>Checks all lines against each other and against what is there.</summary>
    /// <param name="lines">Of <see cref="ImportShape.Trainees"/>.</param>
    /// <param name="places">The tree and the venues as they are.</param>
    /// <param name="known">Trainees that are there already, by roster number.</param>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="faults">Takes the faults; with any, the rows must not be written.</param>
    public static TraineePlan Make(
        IEnumerable<ImportLine> lines, KnownPlaces places, IReadOnlyDictionary<string, TraineeRow> known, string scope, Func<Guid> newId, ImportFaults faults)
    {
        var rules = new FieldRules(ImportShape.Trainees, faults);
        var plan = new TraineePlan(0, [], []);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var line in lines)
        {
            count++;
            var good = rules.Code(line, RosterNo) & rules.Text(line, Name, LongestName) & rules.Text(line, Category, LongestName);
            good &= TryLastDigits(line, rules, out var lastDigits) & places.TryUnit(line, Unit, scope, rules, out var unit);
            good &= TryVenue(line, places, scope, rules, out var venueId);
            var rosterNo = line.Values[RosterNo];
            if (rosterNo.Length > 0 && !seen.TryAdd(rosterNo, line.Number))
            {
                good = rules.Fault(line, RosterNo, ImportCodes.Duplicate, $"Line {seen[rosterNo]} has this roster number already.");
            }

            if (known.TryGetValue(rosterNo, out var there) && !places.Holds(scope, there.UnitId))
            {
                good = rules.Fault(line, RosterNo, ImportCodes.Forbidden, "A trainee of this roster number stands outside your own unit.");
            }

            if (!good)
            {
                continue;
            }

            var row = new TraineeRow
            {
                Id = there?.Id ?? newId(),
                RosterNo = rosterNo,
                Name = line.Values[Name],
                LastDigits = lastDigits,
                UnitId = unit!.Id,
                Category = Shared(words, line.Values[Category]),
                VenueId = venueId,
            };
            if (there is null)
            {
                plan.Added.Add(row);
            }
            else if (!IsSame(there, row))
            {
                plan.Changed.Add(row);
            }
        }

        return plan with { Accepted = count - faults.BadLines };
    }

    private static bool IsSame(TraineeRow a, TraineeRow b) =>
        a.Name == b.Name && a.LastDigits == b.LastDigits && a.UnitId == b.UnitId && a.Category == b.Category && a.VenueId == b.VenueId;

    // A roster has ten categories and a quarter of a million lines: keep each word once.
    private static string Shared(Dictionary<string, string> words, string word)
    {
        if (words.TryGetValue(word, out var kept))
        {
            return kept;
        }

        if (words.Count < 1_000)
        {
            words[word] = word;
        }

        return word;
    }

    private static bool TryVenue(ImportLine line, KnownPlaces places, string scope, FieldRules rules, out Guid? venueId)
    {
        venueId = null;
        var code = line.Values[Venue];
        if (code.Length == 0)
        {
            return true;
        }

        if (places.Venue(code) is not { } venue)
        {
            return rules.Fault(line, Venue, ImportCodes.Unknown, "There is no venue of this code; import the venues first, or leave it empty.");
        }

        venueId = venue.Id;
        return Subtree.Contains(scope, places.UnitOf(venue).Path) || rules.Fault(line, Venue, ImportCodes.Forbidden, "The venue is outside your own unit.");
    }

    private static bool TryLastDigits(ImportLine line, FieldRules rules, out string lastDigits)
    {
        lastDigits = "";
        var phone = line.Values[Phone];
        if (phone.Length is 0 or > LongestPhone)
        {
            return phone.Length == 0
                ? rules.Fault(line, Phone, ImportCodes.Required, "Give the telephone number; only its last four digits are kept.")
                : rules.Fault(line, Phone, ImportCodes.TooLong, $"Use at most {LongestPhone} characters.");
        }

        Span<char> digits = stackalloc char[LongestPhone];
        var length = 0;
        foreach (var c in phone)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[length++] = c;
            }
            else if (c is not (' ' or '-' or '+' or '(' or ')'))
            {
                return rules.Fault(line, Phone, ImportCodes.Invalid, "A telephone number has digits, spaces, hyphens, brackets and a leading plus.");
            }
        }

        if (length < 4)
        {
            return rules.Fault(line, Phone, ImportCodes.Invalid, "A telephone number has at least four digits.");
        }

        lastDigits = new string(digits[(length - 4)..length]);
        return true;
    }
}
