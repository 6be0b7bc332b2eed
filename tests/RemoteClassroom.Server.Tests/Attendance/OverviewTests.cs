using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Attendance;

/// <summary>What hangs on the wall of a command centre.</summary>
public sealed class OverviewTests(Town town) : IClassFixture<Town>
{
    private static int[] Of(Counts counts) => [counts.Expected, counts.Present, counts.Late, counts.Waiting, counts.Absent, counts.Unknown, counts.Excused];

    private static void AssertSums(AttendanceOverview wall)
    {
        List<UnitOverview> parts = [.. wall.Units, .. wall.Rest is { } rest ? [rest] : (UnitOverview[])[]];
        Assert.Equal(Of(wall.Whole.Counts)[0], Of(wall.Whole.Counts)[1..].Sum());
        Assert.Equal(Of(wall.Whole.Counts), Enumerable.Range(0, 7).Select(i => parts.Sum(part => Of(part.Counts)[i])));
        Assert.Equal((wall.Whole.Halls, wall.Whole.HallsOnline), (parts.Sum(part => part.Halls), parts.Sum(part => part.HallsOnline)));
    }

    [Fact]
    public async Task In_a_county_it_tells_of_the_townships_of_the_round_and_of_halls_out_of_reach_first_and_names_nobody()
    {
        await town.ImportAsync("venues", "code,unitCode,name,seats,contact,contactPhone\nvb,east,东镇活动室,40,李主任,0931-1234567\n");
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 0);
        (await town.Screens[0].PostAsync($"{lesson.Path}/questions", new AskQuestion("何时撤离?", BranchId: town.Halls[0].Id))).As<QuestionAskedAnswer>();
        AttendanceOverview wall = null!;
        await Eventually.True("one person on the wall and one hall within reach", async () =>
        {
            lesson.Seen(0, HallPicture.Playing);
            wall = (await town.Root.GetAsync($"{lesson.Path}/overview")).As<AttendanceOverview>();
            return wall.Whole.Counts.Present == 1 && wall.Whole.HallsOnline == 1 && wall.Questions.Pending == 1;
        });
        AssertSums(wall);
        Assert.Equal(["东镇", "西镇"], wall.Units.Select(unit => unit.Unit.Name));
        Assert.Null(wall.Rest);
        Assert.Equal((lesson.RoundId, lesson.RoundId, RoundKind.SignIn), (wall.Open!.RoundId, wall.Counted!.RoundId, wall.Open.Kind));
        Assert.Equal([false, false, true], wall.Halls.Select(hall => hall.Unit.Online!.Value));
        Assert.Equal(new QuestionCounts(1, 0, 0, 1), wall.Questions);
        var text = (await town.Root.GetAsync($"{lesson.Path}/overview")).Body;
        foreach (var secret in (string[])["李主任", "0931", "何时", Town.NameOf(0, 0), Town.RosterNo(0, 0)])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        await lesson.CloseRoundAsync();
        wall = (await town.Root.GetAsync($"{lesson.Path}/overview")).As<AttendanceOverview>();
        Assert.Null(wall.Open);
        Assert.NotNull(wall.Counted!.ClosedAt);
        var east = await town.AccountAsync(Role.Administrator, wall.Units[0].Unit.Id);
        var own = (await east.GetAsync($"{lesson.Path}/overview")).As<AttendanceOverview>();
        Assert.Equal(("东镇", wall.Units[0].Counts), (own.Whole.Unit.Name, own.Whole.Counts));
        AssertSums(own);
    }

    [Fact]
    public async Task In_a_province_it_tells_of_the_counties_whatever_lies_between_and_of_what_is_in_none_of_them()
    {
        await using var host = await ServerHost.StartAsync();
        var root = await host.RootAsync();
        async Task ImportAsync(string what, string csv) => (await root.PostAsync($"/api/v1/{what}/import?dryRun=false", Town.Csv(csv))).As<ImportAnswer>();
        await ImportAsync("org-units", "code,parentCode,name,level\np,,甲省,province\nc1,p,南市,city\nk1,c1,河县,county\nk2,c1,山县,county\nk3,p,湖县,county\nt1,k1,东镇,township\n");
        await ImportAsync("venues", "code,unitCode,name,seats\nv1,t1,东镇会议室,40\nv2,k2,山县会议室,40\nv3,k3,湖县会议室,40\nv4,c1,南市会议室,40\n");
        await ImportAsync("trainees", "rosterNo,name,phone,unitCode,category,venueCode\nA1,甲某某,13900000001,t1,教师,\nA2,乙某某,13900000002,k2,教师,\nA3,丙某某,13900000003,k3,教师,\nA4,丁某某,13900000004,c1,教师,\n");
        var province = (await root.GetAsync("/api/v1/org-units?query=p")).As<Page<OrgUnitInfo>>().Items.Single(unit => unit.Code == "p").Id;
        var session = (await root.PostAsync("/api/v1/sessions", new CreateSession("防汛第一课", TimeProvider.System.GetUtcNow().AddHours(1), [province]))).As<SessionCreated>().SessionId;
        (await root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var wall = (await root.GetAsync($"/api/v1/sessions/{session}/overview")).As<AttendanceOverview>();
        AssertSums(wall);
        Assert.Equal(["山县", "河县", "湖县"], wall.Units.Select(unit => unit.Unit.Name).Order(StringComparer.Ordinal));
        Assert.Equal((4, 1, 1), (wall.Whole.Counts.Expected, wall.Rest!.Counts.Expected, wall.Rest.Halls));
        Assert.Null(wall.Counted);
        var below = (await root.GetAsync($"/api/v1/sessions/{session}/overview?unit={wall.Units.Single(unit => unit.Unit.Name == "河县").Unit.Id}")).As<AttendanceOverview>();
        Assert.Equal(["东镇"], below.Units.Select(unit => unit.Unit.Name));
    }
}
