using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>One node's store over one database.</summary>
public sealed class Store(ServiceProvider services) : IAsyncDisposable
{
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<RemoteClassroomDb> DbAsync() => Get<IDbContextFactory<RemoteClassroomDb>>().CreateDbContextAsync();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>A kind of database that the suites run on.</summary>
public interface IStores
{
    /// <summary>The store that most tests share: their sessions and trees do not touch.</summary>
    Store Shared { get; }

    /// <summary>Another writer on the same database, as another node is.</summary>
    Store Other { get; }

    /// <summary>A store over an empty database of its own.</summary>
    /// <param name="change">Exchanges parts.</param>
    Task<Store> FreshAsync(Action<IServiceCollection>? change = null);

    /// <summary>Whether somebody waits for a lock of the database, where that can be seen.</summary>
    Task<bool> SomebodyWaitsAsync();
}
