using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>A town whose server goes up the chain by itself.</summary>
public sealed class ClimbingTown : ChasedTown
{
    protected override string[] Arguments => [];
}

/// <summary>A reminder in vain is followed by one to the level above, once each, until enough came, the round closed or the top is reached.</summary>
public sealed class StepTests(ClimbingTown town) : IClassFixture<ClimbingTown>
{
    [Fact]
    public async Task The_level_above_is_told_by_itself_when_nobody_came_and_not_when_enough_did_or_the_round_closed()
    {
        await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id);
        await town.AccountAsync(Role.Operator, venue: town.Halls[1].Id);
        await town.AccountAsync(Role.Administrator, unit: await town.UnitAsync("east"));
        var lesson = await town.OpenAsync();
        var closed = await town.OpenAsync();
        await town.ChaseAsync(lesson, 0);
        await town.ChaseAsync(lesson, 1);
        await town.ChaseAsync(closed, 0);
        await closed.CloseRoundAsync();
        for (var person = 0; person < Town.PeoplePerHall - 1; person++)
        {
            await lesson.CheckInAsync(1, person);
        }

        await Eventually.True("the second hall nearly full", async () =>
            (await town.Root.GetAsync(lesson.Path + "/attendance/halls")).As<HallLines>().Items.Single(line => line.Unit.Id == town.Halls[1].Id).Counts.Present == Town.PeoplePerHall - 1);

        // A minute in one jump: what is due is taken once, however many looks fall into it.
        town.Clock.PutForward(TimeSpan.FromMinutes(1));
        await StepsAsync(lesson, [0, 1]);
        town.Clock.PutForward(TimeSpan.FromMinutes(1));
        await StepsAsync(lesson, [0, 1, 2]);
        var history = (await town.HistoryAsync(lesson)).Where(info => info.Hall.Id == town.Halls[0].Id).ToList();
        Assert.Equal(["青河县", "东镇", "东镇会议室"], history.Select(info => info.To));
        Assert.Equal([null, null, "r*"], history.Select(info => info.By));
        Assert.All(history, info => Assert.Equal(1, info.Occasion));

        // The top was told; the full enough hall and the closed round stayed as they were.
        town.Clock.PutForward(TimeSpan.FromMinutes(2));
        var probe = await town.ChaseAsync(lesson, 2);
        await town.BecomesAsync(lesson, probe.ReminderId, ReminderState.Sent);
        Assert.Equal(3, (await town.HistoryAsync(lesson)).Count(info => info.Hall.Id == town.Halls[0].Id));
        Assert.Single(await town.HistoryAsync(lesson), info => info.Hall.Id == town.Halls[1].Id);
        Assert.Single(await town.HistoryAsync(closed));
        var told = town.ReceivedOf(lesson);
        Assert.Equal(told.Count, told.Select(one => one.Delivery).Distinct().Count());
    }

    private Task StepsAsync(Lesson lesson, int[] levels) => Eventually.True(
        $"reminders to the levels {string.Join(", ", levels)}",
        async () => (await town.HistoryAsync(lesson)).Where(info => info.Hall.Id == town.Halls[0].Id).Select(info => info.Level).Order().SequenceEqual(levels),
        TimeSpan.FromSeconds(30));
}
