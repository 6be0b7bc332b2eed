using System.Data.Common;
using System.Globalization;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>What every connection is set to, and what the database is checked for at start. A kill does not tell FULL from NORMAL, a power cut does: hence the check.</summary>
internal static class SqlitePragmas
{
    /// <summary>Versions before this one can corrupt a database when the write-ahead log is reset.</summary>
    public static readonly Version Oldest = new(3, 51, 3);

    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;";

    // A group of check-ins touches most pages of the indexes. Copied back after every 1,000 pages, as is usual, each would be written twice a group;
    // copied back after 64 MiB, once in many groups.
    private const string WriterSettings = "PRAGMA wal_autocheckpoint=16000; PRAGMA journal_size_limit=134217728; PRAGMA cache_size=-65536;";

    /// <summary>Sets a fresh connection.</summary>
    public static void Apply(DbConnection connection) => Run(connection, Settings);

    /// <summary>Sets the writer's connection.</summary>
    public static void ApplyWriter(DbConnection connection) => Run(connection, Settings + WriterSettings);

    /// <summary>Switches the database to its write-ahead log and checks library, journal, durability and foreign keys.</summary>
    /// <exception cref="DatabaseUnfitException">One of them is not as it must be.</exception>
    public static void Check(DbConnection connection)
    {
        var version = Read(connection, "SELECT sqlite_version()");
        if (!Version.TryParse(version, out var known) || known < Oldest)
        {
            throw new DatabaseUnfitException($"The SQLite library is {version}; {Oldest} or newer is needed, because older ones can damage the database. Install the native library that the server ships with.");
        }

        Expect(connection, "PRAGMA journal_mode=WAL", "wal", "The database cannot keep a write-ahead log there; put the data folder on a local disk.");
        Expect(connection, "PRAGMA synchronous", "2", "Commits would not wait for the disk.");
        Expect(connection, "PRAGMA foreign_keys", "1", "References would not be checked.");
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Expect(DbConnection connection, string pragma, string value, string consequence)
    {
        var found = Read(connection, pragma);
        if (!string.Equals(found, value, StringComparison.Ordinal))
        {
            throw new DatabaseUnfitException($"{pragma} is '{found}' and must be '{value}'. {consequence}");
        }
    }

    private static string Read(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
