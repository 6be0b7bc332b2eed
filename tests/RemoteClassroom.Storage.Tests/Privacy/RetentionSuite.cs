using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Privacy;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Privacy;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Privacy;

/// <summary>What is too old goes, what is not stays, and what is left of the audit is one whole chain.</summary>
public abstract class RetentionSuite(IStores stores)
{
    private static readonly DateTimeOffset Now = Micros.Truncate(TimeProvider.System.GetUtcNow());
    private static readonly RetentionTimes Times = new(TimeSpan.FromDays(200), TimeSpan.FromDays(30), TimeSpan.FromDays(10));

    [Fact]
    public async Task The_oldest_lines_of_the_audit_go_in_portions_and_the_rest_is_one_chain()
    {
        var store = await stores.FreshAsync();
        await using (var db = await store.DbAsync())
        {
            for (var i = 0; i < RetentionSweep.Portion + 7; i++)
            {
                db.Audit(Line(Now.AddDays(-300).AddSeconds(i)));
            }

            db.Audit(Line(Now.AddDays(-199)));
            db.Audit(Line(Now));
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await store.Get<AuditLinker>().LinkAsync(CancellationToken.None);
        var taken = await store.Get<IRetention>().ApplyAsync(Times, Now, CancellationToken.None);
        Assert.Equal(new RetentionTaken(RetentionSweep.Portion + 7, 0, 0, 0), taken);
        await store.Get<AuditLinker>().LinkAsync(CancellationToken.None);
        Assert.Equal(new AuditCheck(4, null, 0), await store.Get<IAuditTrail>().CheckAsync(CancellationToken.None));
        var told = await store.Get<IAuditTrail>().ReadAsync(new AuditQuery("", Action: AuditActions.RetentionApplied), null, 10, CancellationToken.None);
        Assert.Equal(["7", $"{RetentionSweep.Portion}"], told.Select(line => AuditDetail.Read(line.Detail)["rows"]).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(RetentionTaken.None, await store.Get<IRetention>().ApplyAsync(Times, Now, CancellationToken.None));
    }

    [Fact]
    public async Task Walk_ins_are_blanked_and_what_is_over_of_sign_ins_and_slips_is_deleted()
    {
        var store = await stores.FreshAsync();
        var (longAgo, lately) = (Now.AddDays(-31), Now.AddDays(-9));
        var scene = await Scene.AnnouncedAsync(store);
        var (waiting, decided, late) = (WalkIn(scene.SessionId, longAgo), WalkIn(scene.SessionId, longAgo, decided: lately), WalkIn(scene.SessionId, lately));
        var (over, revoked, good) = (Credential(longAgo), Credential(Now.AddDays(1), revoked: longAgo), Credential(Now.AddDays(1)));
        var account = new AccountRow { Id = Guid.CreateVersion7(), UserName = "op", Role = "operator" };
        var (spent, open) = (Slip(account, longAgo), Slip(account, Now.AddDays(1)));
        await using (var db = await store.DbAsync())
        {
            db.AddRange(waiting, decided, late, over, revoked, good, account, spent, open);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        Assert.Equal(new RetentionTaken(0, 1, 2, 1), await store.Get<IRetention>().ApplyAsync(Times, Now, CancellationToken.None));
        await using var after = await store.DbAsync();
        var details = await after.WalkIns.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Details.Length, CancellationToken.None);
        Assert.Equal((0, 3, 3), (details[waiting.Id], details[decided.Id], details[late.Id]));
        Assert.Equal(good.Id, (await after.Credentials.AsNoTracking().SingleAsync(CancellationToken.None)).Id);
        Assert.Equal(open.Id, (await after.ActivationSlips.AsNoTracking().SingleAsync(CancellationToken.None)).Id);
    }

    private static AuditLine Line(DateTimeOffset at) =>
        AuditLine.Of(at, AuditActor.Server, AuditActions.AccountCreated, new AuditObject(AuditKinds.Account, Guid.NewGuid(), ""));

    private static WalkInRow WalkIn(Guid session, DateTimeOffset at, DateTimeOffset? decided = null) => new()
    {
        Id = Guid.NewGuid(), SessionId = session, RoundId = Guid.NewGuid(), BranchId = Guid.NewGuid(), TicketId = Guid.NewGuid(), Details = [1, 2, 3], At = Micros.Of(at),
        State = decided is null ? "waiting" : "rejected", DecidedAt = decided is { } then ? Micros.Of(then) : null,
    };

    private static CredentialRow Credential(DateTimeOffset ends, DateTimeOffset? revoked = null) => new()
    {
        Id = Guid.NewGuid(), VenueId = null, Generation = 1, RefreshHash = Guid.NewGuid().ToByteArray(), ExpiresAt = Micros.Of(ends), RevokedAt = revoked is { } then ? Micros.Of(then) : null,
    };

    private static ActivationSlipRow Slip(AccountRow account, DateTimeOffset ends) => new()
    {
        Id = Guid.NewGuid(), AccountId = account.Id, CodeHash = Guid.NewGuid().ToByteArray(), IssuedBy = account.Id, ExpiresAt = Micros.Of(ends),
    };
}

public sealed class RetentionOnSqlite(SqliteStores stores) : RetentionSuite(stores);

public sealed class RetentionOnPostgreSql(PostgreSqlStores stores) : RetentionSuite(stores);
