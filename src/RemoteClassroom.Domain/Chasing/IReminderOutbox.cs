namespace RemoteClassroom.Domain.Chasing;

/// <summary>A delivery that this node holds for a while, so that no other node delivers it.</summary>
/// <param name="Message">What to tell.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Lease">The lease; only who holds it may say what came of it.</param>
/// <param name="Until">When the lease ends.</param>
/// <param name="Tries">How many tries there were before.</param>
/// <param name="Rounds">How many times it was taken up before in vain.</param>
public sealed record LeasedDelivery(ReminderMessage Message, string Channel, Guid Lease, DateTimeOffset Until, int Tries, int Rounds);

/// <summary>What came of a delivery.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Tries">Every try.</param>
/// <param name="Step">What comes after.</param>
public sealed record DeliveryDone(LeasedDelivery Delivery, IReadOnlyList<DeliveryTry> Tries, DeliveryStep Step);

/// <summary>
/// The deliveries that are due. A reminder's deliveries were stored with the command's receipt; they are taken from here by whichever node comes first, and after a
/// crash by another one when the lease is over.
/// </summary>
public interface IReminderOutbox
{
    /// <summary>Takes due deliveries for itself, oldest first; of several nodes exactly one gets each.</summary>
    /// <param name="channels">The channels that this node has.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(IReadOnlyCollection<string> channels, int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Stores what came of deliveries, tries and all; done when it is on disk. What another node has taken over meanwhile is left alone.</summary>
    /// <returns>How many were stored.</returns>
    Task<int> FinishAsync(IReadOnlyCollection<DeliveryDone> done, CancellationToken cancellationToken);

    /// <summary>Gives up what is too old, whatever its channel; gives how many.</summary>
    Task<int> GiveUpOldAsync(CancellationToken cancellationToken);
}
