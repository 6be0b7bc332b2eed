using System.Text;

namespace RemoteClassroom.Province;

/// <summary>Writes a province as the three import files. No value made here needs quoting.</summary>
public static class ProvinceFiles
{
    /// <summary>Name of the units' file.</summary>
    public const string Units = "org-units.csv";

    /// <summary>Name of the venues' file.</summary>
    public const string Venues = "venues.csv";

    /// <summary>Name of the trainees' file.</summary>
    public const string Trainees = "trainees.csv";

    /// <summary>Writes all three into a folder, which is made if need be; what stood there is replaced.</summary>
    public static async Task WriteAllAsync(MadeUpProvince province, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(province);
        Directory.CreateDirectory(folder);
        await WriteAsync(Path.Combine(folder, Units), writer => WriteUnits(province, writer), cancellationToken);
        await WriteAsync(Path.Combine(folder, Venues), writer => WriteVenues(province, writer), cancellationToken);
        await WriteAsync(Path.Combine(folder, Trainees), writer => WriteTrainees(province, writer), cancellationToken);
    }

    /// <summary>Writes the units.</summary>
    public static void WriteUnits(MadeUpProvince province, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(province);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("code,parentCode,name,level\n");
        foreach (var unit in province.Units)
        {
            writer.Write($"{unit.Code},{unit.ParentCode},{unit.Name},{unit.Level}\n");
        }
    }

    /// <summary>Writes the venues.</summary>
    public static void WriteVenues(MadeUpProvince province, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(province);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("code,unitCode,name,seats,contact,contactPhone\n");
        foreach (var venue in province.Venues)
        {
            writer.Write($"{venue.Code},{venue.UnitCode},{venue.Name},{venue.Seats},{venue.Contact},{venue.ContactPhone}\n");
        }
    }

    /// <summary>Writes the trainees.</summary>
    public static void WriteTrainees(MadeUpProvince province, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(province);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("rosterNo,name,phone,unitCode,category,venueCode\n");
        foreach (var person in province.Trainees())
        {
            writer.Write($"{person.RosterNo},{person.Name},{person.Phone},{person.UnitCode},{person.Category},{person.VenueCode}\n");
        }
    }

    private static async Task WriteAsync(string path, Action<TextWriter> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        write(writer);
    }
}
