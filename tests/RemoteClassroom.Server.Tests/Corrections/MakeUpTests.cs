using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Corrections;

/// <summary>Who missed a session and makes it up: by a later session of the course, or by what somebody can show; counted apart, and never as if he had been there.</summary>
public sealed class MakeUpTests(Town town) : IClassFixture<Town>
{
    private const int Everybody = 3 * Town.PeoplePerHall;

    [Fact]
    public async Task A_make_up_moves_one_person_from_missing_to_made_up_and_can_be_taken_back()
    {
        var course = Guid.NewGuid();
        var people = (await town.Root.GetAsync("/api/v1/trainees?limit=1000")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ToList();
        var first = await HoldAsync(course, 1, [(0, 0)]);
        var second = await HoldAsync(course, 2, [(0, 0), (0, 1)]);
        var foreign = await HoldAsync(Guid.NewGuid(), 3, [(0, 1)]);
        var there = (await LinesAsync(second)).Select(line => line.TraineeId).ToHashSet();
        var missed = there.Except((await LinesAsync(first)).Select(line => line.TraineeId)).Single();
        var other = people.First(id => !there.Contains(id));
        var before = await PersonsAsync(first);
        Assert.Equal((Everybody, 1, 0), (before.Expected, before.Present, before.MadeUp));

        // Refused: without evidence, by a session in which he was not, by another course's, by an earlier one, for somebody who was there, and by an operator.
        var wish = new MakeCorrection(missed, CorrectionAct.MakeUp, "came to the second lecture", BySessionId: second.Id);
        Assert.Equal("evidence", (await CorrectAsync(first, wish with { BySessionId = null })).Field);
        Assert.Equal("bySessionId", (await CorrectAsync(first, wish with { TraineeId = other })).Field);
        Assert.Equal("bySessionId", (await CorrectAsync(first, wish with { BySessionId = foreign.Id })).Field);
        Assert.Equal("roundId", (await CorrectAsync(first, wish with { RoundId = first.RoundId })).Field);
        Assert.Equal("illegal_transition", (await CorrectAsync(second, wish with { BySessionId = foreign.Id })).Code);
        Assert.Equal("illegal_transition", (await CorrectAsync(first, wish with { Act = CorrectionAct.UnmakeUp, BySessionId = null })).Code);
        var by = await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id);
        Assert.Equal(403, (await by.PostAsync(first.Path + "/corrections", wish)).Status);
        Assert.Equal(before, await PersonsAsync(first));

        (await CorrectAsync(first, wish)).As<CorrectionMade>();
        Assert.Equal("conflict", (await CorrectAsync(first, wish)).Code);
        (await CorrectAsync(first, new MakeCorrection(other, CorrectionAct.MakeUp, "watched the recording", Evidence: "record 12"))).As<CorrectionMade>();

        // Apart: those who were there are as many as before, those who were missing two fewer.
        var after = await PersonsAsync(first);
        Assert.Equal(before with { Unknown = before.Unknown - 2, MadeUp = 2 }, after);
        var listed = (await town.Root.GetAsync(first.Path + "/corrections?limit=1000")).As<Page<CorrectionItem>>().Items.Where(item => item.Act == CorrectionAct.MakeUp).ToList();
        Assert.Equal([$"came to the second lecture [第2课 · session {second.Id:D}]", "watched the recording [record 12]"], listed.Select(item => item.Text));
        var csv = (await town.Root.GetAsync(first.Path + "/persons.csv")).Body.Split("\r\n");
        Assert.Equal(2, csv.Count(line => line.Contains("已补训 made up", StringComparison.Ordinal)));
        Assert.True((await town.Root.GetAsync(first.Path + "/ledger/verify")).As<LedgerChecked>().BrokenAt is null);

        (await CorrectAsync(first, new MakeCorrection(other, CorrectionAct.UnmakeUp, "the record was another's"))).As<CorrectionMade>();
        Assert.Equal(before with { Unknown = before.Unknown - 1, MadeUp = 1 }, await PersonsAsync(first));
    }

    [Fact]
    public async Task Nobody_makes_up_a_session_that_goes_on()
    {
        var lesson = await town.OpenAsync();
        var somebody = (await town.Root.GetAsync("/api/v1/trainees?limit=1")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        Assert.Equal("illegal_transition", (await CorrectAsync(lesson, new MakeCorrection(somebody, CorrectionAct.MakeUp, "will watch it later", Evidence: "a promise"))).Code);
    }

    private async Task<Lesson> HoldAsync(Guid course, int day, (int Hall, int Person)[] people)
    {
        var session = (await town.Root.PostAsync("/api/v1/sessions", new CreateSession($"第{day}课", TimeProvider.System.GetUtcNow().AddDays(day), [town.County], CourseId: course))).As<SessionCreated>().SessionId;
        (await town.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var lesson = new Lesson(town, session);
        await lesson.OpenRoundAsync();
        foreach (var (hall, person) in people)
        {
            await lesson.CheckInAsync(hall, person);
        }

        await lesson.CloseRoundAsync();
        (await town.Root.PostAsync($"/api/v1/sessions/{session}/end")).As<CommandDone>();
        return lesson;
    }

    private Task<Answer> CorrectAsync(Lesson lesson, MakeCorrection wish) => town.Root.PostAsync(lesson.Path + "/corrections", wish);

    private async Task<StateCounts> PersonsAsync(Lesson lesson) => (await town.Root.GetAsync($"{lesson.Path}/report")).As<SessionReport>().Persons;

    private async Task<IReadOnlyList<LedgerItem>> LinesAsync(Lesson lesson) => (await town.Root.GetAsync($"{lesson.Path}/ledger?limit=1000")).As<Page<LedgerItem>>().Items;
}
