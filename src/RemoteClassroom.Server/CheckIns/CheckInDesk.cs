using System.Collections.Concurrent;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>Takes a ticket to the branch that it is for.</summary>
internal sealed class CheckInDesk(IGrainFactory grains, TicketSeal tickets, IRefusalSink refusals)
{
    /// <summary>The halls of two provinces' sessions; some 8 MB.</summary>
    private const int MostBranches = 20_000;

    // To name a grain, the silo looks through the attributes of its interface; that is dearer than the call, and a hall's people all go to the same one.
    private readonly ConcurrentDictionary<(Guid Session, Guid Branch), IBranchClassroomGrain> _branches = new();
    private int _known;

    private static readonly Refusal NoTicket = new(RefusalCodes.CodeInvalid, "The ticket is not one of ours; scan the screen again.", "ticket");

    private static readonly Refusal NoHelper = new(RefusalCodes.Validation, "Check yourself in first; then this phone can check a companion in.", "companion");

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
    /// <param name="help">Whose phone is used for somebody else, if one is, and why.</param>
    /// <returns>The grain's answer, or a refusal.</returns>
    public async Task<CommandAnswer> CheckInAsync(string ticketText, string? rosterNo, string? name, string? lastDigits, Guid key, byte[] bodyHash, byte[]? device, Help? help = null)
    {
        if (tickets.Open(ticketText) is not { } ticket)
        {
            return new CommandAnswer(422, null, NoTicket.Code, NoTicket.Detail, NoTicket.Field);
        }

        if (help is not null && help.Helper?.SessionId != ticket.SessionId)
        {
            return new CommandAnswer(422, null, NoHelper.Code, NoHelper.Detail, NoHelper.Field);
        }

        var answer = await BranchOf(ticket)
            .CheckInAsync(new CheckInRequest(ticket.TicketId, ticket.RoundId, ticket.ExpiresAt, rosterNo, name, lastDigits, key, bodyHash, device, help?.Helper?.PersonId, help?.Reason ?? VouchGround.None));
        if (answer is { Code: { } code, Status: < 500 })
        {
            refusals.Refused(ticket.SessionId, ticket.RoundId, ticket.BranchId, code);
        }

        return answer;
    }

    private IBranchClassroomGrain BranchOf(Ticket ticket)
    {
        if (_branches.TryGetValue((ticket.SessionId, ticket.BranchId), out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _known) > MostBranches)
        {
            _branches.Clear();
            Interlocked.Exchange(ref _known, 1);
        }

        return _branches[(ticket.SessionId, ticket.BranchId)] = grains.BranchClassroom(ticket.SessionId, ticket.BranchId);
    }
}

/// <summary>A companion is checked in on another's phone.</summary>
/// <param name="Helper">Whose phone it is, as the person token says; null if it carries none.</param>
/// <param name="Reason">Why.</param>
internal sealed record Help(PersonCaller? Helper, VouchGround Reason);
