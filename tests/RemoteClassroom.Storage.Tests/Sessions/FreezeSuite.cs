using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Sessions;

/// <summary>Who belongs to which hall, before and after the doors open.</summary>
public abstract class FreezeSuite(IStores stores)
{
    // province ─ city ┬ east ┬ e1 (hall b, hall a)
    //                 │      └ e2 (none)
    //                 └ west ─ w1 (hall w)            abroad (hall x) is not invited
    private sealed class Tree
    {
        public string Code { get; } = $"f{Guid.NewGuid():N}"[..12];
        public Dictionary<string, OrgUnitRow> Units { get; } = [];
        public Dictionary<string, VenueRow> Halls { get; } = [];
        public Dictionary<string, TraineeRow> People { get; } = [];
    }

    [Fact]
    public async Task People_belong_to_the_hall_named_else_to_the_nearest_upward_else_to_none()
    {
        var (tree, session) = await SessionAsync(stores.Shared, "city");
        var directory = stores.Shared.Get<ISessionDirectory>();
        await CheckAsync(tree, session, directory);
        await stores.Shared.Get<ISessionLog>().AppendAsync(new(session, await HeadAsync(session), Scene.Now, [new SessionOpened()], null), CancellationToken.None);
        await CheckAsync(tree, session, directory);

        // All who are expected in a hall at once: those whom no hall takes in are not among them.
        var together = await directory.HallPeopleAsync(session, CancellationToken.None);
        Assert.Equal(
            new[] { ("at e1", "a"), ("names elsewhere", "a"), ("names b", "b"), ("at w1", "w") }.Select(pair => new HallPerson(tree.People[pair.Item1].Id, tree.Halls[pair.Item2].Id)).ToHashSet(),
            together.ToHashSet());
    }

    [Fact]
    public async Task What_changes_after_the_doors_opened_changes_nothing()
    {
        var (tree, session) = await SessionAsync(stores.Shared, "city");
        await stores.Shared.Get<ISessionLog>().AppendAsync(new(session, await HeadAsync(session), Scene.Now, [new SessionOpened()], null), CancellationToken.None);
        await stores.Shared.Get<IEdits>().RunAsync(
            Scene.NewKey(),
            async (db, cancellationToken) =>
            {
                var hall = await stores.Shared.Get<IHallNumbers>().TakeAsync(db, 1, cancellationToken);
                db.Venues.Add(new VenueRow { Id = Guid.CreateVersion7(), Code = $"{tree.Code}-new", Name = "New", UnitId = tree.Units["e2"].Id, Hall = hall, Seats = 1 });
                db.Attach(tree.Halls["a"]).Entity.Name = "Renamed";
                return (200, "{}");
            },
            CancellationToken.None);
        await CheckAsync(tree, session, stores.Shared.Get<ISessionDirectory>());
    }

    [Fact]
    public async Task Units_invited_twice_over_count_once()
    {
        var (_, session) = await SessionAsync(stores.Shared, "city", "e1", "west");
        var frozen = (await stores.Shared.Get<ISessionDirectory>().TreeAsync(session, CancellationToken.None))!;
        Assert.Equal(7, frozen.Units.Count);
        Assert.Equal(3, frozen.Branches.Count);
        Assert.Equal(7, frozen.Branches.Sum(branch => branch.Expected) + frozen.Units.Sum(unit => unit.Homeless));
    }

    [Fact]
    public async Task Below_the_invited_unit_only_and_the_way_up()
    {
        var (tree, session) = await SessionAsync(stores.Shared, "west");
        var frozen = (await stores.Shared.Get<ISessionDirectory>().TreeAsync(session, CancellationToken.None))!;
        Assert.Equal(["province", "city", "west", "w1"], frozen.Units.Select(unit => unit.Name));
        Assert.Equal([-1, 0, 1, 2], frozen.Units.Select(unit => unit.ParentIndex));
        Assert.Equal(tree.Halls["w"].Id, Assert.Single(frozen.Branches).BranchId);
        // The one whose roster line names a hall elsewhere has no hall here, and none upward takes part.
        Assert.Equal(1, frozen.Units[2].Homeless);
        Assert.Equal(0, frozen.Units[1].Homeless);
    }

    private static async Task CheckAsync(Tree tree, Guid session, ISessionDirectory directory)
    {
        var frozen = (await directory.TreeAsync(session, CancellationToken.None))!;
        Assert.Equal(["province", "city", "east", "e1", "e2", "west", "w1"], frozen.Units.Select(unit => unit.Name));
        Assert.Equal([-1, 0, 1, 2, 2, 1, 5], frozen.Units.Select(unit => unit.ParentIndex));
        Assert.Equal([0, 1, 0, 0, 1, 1, 0], frozen.Units.Select(unit => unit.Homeless));
        Assert.Equal(["a", "b", "w"], frozen.Branches.Select(branch => branch.Name));
        Assert.Equal([0, 1, 2], frozen.Branches.Select(branch => branch.Index));
        Assert.Equal([3, 3, 6], frozen.Branches.Select(branch => branch.UnitIndex));
        Assert.Equal([2, 1, 1], frozen.Branches.Select(branch => branch.Expected));
        Assert.Equal(tree.Halls["b"].Hall, frozen.Branches[1].Hall);
        Assert.Equal(frozen.Branches[1], await directory.BranchAsync(session, tree.Halls["b"].Id, CancellationToken.None));
        Assert.Null(await directory.BranchAsync(session, tree.Halls["x"].Id, CancellationToken.None));
        Assert.Equal(["at e1", "names elsewhere"], await RosterAsync(tree, "a", session, directory));
        Assert.Equal(["names b"], await RosterAsync(tree, "b", session, directory));
        Assert.Equal(["at w1"], await RosterAsync(tree, "w", session, directory));
        Assert.Empty(await directory.RosterAsync(session, tree.Halls["x"].Id, CancellationToken.None));

        // Asked for at once they share queries, and each hall gets its own people all the same.
        var rosters = await Task.WhenAll(new[] { "w", "a", "b", "a", "w" }.Select(hall => RosterAsync(tree, hall, session, directory)));
        Assert.Equal(["at w1", "at e1", "names elsewhere", "names b", "at e1", "names elsewhere", "at w1"], rosters.SelectMany(names => names));
    }

    private static async Task<IEnumerable<string>> RosterAsync(Tree tree, string hall, Guid session, ISessionDirectory directory)
    {
        var lines = await directory.RosterAsync(session, tree.Halls[hall].Id, CancellationToken.None);
        Assert.All(lines, line => Assert.Equal(new RosterLine(line.TraineeId, tree.People[line.Name].UnitId, tree.People[line.Name].RosterNo, line.Name, "1234"), line));
        return lines.Select(line => line.Name).Order(StringComparer.Ordinal);
    }

    private async Task<LogHead> HeadAsync(Guid session) => (await stores.Shared.Get<ISessionLog>().HeadsAsync([session], CancellationToken.None))[session];

    private static async Task<(Tree Tree, Guid Session)> SessionAsync(Store store, params string[] invited)
    {
        var tree = new Tree();
        await store.Get<IEdits>().RunAsync(Scene.NewKey(), (db, cancellationToken) => BuildAsync(store, tree, db, cancellationToken), CancellationToken.None);
        var session = Guid.CreateVersion7();
        var made = await store.Get<ISessionCreation>().CreateAsync(
            new NewSession(
                session, new ScheduleSession("Frozen", Scene.Now, false), null, tree.Units["province"].Id, Guid.NewGuid(), [.. invited.Select(unit => tree.Units[unit].Id)], Scene.Now, null),
            CancellationToken.None);
        Assert.IsType<SessionCreated.Stored>(made);
        return (tree, session);
    }

    private static async Task<(int Status, string Body)> BuildAsync(Store store, Tree tree, RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        void Unit(string name, string? parent)
        {
            var path = parent is null ? $"{tree.Code}-{name}" : $"{tree.Units[parent].Path}/{tree.Code}-{name}";
            tree.Units[name] = new OrgUnitRow { Id = Guid.CreateVersion7(), Code = $"{tree.Code}-{name}", Name = name, Level = "unit", Path = path, ParentId = parent is null ? null : tree.Units[parent].Id };
        }

        var hall = await store.Get<IHallNumbers>().TakeAsync(db, 4, cancellationToken);
        void Hall(string name, string unit) =>
            tree.Halls[name] = new VenueRow { Id = Guid.CreateVersion7(), Code = $"{tree.Code}-{name}", Name = name, UnitId = tree.Units[unit].Id, Hall = hall++, Seats = 30 };

        void Person(string name, string unit, string? venue = null) => tree.People[name] = new TraineeRow
        {
            Id = Guid.CreateVersion7(), RosterNo = $"{tree.Code}-{tree.People.Count:000}", Name = name, LastDigits = "1234", UnitId = tree.Units[unit].Id, Category = "any",
            VenueId = venue is null ? null : tree.Halls[venue].Id,
        };

        Unit("province", null);
        Unit("city", "province");
        Unit("east", "city");
        Unit("west", "city");
        Unit("e1", "east");
        Unit("e2", "east");
        Unit("w1", "west");
        Unit("abroad", "province");
        Hall("b", "e1");
        Hall("a", "e1");
        Hall("w", "w1");
        Hall("x", "abroad");
        Person("at e1", "e1");
        Person("names b", "e1", "b");
        Person("names elsewhere", "e1", "x");
        Person("at e2", "e2");
        Person("at west, names a hall that is not invited", "west", "x");
        Person("at w1", "w1");
        Person("at the city", "city");
        Person("stranger", "abroad", "a");
        // In bulk, so that this way is the one that freezes.
        var bulk = store.Get<IBulkInsert>();
        await bulk.InsertAsync(db, tree.Units.Values, cancellationToken);
        await bulk.InsertAsync(db, tree.Halls.Values, cancellationToken);
        var keys = store.Get<ITraineeIdentities>().Seal(tree.People.Values);
        await bulk.InsertAsync(db, tree.People.Values, cancellationToken);
        await bulk.InsertAsync(db, keys, cancellationToken);
        return (201, "{}");
    }
}

public sealed class FreezeOnSqlite(SqliteStores stores) : FreezeSuite(stores);

public sealed class FreezeOnPostgreSql(PostgreSqlStores stores) : FreezeSuite(stores);
