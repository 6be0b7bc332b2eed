using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RemoteClassroom.Storage.PostgreSql;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>Databases of a private PostgreSQL server.</summary>
public sealed class PostgreSqlStores : IStores, IAsyncLifetime
{
    private readonly List<Store> _open = [];

    public PostgresServer Server { get; private set; } = null!;

    public Store Shared { get; private set; } = null!;

    /// <summary>Another node on the database of <see cref="Shared"/>.</summary>
    public Store Other { get; private set; } = null!;

    /// <summary>The database of <see cref="Shared"/>.</summary>
    public string SharedDatabase { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await PostgresServer.StartAsync();
        SharedDatabase = await Server.CreateDatabaseAsync();
        // Two nodes start at once: one migrates, the other waits.
        var both = await Task.WhenAll(OpenAsync(SharedDatabase), OpenAsync(SharedDatabase));
        (Shared, Other) = (both[0], both[1]);
    }

    public async Task<Store> FreshAsync(Action<IServiceCollection>? change = null) => await OpenAsync(await Server.CreateDatabaseAsync(), change);

    public async Task<bool> SomebodyWaitsAsync()
    {
        await using var connection = new NpgsqlConnection(SharedDatabase);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    public async Task<Store> OpenAsync(string connectionString, Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection().AddLogging().AddPostgreSqlStorage(connectionString);
        change?.Invoke(services);
        var store = new Store(services.BuildServiceProvider());
        await store.Get<IDatabase>().StartAsync(CancellationToken.None);
        lock (_open)
        {
            _open.Add(store);
        }

        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }

        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
