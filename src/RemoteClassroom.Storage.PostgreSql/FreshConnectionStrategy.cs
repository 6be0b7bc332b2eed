using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>
/// After PostgreSQL was restarted, the pool's connections are stale, and the first to use each would see it. Outside of a transaction of the caller's own, EF's reads and
/// single saves are repeated on a fresh connection instead. Transactions are their owner's: <see cref="IEdits"/> repeats its own.
/// </summary>
internal sealed class FreshConnectionStrategy(ExecutionStrategyDependencies dependencies) : NpgsqlRetryingExecutionStrategy(dependencies, maxRetryCount: 3)
{
    /// <inheritdoc />
    protected override bool ShouldRetryOn(Exception? exception) =>
        exception is not null && Dependencies.CurrentContext.Context.Database.CurrentTransaction is null && PostgreSqlDialect.Of(exception) == Failure.Connection;

    /// <inheritdoc />
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        ExceptionsEncountered.Count > MaxRetryCount ? null : TimeSpan.FromMilliseconds(100 * (ExceptionsEncountered.Count - 1));

    /// <inheritdoc />
    protected override void OnFirstExecution() => ExceptionsEncountered.Clear();
}
