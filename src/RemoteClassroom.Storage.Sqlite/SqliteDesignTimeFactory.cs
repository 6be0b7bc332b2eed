using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>For <c>dotnet ef migrations add</c> in this project.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<RemoteClassroomDb>
{
    /// <inheritdoc />
    public RemoteClassroomDb CreateDbContext(string[] args) =>
        new(SqliteOptions.Build(new DbContextOptionsBuilder<RemoteClassroomDb>(), "Data Source=:memory:").Options);
}
