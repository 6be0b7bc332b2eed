using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>A running server with a county of two townships, three halls with a paired screen each, and six people a hall, all brought in through the public doors.</summary>
public class Town : IAsyncLifetime
{
    public const int PeoplePerHall = 6;

    private ServerHost? _host;

    public ServerHost Host => _host ?? throw new InvalidOperationException("not started");

    public Api Root { get; private set; } = null!;

    public Guid County { get; private set; }

    /// <summary>Two halls in the east, one in the west.</summary>
    public IReadOnlyList<VenueInfo> Halls { get; private set; } = [];

    public IReadOnlyList<Api> Screens { get; private set; } = [];

    public static string RosterNo(int hall, int person) => $"N{hall}{person:D4}";

    public static string NameOf(int hall, int person) => $"张{"一二三"[hall]}{"甲乙丙丁戊己"[person]}";

    public static string Digits(int hall, int person) => $"{(hall * 1_000) + person + 10:D4}";

    public async ValueTask InitializeAsync()
    {
        _host = await StartAsync();
        Root = await Host.RootAsync();
        await ImportAsync("org-units", "code,parentCode,name,level\ncounty,,青河县,county\neast,county,东镇,township\nwest,county,西镇,township\n");
        await ImportAsync("venues", "code,unitCode,name,seats\nva,east,东镇会议室,40\nvb,east,东镇活动室,40\nvc,west,西镇会议室,40\n");
        var people = new StringBuilder("rosterNo,name,phone,unitCode,category,venueCode\n");
        for (var hall = 0; hall < 3; hall++)
        {
            for (var person = 0; person < PeoplePerHall; person++)
            {
                people.Append($"{RosterNo(hall, person)},{NameOf(hall, person)},1000000{Digits(hall, person)},{(hall < 2 ? "east" : "west")},教师,{(hall == 2 ? "" : hall == 0 ? "va" : "vb")}\n");
            }
        }

        await ImportAsync("trainees", people.ToString());
        County = (await Root.GetAsync("/api/v1/org-units?query=county")).As<Page<OrgUnitInfo>>().Items.Single().Id;
        Halls = (await Root.GetAsync("/api/v1/venues")).As<Page<VenueInfo>>().Items;
        Screens = [await PairAsync(Halls[0].Id), await PairAsync(Halls[1].Id), await PairAsync(Halls[2].Id)];
    }

    /// <summary>Starts the server.</summary>
    protected virtual Task<ServerHost> StartAsync() => ServerHost.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>A session of the whole county with its doors open, and a round unless told otherwise.</summary>
    public async Task<Lesson> OpenAsync(bool round = true, bool oneDevice = false, bool rehearsal = false)
    {
        var startsAt = TimeProvider.System.GetUtcNow().AddHours(1);
        var session = (await Root.PostAsync("/api/v1/sessions", new CreateSession("防汛第一课", startsAt, [County], OneDevicePerRound: oneDevice ? true : null, Rehearsal: rehearsal ? true : null))).As<SessionCreated>().SessionId;
        (await Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var lesson = new Lesson(this, session);
        if (round)
        {
            await lesson.OpenRoundAsync();
        }

        return lesson;
    }

    public async Task<ImportAnswer> ImportAsync(string what, string csv, Api? by = null, bool dryRun = false) =>
        (await (by ?? Root).PostAsync($"/api/v1/{what}/import?dryRun={(dryRun ? "true" : "false")}", Csv(csv))).As<ImportAnswer>();

    public static HttpContent Csv(string text) => new StringContent(text, Encoding.UTF8, "text/csv");

    public static HttpContent Xlsx(byte[] workbook) =>
        new ByteArrayContent(workbook) { Headers = { ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") } };

    public async Task<Api> AccountAsync(Role role, Guid? unit = null, Guid? venue = null)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..30];
        (await Root.PostAsync("/api/v1/accounts", new CreateAccount(name, World.Password, role, unit, venue))).As<AccountCreated>();
        return await Host.Anybody().LoginAsync(name, World.Password);
    }

    private async Task<Api> PairAsync(Guid venue)
    {
        var pairing = (await Host.Anybody().SendAsync("POST", "/api/v1/pairings", null, null)).As<PairingStarted>();
        Assert.Equal(200, (await Root.PostAsync("/api/v1/pairings/approve", new ApprovePairing(pairing.UserCode, venue))).Status);
        return Host.Anybody().As((await Host.Anybody().SendAsync("POST", $"/api/v1/pairings/{pairing.PairingId}/token", new PairingPoll(pairing.PollSecret), null)).As<PairingDone>().AccessToken);
    }
}

/// <summary>A session under way, and what people do in it.</summary>
public sealed class Lesson(Town town, Guid sessionId)
{
    public Guid Id { get; } = sessionId;

    public Guid RoundId { get; private set; }

    public string Path => $"/api/v1/sessions/{Id}";

    private Api Anybody => town.Host.Anybody();

    public async Task OpenRoundAsync(RoundKind kind = RoundKind.SignIn) => RoundId = (await town.Root.PostAsync(Path + "/rounds", new OpenRound(kind))).As<RoundOpenedAnswer>().RoundId;

    public async Task CloseRoundAsync() => (await town.Root.PostAsync($"{Path}/rounds/{RoundId}/close")).As<CommandDone>();

    public async Task<BranchCodeAnswer> CodeAsync(int hall) => (await town.Screens[hall].GetAsync($"{Path}/branches/{town.Halls[hall].Id}/code")).As<BranchCodeAnswer>();

    public async Task<byte[]> KeyAsync(int hall) =>
        Convert.FromBase64String((await town.Screens[hall].GetAsync($"{Path}/branches/{town.Halls[hall].Id}/key")).As<BranchKeyAnswer>().Key);

    /// <summary>The code that the hall showed so many steps ago.</summary>
    public async Task<string> CodeAgoAsync(int hall, int steps) =>
        BranchCodes.CodeAt(await KeyAsync(hall), town.Halls[hall].Hall, BranchCodes.StepOf(TimeProvider.System.GetUtcNow()) - steps);

    public Task<Answer> ScanAsync(Scan scan, params (string, string)[] headers) => Anybody.SendAsync("POST", "/api/v1/scans", scan, null, headers);

    public async Task<TicketIssued> TicketAsync(int hall) => (await ScanAsync(new Scan((await CodeAsync(hall)).Code))).As<TicketIssued>();

    public async Task<CheckedIn> CheckInAsync(int hall, int person)
    {
        var ticket = await TicketAsync(hall);
        return (await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(hall, person), LastDigits: Town.Digits(hall, person)))).As<CheckedIn>();
    }

    /// <summary>As if the hall's screen had just sent its heartbeat.</summary>
    public void Seen(int hall, HallPicture picture = HallPicture.None) => town.Host.Services.GetRequiredService<IReachSink>().Seen(Id, town.Halls[hall].Id, picture);
}
