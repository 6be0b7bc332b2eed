using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.CheckIns;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>Takes a ticket to the branch that it is for.</summary>
internal sealed class CheckInDesk(IGrainFactory grains, TicketSeal tickets)
{
    private static readonly Refusal NoTicket = new(RefusalCodes.CodeInvalid, "The ticket is not one of ours; scan the screen again.", "ticket");

    /// <summary>The ticket again; null if it is not one of ours. Whether it has expired is not looked at.</summary>
    public Ticket? Open(string? ticket) => tickets.Open(ticket);

    /// <summary>Checks a person in; the branch's grain answers when it is on disk.</summary>
    /// <param name="ticketText">The sealed ticket.</param>
    /// <param name="rosterNo">The number on the roster, or</param>
    /// <param name="name">the name.</param>
    /// <param name="lastDigits">The last four digits of the phone number.</param>
    /// <param name="key">The idempotency key; its scope is the ticket.</param>
    /// <param name="bodyHash">What goes with the key.</param>
    /// <param name="device">A keyed hash of the device, if it shows one.</param>
    /// <returns>The grain's answer, or a refusal.</returns>
    public Task<CommandAnswer> CheckInAsync(string ticketText, string? rosterNo, string? name, string? lastDigits, Guid key, byte[] bodyHash, byte[]? device)
    {
        if (tickets.Open(ticketText) is not { } ticket)
        {
            return Task.FromResult(new CommandAnswer(422, null, NoTicket.Code, NoTicket.Detail, NoTicket.Field));
        }

        return grains.BranchClassroom(ticket.SessionId, ticket.BranchId)
            .CheckInAsync(new CheckInRequest(ticket.TicketId, ticket.RoundId, ticket.ExpiresAt, rosterNo, name, lastDigits, key, bodyHash, device));
    }
}
