using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>A small tree and a session over it, for one test: a province with two counties, a hall in each, a village without one, and some people.</summary>
public sealed class Scene
{
    private Scene(Store store, string code) => (Store, Code) = (store, code);

    public static DateTimeOffset Now { get; } = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public Store Store { get; }

    public string Code { get; }

    public Guid Root { get; } = Guid.CreateVersion7();

    public Guid North { get; } = Guid.CreateVersion7();

    public Guid South { get; } = Guid.CreateVersion7();

    public Guid NorthHall { get; } = Guid.CreateVersion7();

    public Guid SouthHall { get; } = Guid.CreateVersion7();

    public Guid SessionId { get; } = Guid.CreateVersion7();

    public ISessionLog Log => Store.Get<ISessionLog>();

    public ILedger Ledger => Store.Get<ILedger>();

    public LogHead Head { get; private set; }

    public static ReceiptKey NewKey(string scope = "account:1", byte body = 1) => new(scope, Guid.NewGuid(), [.. Enumerable.Repeat(body, 32)]);

    public static Receipt NewReceipt(string body = """{"offset":1}""", string scope = "account:1") => new(NewKey(scope), 200, body);

    /// <summary>The tree and an announced session.</summary>
    public static async Task<Scene> AnnouncedAsync(Store store)
    {
        var scene = new Scene(store, $"p{Guid.NewGuid():N}"[..12]);
        await store.Get<IEdits>().RunAsync(NewKey(), scene.BuildTreeAsync, CancellationToken.None);
        var created = await store.Get<ISessionCreation>().CreateAsync(scene.Announcement(), CancellationToken.None);
        var stored = Assert.IsType<SessionCreated.Stored>(created);
        scene.Head = new LogHead(stored.First.Offset, stored.First.Tag);
        return scene;
    }

    /// <summary>With open doors and a sign-in round.</summary>
    public static async Task<(Scene Scene, Guid Round)> OpenAsync(Store store)
    {
        var scene = await AnnouncedAsync(store);
        await scene.AppendAsync(new SessionOpened());
        return (scene, await scene.OpenRoundAsync());
    }

    public async Task<Guid> OpenRoundAsync(DateTimeOffset? closesAt = null)
    {
        var round = Guid.CreateVersion7();
        await AppendAsync(new RoundOpened(round, RoundPurpose.SignIn, closesAt));
        return round;
    }

    /// <summary>Appends where the log is known to end, and moves on.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> AppendAsync(params SessionEvent[] events)
    {
        var outcome = await Log.AppendAsync(new LogAppend(SessionId, Head, Now, events, null), CancellationToken.None);
        var stored = Assert.IsType<AppendOutcome.Stored>(outcome);
        Head = new LogHead(stored.Events[^1].Offset, stored.Events[^1].Tag);
        return stored.Events;
    }

    public NewCheckIn CheckIn(Guid round, Guid? trainee = null, Guid? ticket = null, Guid? branch = null, bool late = false, byte[]? device = null, ReceiptKey? key = null, bool afterClose = false) => new(
        Guid.CreateVersion7(), SessionId, round, trainee ?? Guid.NewGuid(), branch ?? NorthHall, North, Now, late, ticket is null ? ProofWay.Operator : ProofWay.Ticket, ticket, device,
        key, afterClose);

    /// <summary>People of a unit; before the doors open, so that they are on its hall's roster.</summary>
    public Task AddTraineesAsync(Guid unit, IReadOnlyList<Guid> people) => Store.Get<IEdits>().RunAsync(
        NewKey(),
        (db, _) =>
        {
            db.Trainees.AddRange(people.Select((id, i) => new TraineeRow { Id = id, RosterNo = $"{Code}-{i:000}", Name = $"Person {i}", LastDigits = "1234", UnitId = unit, Category = "any" }));
            return Task.FromResult((200, "{}"));
        },
        CancellationToken.None);

    public Task<CheckInOutcome> RecordAsync(NewCheckIn entry) => Ledger.RecordAsync(entry, CancellationToken.None);

    public NewSession Announcement(Receipt? receipt = null) => new(
        SessionId, new ScheduleSession("Spring lecture", Now.AddHours(1), false), null, Root, Guid.NewGuid(), [Root], Now, receipt);

    private async Task<(int Status, string Body)> BuildTreeAsync(RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        db.OrgUnits.AddRange(
            new OrgUnitRow { Id = Root, Code = Code, Name = "Province", Level = "province", Path = Code },
            new OrgUnitRow { Id = North, Code = $"{Code}n", Name = "North", Level = "county", ParentId = Root, Path = $"{Code}/{Code}n" },
            new OrgUnitRow { Id = South, Code = $"{Code}s", Name = "South", Level = "county", ParentId = Root, Path = $"{Code}/{Code}s" });
        var hall = await Store.Get<IHallNumbers>().TakeAsync(db, 2, cancellationToken);
        db.Venues.AddRange(
            new VenueRow { Id = NorthHall, Code = $"{Code}nh", Name = "North hall", UnitId = North, Hall = hall, Seats = 30 },
            new VenueRow { Id = SouthHall, Code = $"{Code}sh", Name = "South hall", UnitId = South, Hall = hall + 1, Seats = 30 });
        return (201, "{}");
    }
}
