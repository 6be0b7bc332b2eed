using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Organization;

/// <summary>A counter row: gapless unless an import is rolled back, and small, so that the short address stays short.</summary>
internal sealed class HallNumbers : IHallNumbers
{
    /// <inheritdoc />
    public async Task<long> TakeAsync(RemoteClassroomDb db, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var last = await db.Database.SqlQuery<long>(
            $"INSERT INTO numbers (name, value) VALUES ('hall', {(long)count}) ON CONFLICT (name) DO UPDATE SET value = numbers.value + excluded.value RETURNING value AS \"Value\"")
            .ToListAsync(cancellationToken);
        return last[0] - count + 1;
    }
}
