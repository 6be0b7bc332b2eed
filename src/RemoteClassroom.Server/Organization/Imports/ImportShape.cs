namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>Which columns a kind of import file has, and how many lines it may hold.</summary>
/// <param name="MostLines">The most lines without the heading.</param>
/// <param name="Columns">The columns, in the order in which values are handed on.</param>
internal sealed record ImportShape(int MostLines, params string[] Columns)
{
    /// <summary>How many of the last columns a file may leave out; their values are then empty.</summary>
    public int Optional { get; init; }

    /// <summary>Units of the tree.</summary>
    public static ImportShape OrgUnits { get; } = new(100_000, "code", "parentCode", "name", "level");

    /// <summary>Venues.</summary>
    public static ImportShape Venues { get; } = new(100_000, "code", "unitCode", "name", "seats", "contact", "contactPhone") { Optional = 2 };

    /// <summary>Venues with the names of their operators, who get activation slips.</summary>
    public static ImportShape Halls { get; } = new(100_000, "code", "unitCode", "name", "seats", "contact", "contactPhone", "operator") { Optional = 3 };

    /// <summary>Trainees.</summary>
    public static ImportShape Trainees { get; } = new(1_000_000, "rosterNo", "name", "phone", "unitCode", "category", "venueCode");

    /// <summary>Finds each column's place in a heading; faults are noted, and then there is no answer.</summary>
    /// <param name="heading">The names as they stand in the file.</param>
    /// <param name="faults">Takes what is missing, unknown or named twice.</param>
    /// <returns>For each column of this shape its place in the file, -1 for an optional one that it lacks; null with any fault.</returns>
    public int[]? Locate(IReadOnlyList<string> heading, ImportFaults faults)
    {
        var places = new int[Columns.Length];
        Array.Fill(places, -1);
        var width = heading.Count;
        while (width > 0 && heading[width - 1].Length == 0)
        {
            width--;
        }

        for (var i = 0; i < width; i++)
        {
            var column = Array.FindIndex(Columns, name => string.Equals(name, heading[i], StringComparison.OrdinalIgnoreCase));
            if (column < 0)
            {
                faults.Add(1, Short(heading[i]), ImportCodes.UnknownColumn, $"The heading may name {string.Join(", ", Columns)}.");
            }
            else if (places[column] >= 0)
            {
                faults.Add(1, Columns[column], ImportCodes.Duplicate, "The heading names this column twice.");
            }
            else
            {
                places[column] = i;
            }
        }

        for (var i = 0; i < places.Length - Optional; i++)
        {
            if (places[i] < 0)
            {
                faults.Add(1, Columns[i], ImportCodes.MissingColumn, $"The first line must name {string.Join(", ", Columns[..^Optional])}, in any order.");
            }
        }

        return faults.Any ? null : places;
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40];
}
