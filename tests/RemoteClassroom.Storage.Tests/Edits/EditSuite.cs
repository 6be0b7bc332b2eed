using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Edits;

/// <summary>Edits: once, all or nothing, beside a writer that never rests.</summary>
public abstract class EditSuite(IStores stores)
{
    private static OrgUnitRow NewUnit(string? code = null)
    {
        code ??= $"u{Guid.NewGuid():N}";
        return new OrgUnitRow { Id = Guid.CreateVersion7(), Code = code, Name = code, Level = "province", Path = code };
    }

    [Fact]
    public async Task The_same_edit_raced_takes_effect_once_with_one_answer()
    {
        var edits = stores.Shared.Get<IEdits>();
        var key = Scene.NewKey();
        var code = $"r{Guid.NewGuid():N}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => edits.RunAsync(
            key,
            (db, _) =>
            {
                db.OrgUnits.Add(NewUnit(i == 0 ? code : code + i));
                return Task.FromResult((201, $$"""{"by":{{i}}}"""));
            },
            CancellationToken.None))));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal((201, true), (answers[0].Status, answers[0].Matches));
        await using var db = await stores.Shared.DbAsync();
        Assert.Equal(1, await db.OrgUnits.CountAsync(unit => unit.Code.StartsWith(code)));
        var mismatch = await edits.RunAsync(key with { BodyHash = [7] }, (_, _) => throw new InvalidOperationException("must not run"), CancellationToken.None);
        Assert.False(mismatch.Matches);
    }

    [Fact]
    public async Task An_edit_that_refuses_leaves_nothing()
    {
        var edits = stores.Shared.Get<IEdits>();
        var key = Scene.NewKey();
        var unit = NewUnit();
        await Assert.ThrowsAsync<NotSupportedException>(() => edits.RunAsync(
            key,
            async (db, cancellationToken) =>
            {
                db.OrgUnits.Add(unit);
                await db.SaveChangesAsync(cancellationToken);
                throw new NotSupportedException("refused");
            },
            CancellationToken.None));
        Assert.Null(await stores.Shared.Get<IReceipts>().FindAsync(key, CancellationToken.None));
        await using var db = await stores.Shared.DbAsync();
        Assert.False(await db.OrgUnits.AnyAsync(other => other.Id == unit.Id));
        // The gate is free again, and the same key may be used by what succeeds.
        Assert.Equal(200, (await edits.RunAsync(key, (_, _) => Task.FromResult((200, "{}")), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_clash_with_a_unique_key_comes_out_as_it_is()
    {
        var edits = stores.Shared.Get<IEdits>();
        var unit = NewUnit();
        await edits.RunAsync(Scene.NewKey(), (db, _) => Add(db, unit), CancellationToken.None);
        await Assert.ThrowsAsync<DbUpdateException>(() => edits.RunAsync(Scene.NewKey(), (db, _) => Add(db, NewUnit(unit.Code)), CancellationToken.None));
        await Assert.ThrowsAsync<DbUpdateException>(() => edits.RunAsync(
            Scene.NewKey(),
            async (db, cancellationToken) => (200, $"{await stores.Shared.Get<IBulkInsert>().InsertAsync(db, [NewUnit(), NewUnit(unit.Code)], cancellationToken)}"),
            CancellationToken.None));

        static Task<(int, string)> Add(RemoteClassroomDb db, OrgUnitRow row)
        {
            db.OrgUnits.Add(row);
            return Task.FromResult((200, "{}"));
        }
    }

    [Fact]
    public async Task Hall_numbers_are_given_once()
    {
        var edits = stores.Shared.Get<IEdits>();
        var halls = stores.Shared.Get<IHallNumbers>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var answer = await edits.RunAsync(Scene.NewKey(), async (db, cancellationToken) => (200, $"{await halls.TakeAsync(db, i + 1, cancellationToken)}"), CancellationToken.None);
            return Enumerable.Range(0, i + 1).Select(n => long.Parse(answer.Body) + n);
        })));
        var all = taken.SelectMany(numbers => numbers).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, number => Assert.InRange(number, 1, uint.MaxValue));
    }

    [Fact]
    public async Task Edits_saves_and_sign_ins_go_on_beside_a_writer_that_never_rests()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        using var enough = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var recorded = 0;
            while (!enough.IsCancellationRequested)
            {
                Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round)));
                recorded++;
            }

            return recorded;
        })).ToList();

        for (var i = 0; i < 10; i++)
        {
            await stores.Shared.Get<IEdits>().RunAsync(Scene.NewKey(), (db, _) => Add(db), CancellationToken.None);
            await using var db = await stores.Shared.DbAsync();
            // A plain save, a statement without a transaction, a transaction that is dropped, the synchronous half.
            var unit = NewUnit();
            db.OrgUnits.Add(unit);
            await db.SaveChangesAsync();
            Assert.Equal(1, await db.OrgUnits.Where(row => row.Id == unit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, "changed")));
            await using (await db.Database.BeginTransactionAsync())
            {
                await db.OrgUnits.Where(row => row.Id == unit.Id).ExecuteDeleteAsync();
            }

            Assert.Equal("changed", await db.OrgUnits.Where(row => row.Id == unit.Id).Select(row => row.Name).SingleAsync());
            var key = new SettingRow { Name = $"k{Guid.NewGuid():N}", Value = [1] };
            db.Settings.Add(key);
            db.SaveChanges();
        }

        await enough.CancelAsync();
        var recorded = (await Task.WhenAll(crowd)).Sum();
        Assert.Equal(recorded, (await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)).Sum(count => count.Present));

        static Task<(int, string)> Add(RemoteClassroomDb db)
        {
            db.OrgUnits.Add(NewUnit());
            return Task.FromResult((200, "{}"));
        }
    }

    [Fact]
    public async Task Accounts_are_stored_with_their_lock_out()
    {
        await using var db = await stores.Shared.DbAsync();
        var until = new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.FromHours(8));
        var account = new AccountRow { Id = Guid.CreateVersion7(), UserName = $"n{Guid.NewGuid():N}", Role = "lecturer", UnitId = Guid.NewGuid(), LockoutEnd = until };
        account.NormalizedUserName = account.UserName.ToUpperInvariant();
        db.Users.Add(account);
        db.Set<IdentityUserClaim<Guid>>().Add(new IdentityUserClaim<Guid> { UserId = account.Id, ClaimType = "a", ClaimValue = "b" });
        await db.SaveChangesAsync();
        await using var other = await stores.Shared.DbAsync();
        Guid[] ids = [account.Id, Guid.NewGuid()];
        var read = await other.Users.SingleAsync(row => ids.Contains(row.Id));
        Assert.Equal((until, account.UnitId), (read.LockoutEnd!.Value, read.UnitId));
        Assert.Equal(account.Id, (await other.Users.FromSql($"SELECT * FROM accounts WHERE id = {account.Id}").SingleAsync()).Id);
    }

    [Fact]
    public async Task A_subtree_is_found_by_its_path()
    {
        var root = NewUnit();
        var child = new OrgUnitRow { Id = Guid.CreateVersion7(), Code = $"{root.Code}c", Name = "c", Level = "city", ParentId = root.Id, Path = $"{root.Path}/{root.Code}c" };
        var sibling = NewUnit($"{root.Code}-");
        await using var db = await stores.Shared.DbAsync();
        db.OrgUnits.AddRange(root, child, sibling);
        await db.SaveChangesAsync();
        Assert.Equal([root.Id, child.Id], await db.OrgUnits.InSubtree(root.Path).OrderBy(unit => unit.Path).Select(unit => unit.Id).ToListAsync());
        Assert.Equal([child.Id], await db.OrgUnits.InSubtree(child.Path).Select(unit => unit.Id).ToListAsync());
        Assert.True(Subtree.Contains(root.Path, child.Path));
        Assert.False(Subtree.Contains(root.Path, sibling.Path));
    }
}

public sealed class EditsOnSqlite(SqliteStores stores) : EditSuite(stores);

public sealed class EditsOnPostgreSql(PostgreSqlStores stores) : EditSuite(stores);
