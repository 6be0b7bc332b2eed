using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Attendance;

/// <summary>The figures, as an administrator reads them.</summary>
public sealed class AttendanceTests(Town town) : IClassFixture<Town>
{
    private static async Task<AttendanceFrame> FrameAsync(Api by, Lesson lesson, string query = "")
    {
        var frame = (await by.GetAsync($"{lesson.Path}/attendance{query}")).As<AttendanceFrame>();
        AssertSums(frame);
        return frame;
    }

    private static void AssertSums(AttendanceFrame frame)
    {
        static int[] Of(Counts counts) => [counts.Expected, counts.Present, counts.Late, counts.Waiting, counts.Absent, counts.Unknown, counts.Excused];
        var whole = Of(frame.Counts);
        Assert.Equal(whole[0], whole[1..].Sum());
        Assert.Equal(whole, Enumerable.Range(0, 7).Select(i => frame.Children.Sum(child => Of(child.Counts)[i])));
    }

    [Fact]
    public async Task Who_has_not_come_is_unknown_out_of_reach_waiting_within_it_and_absent_when_the_round_closed()
    {
        var lesson = await town.OpenAsync();
        var people = 3 * Town.PeoplePerHall;
        Assert.Equal((people, people), ((await FrameAsync(town.Root, lesson)).Counts.Expected, (await FrameAsync(town.Root, lesson)).Counts.Unknown));

        await Eventually.True("the first hall to be within reach", async () =>
        {
            lesson.Seen(0);
            return (await FrameAsync(town.Root, lesson)).Counts.Waiting == Town.PeoplePerHall;
        });
        await lesson.CheckInAsync(0, 0);
        await lesson.CheckInAsync(2, 0);
        await Eventually.True("two people to be present", async () => (await FrameAsync(town.Root, lesson)).Counts.Present == 2);
        var open = (await FrameAsync(town.Root, lesson)).Counts;
        Assert.Equal((2, 0, Town.PeoplePerHall - 1, 0, (2 * Town.PeoplePerHall) - 1), (open.Present, open.Late, open.Waiting, open.Absent, open.Unknown));

        lesson.Seen(0);
        await lesson.CloseRoundAsync();
        await Eventually.True("the reached hall's people to be absent", async () => (await FrameAsync(town.Root, lesson)).Counts.Absent == Town.PeoplePerHall - 1);
        var closed = (await FrameAsync(town.Root, lesson, $"?round={lesson.RoundId}")).Counts;
        Assert.Equal((2, 0, Town.PeoplePerHall - 1, (2 * Town.PeoplePerHall) - 1), (closed.Present, closed.Waiting, closed.Absent, closed.Unknown));
    }

    [Fact]
    public async Task An_administrator_sees_his_own_subtree_and_nothing_beside_it()
    {
        var lesson = await town.OpenAsync();
        var whole = await FrameAsync(town.Root, lesson, $"?unit={town.County}");
        var east = whole.Children.Single(child => child.Unit.Name == "东镇").Unit.Id;
        var west = whole.Children.Single(child => child.Unit.Name == "西镇").Unit.Id;
        var by = await town.AccountAsync(Role.Administrator, east);

        Assert.Equal((east, 2 * Town.PeoplePerHall), ((await FrameAsync(by, lesson)).Unit.Id, (await FrameAsync(by, lesson)).Counts.Expected));
        Assert.Equal(404, (await by.GetAsync($"{lesson.Path}/attendance?unit={west}")).Status);
        Assert.Equal(404, (await by.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).Status);
        Assert.Equal(404, (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={Guid.NewGuid()}")).Status);
        Assert.Equal(404, (await town.Root.GetAsync($"{lesson.Path}/attendance?round={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Refusals_are_counted_by_reason_and_hall_and_what_screens_play_is_summed()
    {
        var lesson = await town.OpenAsync();
        var expired = await lesson.CodeAgoAsync(0, 8);
        Assert.Equal(410, (await lesson.ScanAsync(new Scan(expired))).Status);
        Assert.Equal(410, (await lesson.ScanAsync(new Scan(expired))).Status);
        var ticket = await lesson.TicketAsync(2);
        Assert.Equal(422, (await town.Host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(2, 0), LastDigits: "0000"))).Status);

        await Eventually.True("three refusals on the board", async () => (await FrameAsync(town.Root, lesson)).Refusals is { Count: 2 } refusals
            && refusals["code_expired"] == 2 && refusals["not_matched"] == 1);
        var whole = await FrameAsync(town.Root, lesson, $"?unit={town.County}");
        var west = whole.Children.Single(child => child.Unit.Name == "西镇").Unit.Id;
        Assert.Equal([KeyValuePair.Create("not_matched", 1)], (await FrameAsync(town.Root, lesson, $"?unit={west}")).Refusals!);

        lesson.Seen(0, HallPicture.Playing);
        lesson.Seen(1, HallPicture.Silent);
        await Eventually.True("one hall with sound and one without", async () => await FrameAsync(town.Root, lesson) is { HallsPlaying: 1, HallsSilent: 1, HallsOnline: 2 });
        var east = whole.Children.Single(child => child.Unit.Name == "东镇").Unit.Id;
        var halls = (await FrameAsync(town.Root, lesson, $"?unit={east}")).Children;
        Assert.Equal([PictureState.Playing, PictureState.Silent], halls.OrderBy(hall => hall.Unit.Hall).Select(hall => hall.Unit.Picture!.Value));
    }
}
