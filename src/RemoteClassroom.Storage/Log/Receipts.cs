using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Log;

/// <summary>Looks answers up.</summary>
internal sealed class Receipts(Dialect dialect) : IReceipts
{
    /// <inheritdoc />
    public Task<StoredAnswer?> FindAsync(ReceiptKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return dialect.FirstAsync<StoredAnswer?>(
            new Statement("SELECT body_hash, status, body FROM receipts WHERE scope = @scope AND key = @key", ("scope", key.Scope), ("key", key.Key)),
            row => new StoredAnswer(row.Int(1), row.Text(2), row.Bytes(0).AsSpan().SequenceEqual(key.BodyHash)),
            cancellationToken);
    }
}
