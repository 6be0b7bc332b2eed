using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>A paired screen of a hall.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="Screen">The screen's own door.</param>
internal sealed record PairedHall(string VenueId, long Hall, BenchHttp Screen);

/// <summary>Fills a fresh server through its public doors: the tree, the halls and the people are imported, and a screen is paired with each hall.</summary>
internal sealed class ProvinceSetup
{
    private const string Password = "bench-password-1";

    private readonly MadeUpProvince _province;
    private readonly Uri _server;

    private ProvinceSetup(MadeUpProvince province, Uri server, BenchHttp administrator) => (_province, _server, Administrator) = (province, server, administrator);

    /// <summary>The first administrator.</summary>
    public BenchHttp Administrator { get; private set; }

    /// <summary>The root unit's id.</summary>
    public string RootId { get; private set; } = "";

    /// <summary>The halls, in the order of the province's venues.</summary>
    public IReadOnlyList<PairedHall> Halls { get; private set; } = [];

    /// <summary>How long each import took, in seconds.</summary>
    public Dictionary<string, double> ImportSeconds { get; } = [];

    /// <summary>Everybody, with the place of the hall in <see cref="Halls"/>, shuffled by a fixed seed.</summary>
    public IReadOnlyList<(int Hall, ProvinceTrainee Person)> People { get; private set; } = [];

    /// <summary>Fills the server.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="scale">1 is the full province.</param>
    /// <param name="people">Whether trainees are imported too.</param>
    public static async Task<ProvinceSetup> FillAsync(Uri server, double scale, bool people = true)
    {
        var province = new MadeUpProvince(1, ProvinceSize.Scaled(scale));
        var setup = new ProvinceSetup(province, server, await new BenchHttp(server).LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword));
        await setup.ImportAsync("org-units", ProvinceFiles.WriteUnits);
        await setup.ImportAsync("venues", ProvinceFiles.WriteVenues);
        if (people)
        {
            await setup.ImportAsync("trainees", ProvinceFiles.WriteTrainees);
            setup.Place();
        }

        setup.RootId = (await setup.Administrator.GetAsync("org-units?limit=1"))["items"]![0]!["id"]!.GetValue<string>();
        await setup.PairAsync();
        return setup;
    }

    /// <summary>The credentials of as many screens as there are halls, in their order.</summary>
    public IEnumerable<string> ScreenTokens => Halls.Select(hall => hall.Screen.Bearer!);

    /// <summary>Signs in again: an access token lasts a quarter of an hour.</summary>
    public async Task SignInAgainAsync() => Administrator = await Administrator.LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);

    private async Task ImportAsync(string what, Action<MadeUpProvince, TextWriter> write)
    {
        await using var csv = new StringWriter();
        write(_province, csv);
        var started = Stopwatch.GetTimestamp();
        var answer = await Administrator.PostCsvAsync($"{what}/import", csv.ToString());
        ImportSeconds[what] = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
        if (answer["errors"]!.AsArray().Count > 0)
        {
            throw new InvalidOperationException($"The import of {what} was refused: {answer["errors"]![0]}");
        }
    }

    // One caller has a rate; each city's administrator pairs his own screens.
    private async Task PairAsync()
    {
        var venues = await AllAsync("venues");
        var halls = new PairedHall[_province.Venues.Count];
        var cities = new Dictionary<string, BenchHttp>(StringComparer.Ordinal);
        foreach (var city in (await AllAsync("org-units?query=99")).Where(unit => unit["level"]!.GetValue<string>() == "city"))
        {
            var code = city["code"]!.GetValue<string>();
            await Administrator.PostAsync("accounts", new JsonObject { ["user"] = "bench-" + code, ["password"] = Password, ["role"] = "administrator", ["unitId"] = city["id"]!.GetValue<string>() });
            cities[code] = await Administrator.LoginAsync("bench-" + code, Password);
        }

        var byCode = venues.ToDictionary(venue => venue["code"]!.GetValue<string>(), StringComparer.Ordinal);
        var anybody = new BenchHttp(_server);
        await Parallel.ForAsync(0, halls.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var venue = byCode[_province.Venues[i].Code];
            var unit = _province.Venues[i].UnitCode;
            var pairing = await anybody.PostAsync("pairings");
            await (unit.Length >= 4 ? cities[unit[..4]] : Administrator).PostAsync(
                "pairings/approve", new JsonObject { ["userCode"] = pairing["userCode"]!.GetValue<string>(), ["venueId"] = venue["id"]!.GetValue<string>() });
            var token = await anybody.PostAsync($"pairings/{pairing["pairingId"]}/token", new JsonObject { ["pollSecret"] = pairing["pollSecret"]!.GetValue<string>() });
            halls[i] = new PairedHall(venue["id"]!.GetValue<string>(), venue["hall"]!.GetValue<long>(), anybody.As(token["accessToken"]!.GetValue<string>()));
        });
        Halls = halls;
    }

    private async Task<List<JsonNode>> AllAsync(string path)
    {
        var all = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var page = await Administrator.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1000{(cursor.Length > 0 ? "&cursor=" + cursor : "")}");
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            if (page["next"] is not { } next)
            {
                return all;
            }

            cursor = next.GetValue<string>();
        }
    }

    private void Place()
    {
        var hallOf = _province.Venues.Select((venue, i) => (venue.Code, i)).ToDictionary(pair => pair.Code, pair => pair.i, StringComparer.Ordinal);
        var people = _province.Trainees().Select(person => (hallOf[person.VenueCode.Length > 0 ? person.VenueCode : "V" + person.UnitCode], person)).ToArray();
        new Random(7).Shuffle(people);
        People = people;
    }
}
