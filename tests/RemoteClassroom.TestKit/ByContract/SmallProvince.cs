using System.Text;
using System.Text.Json.Nodes;

namespace RemoteClassroom.TestKit.ByContract;

/// <summary>A made-up county with halls and people, brought in through the public imports, and one session for it.</summary>
public sealed class SmallProvince
{
    private static readonly TimeSpan SignInLasts = TimeSpan.FromMinutes(5);
    private long _signedIn = TimeProvider.System.GetTimestamp();

    private SmallProvince(ContractHttp administrator, int halls, int peoplePerHall) => (Administrator, Halls, PeoplePerHall) = (administrator, halls, peoplePerHall);

    /// <summary>The first administrator, signed in.</summary>
    public ContractHttp Administrator { get; private set; }

    /// <summary>How many halls.</summary>
    public int Halls { get; }

    /// <summary>How many people each.</summary>
    public int PeoplePerHall { get; }

    /// <summary>The root unit.</summary>
    public string RootId { get; private set; } = "";

    /// <summary>The halls' ids, by number.</summary>
    public IReadOnlyList<string> VenueIds { get; private set; } = [];

    /// <summary>The roster number of a person.</summary>
    public static string RosterNo(int hall, int person) => $"R{hall:D3}{person:D4}";

    /// <summary>The last four digits of a person's number.</summary>
    public static string LastDigits(int hall, int person) => $"{((hall * 131) + person) % 10_000:D4}";

    /// <summary>Imports it.</summary>
    /// <param name="anybody">A caller at the server.</param>
    /// <param name="user">The first administrator.</param>
    /// <param name="password">The first administrator's password.</param>
    /// <param name="halls">How many halls.</param>
    /// <param name="peoplePerHall">How many people each.</param>
    public static async Task<SmallProvince> ImportAsync(ContractHttp anybody, string user, string password, int halls, int peoplePerHall)
    {
        ArgumentNullException.ThrowIfNull(anybody);
        var province = new SmallProvince(await anybody.LoginAsync(user, password), halls, peoplePerHall);
        await province.ImportAsync("org-units", "code,parentCode,name,level\nroot,,甲省,province\nvillage,root,乙村,village\n");
        var venues = new StringBuilder("code,unitCode,name,seats\n");
        var people = new StringBuilder("rosterNo,name,phone,unitCode,category,venueCode\n");
        for (var hall = 0; hall < halls; hall++)
        {
            venues.Append($"v{hall:D4},village,第{hall}礼堂,40\n");
            for (var person = 0; person < peoplePerHall; person++)
            {
                people.Append($"{RosterNo(hall, person)},张{hall}学员{person},1380000{LastDigits(hall, person)},village,甲类,v{hall:D4}\n");
            }
        }

        await province.ImportAsync("venues", venues.ToString());
        await province.ImportAsync("trainees", people.ToString());
        province.RootId = (await province.Administrator.GetAsync("org-units?query=root")).Must()["items"]!.AsArray().Single(unit => unit!["code"]!.GetValue<string>() == "root")!["id"]!.GetValue<string>();
        var found = (await province.Administrator.GetAsync($"venues?unit={province.RootId}&limit=1000")).Must()["items"]!.AsArray();
        province.VenueIds = [.. found.OrderBy(venue => venue!["code"]!.GetValue<string>(), StringComparer.Ordinal).Select(venue => venue!["id"]!.GetValue<string>())];
        return province;
    }

    /// <summary>Signs in again, after the access token ended or the server was restarted.</summary>
    public async Task SignInAgainAsync(ContractHttp anybody, string user, string password) => Administrator = await anybody.LoginAsync(user, password);

    /// <summary>Signs in again if the access token, which lasts a quarter of an hour, is a third of that old. For tests that last longer, at a moment when the server answers.</summary>
    public async Task StaySignedInAsync(ContractHttp anybody, string user, string password)
    {
        if (TimeProvider.System.GetElapsedTime(_signedIn) > SignInLasts)
        {
            await SignInAgainAsync(anybody, user, password);
            _signedIn = TimeProvider.System.GetTimestamp();
        }
    }

    /// <summary>Announces a session for the whole tree and opens its doors.</summary>
    /// <returns>The session's id.</returns>
    public async Task<string> OpenSessionAsync()
    {
        var made = (await Administrator.PostAsync("sessions", new JsonObject
        {
            ["title"] = "第一课",
            ["startsAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["invited"] = new JsonArray(RootId),
        })).Must();
        var session = made["sessionId"]!.GetValue<string>();
        (await Administrator.PostAsync($"sessions/{session}/open")).Must();
        return session;
    }

    /// <summary>Pairs a screen with a hall; gives the screen's access token.</summary>
    public async Task<string> PairScreenAsync(ContractHttp anybody, int hall)
    {
        ArgumentNullException.ThrowIfNull(anybody);
        var pairing = (await anybody.PostAsync("pairings", null, null)).Must();
        (await Administrator.PostAsync("pairings/approve", new JsonObject { ["userCode"] = pairing["userCode"]!.GetValue<string>(), ["venueId"] = VenueIds[hall] })).Must();
        var done = (await anybody.PostAsync($"pairings/{pairing["pairingId"]}/token", new JsonObject { ["pollSecret"] = pairing["pollSecret"]!.GetValue<string>() }, null)).Must();
        return done["accessToken"]!.GetValue<string>();
    }

    private async Task ImportAsync(string what, string csv)
    {
        var answer = (await Administrator.PostCsvAsync($"{what}/import?dryRun=false", csv)).Must();
        if (answer["errors"]!.AsArray().Count > 0)
        {
            throw new InvalidOperationException($"The import of {what} was refused: {answer["errors"]![0]}");
        }
    }
}
