using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>Who is told, when again, and what everybody sees of it.</summary>
public sealed class ReminderTests(ChasedTown town) : IClassFixture<ChasedTown>
{
    [Fact]
    public async Task A_chased_hall_is_told_once_by_every_channel_with_numbers_and_no_person()
    {
        var by = await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id);
        var lesson = await town.OpenAsync();
        lesson.Seen(0);
        await lesson.CheckInAsync(0, 1);
        await Eventually.True("one on the board, in a hall within reach", async () => await LineAsync(lesson, 0) is { Counts: { Present: 1, Unknown: 0 } });

        var chased = await town.ChaseAsync(lesson, 0);
        Assert.Equal((0, "东镇会议室", 1), (chased.Level, chased.To, chased.Occasion));
        Assert.Equal($"东镇会议室（{town.Halls[0].Hall} 号）：《防汛第一课》签到，应到 6 人，实到 1 人，还有 5 人未签到。", chased.Text.Zh);
        var delivery = await town.BecomesAsync(lesson, chased.ReminderId, ReminderState.Sent);

        var received = Assert.Single(town.ReceivedOf(lesson));
        Assert.Equal((delivery.DeliveryId.ToString("D"), Receiver.SignatureOf(received)), (received.Delivery, received.Signature));
        Assert.Equal((5, 1, chased.Text.Zh), (received.Json.GetProperty("missing").GetInt32(), received.Json.GetProperty("arrived").GetInt32(), received.Json.GetProperty("text").GetProperty("zh").GetString()));
        Assert.DoesNotContain("张", received.Body, StringComparison.Ordinal);
        await Eventually.True("the log to be told, too", async () => (await town.HistoryAsync(lesson)).Single().Deliveries.All(one => one.State == ReminderState.Sent));
        var info = Assert.Single(await town.HistoryAsync(lesson));
        Assert.Equal(["log", "webhook"], info.Deliveries.Select(one => one.Channel));
        Assert.All(info.Deliveries, one => Assert.Equal((ReminderState.Sent, 1), (one.State, one.Tries.Count)));
        Assert.Equal((5, 0, "r*"), (info.Missing, info.Unknown, info.By));
        Assert.Contains(town.Host.Logged, line => line.Contains("LogChannel", StringComparison.Ordinal) && line.Contains(lesson.Id.ToString("D"), StringComparison.Ordinal));

        // The board, the hall itself, and the audit.
        var line = await LineAsync(lesson, 0);
        Assert.Equal((chased.At, 0, 5, "r*"), (line.Reminder!.At, line.Reminder.Level, line.Reminder.Open, line.Reminder.By));
        Assert.Null((await LineAsync(lesson, 1)).Reminder);
        var desk = (await town.Root.GetAsync($"{lesson.Path}/desk")).As<DeskBoard>().Items.ToDictionary(hall => hall.Unit.Id, hall => hall.Reminder);
        Assert.Equal((line.Reminder, null), (desk[town.Halls[0].Id], desk[town.Halls[1].Id]));
        var roster = (await by.GetAsync($"{lesson.Path}/branches/{town.Halls[0].Id}/roster")).As<HallRoster>();
        Assert.Equal((chased.At, 5, lesson.RoundId, null), (roster.Reminder!.At, roster.Reminder.Open, roster.Reminder.RoundId, roster.Reminder.By));
        var audited = (await town.Root.GetAsync($"/api/v1/audit?action=hall.chased&object={town.Halls[0].Id}")).As<Page<AuditItem>>().Items.First(item => item.Detail!["session"] == lesson.Id.ToString("D"));
        Assert.Equal(("venue", "5"), (audited.ObjectKind, audited.Detail!["missing"]));
    }

    [Fact]
    public async Task Moments_after_a_reminder_the_same_hall_is_left_alone_and_the_refusal_says_until_when()
    {
        var lesson = await town.OpenAsync();
        var first = await town.ChaseAsync(lesson, 1);
        var again = await town.Root.PostAsync($"{lesson.Path}/branches/{town.Halls[1].Id}/reminders");
        Assert.Equal((409, "conflict"), (again.Status, again.Code));
        Assert.InRange(again.Json.GetProperty("retryAfterMs").GetInt32(), 1, 60_000);

        // Eight at once, each under a key of its own, when the cool-down is over: one goes out.
        town.Clock.PutForward(TimeSpan.FromSeconds(59.9));
        await Eventually.True("the cool-down to be over", async () => (await town.Root.PostAsync($"{lesson.Path}/branches/{town.Halls[1].Id}/reminders")).Status == 201);
        town.Clock.PutForward(TimeSpan.FromSeconds(60));
        var raced = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => town.Root.PostAsync($"{lesson.Path}/branches/{town.Halls[1].Id}/reminders")));
        Assert.Equal([201, 409, 409, 409, 409, 409, 409, 409], raced.Select(answer => answer.Status).Order());
        var history = await town.HistoryAsync(lesson);
        Assert.Equal(3, history.Count);
        Assert.Equal(first.ReminderId, history[^1].ReminderId);
        Assert.Equal(3, history.DistinctBy(info => (info.Level, info.Occasion)).Count());
    }

    [Fact]
    public async Task When_too_few_came_the_next_reminder_goes_one_level_up_and_not_beyond_the_chaser_s_own()
    {
        await town.AccountAsync(Role.Operator, venue: town.Halls[2].Id);
        var west = await town.AccountAsync(Role.Administrator, unit: await town.UnitAsync("west"));
        var county = await town.AccountAsync(Role.Administrator, unit: town.County);
        var lesson = await town.OpenAsync();
        Assert.Equal((0, "西镇会议室"), Told(await town.ChaseAsync(lesson, 2)));
        town.Clock.PutForward(TimeSpan.FromMinutes(1));
        Assert.Equal((1, "西镇"), Told(await town.ChaseAsync(lesson, 2, county)));
        town.Clock.PutForward(TimeSpan.FromMinutes(1));

        // The county does not remind itself, the township reaches its halls alone, the whole tree's administrator reaches the top.
        Assert.Equal((1, "西镇"), Told(await town.ChaseAsync(lesson, 2, county)));
        town.Clock.PutForward(TimeSpan.FromMinutes(1));
        Assert.Equal((0, "西镇会议室"), Told(await town.ChaseAsync(lesson, 2, west)));
        town.Clock.PutForward(TimeSpan.FromMinutes(1));
        Assert.Equal((2, "青河县"), Told(await town.ChaseAsync(lesson, 2)));
        Assert.Equal(404, (await west.PostAsync($"{lesson.Path}/branches/{town.Halls[0].Id}/reminders")).Status);
        await town.ChaseAsync(lesson, 0);
        Assert.All(await town.HistoryAsync(lesson, west), info => Assert.Equal(town.Halls[2].Id, info.Hall.Id));
        Assert.Equal(6, (await town.HistoryAsync(lesson)).Count);
        Assert.Equal("青河县", (await town.HistoryAsync(lesson)).First(info => info.Level == 1).From);

        static (int, string) Told(HallChased chased) => (chased.Level, chased.To);
    }

    [Fact]
    public async Task A_whole_unit_is_chased_hall_by_hall_leaving_out_the_full_and_the_lately_told()
    {
        var lesson = await town.OpenAsync();
        for (var person = 0; person < Town.PeoplePerHall; person++)
        {
            await lesson.CheckInAsync(2, person);
        }

        await Eventually.True("the west is complete", async () => (await LineAsync(lesson, 2)).Counts.Present == Town.PeoplePerHall);
        Assert.Equal("conflict", (await town.Root.PostAsync($"{lesson.Path}/branches/{town.Halls[2].Id}/reminders")).Code);
        Assert.Equal("conflict", (await town.Root.PostAsync(lesson.Path + "/reminders", new ChaseUnit(await town.UnitAsync("west")))).Code);
        await town.ChaseAsync(lesson, 0);
        var unit = (await town.Root.PostAsync(lesson.Path + "/reminders", new ChaseUnit())).As<UnitChased>();
        Assert.Equal((1, 1, 0, lesson.RoundId), (unit.Reminders, unit.Resting, unit.Left, unit.RoundId));
        Assert.Equal([town.Halls[1].Id, town.Halls[0].Id], (await town.HistoryAsync(lesson)).Select(info => info.Hall.Id));
        var page = (await town.Root.GetAsync(lesson.Path + "/reminders?limit=1")).As<Page<ReminderInfo>>();
        Assert.Equal(town.Halls[0].Id, (await town.Root.GetAsync($"{lesson.Path}/reminders?limit=1&cursor={page.Next}")).As<Page<ReminderInfo>>().Items.Single().Hall.Id);
        Assert.Single((await town.Root.GetAsync($"{lesson.Path}/reminders?branch={town.Halls[1].Id}")).As<Page<ReminderInfo>>().Items);
        Assert.Empty((await town.Root.GetAsync($"{lesson.Path}/reminders?unit={await town.UnitAsync("west")}")).As<Page<ReminderInfo>>().Items);
        Assert.Equal(400, (await town.Root.GetAsync(lesson.Path + "/reminders?cursor=x")).Status);
    }

    [Fact]
    public async Task Nobody_is_chased_before_a_round_after_the_end_or_for_a_round_that_never_was()
    {
        var lesson = await town.OpenAsync(round: false);
        var hall = $"{lesson.Path}/branches/{town.Halls[0].Id}/reminders";
        Assert.Equal((409, "illegal_transition"), Refusal(await town.Root.PostAsync(hall)));
        Assert.Equal((409, "illegal_transition"), Refusal(await town.Root.PostAsync(lesson.Path + "/reminders")));
        await lesson.OpenRoundAsync();
        Assert.Equal(404, (await town.Root.PostAsync(hall, new ChaseHall(Guid.NewGuid()))).Status);
        var key = Guid.NewGuid();
        var sent = await town.Root.SendAsync("POST", hall, new ChaseHall(lesson.RoundId), key);
        Assert.Equal(201, sent.Status);
        (await town.Root.PostAsync(lesson.Path + "/start")).As<CommandDone>();
        (await town.Root.PostAsync(lesson.Path + "/end")).As<CommandDone>();
        Assert.Equal((409, "illegal_transition"), Refusal(await town.Root.PostAsync(hall)));
        Assert.Equal(sent.Body, (await town.Root.SendAsync("POST", hall, new ChaseHall(lesson.RoundId), key)).Body);

        static (int, string?) Refusal(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task The_missing_of_one_hall_come_masked()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(1, 0);
        await Eventually.True("one on the board", async () => (await LineAsync(lesson, 1)).Counts.Present == 1);
        var path = $"{lesson.Path}/attendance/missing?branch={town.Halls[1].Id}";
        var all = (await town.Root.GetAsync(path)).As<MissingPeople>();
        Assert.Equal((Town.PeoplePerHall - 1, null), (all.Items.Count, all.Next));
        Assert.All(all.Items, person => Assert.Equal((town.Halls[1].Id, true), (person.BranchId, person.Name.Contains('*', StringComparison.Ordinal))));
        var first = (await town.Root.GetAsync(path + "&limit=3")).As<MissingPeople>();
        Assert.Equal(all.Items.Skip(3), (await town.Root.GetAsync($"{path}&limit=3&cursor={first.Next}")).As<MissingPeople>().Items);
        Assert.Equal(404, (await town.Root.GetAsync($"{lesson.Path}/attendance/missing?branch={Guid.NewGuid()}")).Status);
    }

    private async Task<HallLine> LineAsync(Lesson lesson, int hall) =>
        (await town.Root.GetAsync(lesson.Path + "/attendance/halls")).As<HallLines>().Items.Single(line => line.Unit.Id == town.Halls[hall].Id);
}
