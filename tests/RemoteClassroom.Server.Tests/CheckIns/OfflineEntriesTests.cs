using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>Through the public doors: a hall registers a device, is cut off, and brings signed entries later; administrators see gaps, judge what nothing proves, and revoke.</summary>
public sealed class OfflineEntriesTests(Town town) : IClassFixture<Town>
{
    private async Task<List<Guid>> RosterAsync() =>
        [.. (await (await town.AccountAsync(Role.Operator, venue: town.Halls[0].Id)).GetAsync("/api/v1/trainees")).As<Page<TraineeInfo>>().Items.Select(person => person.Id)];

    private async Task<SigningDevice> RegisterAsync()
    {
        var device = new SigningDevice();
        var answer = await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(town.Halls[0].Id, device.PublicKey, "平板"));
        Assert.Equal((201, device.Id), (answer.Status, answer.As<DeviceRegistered>().DeviceId));
        return device;
    }

    private async Task<List<(BatchStatus Status, string? Code)>> SendAsync(Lesson lesson, CheckInBatch batch) =>
        [.. (await town.Screens[0].SendAsync("POST", lesson.Path + "/check-ins/batch", batch, null)).As<BatchResults>().Results.Select(result => (result.Status, result.Code))];

    [Fact]
    public async Task What_a_hall_took_without_a_link_comes_after_the_close_with_every_clock_kept_apart()
    {
        var lesson = await town.OpenAsync();
        var people = await RosterAsync();
        var device = await RegisterAsync();
        var hall = town.Halls[0].Id;
        var opened = SigningDevice.Now;

        // Its clock is ten minutes fast; the last contact was a second ago.
        var contact = new DeviceContact(device.Run, 60_000, opened.AddMinutes(10), opened, 40);
        var inTime = device.Entry(lesson.Id, hall, people[0], lesson.RoundId, opened.AddMinutes(10).AddMilliseconds(5), 60_005, -600_000, reason: VouchReason.NoPhone);
        device.Run = Guid.NewGuid();
        var unproven = device.Entry(lesson.Id, hall, people[1], lesson.RoundId, DateTimeOffset.UnixEpoch.AddSeconds(61), 300);
        var dropped = device.Entry(lesson.Id, hall, people[2], lesson.RoundId, opened, 400);
        var last = device.Entry(lesson.Id, hall, people[3], lesson.RoundId, opened, 500);
        await lesson.CloseRoundAsync();

        var batch = device.Batch(hall, [inTime, unproven, last], contact);
        Assert.Equal([(BatchStatus.Recorded, null), (BatchStatus.Kept, null), (BatchStatus.Kept, null)], await SendAsync(lesson, batch));
        Assert.Equal([(BatchStatus.Recorded, null), (BatchStatus.Kept, null), (BatchStatus.Kept, null)], await SendAsync(lesson, batch));
        var line = Assert.Single((await town.Root.GetAsync(lesson.Path + "/ledger")).As<Page<LedgerItem>>().Items);
        Assert.InRange(line.At, opened.AddSeconds(-1), opened.AddSeconds(1));

        var recorded = Assert.Single(await ListAsync(lesson, "recorded"));
        Assert.Equal((EntryTime.Measured, inTime.ScannedAt, 60_005L, -600_000L, VouchReason.NoPhone), (recorded.Time, recorded.ScannedAt, recorded.MonotonicMs, recorded.ClockOffsetMs, recorded.Reason));
        Assert.True(recorded.ReceivedAt >= opened && recorded.PageLoad == inTime.PageLoad && recorded.IsSigned && recorded.CheckInId == line.CheckInId);
        Assert.Contains("*", recorded.Name, StringComparison.Ordinal);
        var kept = await ListAsync(lesson, "kept");
        Assert.All(kept, entry => Assert.Equal((EntryTime.Unproven, null), (entry.Time, entry.Earliest)));

        // The number that never came is seen in the list of devices and on the hall's line, until it comes.
        Assert.Equal(new NumbersMissing(dropped.Seq, dropped.Seq), Assert.Single((await DeviceAsync(device)).Gaps));
        Assert.True((await HallAsync(lesson)).EntriesMissing >= 1);
        await SendAsync(lesson, device.Batch(hall, [dropped]));
        Assert.Equal(0, (await DeviceAsync(device)).EntriesMissing);

        var accepted = (await town.Root.PostAsync($"{lesson.Path}/offline-entries/{kept[0].Id}/accept")).As<EntryJudged>();
        Assert.Equal(EntryState.Accepted, accepted.State);
        Assert.Equal(EntryState.Dismissed, (await town.Root.PostAsync($"{lesson.Path}/offline-entries/{kept[1].Id}/dismiss")).As<EntryJudged>().State);
        Assert.Equal("illegal_transition", (await town.Root.PostAsync($"{lesson.Path}/offline-entries/{kept[1].Id}/accept")).Code);
        Assert.Equal(2, (await town.Root.GetAsync(lesson.Path + "/ledger")).As<Page<LedgerItem>>().Items.Count);
        Assert.NotNull(Assert.Single(await ListAsync(lesson, "accepted")).JudgedBy);
    }

    [Fact]
    public async Task A_hall_out_of_reach_is_unknown_and_its_late_entries_turn_it()
    {
        var lesson = await town.OpenAsync();
        var people = await RosterAsync();
        var device = await RegisterAsync();
        var now = SigningDevice.Now;
        var entry = device.Entry(lesson.Id, town.Halls[0].Id, people[0], lesson.RoundId, now, 1_000, 0);
        await lesson.CloseRoundAsync();
        Counts before = (await HallAsync(lesson)).Counts;
        Assert.Equal((Town.PeoplePerHall, 0, 0), (before.Unknown, before.Absent, before.Present));
        Assert.Equal([(BatchStatus.Recorded, null)], await SendAsync(lesson, device.Batch(town.Halls[0].Id, [entry])));
        await Eventually.True("the late entry turns one of the unknown", async () => (await HallAsync(lesson)).Counts is { Present: 1, Absent: 0, Unknown: Town.PeoplePerHall - 1 });
    }

    [Fact]
    public async Task A_key_is_one_device_of_one_hall_and_a_revoked_one_signs_no_more()
    {
        var device = await RegisterAsync();
        var again = await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(town.Halls[0].Id, device.PublicKey));
        Assert.Equal((200, device.Id), (again.Status, again.As<DeviceRegistered>().DeviceId));
        Assert.Equal("conflict", (await town.Screens[1].PostAsync("/api/v1/devices", new RegisterDevice(town.Halls[1].Id, device.PublicKey))).Code);
        Assert.Equal("publicKey", (await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(town.Halls[0].Id, "!!"))).Field);

        var lesson = await town.OpenAsync();
        var person = (await RosterAsync())[4];
        Assert.Equal(200, (await town.Root.PostAsync($"/api/v1/devices/{device.Id}/revoke")).Status);
        var contact = new DeviceContact(device.Run, 0, SigningDevice.Now, SigningDevice.Now, 1);
        var entry = device.Entry(lesson.Id, town.Halls[0].Id, person, lesson.RoundId, SigningDevice.Now.AddSeconds(2), 2_000);
        await Eventually.True("the entry's time has come", () => SigningDevice.Now > entry.ScannedAt);
        Assert.Equal([(BatchStatus.Refused, "device_revoked")], await SendAsync(lesson, device.Batch(town.Halls[0].Id, [entry], contact)));
        Assert.Equal("device_revoked", (await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(town.Halls[0].Id, device.PublicKey))).Code);
        Assert.Equal([(BatchStatus.Refused, "signature_invalid")], await SendAsync(lesson, device.Batch(town.Halls[0].Id, [entry with { Seq = 77 }], contact)));
    }

    private async Task<IReadOnlyList<OfflineEntryInfo>> ListAsync(Lesson lesson, string state) =>
        (await town.Root.GetAsync($"{lesson.Path}/offline-entries?state={state}")).As<Page<OfflineEntryInfo>>().Items;

    private async Task<DeviceInfo> DeviceAsync(SigningDevice device) =>
        (await town.Root.GetAsync($"/api/v1/devices?venue={town.Halls[0].Id}")).As<Page<DeviceInfo>>().Items.Single(info => info.DeviceId == device.Id);

    private async Task<HallLine> HallAsync(Lesson lesson) =>
        (await town.Root.GetAsync(lesson.Path + "/attendance/halls")).As<HallLines>().Items.Single(line => line.Unit.Id == town.Halls[0].Id);
}
