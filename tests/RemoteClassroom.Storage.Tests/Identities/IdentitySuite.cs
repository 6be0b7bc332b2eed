using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Identities;

/// <summary>Identities: sealed at rest, opened for who must match or see them, gone for good once erased.</summary>
public abstract class IdentitySuite(IStores stores)
{
    private const string Name = "司徒封存";
    private const string RosterNo = "SEALED-77";
    private const string LastDigits = "9876";

    /// <summary>Whether bytes stand anywhere that the database keeps.</summary>
    protected abstract Task<bool> StandsAsync(Store store, byte[] planted);

    private static async Task<Guid> PlantAsync(Scene scene)
    {
        var id = Guid.CreateVersion7();
        await using var db = await scene.Store.DbAsync();
        db.Trainees.Add(new TraineeRow { Id = id, RosterNo = RosterNo, Name = Name, LastDigits = LastDigits, UnitId = scene.North, Category = "any" });
        await db.SaveChangesAsync(CancellationToken.None);
        return id;
    }

    [Fact]
    public async Task A_person_is_sealed_at_rest_and_opened_for_the_hall_that_must_match_him()
    {
        var scene = await Scene.AnnouncedAsync(await stores.FreshAsync());
        var id = await PlantAsync(scene);
        var expected = new RosterLine(id, scene.North, RosterNo, Name, LastDigits);
        var directory = scene.Store.Get<ISessionDirectory>();
        Assert.Equal(expected, Assert.Single(await directory.RosterAsync(scene.SessionId, scene.NorthHall, CancellationToken.None)));
        await scene.AppendAsync(new SessionOpened());
        var round = await scene.OpenRoundAsync();
        Assert.Equal(expected, Assert.Single(await directory.RosterAsync(scene.SessionId, scene.NorthHall, CancellationToken.None)));
        Assert.Equal(new MissingLine(id, scene.NorthHall, Name, RosterNo), Assert.Single(await scene.Ledger.MissingAsync(scene.SessionId, round, [scene.NorthHall], CancellationToken.None)));
        Assert.True(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes("North hall")), "the search itself finds nothing");
        Assert.False(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes(Name)));
        Assert.False(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes(RosterNo)));

        await using var db = await scene.Store.DbAsync();
        var hash = scene.Store.Get<ITraineeIdentities>().HashOf(RosterNo);
        Assert.Equal(id, (await db.Trainees.SingleAsync(row => row.RosterHash == hash, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Erasing_takes_key_and_identifiers_out_of_everything_and_leaves_the_ledger()
    {
        var (scene, round) = await Scene.OpenAsync(await stores.FreshAsync());
        var (id, other) = (await PlantAsync(scene), Guid.CreateVersion7());
        await scene.AddTraineesAsync(scene.North, [other]);
        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round, id)));
        byte[] sealedBytes, wrapped;
        await using (var db = await scene.Store.DbAsync())
        {
            sealedBytes = (await db.Trainees.SingleAsync(row => row.Id == id, CancellationToken.None)).Sealed!;
            wrapped = (await db.TraineeKeys.SingleAsync(row => row.TraineeId == id, CancellationToken.None)).Wrapped;
        }

        Assert.True(await StandsAsync(scene.Store, sealedBytes) && await StandsAsync(scene.Store, wrapped), "the search itself finds nothing");
        var identities = scene.Store.Get<ITraineeIdentities>();
        var erased = await scene.Store.Get<IEdits>().RunAsync(
            Scene.NewKey(), async (db, cancelled) => (200, await identities.EraseAsync(db, id, cancelled) ? "{}" : throw new InvalidOperationException("nothing was erased")), CancellationToken.None);
        Assert.Equal(200, erased.Status);
        await identities.ScrubAsync(CancellationToken.None);

        foreach (var planted in (byte[][])[Encoding.UTF8.GetBytes(Name), Encoding.UTF8.GetBytes(RosterNo), sealedBytes, wrapped, identities.HashOf(RosterNo)])
        {
            Assert.False(await StandsAsync(scene.Store, planted), Convert.ToHexString(planted));
        }

        Assert.Equal(id, Assert.Single(await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 10, CancellationToken.None)).TraineeId);
        await using var after = await scene.Store.DbAsync();
        var rows = await after.Trainees.AsNoTracking().ToListAsync(CancellationToken.None);
        await identities.OpenAsync(after, rows, CancellationToken.None);
        Assert.Equal(["", "Person 0"], rows.Select(row => row.Name).Order(StringComparer.Ordinal));
        await using var transaction = await after.Database.BeginTransactionAsync(CancellationToken.None);
        Assert.False(await identities.EraseAsync(after, id, CancellationToken.None));
    }

    [Fact]
    public async Task What_an_older_version_left_in_plain_columns_is_sealed_and_blanked()
    {
        var scene = await Scene.AnnouncedAsync(await stores.FreshAsync());
        var (category, north) = ("any", scene.North);
        var people = Enumerable.Range(0, 1_203).Select(i => (Id: Guid.CreateVersion7(), RosterNo: $"PLAIN-{i}", Name: $"明文{i}")).ToList();
        await using (var db = await scene.Store.DbAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            foreach (var (id, rosterNo, name) in people)
            {
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO trainees (id, roster_no, name, last_digits, unit_id, category) VALUES ({id}, {rosterNo}, {name}, {LastDigits}, {north}, {category})", CancellationToken.None);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        Assert.True(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes("明文1201")), "the search itself finds nothing");
        var contexts = scene.Store.Get<IDbContextFactory<RemoteClassroomDb>>();
        Assert.Equal(people.Count, await PlainColumns.SealAsync(contexts, scene.Store.Get<TraineeIdentities>(), CancellationToken.None));
        Assert.Equal(0, await PlainColumns.SealAsync(contexts, scene.Store.Get<TraineeIdentities>(), CancellationToken.None));
        await scene.Store.Get<IScrubbing>().ScrubWholeAsync(CancellationToken.None);

        Assert.False(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes("明文")));
        Assert.False(await StandsAsync(scene.Store, Encoding.UTF8.GetBytes("PLAIN-")));
        var roster = await scene.Store.Get<ISessionDirectory>().RosterAsync(scene.SessionId, scene.NorthHall, CancellationToken.None);
        Assert.Equal(people.Select(person => (person.Id, person.RosterNo, person.Name)).Order(), roster.Select(line => (line.TraineeId, line.RosterNo, line.Name)).Order());
    }
}

public sealed class IdentitiesOnSqlite(SqliteStores stores) : IdentitySuite(stores)
{
    // The files themselves, so that freed pages and the log count, too.
    protected override async Task<bool> StandsAsync(Store store, byte[] planted)
    {
        foreach (var path in Directory.EnumerateFiles(store.Get<SqliteFolder>().Path, "classroom.db*").Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(planted) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}

public sealed class IdentitiesOnPostgreSql(PostgreSqlStores stores) : IdentitySuite(stores)
{
    protected override async Task<bool> StandsAsync(Store store, byte[] planted)
    {
        await using var connection = await store.Get<NpgsqlDataSource>().OpenConnectionAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'", connection))
        {
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            using var bytes = new MemoryStream();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" TO STDOUT (FORMAT BINARY)"))
            {
                await copy.CopyToAsync(bytes);
            }

            if (bytes.ToArray().AsSpan().IndexOf(planted) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
