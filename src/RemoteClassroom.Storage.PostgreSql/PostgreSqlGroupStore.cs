using Npgsql;
using RemoteClassroom.Storage.Telemetry;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>
/// A group in three round trips: locks and look-ups, writes, COMMIT; each a batch of set-wise statements. Locks are taken in the order of <see cref="GroupNeeds"/>,
/// each kind sorted by key, so that two nodes wait for each other in one direction only.
/// </summary>
internal sealed class PostgreSqlGroupStore(WriterConnection writer, PostgreSqlDialect dialect) : IGroupStore
{
    /// <inheritdoc />
    public bool IsAlone => false;

    /// <inheritdoc />
    public async Task RunAsync(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        var connection = await writer.GetAsync();
        try
        {
            await RunAsync(connection, needs, decide);
        }
        catch (Exception error) when (Judge(error) == Failure.Connection || error is CommitInDoubtException)
        {
            await writer.CloseAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public Failure Judge(Exception error) => dialect.Judge(error);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task RunAsync(NpgsqlConnection connection, GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var facts = await GroupLookups.ReadAsync(connection, needs);
        var writes = decide(facts);
        if (!writes.IsEmpty)
        {
            await new GroupStatements(dialect).WriteAsync(connection, writes);
        }

        try
        {
            using var activity = writes.IsEmpty ? null : StorageTelemetry.BeginCommit();
            await transaction.CommitAsync();
        }
        catch (Exception error) when (!writes.IsEmpty && (error is not PostgresException || Judge(error) == Failure.Connection))
        {
            throw new CommitInDoubtException(error);
        }
    }
}
