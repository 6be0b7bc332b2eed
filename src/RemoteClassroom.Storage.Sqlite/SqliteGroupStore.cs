using Microsoft.Data.Sqlite;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>A group in one transaction on the writer's thread, with statements prepared once, holding the write gate from BEGIN to the end.</summary>
internal sealed class SqliteGroupStore(SqliteFolder folder, WriteGate gate, SqliteDialect dialect) : IGroupStore
{
    private readonly WriterThread _thread = new();
    private SqliteWriter? _writer;

    /// <inheritdoc />
    public bool IsAlone => true;

    /// <inheritdoc />
    public async Task RunAsync(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        await gate.EnterAsync(CancellationToken.None);
        try
        {
            await _thread.RunAsync(() => Run(needs, decide));
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <inheritdoc />
    public Failure Judge(Exception error) => dialect.Judge(error);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _thread.RunAsync(Close);
        _thread.Dispose();
    }

    private void Run(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        _writer ??= new SqliteWriter(folder, dialect);
        try
        {
            _writer.Run(needs, decide);
        }
        catch (SqliteException error) when (Judge(error) == Failure.Database)
        {
            // A connection that has seen the disk fail is not trusted with the next group.
            Close();
            throw;
        }
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
