using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Telemetry;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Edits;

/// <summary>Edits with receipts. Each attempt begins with the receipt, so that a repetition after an unknown outcome finds what the first one stored.</summary>
internal sealed class EditRunner(IDbContextFactory<RemoteClassroomDb> contexts, Dialect dialect, TimeProvider time) : IEdits
{
    private const int Tries = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    public async Task<StoredAnswer> RunAsync(
        ReceiptKey key, Func<RemoteClassroomDb, CancellationToken, Task<(int Status, string Body)>> edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(edit);
        var progress = new Progress();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(key, edit, progress, cancellationToken);
            }
            catch (Exception error) when (attempt < Tries && dialect.Judge(error) is Failure.Raced or Failure.Connection)
            {
                await Task.Delay(Pause * (attempt - 1), time, cancellationToken);
            }
            catch (Exception error) when (progress.CommitSent || dialect.Judge(error) != Failure.Item)
            {
                throw new StorageException("The database did not store the edit, or did not say so.", progress.CommitSent, error);
            }
        }
    }

    private async Task<StoredAnswer> TryAsync(
        ReceiptKey key, Func<RemoteClassroomDb, CancellationToken, Task<(int Status, string Body)>> edit, Progress progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await dialect.LockKeyAsync(db, key, cancellationToken);
        if (await StandingAsync(db, key, cancellationToken) is { } standing)
        {
            return standing;
        }

        // Nothing under the key: a commit that was in doubt did not happen.
        progress.CommitSent = false;
        var (status, body) = await edit(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await dialect.ExecuteAsync(
            db,
            new Statement(
                "INSERT INTO receipts (scope, key, body_hash, status, body, at) VALUES (@scope, @key, @hash, @status, @body, @at)",
                ("scope", key.Scope), ("key", key.Key), ("hash", key.BodyHash), ("status", status), ("body", body), ("at", Micros.Of(time.GetUtcNow()))),
            cancellationToken);
        progress.CommitSent = true;
        using (StorageTelemetry.BeginCommit())
        {
            await transaction.CommitAsync(CancellationToken.None);
        }

        return new StoredAnswer(status, body, true);
    }

    private Task<StoredAnswer?> StandingAsync(RemoteClassroomDb db, ReceiptKey key, CancellationToken cancellationToken) => dialect.FirstAsync<StoredAnswer?>(
        db,
        new Statement("SELECT body_hash, status, body FROM receipts WHERE scope = @scope AND key = @key", ("scope", key.Scope), ("key", key.Key)),
        row => new StoredAnswer(row.Int(1), row.Text(2), row.Bytes(0).AsSpan().SequenceEqual(key.BodyHash)),
        cancellationToken);

    private sealed class Progress
    {
        public bool CommitSent { get; set; }
    }
}
