using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>How EF Core uses PostgreSQL here.</summary>
internal static class PostgreSqlOptions
{
    /// <summary>Sets provider, migrations and model.</summary>
    public static void Apply(DbContextOptionsBuilder builder, NpgsqlDataSource source) => builder
        .UseNpgsql(source, npgsql => npgsql
            .MigrationsAssembly(typeof(PostgreSqlOptions).Assembly.GetName().Name)
            .ExecutionStrategy(dependencies => new FreshConnectionStrategy(dependencies)))
        .ReplaceService<IModelCustomizer, PostgreSqlModelCustomizer>();
}
