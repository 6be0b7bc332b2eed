using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>What a hall gathered by itself, perhaps without a link.</summary>
public sealed class BatchTests(Town town) : IClassFixture<Town>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<List<Guid>> RosterAsync(int hall)
    {
        var by = await town.AccountAsync(Role.Operator, venue: town.Halls[hall].Id);
        return [.. (await by.GetAsync("/api/v1/trainees")).As<Page<TraineeInfo>>().Items.Select(person => person.Id)];
    }

    private async Task<BatchResults> SendAsync(Api by, Lesson lesson, int hall, string device, params BatchEntry[] entries) =>
        (await by.SendAsync("POST", lesson.Path + "/check-ins/batch", new CheckInBatch(town.Halls[hall].Id, device, entries), null)).As<BatchResults>();

    [Fact]
    public async Task Entries_are_recorded_once_whoever_sends_them_again()
    {
        var lesson = await town.OpenAsync();
        var people = await RosterAsync(0);
        Assert.Equal(Town.PeoplePerHall, people.Count);
        var by = await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id);
        BatchEntry[] entries =
        [
            new(Guid.NewGuid(), 1, people[0], Now, lesson.RoundId, await lesson.CodeAgoAsync(0, 0)),
            new(Guid.NewGuid(), 2, people[1], Now, lesson.RoundId),
        ];

        var first = await SendAsync(by, lesson, 0, "tablet-1", entries);
        Assert.Equal([BatchStatus.Recorded, BatchStatus.Recorded], first.Results.Select(result => result.Status));
        var again = await SendAsync(by, lesson, 0, "tablet-1", entries);
        Assert.Equal(first.Results, again.Results);
        var screen = await SendAsync(town.Screens[0], lesson, 0, "screen", new BatchEntry(Guid.NewGuid(), 1, people[0], Now, lesson.RoundId));
        Assert.Equal(BatchStatus.Already, screen.Results.Single().Status);
    }

    [Fact]
    public async Task A_proof_of_another_hall_is_foreign_and_a_stranger_is_not_matched()
    {
        var lesson = await town.OpenAsync();
        var people = await RosterAsync(0);
        var results = await SendAsync(
            town.Screens[0], lesson, 0, "screen",
            new BatchEntry(Guid.NewGuid(), 1, people[2], Now, lesson.RoundId, await lesson.CodeAgoAsync(1, 0)),
            new BatchEntry(Guid.NewGuid(), 2, Guid.NewGuid(), Now, lesson.RoundId),
            new BatchEntry(Guid.NewGuid(), 3, people[3], Now, lesson.RoundId, "rubbish"));

        Assert.All(results.Results, result => Assert.Equal(BatchStatus.Refused, result.Status));
        Assert.Equal(["code_foreign", "not_matched", "code_invalid"], results.Results.Select(result => result.Code));
    }

    [Fact]
    public async Task A_batch_has_bounds_and_belongs_to_its_own_hall()
    {
        var lesson = await town.OpenAsync();
        var person = (await RosterAsync(0))[0];
        var many = Enumerable.Range(1, 201).Select(i => new BatchEntry(Guid.NewGuid(), i, person, Now)).ToArray();
        Task<Answer> PostAsync(Api by, int hall, string device, params BatchEntry[] entries) =>
            by.SendAsync("POST", lesson.Path + "/check-ins/batch", new CheckInBatch(town.Halls[hall].Id, device, entries), null);

        Assert.Equal((422, "entries"), ((await PostAsync(town.Screens[0], 0, "d", many)).Status, (await PostAsync(town.Screens[0], 0, "d", [])).Field));
        Assert.Equal("device", (await PostAsync(town.Screens[0], 0, "", many[0])).Field);
        Assert.Equal(404, (await PostAsync(town.Screens[0], 1, "d", many[0])).Status);
        Assert.Equal(403, (await PostAsync(town.Root, 0, "d", many[0])).Status);
    }
}
