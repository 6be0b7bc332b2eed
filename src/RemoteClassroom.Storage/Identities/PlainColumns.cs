using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Identities;

/// <summary>
/// Seals what a database still holds in the plain columns of versions before identities were sealed, and blanks the columns: at start, in portions, so that a start that
/// is broken off goes on where it was. The columns themselves go with a later version.
/// </summary>
internal static class PlainColumns
{
    /// <summary>The plain columns, as the model names them.</summary>
    public const string RosterNo = "roster_no", Name = "name", LastDigits = "last_digits";

    private const int Portion = 1_000;

    /// <summary>Seals them all; gives how many people there were.</summary>
    public static async Task<int> SealAsync(IDbContextFactory<RemoteClassroomDb> contexts, TraineeIdentities identities, CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await db.Trainees.Where(row => EF.Property<string?>(row, RosterNo) != null).OrderBy(row => row.Id).Take(Portion).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                return all;
            }

            foreach (var row in rows)
            {
                var entry = db.Entry(row);
                (row.RosterNo, row.Name, row.LastDigits) = (Take(entry, RosterNo), Take(entry, Name), Take(entry, LastDigits));
            }

            db.AddRange(identities.Seal(rows));
            await db.SaveChangesAsync(cancellationToken);
            all += rows.Count;
        }
    }

    private static string Take(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<TraineeRow> entry, string column)
    {
        var property = entry.Property<string?>(column);
        var value = property.CurrentValue ?? "";
        property.CurrentValue = null;
        return value;
    }
}
