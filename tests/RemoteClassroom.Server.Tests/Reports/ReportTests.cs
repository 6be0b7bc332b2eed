using System.Globalization;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Reports;

/// <summary>Every figure of a report against a computation of its own from the ledger's and the log's public items, written here without code of the server.</summary>
public sealed class ReportTests(Town town) : IClassFixture<Town>
{
    private const int Everybody = 3 * Town.PeoplePerHall;

    [Fact]
    public async Task A_sessions_report_equals_what_the_raw_ledger_says_by_home_by_seat_and_by_category()
    {
        var lesson = await town.OpenAsync();
        // In the first hall all but one, in the second one; somebody of the west sits in the first; nobody of the west's screens was seen.
        for (var person = 0; person < Town.PeoplePerHall - 1; person++)
        {
            await lesson.CheckInAsync(0, person);
        }

        await lesson.CheckInAsync(1, 0);
        var ticket = await lesson.TicketAsync(0);
        (await town.Host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(2, 3), LastDigits: Town.Digits(2, 3)))).As<CheckedIn>();
        await Eventually.True("both halls of the east within reach", async () =>
        {
            lesson.Seen(0);
            lesson.Seen(1);
            return (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>().HallsOnline == 2;
        });
        await lesson.CloseRoundAsync();
        var signIn = lesson.RoundId;
        (await town.Root.PostAsync($"{lesson.Path}/start")).As<CommandDone>();

        // Signing out: two of the first hall do, of whom one is then taken back.
        await lesson.OpenRoundAsync(RoundKind.SignOut);
        await lesson.CheckInAsync(0, 0);
        await lesson.CheckInAsync(0, 1);
        await Eventually.True("both halls within reach", async () =>
        {
            lesson.Seen(0);
            lesson.Seen(1);
            return (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>().HallsOnline == 2;
        });
        await lesson.CloseRoundAsync();
        var items = await LedgerAsync(lesson);
        var secondOut = items[^1];
        (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(secondOut.TraineeId, CorrectionAct.Reverse, "was seen leaving", lesson.RoundId))).As<CorrectionMade>();
        (await town.Root.PostAsync($"{lesson.Path}/end")).As<CommandDone>();

        var report = (await town.Root.GetAsync($"{lesson.Path}/report?unit={town.County}")).As<SessionReport>();
        Assert.Equal(("1-15-15-60", "Asia/Shanghai"), (report.RulesVersion, report.Zone));

        // A computation of its own: who has a line that was not taken back, in which round, from which home and on which seat.
        var reversed = (await town.Root.GetAsync($"{lesson.Path}/corrections")).As<Page<CorrectionItem>>().Items.Where(item => item.Act == CorrectionAct.Reverse).Select(item => (item.RoundId, item.TraineeId)).ToHashSet();
        var lines = items.Where(item => !reversed.Contains((item.RoundId, item.TraineeId))).ToList();
        var there = lines.Select(line => line.TraineeId).ToHashSet();
        var signedOut = lines.Where(line => line.RoundId == lesson.RoundId).Select(line => line.TraineeId).ToHashSet();
        var homeOf = items.GroupBy(line => line.TraineeId).ToDictionary(same => same.Key, same => same.First().HomeId ?? same.First().BranchId);
        // Who did not sign out left early where the hall's screen was seen at the close: the east's.
        var leftEarly = there.Count(person => !signedOut.Contains(person) && homeOf[person] != town.Halls[2].Id);
        Assert.Equal((Everybody, there.Count, leftEarly), (report.Persons.Expected, There(report.Persons), report.Persons.LeftEarly));
        Assert.Equal(lines.Count, report.PersonTimes);
        // Both halls of the east were within reach at the sign-in's close, the west's was not.
        var missingEast = (2 * Town.PeoplePerHall) - there.Count(person => homeOf[person] != town.Halls[2].Id);
        Assert.Equal((missingEast, Town.PeoplePerHall - 1), (report.Persons.Absent, report.Persons.Unknown));

        AssertSums(report.Persons, report.Children.Select(child => child.Counts));
        AssertSums(report.Persons, report.Categories.Select(category => category.Counts));
        Assert.Equal(["教师"], report.Categories.Select(category => category.Name));
        var bySeat = lines.GroupBy(line => line.TraineeId).Select(same => same.First().BranchId).GroupBy(seat => seat).ToDictionary(seat => seat.Key, seat => seat.Count());
        Assert.Equal(bySeat.OrderBy(pair => pair.Key), report.Seats.ToDictionary(seat => seat.Id, seat => seat.People).OrderBy(pair => pair.Key));
        Assert.Equal(There(report.Persons), report.Seated);

        // Below: the west counts its visitor at home, the east has him on a seat.
        var east = (await town.Root.GetAsync($"{lesson.Path}/report?unit={report.Children.Single(child => child.Name == "东镇").Id}")).As<SessionReport>();
        var west = (await town.Root.GetAsync($"{lesson.Path}/report?unit={report.Children.Single(child => child.Name == "西镇").Id}")).As<SessionReport>();
        Assert.Equal((There(report.Persons), 1, 0), (There(east.Persons) + There(west.Persons), There(west.Persons), west.Seated));
        Assert.Equal((There(east.Persons) + 1, 1), (east.Seated, east.Seats.Sum(seat => seat.Visitors)));
        Assert.Equal([town.Halls[0].Id, town.Halls[1].Id], east.Children.Select(child => child.Id!.Value));
        AssertSums(east.Persons, east.Children.Select(child => child.Counts));

        // What the page says besides: who was corrected, what came late, whose hall was out of reach, since when the tree stands, and how they came.
        Assert.Equal((reversed.Count, 0, 1), (report.Corrections, report.LateEntries, report.HallsOutOfReach));
        var opened = (await town.Root.GetAsync($"{lesson.Path}/events?limit=1000")).As<Page<ViewEvent>>().Items.Single(item => item.Type == "sessionOpened").At;
        Assert.Equal(opened, report.TreeAt);
        var firsts = lines.GroupBy(line => line.TraineeId).Select(own => own.MinBy(line => line.RoundId == signIn ? 0 : 1)!.At).ToList();
        Assert.Equal(there.Count, report.Arrivals![^1].Persons);
        Assert.All(report.Arrivals, point => Assert.Equal(firsts.Count(at => at < point.At), point.Persons));

        // Hall by hall: each by itself, and all of them the whole.
        var halls = new List<SessionReport>();
        foreach (var hall in town.Halls)
        {
            halls.Add((await town.Root.GetAsync($"{lesson.Path}/report?hall={hall.Id}")).As<SessionReport>());
Assert.Equal((hall.Id, hall.Name, Town.PeoplePerHall, there.Count(person => homeOf[person] == hall.Id)), (halls[^1].Unit.Id, halls[^1].Unit.Name, halls[^1].Persons.Expected, There(halls[^1].Persons)));
            Assert.Equal(bySeat.GetValueOrDefault(hall.Id), halls[^1].Seated);
        }

        AssertSums(report.Persons, halls.Select(hall => hall.Persons));
        Assert.Equal((report.PersonTimes, report.Seated, report.Corrections), (halls.Sum(hall => hall.PersonTimes), halls.Sum(hall => hall.Seated), halls.Sum(hall => hall.Corrections)));

        var check = (await town.Root.GetAsync($"{lesson.Path}/ledger/verify")).As<LedgerChecked>();
        Assert.True(report.LedgerSeq <= check.HeadSeq && report.LedgerLink.Length == 64);
        Assert.NotEqual(Guid.Empty, signIn);

        // The same on paper and for spreadsheets: masked, with zone, rules and the ledger's end.
        // The ledger may have grown meanwhile, by the closing snapshot: the page names the end that a report of the same moment names.
        var page = await Eventually.NotNull("a page and a report of one end of the ledger", async () =>
        {
            var now = (await town.Root.GetAsync($"{lesson.Path}/report?unit={town.County}")).As<SessionReport>();
            var printed = await town.Root.GetAsync($"{lesson.Path}/report.html?unit={town.County}");
            return printed.Body.Contains(now.LedgerLink, StringComparison.Ordinal) ? printed : null;
        });
        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        Assert.All([report.RulesVersion, "Asia/Shanghai", "东镇", "<polyline", $"<b>{report.Persons.Unknown}</b><span>未知 unknown"], text => Assert.Contains(text, page.Body, StringComparison.Ordinal));
        Assert.Contains("东镇会议室", (await town.Root.GetAsync($"{lesson.Path}/report.html?hall={town.Halls[0].Id}")).Body, StringComparison.Ordinal);
        var sheet = await town.Root.GetAsync($"{lesson.Path}/branches/{town.Halls[0].Id}/sheet.html");
        Assert.Equal(Town.PeoplePerHall, sheet.Body.Split("<td></td></tr>").Length - 1);
        var persons = (await town.Root.GetAsync($"{lesson.Path}/persons.csv?unit={town.County}")).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Everybody + 1, persons.Length);
        Assert.Equal(report.Persons.LeftEarly, persons.Count(line => line.Contains("早退", StringComparison.Ordinal)));
        Assert.Equal(report.Persons.Unknown, persons.Count(line => line.Contains("未知", StringComparison.Ordinal)));
        Assert.DoesNotContain(Town.NameOf(0, 0), sheet.Body + string.Concat(persons), StringComparison.Ordinal);
        Assert.Equal(200, (await town.Root.GetAsync($"{lesson.Path}/report.xlsx?unit={town.County}")).Status);

        // The scope: the east's administrator sees his own, and nothing beside it.
        var administrator = await town.AccountAsync(Role.Administrator, report.Children.Single(child => child.Name == "东镇").Id);
        Assert.Equal(2 * Town.PeoplePerHall, (await administrator.GetAsync($"{lesson.Path}/report")).As<SessionReport>().Persons.Expected);
        Assert.Equal(404, (await administrator.GetAsync($"{lesson.Path}/report?unit={town.County}")).Status);
        Assert.Equal(404, (await administrator.GetAsync($"{lesson.Path}/report?hall={town.Halls[2].Id}")).Status);
    }

    [Fact]
    public async Task Over_several_sessions_persons_and_person_times_are_two_figures_and_a_session_keeps_its_own_rules()
    {
        var startsAt = TimeProvider.System.GetUtcNow().AddYears(3);
        var sessions = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            sessions.Add((await town.Root.PostAsync("/api/v1/sessions", new CreateSession($"第{i + 1}课", startsAt.AddDays(i), [town.County], Rules: i == 0 ? null : new RuleSet(LateAfterMinutes: 5)))).As<SessionCreated>().SessionId);
            (await town.Root.PostAsync($"/api/v1/sessions/{sessions[i]}/open")).As<CommandDone>();
            var lesson = new Lesson(town, sessions[i]);
            await lesson.OpenRoundAsync();
            await lesson.CheckInAsync(0, 0);
            await lesson.CheckInAsync(0, 1 + i);
        }

        Assert.Equal("lateAfterMinutes", (await town.Root.PostAsync("/api/v1/sessions", new CreateSession("第三课", startsAt, [town.County], Rules: new RuleSet(LateAfterMinutes: 500)))).Field);
        string At(DateTimeOffset at) => Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture));
        var report = (await town.Root.GetAsync($"/api/v1/reports/attendance?from={At(startsAt.AddHours(-1))}&to={At(startsAt.AddDays(3))}")).As<PeriodReport>();
        Assert.Equal((Everybody, 3), (report.Persons, report.PersonsThere));
        Assert.Equal((2 * Everybody, 4), (report.PersonTimes.Expected, There(report.PersonTimes)));
        Assert.Equal(["1-15-15-60", "1-5-15-60"], report.Sessions.Select(session => session.RulesVersion));
        Assert.Equal([2, 2], report.Sessions.Select(session => There(session.Counts)));
        Assert.Equal(422, (await town.Root.GetAsync($"/api/v1/reports/attendance?from={At(startsAt)}&to={At(startsAt.AddYears(2))}")).Status);
    }

    [Fact]
    public async Task Heads_and_check_ins_are_laid_side_by_side_and_one_phone_for_many_is_told()
    {
        var lesson = await town.OpenAsync();
        // One phone, three people: its cookie says that it is one.
        const string device = "rc-device=AAECAwQFBgcICQoLDA0ODw";
        for (var person = 0; person < 3; person++)
        {
            var ticket = await lesson.TicketAsync(0);
            (await town.Host.Anybody().SendAsync(
                "POST", "/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, person), LastDigits: Town.Digits(0, person)), Guid.NewGuid(), ("Cookie", device))).As<CheckedIn>();
        }

        (await town.Screens[0].PostAsync($"{lesson.Path}/branches/{town.Halls[0].Id}/head-count", new CountHeads(5))).As<HeadCount>();
        var rows = await Eventually.NotNull(
            "three check-ins beside five heads",
            async () => (await town.Root.GetAsync($"{lesson.Path}/reconciliation?unit={town.County}")).As<Reconciliation>() is { } found && found.Halls.Sum(hall => hall.CheckedIn) == 3 ? found : null);
        Assert.Equal(1, rows.Differing);
        Assert.Equal((town.Halls[0].Id, 3, 3, (int?)5, (int?)2), (rows.Halls[0].Id, rows.Halls[0].CheckedIn, rows.Halls[0].Seated, rows.Halls[0].Heads, rows.Halls[0].Difference));

        var signal = (await town.Root.GetAsync($"{lesson.Path}/signals")).As<SignalList>().Items.Single();
        Assert.Equal((SignalType.SharedDevice, 3, town.Halls[0].Id), (signal.Type, signal.People, signal.HallId));
        Assert.Null(signal.Judged);

        // Somebody looks, twice: the last word counts, both stand in the audit, and no figure moves. A fourth person makes it news again.
        Task<Answer> JudgeAsync(Api by, SignalFinding finding, string reason) =>
            by.PostAsync($"{lesson.Path}/signals/{signal.Id}/judge", new JudgeSignal(signal.HallId, finding, reason, signal.People));
        Assert.Equal("reason", (await JudgeAsync(town.Root, SignalFinding.FollowUp, "?")).Field);
        (await JudgeAsync(town.Root, SignalFinding.FollowUp, "ask in the hall")).As<SignalJudged>();
        (await JudgeAsync(town.Root, SignalFinding.Explained, "one phone for a whole house")).As<SignalJudged>();
        var west = await town.AccountAsync(Role.Administrator, (await town.Root.GetAsync("/api/v1/org-units?query=west")).As<Page<OrgUnitInfo>>().Items.Single().Id);
        Assert.Equal(404, (await JudgeAsync(west, SignalFinding.Explained, "not mine to judge")).Status);
        var fourth = await lesson.TicketAsync(0);
        (await town.Host.Anybody().SendAsync(
            "POST", "/api/v1/check-ins", new CheckIn(fourth.Ticket, Town.RosterNo(0, 3), LastDigits: Town.Digits(0, 3)), Guid.NewGuid(), ("Cookie", device))).As<CheckedIn>();
        var again = (await town.Root.GetAsync($"{lesson.Path}/signals")).As<SignalList>().Items.Single();
        Assert.Equal((signal.Id, 4), (again.Id, again.People));
        Assert.Equal((SignalFinding.Explained, "one phone for a whole house", 3, "r*"), (again.Judged!.Finding, again.Judged.Reason, again.Judged.People, again.Judged.By));
        Assert.Equal(2, (await town.Root.GetAsync($"/api/v1/audit?action=signal.judged&object={lesson.Id}")).As<Page<AuditItem>>().Items.Count);
        Assert.Equal(4, (await town.Root.GetAsync($"{lesson.Path}/report?unit={town.County}")).As<SessionReport>() is var report ? There(report.Persons) : 0);
    }

    [Fact]
    public async Task What_a_hall_plays_is_kept_as_stretches_and_measures_its_people()
    {
        var reading = town.Host.Services.GetService(typeof(IAttendanceReading)) as IAttendanceReading ?? throw new InvalidOperationException("not registered");
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 0);
        await lesson.CheckInAsync(1, 0);
        (await town.Root.PostAsync($"{lesson.Path}/start")).As<CommandDone>();
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        HallPlay Play(int hall, int minutes) => new(lesson.Id, town.Halls[hall].Id, new Span(from, from.AddMinutes(minutes)));
        // It grows, and an older, shorter telling of the same stretch changes nothing.
        await reading.KeepAsync([Play(0, 11), Play(0, 12), Play(0, 10)], CancellationToken.None);
        await reading.KeepAsync([Play(0, 3)], CancellationToken.None);
        Assert.Equal(TimeSpan.FromMinutes(12), Assert.Single(await reading.PlaysAsync(lesson.Id, [town.Halls[0].Id, town.Halls[1].Id], CancellationToken.None)).Played is var span ? span.To - span.From : default);
        var report = (await town.Root.GetAsync($"{lesson.Path}/report?unit={town.County}")).As<SessionReport>();
        // Only in the hall whose screen told; the other's people are not measured, and not held to be partial for it.
        Assert.Equal((1, 2), (report.Measured, There(report.Persons)));
    }

    private static int There(StateCounts counts) => counts.Present + counts.Late + counts.LeftEarly + counts.Partial;

    private static void AssertSums(StateCounts whole, IEnumerable<StateCounts> parts)
    {
        static int[] Of(StateCounts c) => [c.Expected, c.Present, c.Late, c.LeftEarly, c.Partial, c.Excused, c.Absent, c.Unknown, c.MadeUp];
        var all = parts.Select(Of).ToList();
        Assert.Equal(Of(whole), Enumerable.Range(0, 9).Select(i => all.Sum(part => part[i])));
        Assert.Equal(whole.Expected, Of(whole)[1..].Sum());
    }

    private async Task<IReadOnlyList<LedgerItem>> LedgerAsync(Lesson lesson) => (await town.Root.GetAsync($"{lesson.Path}/ledger?limit=1000")).As<Page<LedgerItem>>().Items;
}
