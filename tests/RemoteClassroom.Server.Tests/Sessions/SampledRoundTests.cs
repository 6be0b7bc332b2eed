using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Sessions;

/// <summary>Spot checks in a sample of halls, and rounds that open by themselves.</summary>
public sealed class SampledRoundTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_sample_is_expected_and_may_check_in_and_nobody_else_and_the_log_says_who_was_asked()
    {
        var lesson = await town.OpenAsync(round: false);
        Assert.Equal("samplePercent", (await town.Root.PostAsync(lesson.Path + "/rounds", new OpenRound(RoundKind.SpotCheck, SamplePercent: 101))).Field);
        // The town's townships stand at the second level, each a part of its own: of two halls in the east one is asked, of one in the west that one.
        var round = (await town.Root.PostAsync(lesson.Path + "/rounds", new OpenRound(RoundKind.SpotCheck, SamplePercent: 40))).As<RoundOpenedAnswer>();
        var scans = new List<int>();
        for (var hall = 0; hall < 3; hall++)
        {
            scans.Add((await lesson.ScanAsync(new Scan((await lesson.CodeAsync(hall)).Code))).Status);
        }

        Assert.Equal((2, 1, 200), (scans.Count(status => status == 200), scans.Count(status => status == 409), scans[2]));
        var asked = scans[0] == 200 ? 0 : 1;
        await lesson.CheckInAsync(asked, 0);
        var frame = await Eventually.NotNull(
            "one of the sample", async () => (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}&round={round.RoundId}")).As<AttendanceFrame>() is { Counts.Present: 1 } found ? found : null);
        Assert.Equal((2 * Town.PeoplePerHall, 2 * Town.PeoplePerHall), (frame.Counts.Expected, frame.Children.Sum(child => child.Counts.Expected)));
        var opened = (await town.Root.GetAsync(lesson.Path + "/events?limit=1000")).As<Page<ViewEvent>>().Items.Single(logged => logged.Type == EventTypes.RoundOpened);
        Assert.Equal((40, 2), (opened.Data.GetProperty("sample").GetProperty("percent").GetInt32(), opened.Data.GetProperty("sample").GetProperty("halls").GetInt32()));
        // Whom nobody asked has nothing to do there, by the operator's word neither.
        var outside = await town.Screens[1 - asked].PostAsync(
            $"{lesson.Path}/check-ins/batch", new CheckInBatch(town.Halls[1 - asked].Id, "tablet", [new BatchEntry(Guid.NewGuid(), 1, Guid.NewGuid(), TimeProvider.System.GetUtcNow())]));
        Assert.Equal("round_closed", outside.As<BatchResults>().Results.Single().Code);
    }

    [Fact]
    public async Task A_planned_round_opens_by_itself_within_its_window_once_and_is_told_to_nobody_before()
    {
        var lesson = await town.OpenAsync(round: false);
        var now = TimeProvider.System.GetUtcNow();
        var plan = (await town.Root.PostAsync(lesson.Path + "/round-plans", new PlanRound(RoundKind.SpotCheck, now.AddMinutes(-1), now.AddSeconds(2), 5, 50))).As<RoundPlanned>().PlanId;
        var later = (await town.Root.PostAsync(lesson.Path + "/round-plans", new PlanRound(RoundKind.SignOut, now.AddHours(1), now.AddHours(2), 5))).As<RoundPlanned>().PlanId;
        Assert.Equal("to", (await town.Root.PostAsync(lesson.Path + "/round-plans", new PlanRound(RoundKind.SignOut, now.AddHours(1), now, 5))).Field);
        Assert.Equal("minutes", (await town.Root.PostAsync(lesson.Path + "/round-plans", new PlanRound(RoundKind.SignOut, now, now.AddHours(1), 0))).Field);

        async Task<Dictionary<Guid, RoundPlanState>> StatesAsync() => (await town.Root.GetAsync(lesson.Path + "/round-plans")).As<Page<RoundPlanInfo>>().Items.ToDictionary(item => item.PlanId, item => item.State);
        await Eventually.True("the planned round to open", async () => (await StatesAsync())[plan] == RoundPlanState.Opened);
        Assert.Single((await town.Root.GetAsync(lesson.Path + "/events?limit=1000")).As<Page<ViewEvent>>().Items, logged => logged.Type == EventTypes.RoundOpened);
        Assert.DoesNotContain("due", (await town.Root.GetAsync(lesson.Path + "/round-plans")).Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(RoundPlanState.Dropped, (await town.Root.PostAsync($"{lesson.Path}/round-plans/{later}/drop")).As<RoundPlanInfo>().State);
        Assert.Equal(409, (await town.Root.PostAsync($"{lesson.Path}/round-plans/{plan}/drop")).Status);
    }
}
