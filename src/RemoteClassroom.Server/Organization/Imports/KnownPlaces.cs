using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>The tree and the venues as they are while a file is checked.</summary>
internal sealed class KnownPlaces(IReadOnlyCollection<OrgUnitRow> units, IReadOnlyCollection<VenueRow> venues)
{
    private readonly Dictionary<string, OrgUnitRow> _units = units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
    private readonly Dictionary<Guid, OrgUnitRow> _unitsById = units.ToDictionary(unit => unit.Id);
    private readonly Dictionary<string, VenueRow> _venues = venues.ToDictionary(venue => venue.Code, StringComparer.Ordinal);

    /// <summary>The venue of that code; null if there is none.</summary>
    public VenueRow? Venue(string code) => _venues.GetValueOrDefault(code);

    /// <summary>The unit that a venue stands at.</summary>
    public OrgUnitRow UnitOf(VenueRow venue) => _unitsById[venue.UnitId];

    /// <summary>Whether that unit is at or below the scope.</summary>
    public bool Holds(string scope, Guid unitId) => _unitsById.TryGetValue(unitId, out var unit) && Subtree.Contains(scope, unit.Path);

    /// <summary>The unit that a line names; a fault is noted if it is not there or not the caller's.</summary>
    public bool TryUnit(ImportLine line, int column, string scope, FieldRules rules, out OrgUnitRow? unit)
    {
        unit = null;
        var code = line.Values[column];
        if (code.Length == 0)
        {
            return rules.Fault(line, column, ImportCodes.Required, "Name the unit by its code.");
        }

        if (!_units.TryGetValue(code, out unit) || unit.MergedInto is not null)
        {
            return rules.Fault(line, column, ImportCodes.Unknown, "There is no unit of this code; import the units first.");
        }

        return Subtree.Contains(scope, unit.Path) || rules.Fault(line, column, ImportCodes.Forbidden, "The unit is outside your own; ask its administrator.");
    }
}
