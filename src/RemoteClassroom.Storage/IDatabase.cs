namespace RemoteClassroom.Storage;

/// <summary>The database as a whole.</summary>
public interface IDatabase
{
    /// <summary>
    /// Makes the database fit for use: takes the data folder's lock (SQLite), brings the schema up to date (one node does it, others wait), checks versions and
    /// durability settings, and loads the installation's secret. Call it once, before the host starts; nothing of the store may be used before.
    /// </summary>
    /// <exception cref="DatabaseUnfitException">The database must not be used as it is; the message says why and what to do.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Waits until no other node holds what is named, then holds it until disposed or until this node is gone: for what only one node of a cluster may do.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether the database answers now; for the readiness check. Never throws but for cancellation.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}

/// <summary>The database must not be used as it is.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="inner">The cause, if there is one.</param>
public class DatabaseUnfitException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database was brought up to date by a newer version, which this one can no longer work beside.</summary>
/// <param name="message">Which versions, and what to do.</param>
public sealed class DatabaseTooNewException(string message) : DatabaseUnfitException(message);
