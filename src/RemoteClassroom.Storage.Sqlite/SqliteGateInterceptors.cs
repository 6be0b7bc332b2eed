using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>
/// Makes EF's writes hold the write gate: a transaction from before BEGIN to after COMMIT or ROLLBACK, a statement outside of one while it runs.
/// EF tells nobody when a transaction is disposed without either, but closes the connection then: that gives the gate back, too.
/// </summary>
internal sealed class SqliteGateInterceptors(WriteGate gate)
{
    private readonly ConditionalWeakTable<DbConnection, object> _holders = [];

    /// <summary>What to give to <c>AddInterceptors</c>.</summary>
    public IInterceptor[] All => [new Transactions(this), new Statements(this), new Connections(this)];

    private void Held(DbConnection connection) => _holders.AddOrUpdate(connection, connection);

    private bool Holds(DbConnection connection) => _holders.TryGetValue(connection, out _);

    private void Release(DbConnection? connection)
    {
        if (connection is not null && _holders.Remove(connection))
        {
            gate.Exit();
        }
    }

    private void Take(DbConnection connection)
    {
        if (!Holds(connection))
        {
            gate.Enter();
            Held(connection);
        }
    }

    private async ValueTask TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!Holds(connection))
        {
            await gate.EnterAsync(cancellationToken);
            Held(connection);
        }
    }

    private sealed class Transactions(SqliteGateInterceptors owner) : DbTransactionInterceptor
    {
        public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
        {
            owner.Take(connection);
            return result;
        }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await owner.TakeAsync(connection, cancellationToken);
            return result;
        }

        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => owner.Release(eventData.Context?.Database.GetDbConnection());

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            owner.Release(eventData.Context?.Database.GetDbConnection());
            return Task.CompletedTask;
        }

        public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => owner.Release(eventData.Context?.Database.GetDbConnection());

        public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            owner.Release(eventData.Context?.Database.GetDbConnection());
            return Task.CompletedTask;
        }
    }

    private sealed class Statements(SqliteGateInterceptors owner) : DbCommandInterceptor
    {
        // Ids that come as parameters of SQL given as text know nothing of the model's way to keep them.
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            foreach (SqliteParameter parameter in result.Parameters)
            {
                if (parameter.Value is Guid id)
                {
                    parameter.Value = id.ToByteArray(bigEndian: true);
                    parameter.SqliteType = SqliteType.Blob;
                }
            }

            return result;
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            if (command is { Transaction: null, Connection: { } connection })
            {
                owner.Take(connection);
            }

            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command is { Transaction: null, Connection: { } connection })
            {
                await owner.TakeAsync(connection, cancellationToken);
            }

            return result;
        }

        public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
        {
            Done(command);
            return result;
        }

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Done(command);
            return ValueTask.FromResult(result);
        }

        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Done(command);

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Done(command);
            return Task.CompletedTask;
        }

        private void Done(DbCommand command)
        {
            if (command.Transaction is null)
            {
                owner.Release(command.Connection);
            }
        }
    }

    private sealed class Connections(SqliteGateInterceptors owner) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SqlitePragmas.Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            SqlitePragmas.Apply(connection);
            return Task.CompletedTask;
        }

        public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => owner.Release(connection);

        public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            owner.Release(connection);
            return Task.CompletedTask;
        }
    }
}
