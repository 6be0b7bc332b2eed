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

    /// <summary>Whether the database answers now; for the readiness check. Never throws but for cancellation.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}

/// <summary>The database must not be used as it is.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class DatabaseUnfitException(string message, Exception? inner = null) : Exception(message, inner);
