using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Halls;

/// <summary>What an operator does in the hall, and what those who answer for many halls see of it.</summary>
public sealed partial class HallTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_operator_ticks_the_roster_counts_heads_and_reads_no_name_in_full()
    {
        var lesson = await town.OpenAsync();
        var hall = town.Halls[0];
        var by = await town.AccountAsync(Role.Operator, venue: hall.Id);
        var roster = await RosterAsync(by, lesson, hall.Id);
        Assert.Equal((Town.PeoplePerHall, lesson.RoundId), (roster.People.Count, roster.Round!.RoundId));
        Assert.All(roster.People, person => Assert.Null(person.At));
        Assert.Equal("张*甲", roster.People[0].Name);
        Assert.DoesNotContain(Town.RosterNo(0, 0), (await by.GetAsync($"{lesson.Path}/branches/{hall.Id}/roster")).Body, StringComparison.Ordinal);

        var entry = new BatchEntry(Guid.NewGuid(), 1, roster.People[2].TraineeId, TimeProvider.System.GetUtcNow(), lesson.RoundId);
        (await by.PostAsync($"{lesson.Path}/check-ins/batch", new CheckInBatch(hall.Id, "phone-1", [entry]))).As<BatchResults>();
        await lesson.CheckInAsync(0, 3);
        (await by.PostAsync($"{lesson.Path}/branches/{hall.Id}/head-count", new CountHeads(5))).As<HeadCount>();
        (await by.PostAsync($"{lesson.Path}/branches/{hall.Id}/head-count", new CountHeads(4))).As<HeadCount>();

        roster = await RosterAsync(by, lesson, hall.Id);
        Assert.Equal([CheckInWay.Operator, CheckInWay.Ticket], roster.People.Where(person => person.At is not null).Select(person => person.Way!.Value));
        Assert.Equal((4, lesson.RoundId), (roster.HeadCount!.Count, roster.HeadCount.RoundId));
        Assert.Equal(422, (await by.PostAsync($"{lesson.Path}/branches/{hall.Id}/head-count", new CountHeads(-1))).Status);
        Assert.Equal(404, (await by.GetAsync($"{lesson.Path}/branches/{town.Halls[1].Id}/roster")).Status);
    }

    [Fact]
    public async Task Help_is_asked_with_what_the_device_sees_taken_by_one_and_solved_once()
    {
        var hall = town.Halls[1];
        var seen = new HelpDiagnostics("online", "a browser", 12, 3, new Contracts.Hub.PlayerReport("playing", 4_000, Muted: true));
        var asked = (await town.Screens[1].PostAsync("/api/v1/help-requests", new AskForHelp(hall.Id, HelpKind.Sound, "没有声音", null, seen))).As<HelpAsked>();
        var open = (await town.Root.GetAsync("/api/v1/help-requests?state=open")).As<Page<HelpRequest>>().Items.Single(request => request.HelpRequestId == asked.HelpRequestId);
        Assert.Equal((HelpState.Open, HelpKind.Sound, "没有声音", hall.Name, hall.Hall), (open.State, open.Kind, open.Text, open.Venue, open.Hall));
        Assert.Equal(seen, open.Diagnostics);

        (await town.Root.PostAsync($"/api/v1/help-requests/{asked.HelpRequestId}/take")).As<HelpMoved>();
        Assert.Equal("illegal_transition", (await town.Root.PostAsync($"/api/v1/help-requests/{asked.HelpRequestId}/take")).Code);
        var own = (await town.Screens[1].GetAsync("/api/v1/help-requests")).As<Page<HelpRequest>>().Items.Single();
        Assert.Equal((HelpState.Taken, "r*"), (own.State, own.Owner));
        Assert.Empty((await town.Screens[2].GetAsync("/api/v1/help-requests")).As<Page<HelpRequest>>().Items);
        (await town.Screens[1].PostAsync($"/api/v1/help-requests/{asked.HelpRequestId}/solve")).As<HelpMoved>();
        Assert.Equal("illegal_transition", (await town.Root.PostAsync($"/api/v1/help-requests/{asked.HelpRequestId}/solve")).Code);

        for (var i = 0; i < 5; i++)
        {
            (await town.Screens[1].PostAsync("/api/v1/help-requests", new AskForHelp(hall.Id, HelpKind.Other))).As<HelpAsked>();
        }

        Assert.Equal("conflict", (await town.Screens[1].PostAsync("/api/v1/help-requests", new AskForHelp(hall.Id, HelpKind.Other))).Code);
    }

    [Fact]
    public async Task The_halls_with_trouble_come_first_with_whom_to_call_and_when_somebody_did()
    {
        await town.ImportAsync("venues", "code,unitCode,name,seats,contact,contactPhone\nvb,east,东镇活动室,40,李主任,0931-1234567\n");
        await town.ImportAsync("venues", "code,unitCode,name,seats\nvb,east,东镇活动室,40\n");
        var lesson = await town.OpenAsync();
        lesson.Seen(0, HallPicture.Playing);
        lesson.Seen(1, HallPicture.Silent);
        HallLines lines = null!;
        await Eventually.True("two halls within reach", async () => (lines = await LinesAsync(lesson)).Items.Count(line => line.Unit.Online == true) == 2);
        Assert.Equal([town.Halls[2].Id, town.Halls[1].Id, town.Halls[0].Id], lines.Items.Select(line => line.Unit.Id));
        var silent = lines.Items[1];
        Assert.Equal(("李主任", "0931-1234567", "青河县 / 东镇", town.Halls[1].Hall), (silent.Contact, silent.ContactPhone, silent.Path, silent.Unit.Hall!.Value));
        Assert.Null(silent.CalledAt);

        var called = (await town.Root.PostAsync($"{lesson.Path}/branches/{silent.Unit.Id}/calls")).As<HallCalled>();
        silent = (await LinesAsync(lesson)).Items[1];
        Assert.Equal((called.At, "r*"), (silent.CalledAt!.Value, silent.CalledBy));
        var page = (await town.Root.GetAsync($"{lesson.Path}/attendance/halls?limit=2")).As<HallLines>();
        Assert.Equal(town.Halls[0].Id, (await town.Root.GetAsync($"{lesson.Path}/attendance/halls?limit=2&cursor={page.Next}")).As<HallLines>().Items.Single().Unit.Id);
    }

    [Fact]
    public async Task The_names_of_the_missing_come_masked_in_pages_without_holes()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 1);
        await lesson.CheckInAsync(1, 2);
        await Eventually.True("two on the board", async () => (await LinesAsync(lesson)).Items.Sum(line => line.Counts.Present) == 2);
        var names = new List<MissingPerson>();
        string? cursor = null;
        do
        {
            var page = (await town.Root.GetAsync($"{lesson.Path}/attendance/missing?limit=4{(cursor is null ? "" : $"&cursor={cursor}")}")).As<MissingPeople>();
            Assert.InRange(page.Items.Count, 1, 4);
            names.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal((3 * Town.PeoplePerHall) - 2, names.Count);
        Assert.Equal(names.Count, names.DistinctBy(person => (person.BranchId, person.Name)).Count());
        Assert.All(names, person => Assert.Contains('*', person.Name));
        Assert.DoesNotContain(names, person => person.BranchId == town.Halls[0].Id && person.Name == "张*乙");
        Assert.All(names, person => Assert.Equal(MissingStatus.Unknown, person.Status));
    }

    private static async Task<HallRoster> RosterAsync(Api by, Lesson lesson, Guid hall) => (await by.GetAsync($"{lesson.Path}/branches/{hall}/roster")).As<HallRoster>();

    private async Task<HallLines> LinesAsync(Lesson lesson) => (await town.Root.GetAsync(lesson.Path + "/attendance/halls")).As<HallLines>();
}
