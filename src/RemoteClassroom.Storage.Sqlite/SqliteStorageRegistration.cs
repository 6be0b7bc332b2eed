using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Storage.Backups;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Sqlite.Backups;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>The store in a data folder.</summary>
public static class SqliteStorageRegistration
{
    /// <summary>
    /// Adds every port of the store, <see cref="RemoteClassroomDb"/> (scoped, and its factory) and <see cref="IDatabase"/>, which must be started before use.
    /// For one process: it holds the folder's lock.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="dataFolder">Holds the database; made if it is not there.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        var folder = new SqliteFolder(Path.GetFullPath(dataFolder));
        services.AddStorage<SqliteDialect, SqliteGroupStore, SqliteBulkInsert, SqliteDatabase>();
        services.AddSingleton(folder);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<IScrubbing, SqliteScrubbing>();
        services.AddSingleton<SqliteGateInterceptors>();
        services.AddSingleton<IExportFiles>(new FolderExportFiles(Path.GetFullPath(dataFolder)));
        services.AddSingleton<IBackups, SqliteBackups>();
        services.AddDbContextFactory<RemoteClassroomDb>((all, options) =>
        {
            SqliteOptions.Apply(options, folder.ConnectionString);
            options.AddInterceptors([.. all.GetRequiredService<SqliteGateInterceptors>().All, all.GetRequiredService<SealingInterceptor>()]);
        });
        return services;
    }
}
