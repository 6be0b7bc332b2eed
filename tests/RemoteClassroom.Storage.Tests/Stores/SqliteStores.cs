using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>SQLite files in temporary folders.</summary>
public sealed class SqliteStores : IStores, IAsyncLifetime
{
    private readonly List<(Store Store, TempFolder Folder)> _open = [];

    public Store Shared { get; private set; } = null!;

    public Store Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shared = await FreshAsync();
        // Not started: a second process would not get the folder's lock. Its writer has a gate of its own, so that the database alone stands between the two.
        Other = Build(_open[0].Folder.Path, null);
    }

    // SQLite tells nobody who waits for its lock.
    public Task<bool> SomebodyWaitsAsync() => Task.FromResult(true);

    public async Task<Store> FreshAsync(Action<IServiceCollection>? change = null)
    {
        var folder = new TempFolder();
        var store = await OpenAsync(folder.Path, change);
        lock (_open)
        {
            _open.Add((store, folder));
        }

        return store;
    }

    private static Store Build(string folder, Action<IServiceCollection>? change)
    {
        var services = new ServiceCollection().AddLogging().AddSqliteStorage(folder);
        change?.Invoke(services);
        return new Store(services.BuildServiceProvider());
    }

    public static async Task<Store> OpenAsync(string folder, Action<IServiceCollection>? change = null)
    {
        var store = Build(folder, change);
        await store.Get<IDatabase>().StartAsync(CancellationToken.None);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        foreach (var (store, folder) in _open)
        {
            await store.DisposeAsync();
            folder.Dispose();
        }
    }
}
