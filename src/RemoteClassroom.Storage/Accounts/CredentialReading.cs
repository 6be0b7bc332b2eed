using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Accounts;

/// <summary>Asks in the database's own words: composing each query anew for each number of ids cost more than asking.</summary>
internal sealed class CredentialReading(Dialect dialect, IDbContextFactory<RemoteClassroomDb> contexts) : ICredentialReading
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<GoodCredential>> GoodAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        var (list, parameters) = Dialect.In(ids);
        return await dialect.ListAsync(
            new Statement(
                $"""
                 SELECT id, account_id, venue_id, generation, former_refresh_hash IS NOT NULL, expires_at FROM credentials
                 WHERE id IN ({list}) AND revoked_at IS NULL AND expires_at > @now
                 """,
                [("now", Micros.Of(now)), .. parameters]),
            row => new GoodCredential(row.Id(0), row.IdOrNull(1), row.IdOrNull(2), row.Int(3), row.Flag(4), row.Long(5)),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task EndFormersAsync(IReadOnlyCollection<(Guid Id, int Generation)> used, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var some in used.GroupBy(one => one.Generation, one => one.Id).OrderBy(some => some.Key))
        {
            // In the order of the ids: two nodes wait for each other in one direction only.
            var (list, parameters) = Dialect.In([.. some.Order()]);
            await dialect.ExecuteAsync(
                db, new Statement($"UPDATE credentials SET former_refresh_hash = NULL WHERE id IN ({list}) AND generation = @generation", [("generation", (long)some.Key), .. parameters]), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
