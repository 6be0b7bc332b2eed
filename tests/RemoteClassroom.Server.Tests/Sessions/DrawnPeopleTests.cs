using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Sessions;

/// <summary>Spot checks of some people of every hall, through the public doors: whoever is drawn, by whatever way he comes, counts; nobody else is expected, can check in, or is missing.</summary>
public sealed class DrawnPeopleTests(Town town) : IClassFixture<Town>
{
    private const int Halls = 3;
    private const int PerHall = 3;
    private const int Percent = 40;

    [Fact]
    public async Task Only_who_is_drawn_counts_in_every_figure_and_the_others_hear_that_there_is_nothing_to_do()
    {
        var lesson = await town.OpenAsync(round: false);
        await lesson.OpenRoundAsync(RoundKind.SignIn);
        await lesson.CloseRoundAsync();
        var round = (await town.Root.PostAsync(lesson.Path + "/rounds", new OpenRound(RoundKind.SpotCheck, SamplePercent: Percent, SampleOf: SampleOf.People))).As<RoundOpenedAnswer>().RoundId;

        // Rounded up: three of six in each hall. The operators' rosters say who, and the screens how many.
        var operators = await Task.WhenAll(town.Halls.Select(hall => town.AccountAsync(Role.Operator, venue: hall.Id)));
        var rosters = await Task.WhenAll(operators.Select((by, hall) => RosterAsync(by, lesson, hall)));
        var people = rosters.Select(roster => roster.People.Select((person, i) => (Index: i, person.TraineeId, Asked: person.Asked == true)).ToList()).ToList();
        Assert.All(people, hall => Assert.Equal((Town.PeoplePerHall, PerHall), (hall.Count, hall.Count(person => person.Asked))));
        Assert.All(rosters, roster => Assert.Equal(new RoundCoverage(Percent, Halls, Halls * PerHall), roster.Round!.Sample));
        Assert.Equal(PerHall, (await lesson.CodeAsync(1)).Asked);
        var opened = (await town.Root.GetAsync(lesson.Path + "/events?limit=1000")).As<Page<ViewEvent>>().Items.Last(logged => logged.Type == EventTypes.RoundOpened);
        Assert.Equal(Halls * PerHall, opened.Data.GetProperty("sample").GetProperty("people").GetInt32());
        int Asked(int hall, int nth) => people[hall].Where(person => person.Asked).ElementAt(nth).Index;
        int Unasked(int hall) => people[hall].First(person => !person.Asked).Index;

        // By phone at home, as a visitor, by the operator: who is drawn is taken, who is not hears it and leaves no line.
        await lesson.CheckInAsync(0, Asked(0, 0));
        Assert.Equal(201, (await CheckInAsync(lesson, 0, 2, Asked(2, 0))).Status);
        var refused = new[] { await CheckInAsync(lesson, 0, 0, Unasked(0)), await CheckInAsync(lesson, 0, 2, Unasked(2)) };
        Assert.All(refused, answer => Assert.Equal((409, "round_closed", "sample"), (answer.Status, answer.Code, answer.Field)));
        BatchEntry Entry(int seq, int index) => new(Guid.NewGuid(), seq, people[1][index].TraineeId, TimeProvider.System.GetUtcNow(), round);
        var batch = (await operators[1].PostAsync($"{lesson.Path}/check-ins/batch", new CheckInBatch(town.Halls[1].Id, "tablet", [Entry(1, Asked(1, 0)), Entry(2, Unasked(1))]))).As<BatchResults>();
        Assert.Equal([BatchStatus.Recorded, BatchStatus.Refused], batch.Results.Select(result => result.Status));
        Assert.Equal("round_closed", batch.Results[1].Code);

        // A leave holds where the person is asked, and moves nothing where he is not; whom nobody asked nobody can mark either.
        await CorrectAsync(lesson, people[0].Where(person => person.Asked).ElementAt(1).TraineeId, CorrectionAct.Excuse, null);
        await CorrectAsync(lesson, people[0][Unasked(0)].TraineeId, CorrectionAct.Excuse, null);
        var mark = await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(people[1][Unasked(1)].TraineeId, CorrectionAct.Present, "was seen in the hall", round));
        Assert.Equal(("validation", "roundId"), (mark.Code, mark.Field));

        // Nine are expected: three came, one is on leave, the rest has not come yet or nobody can tell. Halls sum to the whole, categories too.
        var frame = await Eventually.NotNull("three of the sample", async () =>
        {
            lesson.Seen(0);
            return (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}&round={round}")).As<AttendanceFrame>() is { Counts: { Present: 3, Excused: 1, Waiting: 1 } } found ? found : null;
        });
        Assert.Equal(new Counts(9, 3, 0, 1, 0, 4, 1), frame.Counts);
        Assert.Equal((9, 3), (frame.Children.Sum(child => child.Counts.Expected), frame.Children.Sum(child => child.Counts.Present)));
        var parts = (await town.Root.GetAsync($"{lesson.Path}/attendance/breakdown?unit={town.County}&round={round}")).As<AttendanceBreakdown>();
        Assert.Equal((9, 3, 1, 3, 1), (parts.Counts.Expected, parts.Counts.Present, parts.Counts.Excused, parts.Seated, parts.Visitors));
        var missing = (await town.Root.GetAsync($"{lesson.Path}/attendance/missing?unit={town.County}&round={round}")).As<MissingPeople>().Items;
        Assert.Equal(new[] { (town.Halls[0].Id, 1), (town.Halls[1].Id, 2), (town.Halls[2].Id, 2) }.Order(), missing.GroupBy(person => person.BranchId).Select(hall => (hall.Key, hall.Count())).Order());

        // Judged over the session: of the hall that was seen, who was drawn and did not come was absent from the check; of the others nobody was asked anything, or nobody knows.
        lesson.Seen(0);
        (await town.Root.PostAsync($"{lesson.Path}/rounds/{round}/close")).As<CommandDone>();
        (await town.Root.PostAsync($"{lesson.Path}/start")).As<CommandDone>();
        (await town.Root.PostAsync($"{lesson.Path}/end")).As<CommandDone>();
        var report = (await town.Root.GetAsync($"{lesson.Path}/report?unit={town.County}")).As<SessionReport>();
        var lines = (await town.Root.GetAsync($"{lesson.Path}/ledger?limit=1000")).As<Page<LedgerItem>>().Items;
        Assert.Equal((3, 3, 2, 1), (lines.Count, report.PersonTimes, report.Persons.Excused, report.Persons.Absent));
        Assert.Equal((Halls * Town.PeoplePerHall, 3), (report.Persons.Expected, report.Persons.Present + report.Persons.Late + report.Persons.LeftEarly + report.Persons.Partial));
        Assert.Equal(
            [(RoundKind.SignIn, Halls * Town.PeoplePerHall, 0, null), (RoundKind.SpotCheck, 9, 3, new RoundCoverage(Percent, Halls, 9))],
            report.Rounds!.Select(each => (each.Kind, each.Expected, each.There, each.Sample)));
        var printed = (await town.Root.GetAsync($"{lesson.Path}/report.html?unit={town.County}")).Body;
        Assert.Contains("抽 drawn 40%: 9 人 people, 3 个分课堂 halls</td><td class=\"n\">9</td><td class=\"n\">3</td>", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planned_check_of_people_draws_when_its_moment_comes()
    {
        var lesson = await town.OpenAsync(round: false);
        var now = TimeProvider.System.GetUtcNow();
        var wish = new PlanRound(RoundKind.SpotCheck, now.AddMinutes(-1), now.AddSeconds(1), 5, 50, SampleOf.People);
        var plan = (await town.Root.PostAsync(lesson.Path + "/round-plans", wish)).As<RoundPlanned>().PlanId;
        var info = await Eventually.NotNull(
            "the planned round to open",
            async () => (await town.Root.GetAsync(lesson.Path + "/round-plans")).As<Page<RoundPlanInfo>>().Items.FirstOrDefault(item => item.PlanId == plan && item.State == RoundPlanState.Opened));
        Assert.Equal((50, SampleOf.People), (info.SamplePercent, info.SampleOf));
        Assert.Equal(PerHall, (await lesson.CodeAsync(0)).Asked);
    }

    private async Task<Answer> CheckInAsync(Lesson lesson, int seat, int home, int person)
    {
        var ticket = await lesson.TicketAsync(seat);
        return await town.Host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(home, person), LastDigits: Town.Digits(home, person)));
    }

    private async Task CorrectAsync(Lesson lesson, Guid trainee, CorrectionAct act, Guid? round) =>
        (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(trainee, act, "has to work on the dyke", round))).As<CorrectionMade>();

    private async Task<HallRoster> RosterAsync(Api by, Lesson lesson, int hall) => (await by.GetAsync($"{lesson.Path}/branches/{town.Halls[hall].Id}/roster")).As<HallRoster>();
}
