using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Attendance;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>What the desks of all branches work with.</summary>
internal sealed record DeskTools(
    ILedger Ledger, IReceipts Receipts, ISessionDirectory Directory, ISessionStates States, PersonTokenSeal Persons, CounterMerger Counters, TimeProvider Time, ILogger<CheckInDesk> Logger,
    ICorrections Corrections, IGrainFactory Grains, IOfflineEntries Offline)
{
    /// <summary>Whether a round asks somebody who counts in a hall; who counts nowhere but at his unit is asked only where everybody is.</summary>
    public async ValueTask<bool> IsAskedAsync(Guid sessionId, Round round, Guid home, Guid traineeId) =>
        round.Sample is null || (await Directory.BranchAsync(sessionId, home, CancellationToken.None) is { } hall && round.Asks(hall.Index, traineeId));
}

/// <summary>A branch's desk for people with tickets. Many may stand at it at once; see <see cref="BranchClassroomGrain"/> for why that is safe.</summary>
/// <param name="sessionId">The session.</param>
/// <param name="branchId">The hall.</param>
/// <param name="book">What the branch holds.</param>
/// <param name="tools">What all desks work with.</param>
/// <param name="failed">What is answered when the store failed; the grain then goes away.</param>
internal sealed partial class CheckInDesk(Guid sessionId, Guid branchId, BranchBook book, DeskTools tools, Func<Exception, CommandAnswer> failed)
{
    private readonly FailureLimiter _failures = new(capacity: 1_000);

    /// <summary>
    /// The whole way of a check-in. One method with one wait: within a grain each wait for an own method is a task of the grain's scheduler, and all check-ins come through here.
    /// While the hall is awake, looking waits for nothing.
    /// </summary>
    public async Task<CommandAnswer> CheckInAsync(CheckInRequest request)
    {
        try
        {
            var seen = await LookAsync(request);
            if (seen.Answer is { } known)
            {
                return known;
            }

            var (round, person) = (seen.Round!, seen.Person!);
            while (true)
            {
                if (Standing(round, request, person, out var already) is { } standing)
                {
                    return standing;
                }

                if (already is not null)
                {
                    return await AlreadyAsync(round, request, already);
                }

                using var claim = round.TryClaim(person.Line.TraineeId, request.TicketId, out var other);
                if (claim is null)
                {
                    await other!;
                    continue;
                }

                CheckInOutcome outcome;
                try
                {
                    outcome = await tools.Ledger.RecordAsync(EntryOf(round, request, seen), CancellationToken.None);
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

                return outcome is CheckInOutcome.Recorded recorded ? Answer(round, recorded) : await AnswerAsync(round, request, person, outcome);
            }
        }
        catch (Exception problem) when (problem is StorageException or StorageOverloadedException)
        {
            return failed(problem);
        }
    }

    /// <summary>All that comes before the writing: the answer that was given before or a refusal, or else who it is. Throws what the store throws.</summary>
    private async ValueTask<Seen> LookAsync(CheckInRequest request)
    {
        var round = await book.RoundAsync(request.RoundId);
        if (EarlierAnswer(round, request) is { } earlier)
        {
            return earlier;
        }

        var state = await tools.States.GetAsync(sessionId, fresh: false, CancellationToken.None);

        // The store is asked if it may hold more than the round knows, or if a question was asked with the ticket: then an answer to it is kept in the ticket's name,
        // perhaps under the very key that now comes with the check-in.
        var storeMayHoldMore = round.StoreMayHoldMore(request.ExpiresAt - Ticket.Lifetime) || state?.Questions.Askers.Contains(request.TicketId) == true;
        if (storeMayHoldMore && await tools.Receipts.FindAsync(ReceiptKeyOf(request), CancellationToken.None) is { } stored)
        {
            return GrainText.Replay(stored);
        }

        var now = tools.Time.GetUtcNow();
        if (now >= request.ExpiresAt)
        {
            return CommandAnswer.Refuse(ErrorCodes.TicketExpired, "The three minutes of this ticket are over; scan the screen again.");
        }

        if (state?.FindRound(request.RoundId) is null)
        {
            // What this node holds may be a moment old.
            state = await tools.States.GetAsync(sessionId, fresh: true, CancellationToken.None);
        }

        if (state is null)
        {
            return GrainText.NoSession();
        }

        if (state.FindRound(request.RoundId) is not { ClosedAt: null } open)
        {
            return RoundClosed();
        }

        if (Blocked(now, request) is { } wait)
        {
            return CommandAnswer.Refuse(ErrorCodes.RateLimited, "Too many attempts failed; wait a little.", retryAfterMs: (int)Math.Ceiling(wait.TotalMilliseconds));
        }

        var (person, refusal) = (await book.RosterAsync()).Find(request.RosterNo, request.Name, request.LastDigits);
        Guid? home = null;
        if (person is null && refusal!.Code == RefusalCodes.NotMatched && await FindVisitorAsync(request) is { } visitor)
        {
            (person, home) = (visitor.Line, visitor.HomeId == branchId ? null : visitor.HomeId);
        }

        if (person is null)
        {
            if (refusal!.Code == RefusalCodes.NotMatched)
            {
                _failures.Fail(now, KeysOf(request));
            }

            return CommandAnswer.Of(refusal!);
        }

        // A visitor is asked where he counts, not where he sits.
        if (!await tools.IsAskedAsync(sessionId, open, home ?? branchId, person.TraineeId))
        {
            return CommandAnswer.Of(RoundSample.NotAsked);
        }

        return new Seen(null, round, new Found(person, home), state, open);
    }

    /// <summary>Somebody of another hall's roster, who proves himself by number and digits. By name nobody is looked for beyond the hall: too many are called the same.</summary>
    private async Task<RosterPlace?> FindVisitorAsync(CheckInRequest request) =>
        RosterMatch.Spellings(request.RosterNo) is { Count: > 0 } numbers
        && await tools.Directory.VisitorAsync(sessionId, numbers, CancellationToken.None) is { } found
        && RosterMatch.Fits(found.Line, request.RosterNo, request.LastDigits)
            ? found
            : null;

    /// <summary>Good for telling whether two check-ins of this session came from one device, and for nothing else.</summary>
    private byte[]? MarkOf(byte[]? deviceHash)
    {
        if (deviceHash is not { Length: > 0 and <= 64 })
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16 + 64];
        sessionId.TryWriteBytes(bytes, bigEndian: true, out _);
        deviceHash.CopyTo(bytes[16..]);
        return SHA256.HashData(bytes[..(16 + deviceHash.Length)])[..8];
    }

    private static CommandAnswer RoundClosed() => CommandAnswer.Refuse(ErrorCodes.RoundClosed, "This check-in round is closed.");

    private static CommandAnswer TicketUsed() =>
        CommandAnswer.Refuse(ErrorCodes.TicketUsed, "This ticket checked another person in; scan the screen again.");

    // Nearly always nobody failed at this hall.
    private TimeSpan? Blocked(DateTimeOffset now, CheckInRequest request) => _failures.Count == 0 ? null : _failures.Blocked(now, KeysOf(request));

    private FailureKey[] KeysOf(CheckInRequest request) =>
        request.DeviceHash is { Length: >= 16 } device
            ? [FailureKey.Branch(branchId), FailureKey.Ticket(request.TicketId), FailureKey.Device(device)]
            : [FailureKey.Branch(branchId), FailureKey.Ticket(request.TicketId)];

    /// <summary>The answer that this very command got before, as far as the round knows; receipts come before expiry and state.</summary>
    private CommandAnswer? EarlierAnswer(BranchRound round, CheckInRequest request)
    {
        if (round.OfTicket(request.TicketId) is { } line && line.Key == request.Key)
        {
            return Replay(line, request);
        }

        return round.Kept(request.TicketId, request.Key) is not { } kept ? null
            : kept.BodyHash.AsSpan().SequenceEqual(request.BodyHash) ? CommandAnswer.Of(kept.Status, kept.Body)
            : GrainText.Mismatch();
    }

    /// <summary>The answer if the ticket stands for this very command or for another person; else <paramref name="already"/> is the person's line, if there is one.</summary>
    private CommandAnswer? Standing(BranchRound round, CheckInRequest request, Found person, out LedgerEntry? already)
    {
        already = null;
        if (round.OfTicket(request.TicketId) is { } spent)
        {
            if (spent.Key == request.Key)
            {
                return Replay(spent, request);
            }

            if (spent.TraineeId != person.Line.TraineeId)
            {
                return TicketUsed();
            }

            already = spent;
            return null;
        }

        already = round.OfPerson(person.Line.TraineeId);
        return null;
    }

    private NewCheckIn EntryOf(BranchRound round, CheckInRequest request, Seen seen)
    {
        var (person, state, open) = (seen.Person!, seen.State!, seen.Open!);
        var at = Micros.Truncate(tools.Time.GetUtcNow());
        var late = Lateness.IsLate(open.Purpose, state.StartsAt, open.OpenedAt, at, state.Rules);
        return new NewCheckIn(
            Guid.CreateVersion7(at), sessionId, round.RoundId, person.Line.TraineeId, branchId, person.Line.UnitId, at, late, request.HelperId is null ? ProofWay.Ticket : ProofWay.Companion,
            request.TicketId, state.OneDevicePerRound ? request.DeviceHash : null, ReceiptKeyOf(request), HomeId: person.HomeId, Reason: request.Reason, HelperId: request.HelperId,
            DeviceMark: MarkOf(request.DeviceHash));
    }

    /// <summary>A person, and – for a visitor – where he counts.</summary>
    private sealed record Found(RosterLine Line, Guid? HomeId);

    /// <summary>What there is to a check-in before it is written.</summary>
    /// <param name="Answer">Its answer, if there is nothing to write; else null, and the others are set.</param>
    /// <param name="Round">What the branch knows of the round.</param>
    /// <param name="Person">Who it is.</param>
    /// <param name="State">The session.</param>
    /// <param name="Open">The round, open.</param>
    private readonly record struct Seen(CommandAnswer? Answer, BranchRound? Round, Found? Person, SessionState? State, Round? Open)
    {
        public static implicit operator Seen(CommandAnswer answer) => new(answer, null, null, null, null);
    }

    private static ReceiptKey ReceiptKeyOf(CheckInRequest request) => new($"ticket:{request.TicketId:D}", request.Key, request.BodyHash);
}
