using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Accounts;

/// <summary>What is asked of credentials by the thousand.</summary>
public abstract class CredentialSuite(IStores stores)
{
    private static readonly byte[] Former = [1, 2, 3];

    [Fact]
    public async Task Those_that_are_good_are_given_and_no_others_however_many_are_asked_for()
    {
        var good = Enumerable.Range(0, 150).Select(i => Row(generation: i + 1, former: i % 2 == 0 ? Former : null)).ToList();
        CredentialRow[] bad = [Row(ended: true), Row(revoked: true)];
        await KeepAsync([.. good, .. bad]);
        var found = await stores.Shared.Get<ICredentialReading>().GoodAsync([.. good.Concat(bad).Select(row => row.Id), Guid.NewGuid()], Scene.Now, CancellationToken.None);
        Assert.Equal(
            good.Select(row => new GoodCredential(row.Id, row.AccountId, row.VenueId, row.Generation, row.FormerRefreshHash is not null, row.ExpiresAt)).OrderBy(one => one.Generation), found.OrderBy(one => one.Generation));
        Assert.Empty(await stores.Shared.Get<ICredentialReading>().GoodAsync([], Scene.Now, CancellationToken.None));
    }

    [Fact]
    public async Task A_former_token_ends_with_the_use_of_the_present_one_and_of_no_earlier()
    {
        CredentialRow[] rows = [Row(generation: 1, former: Former), Row(generation: 2, former: Former), Row(generation: 3, former: Former), Row(generation: 1, former: Former)];
        await KeepAsync(rows);
        var reading = stores.Shared.Get<ICredentialReading>();
        // The third was refreshed again after it was used; the fourth was not used.
        await reading.EndFormersAsync([(rows[0].Id, 1), (rows[1].Id, 2), (rows[2].Id, 2)], CancellationToken.None);
        await reading.EndFormersAsync([(rows[0].Id, 1)], CancellationToken.None);
        var works = (await reading.GoodAsync([.. rows.Select(row => row.Id)], Scene.Now, CancellationToken.None)).ToDictionary(one => one.Id, one => one.FormerWorks);
        Assert.Equal([false, false, true, true], rows.Select(row => works[row.Id]));
    }

    private static CredentialRow Row(int generation = 1, byte[]? former = null, bool ended = false, bool revoked = false) => new()
    {
        Id = Guid.CreateVersion7(), VenueId = Guid.NewGuid(), Generation = generation, RefreshHash = Guid.NewGuid().ToByteArray(), FormerRefreshHash = former, CreatedAt = Micros.Of(Scene.Now),
        ExpiresAt = Micros.Of(ended ? Scene.Now : Scene.Now.AddDays(1)), RevokedAt = revoked ? Micros.Of(Scene.Now) : null,
    };

    private async Task KeepAsync(IEnumerable<CredentialRow> rows)
    {
        await using var db = await stores.Shared.DbAsync();
        db.Credentials.AddRange(rows);
        await db.SaveChangesAsync();
    }
}

public sealed class CredentialsOnSqlite(SqliteStores stores) : CredentialSuite(stores);

public sealed class CredentialsOnPostgreSql(PostgreSqlStores stores) : CredentialSuite(stores);
