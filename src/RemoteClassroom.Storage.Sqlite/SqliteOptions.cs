using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>How EF Core uses SQLite here.</summary>
internal static class SqliteOptions
{
    /// <summary>Sets provider, migrations and model.</summary>
    public static DbContextOptionsBuilder<RemoteClassroomDb> Build(DbContextOptionsBuilder<RemoteClassroomDb> builder, string connectionString)
    {
        Apply(builder, connectionString);
        return builder;
    }

    /// <summary>Sets provider, migrations and model.</summary>
    public static void Apply(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteOptions).Assembly.GetName().Name))
        .ReplaceService<IModelCustomizer, SqliteModelCustomizer>();
}
