using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>The store in a PostgreSQL database.</summary>
public static class PostgreSqlStorageRegistration
{
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
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddSingleton(new WriterConnection(connectionString));
        services.AddDbContextFactory<RemoteClassroomDb>((all, options) => PostgreSqlOptions.Apply(options, all.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }
}
