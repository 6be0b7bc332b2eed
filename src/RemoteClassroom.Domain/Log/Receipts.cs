namespace RemoteClassroom.Domain.Log;

/// <summary>Under what a command's answer is kept, so that it can be sent again.</summary>
/// <param name="Scope">Who sent it: <c>account:{id}</c>, <c>device:{id}</c>, <c>person:{id}</c> or <c>ticket:{id}</c>.</param>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="BodyHash">SHA-256 over method, path and body: another command under the same key is refused.</param>
public sealed record ReceiptKey(string Scope, Guid Key, byte[] BodyHash);

/// <summary>The answer of a command that took effect; stored in the same transaction as the effect. Kept seven days.</summary>
/// <param name="Key">Under what it is kept.</param>
/// <param name="Status">The HTTP status, always 2xx.</param>
/// <param name="Body">The answer's JSON.</param>
public sealed record Receipt(ReceiptKey Key, int Status, string Body);

/// <summary>A stored answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The answer's JSON.</param>
/// <param name="Matches">False if the same key was used with another body: then the answer must not be given.</param>
public sealed record StoredAnswer(int Status, string Body, bool Matches);

/// <summary>Looks answers up. Writing is part of the effect's own transaction.</summary>
public interface IReceipts
{
    /// <summary>The stored answer; null if there is none.</summary>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    Task<StoredAnswer?> FindAsync(ReceiptKey key, CancellationToken cancellationToken);
}

/// <summary>The store failed; says whether the change may have been stored.</summary>
/// <param name="message">What failed.</param>
/// <param name="outcomeUnknown">True: COMMIT was sent and no answer came; the receipt or the unique key can tell later.</param>
/// <param name="inner">The cause.</param>
public sealed class StorageException(string message, bool outcomeUnknown, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True if the change may have been stored; false if it certainly was not.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}

/// <summary>The writer's queue is full; nothing was stored.</summary>
public sealed class StorageOverloadedException() : Exception("The writer has too much waiting.");
