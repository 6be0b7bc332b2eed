using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RemoteClassroom.Storage.Backups;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.PostgreSql.Backups;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>The store in a PostgreSQL database.</summary>
public static class PostgreSqlStorageRegistration
{
    // A database that is there accepts within this, and reads are short: who waits longer waits for one that is gone.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 30;

    /// <summary>
    /// Adds every port of the store, <see cref="RemoteClassroomDb"/> (scoped, and its factory), the data source and <see cref="IDatabase"/>, which must be started before use.
    /// Several nodes may use one database.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="connectionString">Npgsql's connection string; the database must exist.</param>
    public static IServiceCollection AddPostgreSqlStorage(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        services.AddStorage<PostgreSqlDialect, PostgreSqlGroupStore, PostgreSqlBulkInsert, PostgreSqlDatabase>();
        services.AddSingleton<IClusterIdentity>(all => (PostgreSqlDatabase)all.GetRequiredService<IDatabase>());
        services.AddSingleton(new PostgreSqlConnectionString(connectionString));
        services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Timeout = ConnectSeconds, CommandTimeout = CommandSeconds }));
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<IDatabaseHealth>(all => all.GetRequiredService<DatabaseWatch>());
        services.AddHostedService(all => all.GetRequiredService<DatabaseWatch>());
        services.AddSingleton(new WriterConnection(connectionString));
        services.AddSingleton<IExportFiles, DatabaseExportFiles>();
        services.AddSingleton<IBackups, PostgreSqlBackups>();
        services.AddSingleton<IScrubbing, PostgreSqlScrubbing>();
        services.AddDbContextFactory<RemoteClassroomDb>((all, options) =>
        {
            PostgreSqlOptions.Apply(options, all.GetRequiredService<NpgsqlDataSource>());
            options.AddInterceptors(all.GetRequiredService<SealingInterceptor>());
        });
        return services;
    }
}
