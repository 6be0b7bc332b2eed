using System.Text;
using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>A running server with a small made-up province of two counties and four halls, a browser, and an account for everybody who takes part.</summary>
public sealed class Classroom : IAsyncLifetime
{
    /// <summary>The lecturer's account.</summary>
    public const string Lecturer = "lecturer-one";

    /// <summary>The password of the accounts made here.</summary>
    public const string Password = "a-long-enough-password";

    /// <summary>How many people each hall expects.</summary>
    public const int PeoplePerHall = 6;

    private readonly TempFolder _data = new();

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The browser.</summary>
    public Chromium Browser { get; private set; } = null!;

    /// <summary>The first administrator over HTTP.</summary>
    public ContractHttp Administrator { get; private set; } = null!;

    /// <summary>Somebody without a credential.</summary>
    public ContractHttp Anybody { get; private set; } = null!;

    /// <summary>The root unit.</summary>
    public string RootId { get; private set; } = "";

    /// <summary>The halls, in the order of their codes: id and name.</summary>
    public IReadOnlyList<(string Id, string Name, long Number)> Halls { get; private set; } = [];

    /// <summary>The roster number of a person.</summary>
    public static string RosterNo(int hall, int person) => $"R{hall}{person:D3}";

    /// <summary>The last four digits of a person's telephone number.</summary>
    public static string LastDigits(int hall, int person) => $"{(hall * 1000) + (person * 7):D4}";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Server = new ServerProcess(_data.Path);
        var browser = Chromium.StartAsync();
        await Server.StartAsync(TimeSpan.FromSeconds(120));
        Browser = await browser;
        Anybody = new ContractHttp(Server.Address);
        Administrator = await Anybody.LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        await ImportAsync();
        (await Administrator.PostAsync("accounts", new JsonObject { ["user"] = Lecturer, ["password"] = Password, ["role"] = "lecturer", ["unitId"] = RootId })).Must();
    }

    /// <summary>Announces a session for the whole province.</summary>
    public async Task<string> AnnounceAsync(string title, TimeSpan startsIn)
    {
        var startsAt = TimeProvider.System.GetUtcNow().Add(startsIn).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var made = await Administrator.PostAsync("sessions", new JsonObject { ["title"] = title, ["startsAt"] = startsAt, ["invited"] = new JsonArray(RootId) });
        return made.Must()["sessionId"]!.GetValue<string>();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Server.DisposeAsync();
        Anybody.Dispose();
        _data.Dispose();
    }

    private async Task ImportAsync()
    {
        await ImportAsync("org-units", "code,parentCode,name,level\ngs,,甲省,province\ndong,gs,东山县,county\nxi,gs,西河县,county\n");
        var people = new StringBuilder("rosterNo,name,phone,unitCode,category,venueCode\n");
        for (var hall = 0; hall < 4; hall++)
        {
            for (var person = 0; person < PeoplePerHall; person++)
            {
                people.Append($"{RosterNo(hall, person)},张{hall}学员{person},1380000{LastDigits(hall, person)},{(hall < 2 ? "dong" : "xi")},农民,v{hall}\n");
            }
        }

        await ImportAsync("venues", "code,unitCode,name,seats\nv0,dong,东山村文化室,40\nv1,dong,东山县一中,60\nv2,xi,西河乡政府三楼,30\nv3,xi,西河村委会,25\n");
        await ImportAsync("trainees", people.ToString());
        RootId = (await Administrator.GetAsync("org-units?query=gs")).Must()["items"]!.AsArray().Single(unit => unit!["code"]!.GetValue<string>() == "gs")!["id"]!.GetValue<string>();
        var venues = (await Administrator.GetAsync($"venues?unit={RootId}")).Must()["items"]!.AsArray();
        Halls = [.. venues.OrderBy(venue => venue!["code"]!.GetValue<string>(), StringComparer.Ordinal)
            .Select(venue => (venue!["id"]!.GetValue<string>(), venue["name"]!.GetValue<string>(), venue["hall"]!.GetValue<long>()))];
    }

    private async Task ImportAsync(string what, string csv)
    {
        var answer = (await Administrator.PostCsvAsync($"{what}/import?dryRun=false", csv)).Must();
        Assert.Empty(answer["errors"]!.AsArray());
    }
}

/// <summary>All tests of this program share one server and one browser, one after another: the machine may have two cores.</summary>
[CollectionDefinition(Name)]
public sealed class ClassroomCollection : ICollectionFixture<Classroom>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "classroom";
}
