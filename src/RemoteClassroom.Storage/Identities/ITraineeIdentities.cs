using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Identities;

/// <summary>
/// The identities of trainees: sealed when they are written, opened when somebody who may has to see or match them. The database holds no name, roster number or digits
/// in plain words; a roster number is found by its keyed hash.
/// </summary>
public interface ITraineeIdentities
{
    /// <summary>The keyed hash by which a roster number is found.</summary>
    byte[] HashOf(string rosterNo);

    /// <summary>Seals rows that are about to be written, each under a fresh key, from what they hold in memory.</summary>
    /// <returns>The keys' rows, to be written in the same edit.</returns>
    IReadOnlyList<TraineeKeyRow> Seal(IReadOnlyCollection<TraineeRow> rows);

    /// <summary>Opens rows that were read: fills in, in memory, what names the person; left empty where the person was erased.</summary>
    Task OpenAsync(RemoteClassroomDb db, IReadOnlyCollection<TraineeRow> rows, CancellationToken cancellationToken);

    /// <summary>Within an edit: deletes a person's key and identifiers for good. Unit, category and what the ledger says of the pseudonym stay.</summary>
    /// <returns>False if there was nothing left to delete.</returns>
    Task<bool> EraseAsync(RemoteClassroomDb db, Guid traineeId, CancellationToken cancellationToken);

    /// <summary>After an erasure: has the database drop what it still holds of deleted rows, as far as it can at once. May find the database busy, and then leaves it to time.</summary>
    Task ScrubAsync(CancellationToken cancellationToken);
}

/// <summary>The key of one person's identifiers, itself wrapped by the installation's. Deleting it is what erasing a person comes to.</summary>
public sealed class TraineeKeyRow
{
    /// <summary>The trainee.</summary>
    public Guid TraineeId { get; init; }

    /// <summary>AES-256-GCM of the person's key under the installation's: nonce (12), key (32), tag (16).</summary>
    public required byte[] Wrapped { get; set; }
}
