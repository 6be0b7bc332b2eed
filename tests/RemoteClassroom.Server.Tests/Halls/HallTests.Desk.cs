using Microsoft.AspNetCore.SignalR.Client;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Server.Tests.Hubs;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Halls;

/// <summary>The duty desk over real connections: what screens and operators' pages tell in their heartbeats is what it shows.</summary>
public sealed partial class HallTests
{
    private static readonly PlayerReport Plays = new("playing", 2_000, "hls", Muted: false, Volume: 1);

    [Fact]
    public async Task The_duty_desk_names_each_of_six_planted_faults_and_puts_the_worst_first()
    {
        var lesson = await town.OpenAsync(round: false);
        var people = await Task.WhenAll(town.Halls.Select(hall => town.AccountAsync(Role.Operator, venue: hall.Id)));
        var rosters = new List<string>();
        for (var hall = 0; hall < 3; hall++)
        {
            rosters.Add((await RosterAsync(people[hall], lesson, town.Halls[hall].Id)).Version!);
        }

        // No link in the first hall, a wrong clock in the second, nobody in the third.
        await using var first = await OperatorAsync(people[0], lesson, 0, rosters[0]);
        await using var second = await OperatorAsync(people[1], lesson, 1, rosters[1]);
        await using var screenOfSecond = await ScreenAsync(lesson, 1, new HeartbeatRequest(null, Plays, -61_000));
        await using var screenOfThird = await ScreenAsync(lesson, 2, new HeartbeatRequest(null, Plays, 40));
        var desk = await DeskAsync(lesson, [(0, "link"), (1, "clock"), (2, "operator")]);
        Assert.Equal(new DeskTotals(3, 0, 1, 0, 0, 1, 1, 0), desk.Totals);
        Assert.Equal((-61_000, CheckResult.Good), (desk.Items[1].ClockOffsetMs, desk.Items[1].Checks.Operator));
        Assert.Equal(CheckResult.Unknown, desk.Items[0].Checks.Picture);

        // One fault alone: the halls that have it, and the totals of all.
        var clocks = (await town.Root.GetAsync($"{lesson.Path}/desk?fault=clock")).As<DeskBoard>();
        Assert.Equal((town.Halls[1].Id, desk.Totals), (Assert.Single(clocks.Items).Unit.Id, clocks.Totals));
        Assert.Empty((await town.Root.GetAsync($"{lesson.Path}/desk?fault=sound")).As<DeskBoard>().Items);
        Assert.Equal("fault", (await town.Root.GetAsync($"{lesson.Path}/desk?fault=weather")).Field);

        // Its picture stands still, the second is mute, and the third's operator holds a roster from before.
        await using var screenOfFirst = await ScreenAsync(lesson, 0, new HeartbeatRequest(null, Plays with { State = "stalled" }, 0));
        await BeatAsync(screenOfSecond, new HeartbeatRequest(null, Plays with { Muted = true }, 0));
        await using var third = await OperatorAsync(people[2], lesson, 2, "5-0123456789abcdef");
        await DeskAsync(lesson, [(0, "picture"), (1, "sound"), (2, "roster")]);

        // All is mended.
        await BeatAsync(screenOfFirst, new HeartbeatRequest(null, Plays, 0));
        await BeatAsync(screenOfSecond, new HeartbeatRequest(null, Plays, 0));
        await BeatAsync(third, new HeartbeatRequest(Roster: rosters[2]));
        desk = await DeskAsync(lesson, [(0, ""), (1, ""), (2, "")]);
        Assert.Equal(new DeskTotals(3, 3, 0, 0, 0, 0, 0, 0), desk.Totals);
        Assert.All(desk.Items, hall => Assert.True(hall.Ready));
    }

    [Fact]
    public async Task The_curve_of_arrivals_ends_at_who_is_there()
    {
        var before = await town.OpenAsync(round: false);
        Assert.Empty((await town.Root.GetAsync($"{before.Path}/attendance/arrivals")).As<Arrivals>().Counts);
        var lesson = await town.OpenAsync();
        Assert.Equal(0, (await ArrivalsAsync(lesson)).Counts[^1]);
        await lesson.CheckInAsync(0, 1);
        await lesson.CheckInAsync(2, 2);
        var whole = await ArrivalsAsync(lesson);
        Assert.Equal((2, 3 * Town.PeoplePerHall, lesson.RoundId), (whole.Counts[^1], whole.Expected, whole.RoundId!.Value));
        await lesson.CheckInAsync(0, 3);
        Assert.Equal(3, (await ArrivalsAsync(lesson)).Counts[^1]);
        var east = (await town.Root.GetAsync($"{lesson.Path}/attendance")).As<AttendanceFrame>().Children[0].Unit.Id;
        Assert.Equal(2, (await town.Root.GetAsync($"{lesson.Path}/attendance/arrivals?unit={east}")).As<Arrivals>().Counts[^1]);
        Assert.Equal(404, (await town.Root.GetAsync($"{lesson.Path}/attendance/arrivals?round={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task The_ledgers_files_say_beforehand_what_they_hold()
    {
        var lesson = await town.OpenAsync();
        var about = (await town.Root.GetAsync($"{lesson.Path}/ledger/about")).As<LedgerAbout>();
        Assert.True(about.Masked);
        Assert.Equal("Asia/Shanghai", about.TimeZone);
        var heading = (await town.Root.GetAsync($"{lesson.Path}/ledger.csv")).Body.TrimStart('\uFEFF').Split('\r')[0];
        Assert.Equal(heading, string.Join(',', about.Columns));
    }

    private static async Task BeatAsync(HubListener listener, HeartbeatRequest told) => await listener.Connection.InvokeAsync<HeartbeatAnswer>("Heartbeat", told);

    private async Task<Arrivals> ArrivalsAsync(Lesson lesson) => (await town.Root.GetAsync($"{lesson.Path}/attendance/arrivals")).As<Arrivals>();

    private async Task<HubListener> ScreenAsync(Lesson lesson, int hall, HeartbeatRequest told) => await JoinAsync(town.Screens[hall], lesson, told);

    private async Task<HubListener> OperatorAsync(Api by, Lesson lesson, int hall, string version)
    {
        var listener = await JoinAsync(by, lesson, new HeartbeatRequest(Roster: version));
        await listener.JoinAsync(StreamName.Branch(lesson.Id, town.Halls[hall].Id));
        return listener;
    }

    private async Task<HubListener> JoinAsync(Api by, Lesson lesson, HeartbeatRequest told)
    {
        var listener = await HubListener.ConnectAsync(town.Host, by.Bearer!);
        await listener.JoinAsync(StreamName.Screen(lesson.Id));
        await BeatAsync(listener, told);
        return listener;
    }

    /// <summary>The desk, as soon as each hall has the fault expected of it and no other, and the halls stand in that order.</summary>
    private async Task<DeskBoard> DeskAsync(Lesson lesson, (int Hall, string Fault)[] expected)
    {
        DeskBoard desk = null!;
        var wanted = string.Join(' ', expected.Select(line => $"{town.Halls[line.Hall].Name}:{line.Fault}"));
        var seen = "";
        await Eventually.True($"the desk to say '{wanted}'", async () =>
        {
            desk = (await town.Root.GetAsync($"{lesson.Path}/desk")).As<DeskBoard>();
            seen = string.Join(' ', desk.Items.Select(hall => $"{hall.Unit.Name}:{string.Join('+', FaultsOf(hall.Checks))}"));
            return seen == wanted;
        });
        return desk;
    }

    private static IEnumerable<string> FaultsOf(HallChecks checks)
    {
        (string Name, CheckResult Result)[] all =
            [("link", checks.Link), ("picture", checks.Picture), ("sound", checks.Sound), ("clock", checks.Clock), ("operator", checks.Operator), ("roster", checks.Roster)];
        return all.Where(check => check.Result == CheckResult.Bad).Select(check => check.Name);
    }
}
