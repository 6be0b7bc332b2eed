using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage;

/// <summary>Migrations expand first and contract a version later, so that two neighbouring versions can share a database; this holds them to it.</summary>
internal static class SchemaVersion
{
    /// <summary>The schema that this code is written for. Grows with each migration.</summary>
    public const long Current = 12;

    /// <summary>The oldest code that still works with <see cref="Current"/>; written into the database by the migration's run.</summary>
    public const long MinCompatible = 10;

    private const string VersionName = "schema_version";
    private const string MinCompatibleName = "schema_min_compatible";

    /// <summary>Brings the schema up to date, unless the database is ahead of this code; then checks that this code may use it.</summary>
    /// <exception cref="DatabaseTooNewException">The database belongs to a newer version that this code cannot work with.</exception>
    public static async Task MigrateAsync(RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var ahead = applied.Any(migration => !known.Contains(migration));
        if (!ahead)
        {
            await db.Database.MigrateAsync(cancellationToken);
            await WriteAsync(db, VersionName, Current, cancellationToken);
            await WriteAsync(db, MinCompatibleName, MinCompatible, cancellationToken);
        }

        var needed = await db.Database.SqlQuery<long>($"SELECT value AS \"Value\" FROM numbers WHERE name = {MinCompatibleName}").SingleAsync(cancellationToken);
        if (needed > Current)
        {
            throw new DatabaseTooNewException($"The database was brought up to date by a newer version of the server and needs at least schema {needed}; this server knows {Current}. Start the newer version.");
        }
    }

    private static Task<int> WriteAsync(RemoteClassroomDb db, string name, long value, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"INSERT INTO numbers (name, value) VALUES ({name}, {value}) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE numbers.value < excluded.value", cancellationToken);
}
