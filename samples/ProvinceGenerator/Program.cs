using System.Globalization;
using RemoteClassroom.Province;

const string Usage = """
    Makes up a province and writes org-units.csv, venues.csv and trainees.csv, ready for the imports.

      dotnet run --project samples/ProvinceGenerator -- [--seed N] [--out DIR] [--scale X]

      --seed   the same seed gives the same province (default 1)
      --out    where to write (default ./province)
      --scale  1 is the full province of 10,300 halls and 264,000 people; 0.03 has about 300 halls (default 1)
    """;

var (seed, folder, scale) = (1L, "province", 1.0);
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var understood = args[i] switch
    {
        "--seed" => long.TryParse(value, CultureInfo.InvariantCulture, out seed),
        "--scale" => double.TryParse(value, CultureInfo.InvariantCulture, out scale) && scale is > 0 and <= 4,
        "--out" => (folder = value).Length > 0,
        _ => false,
    };
    if (!understood)
    {
        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}

var province = new MadeUpProvince(seed, ProvinceSize.Scaled(scale));
await ProvinceFiles.WriteAllAsync(province, folder, CancellationToken.None);
Console.WriteLine($"{province.Units.Count} units, {province.Venues.Count} venues and {ProvinceSize.Scaled(scale).Trainees} trainees in {Path.GetFullPath(folder)}");
return 0;
