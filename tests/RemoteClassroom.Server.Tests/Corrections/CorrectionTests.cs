using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Corrections;

/// <summary>What an administrator answers for: leave, corrections, visitors, companions, the closing snapshot and the chain, through the public doors.</summary>
public sealed class CorrectionTests(Town town) : IClassFixture<Town>
{
    private const int Everybody = 3 * Town.PeoplePerHall;

    [Fact]
    public async Task An_excuse_a_reversal_and_a_mark_move_the_figures_and_stand_in_the_ledger()
    {
        var lesson = await town.OpenAsync();
        var people = await PeopleAsync();
        await lesson.CheckInAsync(0, 0);
        await lesson.CheckInAsync(0, 1);
        var operatorOfFirst = await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id);

        // Leave: asked by the hall, granted by an administrator.
        var leave = (await operatorOfFirst.PostAsync($"{lesson.Path}/leaves", new AskLeave(people[(0, 2)], "in hospital"))).As<LeaveAsked>().LeaveId;
        Assert.Equal(409, (await operatorOfFirst.PostAsync($"{lesson.Path}/leaves", new AskLeave(people[(0, 2)], "again"))).Status);
        Assert.Equal(404, (await operatorOfFirst.PostAsync($"{lesson.Path}/leaves", new AskLeave(people[(1, 2)], "another hall's"))).Status);
        Assert.Equal(LeaveState.Granted, (await town.Root.PostAsync($"{lesson.Path}/leaves/{leave}/decide", new DecideLeave(true, "seen the paper"))).As<LeaveAnswered>().State);
        Assert.Equal(409, (await town.Root.PostAsync($"{lesson.Path}/leaves/{leave}/decide", new DecideLeave(false, "too late"))).Status);
        var listed = (await operatorOfFirst.GetAsync($"{lesson.Path}/leaves")).As<Page<LeaveInfo>>().Items.Single();
        Assert.Equal((LeaveState.Granted, "in hospital", "seen the paper [in hospital]"), (listed.State, listed.Reason, listed.Answer));
        Assert.DoesNotContain(Town.NameOf(0, 2), listed.Name, StringComparison.Ordinal);
        await CountsAsync(lesson, present: 2, late: 0, excused: 1);

        // A tick by mistake, taken back by the operator: honest, with a reason, and not for other halls.
        var reverse = new MakeCorrection(people[(0, 1)], CorrectionAct.Reverse, "ticked the wrong line", lesson.RoundId);
        Assert.Equal(403, (await operatorOfFirst.PostAsync($"{lesson.Path}/corrections", reverse with { Act = CorrectionAct.Present })).Status);
        Assert.Equal(422, (await operatorOfFirst.PostAsync($"{lesson.Path}/corrections", reverse with { Reason = "." })).Status);
        (await operatorOfFirst.PostAsync($"{lesson.Path}/corrections", reverse)).As<CorrectionMade>();
        Assert.Equal(409, (await operatorOfFirst.PostAsync($"{lesson.Path}/corrections", reverse)).Status);
        await CountsAsync(lesson, present: 1, late: 0, excused: 1);
        // The hall's own list says so too.
        async Task<RosterPerson> OnTheListAsync(Api by, int hall, int person) =>
            (await by.GetAsync($"{lesson.Path}/branches/{town.Halls[hall].Id}/roster")).As<HallRoster>().People.Single(each => each.TraineeId == people[(hall, person)]);
        Assert.Null((await OnTheListAsync(operatorOfFirst, 0, 1)).At);
        Assert.NotNull((await OnTheListAsync(operatorOfFirst, 0, 0)).At);

        // Who comes after all counts again, once.
        Assert.Null((await lesson.CheckInAsync(0, 1)).Already);
        Assert.True((await lesson.CheckInAsync(0, 1)).Already);
        await CountsAsync(lesson, present: 2, late: 0, excused: 1);

        Assert.NotNull((await OnTheListAsync(operatorOfFirst, 0, 1)).At);

        // An administrator marks somebody of a hall that had no link.
        (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(people[(2, 0)], CorrectionAct.Late, "was there", lesson.RoundId, "sheet 7"))).As<CorrectionMade>();
        Assert.Equal(422, (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(people[(2, 0)], CorrectionAct.Present, "no round named"))).Status);
        await CountsAsync(lesson, present: 2, late: 1, excused: 1);

        var operatorOfThird = await town.AccountAsync(Role.Operator, venue: town.Halls[2].Id);
        Assert.Equal((true, true), ((await OnTheListAsync(operatorOfThird, 2, 0)).At is not null, (await OnTheListAsync(operatorOfThird, 2, 0)).Late));
        Assert.Null((await OnTheListAsync(operatorOfThird, 2, 1)).At);

        // Whoever is missing now is not among them.
        var missing = (await town.Root.GetAsync($"{lesson.Path}/attendance/missing?limit=1000")).As<MissingPeople>();
        Assert.Equal(Everybody - 4, missing.Items.Count);

        // One person's story: all that was entered, in its order, and what counts in the end.
        var story = (await operatorOfFirst.GetAsync($"{lesson.Path}/people/{people[(0, 1)]}")).As<PersonHistory>();
        Assert.Equal((town.Halls[0].Name, false, PersonStanding.Present), (story.Home, story.Excused, story.Rounds.Single().Standing));
        Assert.Equal([null, CorrectionAct.Reverse, CorrectionAct.Present], story.Entries.Select(entry => entry.Act));
        Assert.Equal((CheckInWay.Ticket, town.Halls[0].Name), (story.Entries[0].Way!.Value, story.Entries[0].Hall!));
        Assert.Equal(("operator", "ticked the wrong line"), (story.Entries[1].ByRole!, story.Entries[1].Text!));
        Assert.EndsWith("*", story.Entries[1].By!, StringComparison.Ordinal);
        Assert.DoesNotContain(Town.NameOf(0, 1), story.Name, StringComparison.Ordinal);
        Assert.Equal(404, (await operatorOfFirst.GetAsync($"{lesson.Path}/people/{people[(1, 1)]}")).Status);
        var excused = (await town.Root.GetAsync($"{lesson.Path}/people/{people[(0, 2)]}")).As<PersonHistory>();
        Assert.Equal((true, PersonStanding.Excused, LeaveState.Granted), (excused.Excused, excused.Rounds.Single().Standing, excused.Leaves.Single().State));

        await lesson.CloseRoundAsync();
        (await town.Root.PostAsync($"{lesson.Path}/end")).As<CommandDone>();
        var entries = await ValueAsync(
            "the closing snapshot", async () => (await town.Root.GetAsync($"{lesson.Path}/corrections")).As<Page<CorrectionItem>>().Items, items => items.Any(item => item.Act == CorrectionAct.Snapshot));
        Assert.Equal([CorrectionAct.Excuse, CorrectionAct.Reverse, CorrectionAct.Present, CorrectionAct.Late, CorrectionAct.Snapshot], entries.Select(item => item.Act));
        Assert.Equal(["administrator", "operator", "hall", "administrator", "server"], entries.Select(item => item.ByRole));
        Assert.Equal("was there [sheet 7]", entries[3].Text);
        var snapshot = System.Text.Json.JsonSerializer.Deserialize<ClosingSnapshot>(entries[4].Text!, ContractsJson.Options)!.Rounds.Single().Counts;
        Assert.Equal((Everybody, 2, 1, 1), (snapshot.Expected, snapshot.Present, snapshot.Late, snapshot.Excused));

        // Check-ins and corrections share one numbering without holes, and the chain over both is whole.
        var lines = (await town.Root.GetAsync($"{lesson.Path}/ledger")).As<Page<LedgerItem>>().Items;
        Assert.Equal(Enumerable.Range(1, 7).Select(seq => (long)seq), lines.Select(line => line.Seq).Concat(entries.Select(item => item.Seq)).Order());
        var check = (await town.Root.GetAsync($"{lesson.Path}/ledger/verify")).As<LedgerChecked>();
        Assert.Equal((7L, 0L, 7L, (long?)null), (check.Entries, check.Unlinked, check.HeadSeq, check.BrokenAt));
        Assert.Equal(64, check.HeadLink.Length);
    }

    [Fact]
    public async Task A_visitor_is_found_beyond_the_hall_and_counts_at_home_and_a_companion_is_checked_in_on_anothers_phone()
    {
        var lesson = await town.OpenAsync();
        var ticket = await lesson.TicketAsync(0);
        // Of the west, in the first hall of the east: by number and digits; by name nobody is looked for beyond the hall.
        var anybody = town.Host.Anybody();
        Assert.Equal("not_matched", (await anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Name: Town.NameOf(2, 0), LastDigits: Town.Digits(2, 0)))).Code);
        Assert.Equal("not_matched", (await anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(2, 0), LastDigits: "0000"))).Code);
        var done = (await anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(2, 0), LastDigits: Town.Digits(2, 0)))).As<CheckedIn>();
        // At home again: already there.
        Assert.True((await lesson.CheckInAsync(2, 0)).Already);

        var frame = await ValueAsync("the visitor at home", async () => (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>(), frame => frame.Counts.Present == 1);
        Assert.Equal([("东镇", 0), ("西镇", 1)], frame.Children.Select(child => (child.Unit.Name, child.Counts.Present)));
        var line = (await town.Root.GetAsync($"{lesson.Path}/ledger")).As<Page<LedgerItem>>().Items.Single();
        Assert.Equal((town.Halls[0].Id, (Guid?)town.Halls[2].Id), (line.BranchId, line.HomeId));

        // The companion: another ticket, the phone owner's token; without the token there is nobody who helps.
        var second = await lesson.TicketAsync(0);
        var companion = new CheckIn(second.Ticket, Town.RosterNo(0, 3), LastDigits: Town.Digits(0, 3), Companion: true, Reason: VouchReason.PlainPhone);
        Assert.Equal("companion", (await anybody.PostAsync("/api/v1/check-ins", companion)).Field);
        (await anybody.As(done.PersonToken).PostAsync("/api/v1/check-ins", companion)).As<CheckedIn>();
        // The operator vouches for one whose phone does not scan.
        var people = await PeopleAsync();
        var entry = new BatchEntry(Guid.NewGuid(), 1, people[(0, 4)], TimeProvider.System.GetUtcNow(), lesson.RoundId, Reason: VouchReason.CannotScan);
        Assert.Equal(BatchStatus.Recorded, (await town.Screens[0].PostAsync($"{lesson.Path}/check-ins/batch", new CheckInBatch(town.Halls[0].Id, "tablet", [entry]))).As<BatchResults>().Results.Single().Status);
        var items = (await town.Root.GetAsync($"{lesson.Path}/ledger")).As<Page<LedgerItem>>().Items;
        Assert.Equal(
            [(CheckInWay.Ticket, null), (CheckInWay.Companion, VouchReason.PlainPhone), (CheckInWay.Operator, (VouchReason?)VouchReason.CannotScan)], items.Select(item => (item.Way, item.Reason)));
        Assert.Null((await town.Root.GetAsync($"{lesson.Path}/ledger/verify")).As<LedgerChecked>().BrokenAt);
    }

    private async Task CountsAsync(Lesson lesson, int present, int late, int excused)
    {
        var frame = await ValueAsync(
            $"{present} present, {late} late, {excused} excused",
            async () => (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>(),
            frame => frame.Counts.Present == present && frame.Counts.Late == late && frame.Counts.Excused == excused);
        Assert.Equal(Everybody, frame.Counts.Expected);
        Assert.Equal(frame.Counts.Present, frame.Children.Sum(child => child.Counts.Present));
        Assert.Equal(frame.Counts.Excused, frame.Children.Sum(child => child.Counts.Excused));
        Assert.Equal(Everybody - present - late - excused, frame.Counts.Unknown + frame.Counts.Waiting);
    }

    private static Task<T> ValueAsync<T>(string what, Func<Task<T>> get, Func<T, bool> fits)
        where T : class => Eventually.NotNull(what, async () => await get() is var value && fits(value) ? value : null);

    private async Task<Dictionary<(int Hall, int Person), Guid>> PeopleAsync()
    {
        var all = new Dictionary<(int, int), Guid>();
        for (var hall = 0; hall < 3; hall++)
        {
            // Names are masked; the roster of a hall comes in the order of its numbers.
            var operatorOf = await town.AccountAsync(Role.Operator, venue: town.Halls[hall].Id);
            var trainees = (await operatorOf.GetAsync("/api/v1/trainees?limit=1000")).As<Page<TraineeInfo>>().Items;
            foreach (var (trainee, person) in trainees.Select((each, i) => (each, i)))
            {
                all[(hall, person)] = trainee.Id;
            }
        }

        return all;
    }
}
