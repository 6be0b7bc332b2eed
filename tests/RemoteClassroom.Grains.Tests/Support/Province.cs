using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>A small made-up tree: a province, two counties, three townships with a hall each (seven people each), and two people of the west county whom no hall takes in.</summary>
internal sealed class Province(ISessionCreation sessions)
{
    public const int PeopleAHall = 7;

    /// <summary>Province, west and east county, then the townships of the three halls: the first two in the west.</summary>
    private static readonly (string Code, int Parent, string Level)[] Units =
        [("p", -1, "province"), ("pw", 0, "county"), ("px", 0, "county"), ("pw1", 1, "township"), ("pw2", 1, "township"), ("px3", 2, "township")];

    public static Guid Hall(int number) => Id(2, number);

    public static Guid Unit(int number) => Id(1, number);

    public static RosterLine Person(int hall, int number) =>
        new(Id(3, (hall * 100) + number), Unit(hall + 3), $"GS{hall}{number:D3}", $"学员{hall}之{number}", $"{hall}{number:D3}");

    /// <summary>Writes the tree; for <see cref="IEdits"/>.</summary>
    public static async Task<(int Status, string Body)> BuildAsync(RemoteClassroomDb db, IHallNumbers numbers, CancellationToken cancellationToken)
    {
        db.OrgUnits.AddRange(Units.Select((unit, i) => new OrgUnitRow
        {
            Id = Unit(i), Code = unit.Code, Name = $"Unit {i}", Level = unit.Level, ParentId = unit.Parent < 0 ? null : Unit(unit.Parent), Path = PathOf(i),
        }));
        var first = await numbers.TakeAsync(db, 3, cancellationToken);
        for (var hall = 0; hall < 3; hall++)
        {
            db.Venues.Add(new VenueRow { Id = Hall(hall), Code = $"h{hall}", Name = $"Hall {hall}", UnitId = Unit(hall + 3), Hall = first + hall, Seats = 30 });
            db.Trainees.AddRange(Enumerable.Range(0, PeopleAHall).Select(number => Row(Person(hall, number))));
        }

        db.Trainees.AddRange(Row(new RosterLine(Id(3, 9_001), Unit(1), "GS9001", "无堂之一", "9001")), Row(new RosterLine(Id(3, 9_002), Unit(1), "GS9002", "无堂之二", "9002")));
        return (201, "{}");
    }

    /// <summary>A session of the whole province with its first event.</summary>
    public async Task<Guid> ScheduleAsync(DateTimeOffset startsAt, bool oneDevicePerRound = false)
    {
        var sessionId = Guid.NewGuid();
        var at = Micros.Truncate(startsAt);
        Assert.IsType<SessionCreated.Stored>(await sessions.CreateAsync(
            new NewSession(sessionId, new ScheduleSession("A lecture", at, oneDevicePerRound), null, Unit(0), Guid.NewGuid(), [Unit(0)], at, null), CancellationToken.None));
        return sessionId;
    }

    private static string PathOf(int unit) => Units[unit].Parent < 0 ? Units[unit].Code : $"{PathOf(Units[unit].Parent)}/{Units[unit].Code}";

    private static TraineeRow Row(RosterLine line) => new()
    {
        Id = line.TraineeId, RosterNo = line.RosterNo, Name = line.Name, LastDigits = line.LastDigits, UnitId = line.UnitId, Category = "teacher",
    };

    private static Guid Id(int kind, int number) => new(kind, (short)number, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
