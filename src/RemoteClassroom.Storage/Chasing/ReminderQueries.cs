using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Chasing;

/// <summary>Reads reminders; the same on both databases.</summary>
public static class ReminderQueries
{
    private const long Never = 1L << 53;

    /// <summary>Reminders of a session, newest first, those of one moment by their ids.</summary>
    /// <param name="db">The context.</param>
    /// <param name="session">The session.</param>
    /// <param name="path">About halls of units at and below this path; empty for all.</param>
    /// <param name="branch">About this hall; null for all.</param>
    /// <param name="after">Where the page before ended: moment (µs since 1970) and id; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task<List<ReminderRow>> PageOfRemindersAsync(
        this RemoteClassroomDb db, Guid session, string path, Guid? branch, (long At, Guid Id)? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (at, id) = after ?? (Never, Guid.Empty);
        var rows = db.Reminders.FromSql($"SELECT * FROM reminders WHERE session_id = {session} AND (at, id) < ({at}, {id})").AsNoTracking().InSubtree(path);
        return (branch is { } hall ? rows.Where(row => row.BranchId == hall) : rows).OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The last reminder of each of these halls in a session, by hall.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ReminderRow>> LastRemindersAsync(
        this RemoteClassroomDb db, Guid session, IReadOnlyCollection<Guid> halls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var reminders = db.Reminders.AsNoTracking().Where(row => row.SessionId == session && halls.Contains(row.BranchId));
        var last = await reminders.GroupBy(row => row.BranchId).Select(group => group.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).First()).ToListAsync(cancellationToken);
        return last.ToDictionary(row => row.BranchId);
    }

    /// <summary>A hall's last reminder in a round; null if there is none.</summary>
    public static Task<ReminderRow?> LastReminderAsync(this RemoteClassroomDb db, Guid session, Guid round, Guid hall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Reminders.AsNoTracking().Where(row => row.SessionId == session && row.BranchId == hall && row.RoundId == round).OrderByDescending(row => row.At).ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
