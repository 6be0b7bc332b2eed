using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>What a scan came to: a ticket with the hall it is for, or why not.</summary>
/// <param name="Ticket">The ticket; null if refused.</param>
/// <param name="Part">The hall's part in the session; null if refused before it was found.</param>
/// <param name="OneDevicePerRound">Whether the session counts devices.</param>
/// <param name="Refusal">Why not; null if a ticket was issued.</param>
internal readonly record struct ScanOutcome(Ticket? Ticket, HallPart? Part, bool OneDevicePerRound, Refusal? Refusal);

/// <summary>
/// Exchanges a scanned code, or a hall's number with six digits, for a ticket. Stateless: any node can do it, nothing is stored. Only failures are counted,
/// by hall and by device; never by address, which a whole county may share.
/// </summary>
internal sealed class ScanDesk(HallBoard halls, ISessionStates states, IRefusalSink refusals, TimeProvider time)
{
    private readonly FailureLimiter _failures = new();

    /// <summary>Checks and exchanges.</summary>
    /// <param name="code">A scanned code; or null.</param>
    /// <param name="hall">The hall's short number, if no code was scanned.</param>
    /// <param name="digits">The digits that go with it.</param>
    /// <param name="device">The device, if it shows one.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<ScanOutcome> ScanAsync(string? code, long? hall, string? digits, FailureKey? device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scanned = default(ScannedCode);
        if (code is not null)
        {
            if (!BranchCodes.TryParse(code, out scanned))
            {
                return Fail(now, null, device, Invalid("code"));
            }
        }
        else if (hall is null || digits is null)
        {
            return Refuse(new Refusal(RefusalCodes.Validation, "Send the scanned code, or the hall's number with its six digits.", hall is null ? "code" : "digits"));
        }

        var number = code is null ? hall!.Value : scanned.Hall;
        var outcome = await ExchangeAsync(code is null ? null : scanned, number, digits, device, now, cancellationToken);
        if (outcome.Refusal is { } refused)
        {
            await CountAsync(number, part => code is not null && BranchCodes.CheckCode(part.Key, scanned, now) != CodeCheck.Invalid, refused.Code, cancellationToken);
        }

        return outcome;
    }

    private async ValueTask<ScanOutcome> ExchangeAsync(
        ScannedCode? code, long number, string? digits, FailureKey? device, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (code is null && Blocked(now, number, device) is { } wait)
        {
            return Refuse(wait);
        }

        var began = time.GetTimestamp();
        CodeCheck Check(HallPart part) => code is null ? BranchCodes.CheckDigits(part.Key, digits!, now) : BranchCodes.CheckCode(part.Key, code.Value, now);
        var (found, check) = Look(await halls.FindAsync(number, null, cancellationToken), Check);
        if (check == CodeCheck.Invalid)
        {
            // The doors of its session may have opened within the last second.
            (found, check) = Look(await halls.FindAsync(number, began, cancellationToken), Check);
        }

        if (found is not null)
        {
            return await IssueAsync(found, now, cancellationToken);
        }

        if (code is not null && Blocked(now, number, device) is { } enough)
        {
            // Asked only now: nobody guesses 64 bits, so whoever holds what the screen shows is let in while digits are being guessed.
            return Refuse(enough);
        }

        // A code that was right a moment ago is no guess.
        return check == CodeCheck.Expired
            ? Refuse(new Refusal(RefusalCodes.CodeExpired, "The code on the screen has changed; scan it again."))
            : Fail(now, number, device, Invalid(code is null ? "digits" : "code"));
    }

    // Counted for the hall's round that is open, if one is: where it sticks is seen on the console, who it was is not.
    // A hall may take part in several sessions: the one whose code it was comes first.
    private async ValueTask CountAsync(long hall, Func<HallPart, bool> isOf, string code, CancellationToken cancellationToken)
    {
        foreach (var part in (await halls.FindAsync(hall, null, cancellationToken)).OrderByDescending(isOf))
        {
            if (await StateAsync(part, cancellationToken) is { OpenRound: { } round })
            {
                refusals.Refused(part.SessionId, round.RoundId, part.Branch.BranchId, code);
                return;
            }
        }
    }

    // A figure only: a session of the hall that cannot be read must not take its answer from somebody who came for another.
    private async ValueTask<SessionState?> StateAsync(HallPart part, CancellationToken cancellationToken)
    {
        try
        {
            return await states.GetAsync(part.SessionId, fresh: false, cancellationToken);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    // The sessions under way of a hall are tried in turn.
    private static (HallPart? Part, CodeCheck Check) Look(IReadOnlyList<HallPart> parts, Func<HallPart, CodeCheck> check)
    {
        var best = CodeCheck.Invalid;
        foreach (var part in parts)
        {
            switch (check(part))
            {
                case CodeCheck.Valid:
                    return (part, CodeCheck.Valid);
                case CodeCheck.Expired:
                    best = CodeCheck.Expired;
                    break;
                default:
                    break;
            }
        }

        return (null, best);
    }

    private static Refusal Invalid(string field) => new(RefusalCodes.CodeInvalid, "The code is not one that a hall shows now; scan the screen again.", field);

    private static ScanOutcome Refuse(Refusal refusal) => new(null, null, false, refusal);

    private async ValueTask<ScanOutcome> IssueAsync(HallPart part, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = await states.GetAsync(part.SessionId, fresh: false, cancellationToken);
        if (state?.OpenRound is null)
        {
            state = await states.GetAsync(part.SessionId, fresh: true, cancellationToken);
        }

        // Where people are drawn, one of them may sit anywhere: who he is, is seen when he says so.
        return state?.OpenRound is { } round && (round.Sample?.People is not null || round.Asks(part.Branch.Index))
            ? new ScanOutcome(Ticket.Issue(part.SessionId, round.RoundId, part.Branch.BranchId, now), part, state.OneDevicePerRound, null)
            : new ScanOutcome(null, part, false, new Refusal(RefusalCodes.RoundClosed, state?.OpenRound is null
                ? "Nobody is checked in just now; wait until the screen shows its code large again."
                : "This check asks some halls only, and not this one: there is nothing to do.",
                state?.OpenRound is null ? null : RoundSample.NotAskedField));
    }

    private Refusal? Blocked(DateTimeOffset now, long hall, FailureKey? device)
    {
        var wait = device is { } key ? _failures.Blocked(now, FailureKey.Hall(hall), key) : _failures.Blocked(now, FailureKey.Hall(hall));
        return wait is { } time ? new Refusal(RefusalCodes.RateLimited, "Too many wrong codes; wait before the next try.", RetryAfterMs: (int)time.TotalMilliseconds + 1) : null;
    }

    private ScanOutcome Fail(DateTimeOffset now, long? hall, FailureKey? device, Refusal refusal)
    {
        if (hall is { } number)
        {
            _failures.Fail(now, FailureKey.Hall(number));
        }

        if (device is { } key)
        {
            _failures.Fail(now, key);
        }

        return Refuse(refusal);
    }
}
