using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Reads reminders as the contract shows them.</summary>
internal static class ReminderLists
{
    /// <summary>The sentence of a reminder.</summary>
    public static Contracts.Chasing.ReminderText TextOf(ReminderRow row)
    {
        var message = MessageOf(row);
        return new(Domain.Chasing.ReminderText.Chinese(message), Domain.Chasing.ReminderText.English(message));
    }

    /// <summary>A reminder as board and hall show it.</summary>
    /// <param name="row">The reminder; null for none.</param>
    /// <param name="names">Whether to say who chased.</param>
    public static LastReminder? BriefOf(ReminderRow? row, bool names) => row is null ? null
        : new LastReminder(Micros.ToInstant(row.At), row.Level, row.TargetName, row.Missing + row.Unknown, row.RoundId, row.ByUnit, names ? row.ByName : null);

    /// <summary>Reminders with all that became of them.</summary>
    public static async Task<IReadOnlyList<ReminderInfo>> InfosAsync(RemoteClassroomDb db, IReadOnlyList<ReminderRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var deliveries = await db.ReminderDeliveries.AsNoTracking().Where(row => ids.Contains(row.ReminderId)).OrderBy(row => row.Channel).ToListAsync(cancellationToken);
        var tried = deliveries.Where(row => row.Tries > 0).Select(row => row.Id).ToList();
        var tries = (await db.ReminderTries.AsNoTracking().Where(row => tried.Contains(row.DeliveryId)).OrderBy(row => row.DeliveryId).ThenBy(row => row.Number).ToListAsync(cancellationToken))
            .ToLookup(row => row.DeliveryId);
        var of = deliveries.ToLookup(row => row.ReminderId);
        return [.. rows.Select(row => new ReminderInfo(
            row.Id, row.RoundId, RoundKinds.Of(Enum.Parse<RoundPurpose>(row.Purpose)), new UnitRef(row.BranchId, row.HallName, NodeKind.Venue, Hall: row.Hall), row.Place, row.Level, row.TargetName, row.Occasion,
            Micros.ToInstant(row.At), row.Expected, row.Arrived, row.Missing, row.Unknown, TextOf(row), [.. of[row.Id].Select(delivery => InfoOf(delivery, tries[delivery.Id]))], row.ByUnit, row.ByName))];
    }

    private static ReminderDelivery InfoOf(ReminderDeliveryRow row, IEnumerable<ReminderTryRow> tries) => new(
        row.Id, row.Channel,
        DeliveryWords.Parse(row.State) switch { DeliveryState.Waiting => ReminderState.Waiting, DeliveryState.Sent => ReminderState.Sent, DeliveryState.Failed => ReminderState.Failed, _ => ReminderState.GivenUp },
        Micros.ToInstant(row.ChangedAt), [.. tries.Select(one => new ReminderTry(Micros.ToInstant(one.At), one.TookMs, one.Reason.Length == 0 ? null : one.Reason))],
        row.DueAt is { } due ? Micros.ToInstant(due) : null);

    private static ReminderMessage MessageOf(ReminderRow row) => new(
        Guid.Empty, row.Id, new ReminderIdentity(row.SessionId, row.RoundId, row.BranchId, row.Level, row.Occasion), row.Title, Enum.Parse<RoundPurpose>(row.Purpose), row.HallName, row.Hall, row.Place,
        new ChaseTarget(row.Level, row.TargetId, row.TargetName), new ChaseFigures(row.Expected, row.Arrived, row.Missing, row.Unknown), Micros.ToInstant(row.At), row.ByUnit);
}
