using System.Globalization;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>What an import of venues comes to. Pure: neither clock nor database.</summary>
/// <param name="Accepted">How many lines are good.</param>
/// <param name="Added">Venues to insert; their short numbers are still to be given.</param>
/// <param name="Changed">Venues whose row changes, with all values as they will be.</param>
internal sealed record VenuePlan(int Accepted, List<VenueRow> Added, List<VenueRow> Changed)
{
    private const int Code = 0, Unit = 1, Name = 2, Seats = 3, Contact = 4, ContactPhone = 5;
    private const int LongestPhone = 32;
    private const int MostSeats = 100_000;

    /// <summary>Checks all lines against each other and against what is there.</summary>
    /// <param name="lines">Of <see cref="ImportShape.Venues"/>.</param>
    /// <param name="places">The tree and the venues as they are.</param>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="faults">Takes the faults; with any, the rows must not be written.</param>
    public static VenuePlan Make(IEnumerable<ImportLine> lines, KnownPlaces places, string scope, Func<Guid> newId, ImportFaults faults)
    {
        var rules = new FieldRules(ImportShape.Venues, faults);
        var plan = new VenuePlan(0, [], []);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var count = 0;
        foreach (var line in lines)
        {
            count++;
            var good = rules.Code(line, Code) & rules.Text(line, Name, FieldRules.LongestName);
            good &= rules.AtMost(line, Contact, FieldRules.LongestName) & rules.AtMost(line, ContactPhone, LongestPhone);
            good &= TrySeats(line, rules, out var seats) & places.TryUnit(line, Unit, scope, rules, out var unit);
            if (line.Values[Code].Length > 0 && !seen.TryAdd(line.Values[Code], line.Number))
            {
                good = rules.Fault(line, Code, ImportCodes.Duplicate, $"Line {seen[line.Values[Code]]} has this code already.");
            }

            var known = places.Venue(line.Values[Code]);
            if (known is not null && !Subtree.Contains(scope, places.UnitOf(known).Path))
            {
                good = rules.Fault(line, Code, ImportCodes.Forbidden, "A venue of this code stands outside your own unit.");
            }

            if (!good)
            {
                continue;
            }

            var (code, name) = (line.Values[Code], line.Values[Name]);
            var (contact, phone) = (line.Of(Contact), line.Of(ContactPhone));
            if (known is null)
            {
                plan.Added.Add(new VenueRow { Id = newId(), Code = code, Name = name, UnitId = unit!.Id, Hall = 0, Seats = seats, Contact = contact, ContactPhone = phone });
            }
            else
            {
                // A file without a contact leaves the one that is known.
                (contact, phone) = contact.Length + phone.Length == 0 ? (known.Contact, known.ContactPhone) : (contact, phone);
                if (known.Name != name || known.UnitId != unit!.Id || known.Seats != seats || known.Contact != contact || known.ContactPhone != phone)
                {
                    plan.Changed.Add(new VenueRow { Id = known.Id, Code = code, Name = name, UnitId = unit!.Id, Hall = known.Hall, Seats = seats, Contact = contact, ContactPhone = phone });
                }
            }
        }

        return plan with { Accepted = count - faults.BadLines };
    }

    private static bool TrySeats(ImportLine line, FieldRules rules, out int seats)
    {
        var text = line.Values[Seats];
        if (text.Length == 0)
        {
            seats = 0;
            return rules.Fault(line, Seats, ImportCodes.Required, "Give the number of seats.");
        }

        return (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seats) && seats <= MostSeats)
            || rules.Fault(line, Seats, ImportCodes.Invalid, $"Give a whole number from 0 to {MostSeats}.");
    }
}
