using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Identities;

/// <summary>Reads people with what names them.</summary>
public static class OpenedTrainees
{
    /// <summary>The people with these ids, opened; who does not exist is left out, and what names an erased person is empty. Two queries, whatever their number: give a page of them.</summary>
    public static async Task<Dictionary<Guid, TraineeRow>> ByIdAsync(this ITraineeIdentities identities, RemoteClassroomDb db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(db);
        var wanted = ids.Distinct().ToList();
        var rows = await db.Trainees.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToListAsync(cancellationToken);
        await identities.OpenAsync(db, rows, cancellationToken);
        return rows.ToDictionary(row => row.Id);
    }
}
