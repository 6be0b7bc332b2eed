using Microsoft.Data.Sqlite;
using RemoteClassroom.Storage.Telemetry;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>The writer's connection. Used by one thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteLookups _lookups;
    private readonly SqliteGroupStatements _statements;

    /// <summary>Opens it and prepares its statements.</summary>
    public SqliteWriter(SqliteFolder folder, SqliteDialect dialect)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(folder.ConnectionString) { Pooling = false }.ToString());
        _connection.Open();
        SqlitePragmas.ApplyWriter(_connection);
        SqlitePragmas.Check(_connection);
        _begin = new SqliteStatement(_connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(_connection, "COMMIT");
        _lookups = new SqliteLookups(_connection);
        _statements = new SqliteGroupStatements(_connection, dialect);
    }

    /// <summary>One transaction.</summary>
    public void Run(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        _begin.Run();
        var committing = false;
        try
        {
            var writes = decide(_lookups.Read(needs));
            if (!writes.IsEmpty)
            {
                _statements.Write(writes);
            }

            committing = !writes.IsEmpty;
            using (committing ? StorageTelemetry.BeginCommit() : null)
            {
                _commit.Run();
            }
        }
        catch (Exception error)
        {
            RollBack();
            if (committing)
            {
                throw new CommitInDoubtException(error);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _statements.Dispose();
        _lookups.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    // Some failures end the transaction by themselves; then there is nothing to roll back.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }
    }
}
