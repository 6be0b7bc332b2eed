using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>A town whose server posts reminders to a receiver and whose clock a test puts forward; a minute of cool-down, a minute until the next step.</summary>
public class ChasedTown : Town
{
    public Receiver Receiver { get; } = new();

    public ClockedTown.ForwardClock Clock { get; } = new();

    /// <summary>What else the server is told.</summary>
    protected virtual string[] Arguments => ["--Chasing:StepByItself", "false"];

    protected override async Task<ServerHost> StartAsync()
    {
        await Receiver.StartAsync();
        return await ServerHost.StartAsync(Clock, ["--Chasing:CoolDownMinutes", "1", "--Chasing:StepAfterMinutes", "1", .. Receiver.Arguments, .. Arguments]);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    public async Task<Guid> UnitAsync(string code) => (await Root.GetAsync($"/api/v1/org-units?query={code}")).As<Page<OrgUnitInfo>>().Items.Single(unit => unit.Code == code).Id;

    public async Task<HallChased> ChaseAsync(Lesson lesson, int hall, Api? by = null) =>
        (await (by ?? Root).PostAsync($"{lesson.Path}/branches/{Halls[hall].Id}/reminders")).As<HallChased>();

    public async Task<IReadOnlyList<ReminderInfo>> HistoryAsync(Lesson lesson, Api? by = null) => (await (by ?? Root).GetAsync(lesson.Path + "/reminders")).As<Page<ReminderInfo>>().Items;

    public async Task<ReminderDelivery> WebhookOfAsync(Lesson lesson, Guid reminder) =>
        (await HistoryAsync(lesson)).Single(info => info.ReminderId == reminder).Deliveries.Single(delivery => delivery.Channel == "webhook");

    /// <summary>What came to the receiver about a session.</summary>
    public IReadOnlyList<Received> ReceivedOf(Lesson lesson) => [.. Receiver.All.Where(one => one.Json.GetProperty("sessionId").GetGuid() == lesson.Id)];

    /// <summary>The delivery by webhook, once it stands so.</summary>
    public async Task<ReminderDelivery> BecomesAsync(Lesson lesson, Guid reminder, ReminderState state)
    {
        ReminderDelivery delivery = null!;
        await Eventually.True($"the webhook's delivery to be {state}", async () => (delivery = await WebhookOfAsync(lesson, reminder)).State == state, TimeSpan.FromSeconds(60));
        return delivery;
    }
}
