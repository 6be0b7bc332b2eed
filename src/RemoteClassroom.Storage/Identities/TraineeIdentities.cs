using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Identities;

/// <summary>The identities over their two tables.</summary>
/// <param name="keys">The installation's keys.</param>
/// <param name="scrubbing">What the database does after an erasure.</param>
internal sealed class TraineeIdentities(IdentityKeys keys, IScrubbing scrubbing) : ITraineeIdentities
{
    /// <inheritdoc />
    public byte[] HashOf(string rosterNo) => keys.HashOf(rosterNo);

    /// <inheritdoc />
    public IReadOnlyList<TraineeKeyRow> Seal(IReadOnlyCollection<TraineeRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var seal = keys.Begin();
        var made = new List<TraineeKeyRow>(rows.Count);
        foreach (var row in rows)
        {
            made.Add(Seal(seal, row));
        }

        return made;
    }

    /// <summary>Seals one row.</summary>
    internal TraineeKeyRow Seal(IdentitySeal seal, TraineeRow row)
    {
        var (whole, wrapped) = seal.Seal(row.Id, new TraineeIdentity(row.RosterNo, row.Name, row.LastDigits));
        (row.Sealed, row.RosterHash) = (whole, keys.HashOf(row.RosterNo));
        return new TraineeKeyRow { TraineeId = row.Id, Wrapped = wrapped };
    }

    /// <inheritdoc />
    public async Task OpenAsync(RemoteClassroomDb db, IReadOnlyCollection<TraineeRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        var ids = rows.Select(row => row.Id).ToList();
        var wrapped = await db.TraineeKeys.AsNoTracking().Where(key => ids.Contains(key.TraineeId)).ToDictionaryAsync(key => key.TraineeId, key => key.Wrapped, cancellationToken);
        using var seal = keys.Begin();
        foreach (var row in rows)
        {
            if (row.Sealed is { } whole && wrapped.TryGetValue(row.Id, out var key) && seal.Open(row.Id, whole, key) is { } identity)
            {
                (row.RosterNo, row.Name, row.LastDigits) = (identity.RosterNo, identity.Name, identity.LastDigits);
            }
        }
    }

    /// <inheritdoc />
    public async Task<bool> EraseAsync(RemoteClassroomDb db, Guid traineeId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var had = await db.TraineeKeys.Where(key => key.TraineeId == traineeId).ExecuteDeleteAsync(cancellationToken);
        var cleared = await db.Trainees.Where(row => row.Id == traineeId && row.Sealed != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, (byte[]?)null).SetProperty(row => row.RosterHash, (byte[]?)null), cancellationToken);
        return had + cleared > 0;
    }

    /// <inheritdoc />
    public Task ScrubAsync(CancellationToken cancellationToken) => scrubbing.ScrubAsync(cancellationToken);
}

/// <summary>What a kind of database can do about what it still holds of deleted rows.</summary>
internal interface IScrubbing
{
    /// <summary>After an erasure.</summary>
    Task ScrubAsync(CancellationToken cancellationToken);

    /// <summary>After plain columns were blanked: the whole database, once.</summary>
    Task ScrubWholeAsync(CancellationToken cancellationToken);
}
