namespace RemoteClassroom.Domain.Chasing;

/// <summary>
/// A way by which reminders reach people: the log and a signed webhook are built in; another one is a class with this interface, registered as a singleton. A channel
/// must end by itself within <see cref="Patience"/>, must not throw for what the other side does, and may be called by several at once.
/// </summary>
public interface IReminderChannel
{
    /// <summary>The longest that one call may take, tries included; the lease of a delivery is many times longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Its name, a lower-case word that stays: it stands in the history.</summary>
    string Name { get; }

    /// <summary>How many reminders it takes at once; as many may go out twice when a node dies in the middle.</summary>
    int AtOnce { get; }

    /// <summary>
    /// Tells. It is called again for the same <see cref="ReminderMessage.DeliveryId"/> when it failed, and also when a node died after the other side had taken it and
    /// before that was on disk: at least once, and the receiver can tell by the id.
    /// </summary>
    Task<ChannelOutcome> DeliverAsync(ReminderMessage message, CancellationToken cancellationToken);
}
