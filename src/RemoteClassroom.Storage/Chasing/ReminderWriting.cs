using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Chasing;

/// <summary>States of deliveries as the table keeps them.</summary>
public static class DeliveryWords
{
    /// <summary>The word of a state.</summary>
    public static string Of(DeliveryState state) => state switch { DeliveryState.Waiting => "waiting", DeliveryState.Sent => "sent", DeliveryState.Failed => "failed", _ => "given_up" };

    /// <summary>The state of a word.</summary>
    public static DeliveryState Parse(string word) => word switch { "waiting" => DeliveryState.Waiting, "sent" => DeliveryState.Sent, "failed" => DeliveryState.Failed, _ => DeliveryState.GivenUp };
}

/// <summary>Puts reminders into an edit, so that they are stored with the command's receipt or not at all.</summary>
public static class ReminderWriting
{
    /// <summary>Stores reminders and one delivery of each by every channel, due at once.</summary>
    /// <param name="bulk">Writes the rows.</param>
    /// <param name="db">The edit's context.</param>
    /// <param name="reminders">The reminders.</param>
    /// <param name="channels">The channels' names.</param>
    /// <param name="cancellationToken">Cancels it; then the edit must fail.</param>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">One of them was made at the same moment by somebody else: decide again.</exception>
    public static async Task AddRemindersAsync(
        this IBulkInsert bulk, RemoteClassroomDb db, IReadOnlyCollection<ReminderRow> reminders, IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bulk);
        ArgumentNullException.ThrowIfNull(reminders);
        await bulk.InsertAsync(db, reminders, cancellationToken);
        await bulk.InsertAsync(
            db,
            reminders.SelectMany(reminder => channels.Select(channel => new ReminderDeliveryRow
            {
                Id = Guid.CreateVersion7(Micros.ToInstant(reminder.At)), ReminderId = reminder.Id, Channel = channel, State = DeliveryWords.Of(DeliveryState.Waiting),
                MadeAt = reminder.At, DueAt = reminder.At, ChangedAt = reminder.At,
            })),
            cancellationToken);
    }
}
