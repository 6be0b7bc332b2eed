using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Attendance;

/// <summary>What reports are made of: rosters and check-ins by home, what halls played, planned rounds.</summary>
public abstract class FigureSuite(IStores stores)
{
    [Fact]
    public async Task Rosters_and_check_ins_are_read_by_home_wherever_people_sit()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        Guid[] north = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await scene.AddTraineesAsync(scene.North, north);
        await scene.AppendAsync(new SessionOpened());
        var round = await scene.OpenRoundAsync();
        await scene.RecordAsync(scene.CheckIn(round, north[0]) with { DeviceMark = [1, 2, 3] });
        await scene.RecordAsync(scene.CheckIn(round, north[1], branch: scene.SouthHall, late: true) with { HomeId = scene.NorthHall, HelperId = north[0] });

        var reading = scene.Store.Get<IAttendanceReading>();
        var people = await reading.RosterAsync(scene.SessionId, [scene.NorthHall, scene.SouthHall, scene.Root], CancellationToken.None);
        Assert.Equal(north.Order(), people.Select(person => person.TraineeId).Order());
        Assert.All(people, person => Assert.Equal((scene.NorthHall, scene.North, "any"), (person.HomeId, person.UnitId, person.Category)));
        Assert.Empty(await reading.RosterAsync(scene.SessionId, [scene.SouthHall], CancellationToken.None));

        var lines = await reading.LinesAsync(scene.SessionId, [scene.NorthHall], CancellationToken.None);
        Assert.Equal([(north[0], scene.NorthHall, false), (north[1], scene.SouthHall, true)], lines.Select(line => (line.TraineeId, line.SeatId, line.Late)));
        Assert.Equal([1, 2, 3], lines[0].DeviceMark);
        Assert.Equal((scene.NorthHall, (Guid?)north[0]), (lines[1].HomeId, lines[1].HelperId));
        Assert.Empty(await reading.LinesAsync(scene.SessionId, [scene.SouthHall], CancellationToken.None));
        Assert.Equal(north[1], Assert.Single(await reading.VisitorsAsync(scene.SessionId, CancellationToken.None)).TraineeId);
    }

    [Fact]
    public async Task A_stretch_grows_and_telling_it_again_or_shorter_changes_nothing()
    {
        var reading = stores.Shared.Get<IAttendanceReading>();
        var (session, hall) = (Guid.NewGuid(), Guid.NewGuid());
        HallPlay Play(int from, int to) => new(session, hall, new Span(Scene.Now.AddSeconds(from), Scene.Now.AddSeconds(to)));
        await reading.KeepAsync([Play(0, 30), Play(100, 110)], CancellationToken.None);
        await reading.KeepAsync([Play(0, 60), Play(0, 45), Play(100, 105)], CancellationToken.None);
        await reading.KeepAsync([.. Enumerable.Range(0, 250).Select(i => new HallPlay(session, Guid.NewGuid(), new Span(Scene.Now, Scene.Now.AddSeconds(i + 1))))], CancellationToken.None);
        var plays = await reading.PlaysAsync(session, [hall], CancellationToken.None);
        Assert.Equal([Play(0, 60), Play(100, 110)], plays.OrderBy(play => play.Played.From));
    }

    [Fact]
    public async Task A_plan_is_due_once_its_moment_has_come_until_it_is_finished()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var (plan, later) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        RoundPlanRow Row(Guid id, int due) => new()
        {
            Id = id, SessionId = scene.SessionId, Purpose = nameof(RoundPurpose.SpotCheck), FromAt = Micros.Of(Scene.Now), ToAt = Micros.Of(Scene.Now.AddMinutes(due)), DueAt = Micros.Of(Scene.Now.AddMinutes(due)),
            Minutes = 5, SamplePercent = 20, OfPeople = id == plan, State = "waiting",
        };
        await using (var db = await stores.Shared.DbAsync())
        {
            db.RoundPlans.AddRange(Row(plan, 1), Row(later, 10));
            await db.SaveChangesAsync();
        }

        var plans = stores.Shared.Get<IRoundPlans>();
        async Task<IEnumerable<DuePlan>> DueAsync() => (await plans.DueAsync(Scene.Now.AddMinutes(2), CancellationToken.None)).Where(due => due.SessionId == scene.SessionId);
        var due = Assert.Single(await DueAsync());
        Assert.Equal((plan, RoundPurpose.SpotCheck, 5, 20, true), (due.PlanId, due.Purpose, due.Minutes, due.SamplePercent, due.OfPeople));
        await plans.FinishAsync(plan, opened: true, CancellationToken.None);
        await plans.FinishAsync(plan, opened: false, CancellationToken.None);
        Assert.Empty(await DueAsync());
        await using var read = await stores.Shared.DbAsync();
        Assert.Equal("opened", (await read.RoundPlans.FindAsync(plan))!.State);
    }
}

public sealed class FiguresOnSqlite(SqliteStores stores) : FigureSuite(stores);

public sealed class FiguresOnPostgreSql(PostgreSqlStores stores) : FigureSuite(stores);
