using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>SQLite files in temporary folders.</summary>
public sealed class SqliteStores : IStores, IAsyncLifetime
{
    private readonly List<(Store Store, TempFolder Folder)> _open = [];

    public Store Shared { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Shared = await FreshAsync();

    public async Task<Store> FreshAsync()
    {
        var folder = new TempFolder();
        var store = await OpenAsync(folder.Path);
        lock (_open)
        {
            _open.Add((store, folder));
        }

        return store;
    }

    public static async Task<Store> OpenAsync(string folder)
    {
        var store = new Store(new ServiceCollection().AddLogging().AddSqliteStorage(folder).BuildServiceProvider());
        await store.Get<IDatabase>().StartAsync(CancellationToken.None);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (store, folder) in _open)
        {
            await store.DisposeAsync();
            folder.Dispose();
        }
    }
}
