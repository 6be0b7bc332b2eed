using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Exports;

/// <summary>Who makes which export, and where its file is kept.</summary>
public abstract class ExportSuite(IStores stores)
{
    private readonly FakeTimeProvider _time = new(Scene.Now);

    [Fact]
    public async Task No_more_run_at_once_than_there_are_places_the_oldest_first_and_each_by_one_node()
    {
        var store = await FreshAsync();
        var rows = await AddAsync(store, ExportBook.MostInAll + 2);
        var (one, other) = (Book(store), Book(store));
        var taken = (await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).TakeAsync(CancellationToken.None)))).OfType<ExportRow>().ToList();

        // Two that go for one place at once both step back; who looks again gets it.
        for (var i = 0; i < ExportBook.MostInAll && taken.Count < ExportBook.MostInAll; i++)
        {
            taken.AddRange(await one.TakeAsync(CancellationToken.None) is { } late ? [late] : []);
        }

        Assert.Equal(ExportBook.MostInAll, taken.Count);
        Assert.Equal(rows[..ExportBook.MostInAll].Order(), taken.Select(row => row.Id).Order());
        Assert.All(taken, row => Assert.Equal(1, row.Attempt));
        Assert.Null(await one.TakeAsync(CancellationToken.None));
        Assert.True(await one.FinishAsync(taken[0].Id, 1, 10, 100, [1, 2, 3], CancellationToken.None));
        Assert.Equal(rows[ExportBook.MostInAll], (await other.TakeAsync(CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task A_node_that_falls_silent_loses_what_it_makes_and_has_no_say_any_more()
    {
        var store = await FreshAsync();
        var id = (await AddAsync(store, 1))[0];
        var book = Book(store);
        for (var attempt = 1; attempt <= ExportBook.MostAttempts; attempt++)
        {
            Assert.Equal(attempt, (await book.TakeAsync(CancellationToken.None))!.Attempt);
            Assert.Null(await book.TakeAsync(CancellationToken.None));
            _time.Advance(ExportBook.Silence / 2);
            Assert.True(await book.BeatAsync(id, attempt, 5, 10, CancellationToken.None));
            Assert.False(await book.BeatAsync(id, attempt - 1, 5, 10, CancellationToken.None));
            _time.Advance(ExportBook.Silence - TimeSpan.FromSeconds(1));
            Assert.Null(await book.TakeAsync(CancellationToken.None));
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Null(await book.TakeAsync(CancellationToken.None));
        Assert.False(await book.FinishAsync(id, ExportBook.MostAttempts, 10, 100, [1], CancellationToken.None));
        Assert.Equal(("failed", "lost", null), await StateAsync(store, id));
    }

    [Fact]
    public async Task Files_expire_by_their_time_and_by_their_number_and_rows_are_forgotten_after_a_week()
    {
        var store = await FreshAsync();
        var account = Guid.NewGuid();
        var ids = await AddAsync(store, ExportBook.KeptPerAccount + 1, account);
        var unmasked = (await AddAsync(store, 1, masked: false))[0];
        var book = Book(store);
        for (var i = 0; i < ids.Length + 1; i++)
        {
            var row = (await book.TakeAsync(CancellationToken.None))!;
            Assert.True(await book.FinishAsync(row.Id, row.Attempt, 1, 1, [9], CancellationToken.None));
        }

        Assert.Equal([ids[0]], await book.SweepAsync(CancellationToken.None));
        Assert.Equal(("expired", null, null), await StateAsync(store, ids[0]));
        _time.Advance(ExportBook.UnmaskedLife);
        Assert.Equal([unmasked], await book.SweepAsync(CancellationToken.None));
        _time.Advance(ExportBook.MaskedLife);
        Assert.Equal(ids[1..].Order(), (await book.SweepAsync(CancellationToken.None)).Order());
        _time.Advance(TimeSpan.FromDays(7));
        await book.SweepAsync(CancellationToken.None);
        await using var db = await store.DbAsync();
        Assert.Equal(0, await db.Exports.CountAsync());
    }

    [Fact]
    public async Task Parts_come_back_in_their_order_and_an_attempt_is_thrown_away_without_the_others()
    {
        var store = await FreshAsync();
        var id = (await AddAsync(store, 1))[0];
        var files = store.Get<IExportFiles>();
        byte[][] parts = [[.. Enumerable.Repeat((byte)7, 300_000)], [1], [.. Enumerable.Range(0, 200).Select(i => (byte)i)]];
        await files.KeepAsync(id, 1, PartsAsync([[2, 2]]), CancellationToken.None);
        await files.KeepAsync(id, 2, PartsAsync(parts), CancellationToken.None);
        await files.DropAsync(id, 1, CancellationToken.None);
        Assert.Empty(await ReadAsync(files, id, 1));
        Assert.Equal(parts, await ReadAsync(files, id, 2));
        await files.DropAsync(id, null, CancellationToken.None);
        Assert.Empty(await ReadAsync(files, id, 2));
    }

    private static async IAsyncEnumerable<byte[]> PartsAsync(params byte[][] parts)
    {
        await Task.CompletedTask;
        foreach (var part in parts)
        {
            yield return part;
        }
    }

    private static async Task<List<byte[]>> ReadAsync(IExportFiles files, Guid id, int attempt)
    {
        var read = new List<byte[]>();
        await foreach (var part in files.ReadAsync(id, attempt, CancellationToken.None))
        {
            read.Add(part);
        }

        return read;
    }

    private ExportBook Book(Store store) => new(store.Get<IDbContextFactory<RemoteClassroomDb>>(), _time);

    private Task<Store> FreshAsync() => stores.FreshAsync();

    private async Task<Guid[]> AddAsync(Store store, int count, Guid? account = null, bool masked = true)
    {
        await using var db = await store.DbAsync();
        var rows = Enumerable.Range(0, count).Select(i => new ExportRow
        {
            Id = Guid.CreateVersion7(), AccountId = account ?? Guid.NewGuid(), Wish = "{}", Title = "any", Masked = masked, State = "waiting", MadeAt = Micros.Of(_time.GetUtcNow()) + i,
        }).ToList();
        db.Exports.AddRange(rows);
        await db.SaveChangesAsync();
        return [.. rows.Select(row => row.Id)];
    }

    private static async Task<(string State, string? Fault, int? Slot)> StateAsync(Store store, Guid id)
    {
        await using var db = await store.DbAsync();
        var row = await db.Exports.AsNoTracking().SingleAsync(row => row.Id == id);
        return (row.State, row.Fault, row.Slot);
    }
}

public sealed class ExportsOnSqlite(SqliteStores stores) : ExportSuite(stores);

public sealed class ExportsOnPostgreSql(PostgreSqlStores stores) : ExportSuite(stores);
