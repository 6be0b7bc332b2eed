using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Startup;

/// <summary>What a started database is like, whichever it is.</summary>
public abstract class StartupSuite(IStores stores)
{
    [Fact]
    public async Task Answers_and_has_every_migration()
    {
        Assert.True(await stores.Shared.Get<IDatabase>().AnswersAsync(TestContext.Current.CancellationToken));
        await using var db = await stores.Shared.DbAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.False(db.Database.HasPendingModelChanges(), "the model changed without a migration");
    }

    [Fact]
    public async Task Secrets_are_made_once_and_kept()
    {
        var secrets = stores.Shared.Get<IInstallationSecrets>();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => secrets.GetAsync("raced", TestContext.Current.CancellationToken)));
        Assert.All(made, secret => Assert.Equal(made[0], secret));
        Assert.Equal(32, made[0].Length);
        Assert.NotEqual(made[0], await secrets.GetAsync("another", TestContext.Current.CancellationToken));
        Assert.Equal(32, stores.Shared.Get<IInstallationSecret>().Value.Length);
    }
}

public sealed class StartupOnSqlite(SqliteStores stores) : StartupSuite(stores);

public sealed class StartupOnPostgreSql(PostgreSqlStores stores) : StartupSuite(stores);
