using Microsoft.Data.Sqlite;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>How the database file is opened.</summary>
internal static class SqliteConnectionString
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "classroom.db";

    /// <summary>For the database in <paramref name="folder"/>.</summary>
    public static string For(string folder) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, FileName),
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = true,
        DefaultTimeout = 30,
    }.ToString();
}
