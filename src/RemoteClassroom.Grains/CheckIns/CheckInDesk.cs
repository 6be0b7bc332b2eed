using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Attendance;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>What the desks of all branches work with.</summary>
internal sealed record DeskTools(
    ILedger Ledger, IReceipts Receipts, ISessionDirectory Directory, ISessionStates States, PersonTokenSeal Persons, CounterMerger Counters, TimeProvider Time, ILogger<CheckInDesk> Logger);

/// <summary>A branch's desk for people with tickets. Many may stand at it at once; see <see cref="BranchClassroomGrain"/> for why that is safe.</summary>
internal sealed partial class CheckInDesk(Guid sessionId, Guid branchId, BranchBook book, DeskTools tools)
{
    private readonly FailureLimiter _failures = new(capacity: 1_000);

    /// <summary>The whole way of a check-in. Throws what the store throws, except where the ledger can tell the outcome.</summary>
    public async Task<CommandAnswer> CheckInAsync(CheckInRequest request)
    {
        var round = await book.RoundAsync(request.RoundId);
        if (await EarlierAnswerAsync(round, request) is { } earlier)
        {
            return earlier;
        }

        var now = tools.Time.GetUtcNow();
        if (now >= request.ExpiresAt)
        {
            return CommandAnswer.Refuse(ErrorCodes.TicketExpired, "The three minutes of this ticket are over; scan the screen again.");
        }

        var (state, open) = await FindRoundAsync(request.RoundId);
        if (state is null)
        {
            return GrainText.NoSession();
        }

        if (open is not { ClosedAt: null })
        {
            return RoundClosed();
        }

        if (_failures.Blocked(now, KeysOf(request)) is { } wait)
        {
            return CommandAnswer.Refuse(ErrorCodes.RateLimited, "Too many attempts failed; wait a little.", retryAfterMs: (int)Math.Ceiling(wait.TotalMilliseconds));
        }

        var (person, refusal) = (await book.RosterAsync()).Find(request.RosterNo, request.Name, request.LastDigits);
        if (person is null)
        {
            if (refusal!.Code == RefusalCodes.NotMatched)
            {
                _failures.Fail(now, KeysOf(request));
            }

            return CommandAnswer.Of(refusal!);
        }

        return await ClaimAndWriteAsync(round, request, person, state, open);
    }

    private static CommandAnswer RoundClosed() => CommandAnswer.Refuse(ErrorCodes.RoundClosed, "This check-in round is closed.");

    private static CommandAnswer TicketUsed() =>
        CommandAnswer.Refuse(ErrorCodes.TicketUsed, "This ticket checked another person in; scan the screen again.");

    private FailureKey[] KeysOf(CheckInRequest request) =>
        request.DeviceHash is { Length: >= 16 } device
            ? [FailureKey.Branch(branchId), FailureKey.Ticket(request.TicketId), FailureKey.Device(device)]
            : [FailureKey.Branch(branchId), FailureKey.Ticket(request.TicketId)];

    /// <summary>The answer that this very command got before; receipts come before expiry and state.</summary>
    private async Task<CommandAnswer?> EarlierAnswerAsync(BranchRound round, CheckInRequest request)
    {
        if (round.OfTicket(request.TicketId) is { } line && line.Key == request.Key)
        {
            return Replay(line, request);
        }

        if (round.Kept(request.TicketId, request.Key) is { } kept)
        {
            return kept.BodyHash.AsSpan().SequenceEqual(request.BodyHash) ? CommandAnswer.Of(kept.Status, kept.Body) : GrainText.Mismatch();
        }

        return round.StoreMayHoldMore(request.ExpiresAt - Ticket.Lifetime) && await tools.Receipts.FindAsync(ReceiptKeyOf(request), CancellationToken.None) is { } stored
            ? GrainText.Replay(stored)
            : null;
    }

    /// <summary>The state that the node holds; looked at anew only if it does not know the round yet.</summary>
    private async Task<(SessionState? State, Round? Round)> FindRoundAsync(Guid roundId)
    {
        var state = await tools.States.GetAsync(sessionId, fresh: false, CancellationToken.None);
        if (state?.FindRound(roundId) is null)
        {
            state = await tools.States.GetAsync(sessionId, fresh: true, CancellationToken.None);
        }

        return (state, state?.FindRound(roundId));
    }

    private async Task<CommandAnswer> ClaimAndWriteAsync(BranchRound round, CheckInRequest request, RosterLine person, SessionState state, Round open)
    {
        while (true)
        {
            if (round.OfTicket(request.TicketId) is { } spent)
            {
                if (spent.Key == request.Key)
                {
                    return Replay(spent, request);
                }

                return spent.TraineeId == person.TraineeId ? await AlreadyAsync(round, request, spent) : TicketUsed();
            }

            if (round.OfPerson(person.TraineeId) is { } stands)
            {
                return await AlreadyAsync(round, request, stands);
            }

            using var claim = round.TryClaim(person.TraineeId, request.TicketId, out var other);
            if (claim is not null)
            {
                return await WriteAsync(round, request, person, state, open);
            }

            await other!;
        }
    }

    private async Task<CommandAnswer> WriteAsync(BranchRound round, CheckInRequest request, RosterLine person, SessionState state, Round open)
    {
        var at = Micros.Truncate(tools.Time.GetUtcNow());
        var late = Lateness.IsLate(open.Purpose, state.StartsAt, open.OpenedAt, at);
        var entry = new NewCheckIn(
            Guid.CreateVersion7(at), sessionId, round.RoundId, person.TraineeId, branchId, person.UnitId, at, late, ProofWay.Ticket,
            request.TicketId, state.OneDevicePerRound ? request.DeviceHash : null, ReceiptKeyOf(request));
        CheckInOutcome outcome;
        try
        {
            outcome = await tools.Ledger.RecordAsync(entry, CancellationToken.None);
        }
        catch (StorageException problem)
        {
            book.Forget(round.RoundId);
            if (problem.OutcomeUnknown && await WrittenAfterAllAsync(request) is { } written)
            {
                return Replay(written, request);
            }

            throw;
        }

        return await AnswerAsync(round, request, person, outcome);
    }

    /// <summary>The command's own line, if it can be read that it stands. That it cannot be seen proves nothing: its COMMIT may still be on the way.</summary>
    private async Task<LedgerEntry?> WrittenAfterAllAsync(CheckInRequest request)
    {
        try
        {
            return await tools.Ledger.OfTicketAsync(sessionId, request.TicketId, CancellationToken.None) is { } line && line.Key == request.Key ? line : null;
        }
        catch (StorageException problem)
        {
            LogCannotTell(tools.Logger, problem, sessionId, branchId);
            return null;
        }
    }

    private async Task<CommandAnswer> AnswerAsync(BranchRound round, CheckInRequest request, RosterLine person, CheckInOutcome outcome)
    {
        switch (outcome)
        {
            case CheckInOutcome.Recorded recorded:
                round.Add(recorded.Entry);
                tools.Counters.Committed(sessionId, recorded.Count);
                return CommandAnswer.Of(201, Body(recorded.Entry, already: null));
            case CheckInOutcome.Already already:
                round.Add(already.Entry);
                return already.Entry.TicketId == request.TicketId && already.Entry.Key == request.Key
                    ? Replay(already.Entry, request)
                    : await AlreadyAsync(round, request, already.Entry);
            case CheckInOutcome.TicketSpent spent:
                if (spent.Entry.RoundId == round.RoundId)
                {
                    round.Add(spent.Entry);
                }

                if (spent.Entry.Key == request.Key)
                {
                    return Replay(spent.Entry, request);
                }

                return spent.Entry.TraineeId == person.TraineeId ? await AlreadyAsync(round, request, spent.Entry) : TicketUsed();
            case CheckInOutcome.DeviceSpent:
                return CommandAnswer.Refuse(ErrorCodes.DeviceUsed, "This device checked another person in during this round; everybody takes an own device.");
            default:
                return RoundClosed();
        }
    }

    /// <summary>The answer of a command whose effect is this line, made again from the line's columns.</summary>
    private CommandAnswer Replay(LedgerEntry line, CheckInRequest request) =>
        line.BodyHash.AsSpan().SequenceEqual(request.BodyHash) ? CommandAnswer.Of(201, Body(line, already: null)) : GrainText.Mismatch();

    /// <summary>The person stands already: an answer of its own, kept under the key because no line holds it.</summary>
    private async Task<CommandAnswer> AlreadyAsync(BranchRound round, CheckInRequest request, LedgerEntry line)
    {
        var body = Body(line, already: true);
        var stored = await tools.Ledger.KeepAsync(new Receipt(ReceiptKeyOf(request), 200, body), CancellationToken.None);
        if (stored.Matches)
        {
            round.Keep(request.TicketId, request.Key, new BranchRound.KeptAnswer(request.BodyHash, stored.Status, stored.Body));
        }

        return GrainText.Replay(stored);
    }

    private string Body(LedgerEntry line, bool? already) => GrainText.Json(
        new CheckedIn(line.CheckInId, line.At, line.Ordinal, tools.Persons.Seal(new PersonToken(sessionId, line.TraineeId, line.BranchId)), already));

    private static ReceiptKey ReceiptKeyOf(CheckInRequest request) => new($"ticket:{request.TicketId:D}", request.Key, request.BodyHash);
}
