using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>For <c>dotnet ef migrations add</c> in this project; connects to nothing.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<RemoteClassroomDb>
{
    /// <inheritdoc />
    public RemoteClassroomDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<RemoteClassroomDb>();
        PostgreSqlOptions.Apply(options, NpgsqlDataSource.Create("Host=localhost;Database=design"));
        return new RemoteClassroomDb(options.Options);
    }
}
