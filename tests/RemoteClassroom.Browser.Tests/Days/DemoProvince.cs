using System.Globalization;
using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Days;

/// <summary>
/// A server with the demo's province – the same seed and size, brought in through the public imports, without the lecture that the demo plays by itself – and one county whose halls and people
/// are not there yet: its administrator brings them in. The days of the people who run it are lived here.
/// </summary>
public sealed class DemoProvince : IAsyncLifetime
{
    /// <summary>The password of the accounts made here.</summary>
    public const string Password = "a-long-enough-password";

    private const long Seed = 20_260_501;
    private static readonly ProvinceSize Size = new(Cities: 4, Counties: 16, Townships: 60, Villages: 340, Venues: 301, Trainees: 4_200);
    private readonly TempFolder _data = new();
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The browser.</summary>
    public Chromium Browser { get; private set; } = null!;

    /// <summary>Somebody without a credential.</summary>
    public ContractHttp Anybody { get; private set; } = null!;

    /// <summary>The first administrator over HTTP.</summary>
    public ContractHttp Administrator { get; private set; } = null!;

    /// <summary>The lines that the province is made of.</summary>
    public MadeUpProvince Made { get; } = new(Seed, Size);

    /// <summary>The database's file, for who reads the ledger without asking the server.</summary>
    public string Database => Directory.EnumerateFiles(_data.Path, "*.db", SearchOption.AllDirectories).Single();

    /// <summary>Code of the county whose halls and people are not there yet.</summary>
    public string NewCounty { get; private set; } = "";

    /// <summary>Code of a county that is whole.</summary>
    public string OldCounty { get; private set; } = "";

    /// <summary>The id of a unit by its code.</summary>
    public string UnitId(string code) => _units[code];

    /// <summary>The halls of a county, by its code.</summary>
    public IReadOnlyList<ProvinceVenue> HallsOf(string county) => [.. Made.Venues.Where(venue => venue.UnitCode.StartsWith(county, StringComparison.Ordinal))];

    /// <summary>The people of a county, by its code.</summary>
    public IReadOnlyList<ProvinceTrainee> PeopleOf(string county) => [.. Made.Trainees().Where(person => person.UnitCode.StartsWith(county, StringComparison.Ordinal))];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Server = new ServerProcess(_data.Path);
        var browser = Chromium.StartAsync();
        await Server.StartAsync(TimeSpan.FromSeconds(120));
        Browser = await browser;
        Anybody = new ContractHttp(Server.Address);
        Administrator = await Anybody.LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        var counties = Made.Units.Where(unit => unit.Level == "county").ToList();
        (OldCounty, NewCounty) = (counties[0].Code, counties[1].Code);
        await FillAsync();
    }

    /// <summary>Makes an account of a unit, with which a test begins. The first administrator signs in anew: the tests together last longer than an access token.</summary>
    public async Task<ContractHttp> AccountAsync(string user, string role, string unitCode)
    {
        Administrator = await Anybody.LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        (await Administrator.PostAsync("accounts", new JsonObject { ["user"] = user, ["password"] = Password, ["role"] = role, ["unitId"] = UnitId(unitCode) })).Must();
        return await Anybody.LoginAsync(user, Password);
    }

    /// <summary>Announces a session for a unit.</summary>
    public async Task<string> AnnounceAsync(ContractHttp caller, string title, string unitCode, TimeSpan startsIn)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var startsAt = TimeProvider.System.GetUtcNow().Add(startsIn).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var made = await caller.PostAsync(
            "sessions", new JsonObject { ["title"] = title, ["startsAt"] = startsAt, ["invited"] = new JsonArray(UnitId(unitCode)), ["hotline"] = "1000 000 0099" });
        return made.Must()["sessionId"]!.GetValue<string>();
    }

    /// <summary>Imports a file that must be without fault.</summary>
    public static async Task<JsonNode> ImportAsync(ContractHttp caller, string what, string csv)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var answer = (await caller.PostCsvAsync($"{what}/import?dryRun=false", csv)).Must();
        Assert.Empty(answer["errors"]!.AsArray());
        return answer;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Server.DisposeAsync();
        Anybody.Dispose();
        _data.Dispose();
    }

    private async Task FillAsync()
    {
        using var units = new StringWriter(CultureInfo.InvariantCulture);
        ProvinceFiles.WriteUnits(Made, units);
        await ImportAsync(Administrator, "org-units", units.ToString());
        bool IsNew(string code) => code.StartsWith(NewCounty, StringComparison.Ordinal);
        var venues = Made.Venues.Where(venue => !IsNew(venue.UnitCode)).Select(venue => $"{venue.Code},{venue.UnitCode},{venue.Name},{venue.Seats},{venue.Contact},{venue.ContactPhone}\n");
        await ImportAsync(Administrator, "venues", "code,unitCode,name,seats,contact,contactPhone\n" + string.Concat(venues));
        await ImportAsync(Administrator, "trainees", PeopleFile(Made.Trainees().Where(person => !IsNew(person.UnitCode))));
        string? cursor = null;
        do
        {
            var page = (await Administrator.GetAsync("org-units?limit=1000" + (cursor is null ? "" : "&cursor=" + cursor))).Must();
            foreach (var unit in page["items"]!.AsArray())
            {
                _units[unit!["code"]!.GetValue<string>()] = unit["id"]!.GetValue<string>();
            }

            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
    }

    /// <summary>People as the lines of a file to import.</summary>
    public static string PeopleFile(IEnumerable<ProvinceTrainee> people) => "rosterNo,name,phone,unitCode,category,venueCode\n" +
        string.Concat(people.Select(person => $"{person.RosterNo},{person.Name},{person.Phone},{person.UnitCode},{person.Category},{person.VenueCode}\n"));
}

/// <summary>The days are lived one after another on one server: the machine may have two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DemoProvinceCollection : ICollectionFixture<DemoProvince>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "demo province";
}
