using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage;

/// <summary>Changes of what is edited (tree, halls, rosters, accounts, pairings), each with its receipt.</summary>
public interface IEdits
{
    /// <summary>
    /// Runs an edit once: in one transaction the receipt is looked up, the edit made and its answer stored under the key. The same command again, even at the same
    /// moment on another node, has no second effect and gets the same answer. Changes tracked by the context are saved; the edit need not.
    /// What the edit throws rolls everything back, leaves no receipt, and comes out as it is: that is how an edit refuses.
    /// </summary>
    /// <param name="key">Under what the answer is kept.</param>
    /// <param name="edit">The edit: (context, cancellation) → the answer's status (2xx) and JSON. May run again, on a fresh context, if nothing was stored.</param>
    /// <param name="cancellationToken">Cancels it up to the commit.</param>
    /// <returns>The answer; <see cref="StoredAnswer.Matches"/> is false if the key was used with another body.</returns>
    /// <exception cref="StorageException">The store failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known.</exception>
    Task<StoredAnswer> RunAsync(ReceiptKey key, Func<RemoteClassroomDb, CancellationToken, Task<(int Status, string Body)>> edit, CancellationToken cancellationToken);
}

/// <summary>Writes many rows at once, within an edit: hundreds of thousands in seconds.</summary>
public interface IBulkInsert
{
    /// <summary>
    /// Inserts rows of one kind, past the change tracker. Rows that others refer to come first (parents before children).
    /// </summary>
    /// <typeparam name="TRow">A row class of the model.</typeparam>
    /// <param name="db">The edit's context; its transaction is joined.</param>
    /// <param name="rows">The rows; read once, as they are written.</param>
    /// <param name="cancellationToken">Cancels it; then the edit must fail.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">A row clashes with a unique key or refers to what is not there.</exception>
    Task<long> InsertAsync<TRow>(RemoteClassroomDb db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class;
}

/// <summary>Gives halls their short numbers.</summary>
public interface IHallNumbers
{
    /// <summary>Takes numbers within an edit; if it is rolled back they are free again.</summary>
    /// <param name="db">The edit's context.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The first; the others follow it without holes.</returns>
    Task<long> TakeAsync(RemoteClassroomDb db, int count, CancellationToken cancellationToken);
}
