using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Attendance;

/// <summary>Live figures by category and by seat, through the public doors: at every look they sum to the whole, and in the end they are what the ledger says.</summary>
public sealed class LiveBreakdownTests(Town town) : IClassFixture<Town>
{
    private const int Everybody = (3 * Town.PeoplePerHall) + 1;

    [Fact]
    public async Task While_people_come_every_look_sums_and_in_the_end_it_is_the_ledger()
    {
        // One of another category, so that there are two.
        await town.ImportAsync("trainees", "rosterNo,name,phone,unitCode,category,venueCode\nK1,钱一,10000007777,east,村干部,va\n");
        var lesson = await town.OpenAsync();
        string Path(Guid unit) => $"{lesson.Path}/attendance/breakdown?unit={unit}";
        async Task<AttendanceBreakdown> LookAsync() => (await town.Root.GetAsync(Path(town.County))).As<AttendanceBreakdown>();
        var looks = new List<AttendanceBreakdown>();
        var storm = StormAsync(lesson);
        while (!storm.IsCompleted)
        {
            looks.Add(await LookAsync());
        }

        await storm;
        var items = (await town.Root.GetAsync($"{lesson.Path}/ledger?limit=1000")).As<Page<LedgerItem>>().Items;
        var last = await Eventually.NotNull("everybody is counted", async () => await LookAsync() is { } look && look.LedgerSeq == items[^1].Seq ? look : null);
        looks.Add(last);
        foreach (var look in looks)
        {
            Assert.Equal((Everybody, look.Counts.Present + look.Counts.Late), (look.Counts.Expected, look.Seated));
            Assert.Equal(Of(look.Counts), look.Categories.Select(category => Of(category.Counts)).Aggregate((one, other) => [.. one.Zip(other, (a, b) => a + b)]));
            Assert.Equal(look.Counts.Expected, Of(look.Counts).Skip(1).Sum());
            Assert.Equal((look.Seated, look.Visitors), (look.Seats.Sum(seat => seat.People), look.Seats.Sum(seat => seat.Visitors)));
        }

        // A watcher who looks without a pause sees a new state at most four times a second.
        var seconds = (looks[^1].At - looks[0].At).TotalSeconds;
        Assert.InRange(looks.Select(look => look.At).Distinct().Count(), 1, (int)Math.Ceiling(4 * seconds) + 1);

        // In the end: by category and by seat as the ledger has it, and the same as the board's own frame.
        Assert.Equal([("教师", items.Count - 1), ("村干部", 1)], last.Categories.Select(category => (category.Category, category.Counts.Present)).OrderByDescending(pair => pair.Item2));
        Assert.Equal(items.GroupBy(item => item.BranchId).Select(hall => (hall.Key, hall.Count())).Order(), last.Seats.Select(seat => (seat.Id, seat.People)).Order());
        Assert.Equal(1, last.Visitors);
        await Eventually.True("the board says the same", async () => (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>().Counts == (await LookAsync()).Counts);

        // Taken back: gone from his category and from his seat. Below: the east counts its own, and has the visitor on a seat.
        var visitor = items.Single(item => item.HomeId is not null && item.HomeId != item.BranchId);
        var east = (await town.Root.GetAsync("/api/v1/org-units?query=east")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        var below = (await town.Root.GetAsync(Path(east))).As<AttendanceBreakdown>();
        Assert.Equal((items.Count - 1, items.Count, 1), (below.Counts.Present, below.Seated, below.Visitors));
        (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(visitor.TraineeId, CorrectionAct.Reverse, "was not there", lesson.RoundId))).As<CorrectionMade>();
        await Eventually.True("the visitor is gone", async () => await LookAsync() is { Visitors: 0 } look && look.Seated == items.Count - 1 && look.Counts.Present == items.Count - 1);
        Assert.Equal(404, (await town.Root.GetAsync(Path(Guid.NewGuid()))).Status);
    }

    private async Task StormAsync(Lesson lesson)
    {
        foreach (var (hall, person) in Enumerable.Range(0, 2).SelectMany(hall => Enumerable.Range(0, Town.PeoplePerHall).Select(person => (hall, person))))
        {
            await lesson.CheckInAsync(hall, person);
        }

        var anybody = town.Host.Anybody();
        (await anybody.PostAsync("/api/v1/check-ins", new CheckIn((await lesson.TicketAsync(0)).Ticket, "K1", LastDigits: "7777"))).As<CheckedIn>();
        (await anybody.PostAsync("/api/v1/check-ins", new CheckIn((await lesson.TicketAsync(0)).Ticket, Town.RosterNo(2, 0), LastDigits: Town.Digits(2, 0)))).As<CheckedIn>();
    }

    private static int[] Of(Counts counts) => [counts.Expected, counts.Present, counts.Late, counts.Waiting, counts.Absent, counts.Unknown, counts.Excused];
}
