using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Corrections;

/// <summary>Judges a correction by what counts, and has it written; the figures follow at once.</summary>
internal sealed class CorrectionDesk(
    SessionAccess access, ISessionDirectory sessions, ISessionStates states, ICorrections corrections, IReceipts receipts, IGrainFactory grains, RemoteClassroomDb reading, TimeProvider time)
{
    /// <summary>What is wanted.</summary>
    /// <param name="TraineeId">Whom it concerns.</param>
    /// <param name="Kind">What it says.</param>
    /// <param name="To">The standing of a mark.</param>
    /// <param name="RoundId">The round, if it concerns one.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Evidence">What shows it.</param>
    /// <param name="BySessionId">To make up: the later session.</param>
    public sealed record Wish(Guid TraineeId, CorrectionKind Kind, Standing To, Guid? RoundId, string Reason, string? Evidence = null, Guid? BySessionId = null);

    /// <summary>The answer that the command got before; null if it is new.</summary>
    public async Task<IResult?> FindAsync(ReceiptKey key, CancellationToken cancellationToken) => await receipts.FindAsync(key, cancellationToken) is { } before ? Answers.Of(before) : null;

    /// <summary>The person of the session's roster, if the caller may decide about him: an administrator about his subtree's, an operator about the own hall's.</summary>
    /// <exception cref="RefusedException">There is no such person, or not within the caller's scope.</exception>
    public async Task<RosterPlace> PersonAsync(Caller caller, Guid sessionId, Guid traineeId, CancellationToken cancellationToken)
    {
        var person = await sessions.PersonAsync(sessionId, traineeId, cancellationToken);
        if (SessionAccess.VenueOf(caller) is { } venue)
        {
            await access.ToHallAsync(caller, sessionId, venue, cancellationToken);
            return person is not null && person.HomeId == venue ? person : throw Refused.NotFound("person on this hall's roster");
        }

        var path = await access.ToLedgerAsync(caller, sessionId, cancellationToken);
        return person is not null && await PathOfAsync(sessionId, person.HomeId, cancellationToken) is { } home && Paths.Contains(path, home) ? person : throw Refused.NotFound("person on this session's roster");
    }

    /// <summary>Writes it. The caller looked for a receipt before.</summary>
    public async Task<StoredAnswer> WriteAsync(Caller caller, Guid sessionId, Wish wish, ReceiptKey key, (Decided Decision, string Answer)? decided, CancellationToken cancellationToken)
    {
        if (caller is AccountCaller { VenueId: not null } && wish.Kind != CorrectionKind.Reversal)
        {
            throw Refused.Forbidden("A hall may take back check-ins of its own; everything else is an administrator's to decide.");
        }

        var person = await PersonAsync(caller, sessionId, wish.TraineeId, cancellationToken);
        string? evidence;
        try
        {
            evidence = await JudgeAsync(caller, sessionId, person, wish, cancellationToken);
        }
        catch (RefusedException)
        {
            // The same command, sent twice at once: what stands in its way may be what it has done itself.
            if (await receipts.FindAsync(key, cancellationToken) is { } done)
            {
                return done;
            }

            throw;
        }

        var at = Micros.Truncate(time.GetUtcNow());
        var account = (AccountCaller)caller;
        var entry = new NewCorrection(
            Guid.CreateVersion7(at), sessionId, wish.Kind, wish.RoundId, wish.TraineeId, wish.To, at, account.Id, account.Role.ToString().ToLowerInvariant(), CorrectionText.Of(wish.Reason, evidence));
        var receipt = new Receipt(
            key, decided is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, decided?.Answer ?? Answers.Json(new CorrectionMade(entry.EntryId, at)));
        switch (await corrections.WriteAsync(entry, receipt, decided?.Decision, cancellationToken))
        {
            case CorrectionOutcome.Answered answered:
                return answered.Answer;
            case CorrectionOutcome.NoSession:
                throw Refused.NotFound("session");
            default:
                await grains.AttendanceOf(sessionId).CorrectedAsync();
                return new StoredAnswer(receipt.Status, receipt.Body, true);
        }
    }

    /// <summary>What counts for a person in a round.</summary>
    public async Task<Standing> CountsAsync(Guid sessionId, Guid traineeId, Guid roundId, CancellationToken cancellationToken) => Standings.Of(
        roundId,
        await corrections.LineAsync(sessionId, roundId, traineeId, cancellationToken),
        (await corrections.PeopleAsync(sessionId, traineeId, cancellationToken)).Corrections);

    // What shows it, if it may be written.
    private async Task<string?> JudgeAsync(Caller caller, Guid sessionId, RosterPlace person, Wish wish, CancellationToken cancellationToken)
    {
        if (wish.Kind is CorrectionKind.MadeUp or CorrectionKind.MadeUpWithdrawn)
        {
            return await MakeUpAsync(caller, sessionId, wish, cancellationToken);
        }

        return CorrectionRules.MayCorrect(wish.Kind, wish.To, await CountsAsync(sessionId, person, wish, cancellationToken)) is { } refusal ? throw new RefusedException(refusal) : wish.Evidence;
    }

    private async Task<Standing> CountsAsync(Guid sessionId, RosterPlace person, Wish wish, CancellationToken cancellationToken)
    {
        var traineeId = person.Line.TraineeId;
        var people = await corrections.PeopleAsync(sessionId, traineeId, cancellationToken);
        if (wish.Kind is CorrectionKind.Excuse or CorrectionKind.ExcuseWithdrawn)
        {
            return CorrectionRules.IsExcused(people.Corrections) ? Standing.Excused : Standing.Missing;
        }

        var round = wish.RoundId ?? throw Refused.Validation("roundId", "Say which round is to be corrected.");
        var asking = (await states.GetAsync(sessionId, fresh: true, cancellationToken))?.FindRound(round) ?? throw Refused.NotFound("round in this session");
        if (asking.Sample is not null && !asking.Asks((await sessions.BranchAsync(sessionId, person.HomeId, cancellationToken))?.Index ?? -1, traineeId))
        {
            throw Refused.Validation("roundId", "This round asks some people only, and not this one; there is nothing to correct.");
        }

        var line = people.Lines.FirstOrDefault(line => line.RoundId == round) ?? await corrections.LineAsync(sessionId, round, traineeId, cancellationToken);
        return Standings.Of(round, line, people.Corrections);
    }

    // A make-up concerns the whole session; what shows it is a session that the ledger knows, or what somebody says.
    private async Task<string?> MakeUpAsync(Caller caller, Guid sessionId, Wish wish, CancellationToken cancellationToken)
    {
        if (wish.RoundId is not null)
        {
            throw Refused.Validation("roundId", "A make-up concerns the whole session; leave the round out.");
        }

        var evidence = wish.BySessionId is { } other ? $"session {other:D}{(string.IsNullOrWhiteSpace(wish.Evidence) ? "" : $"; {wish.Evidence.Trim()}")}" : wish.Evidence;
        var people = await corrections.PeopleAsync(sessionId, wish.TraineeId, cancellationToken);
        var ended = (await states.GetAsync(sessionId, fresh: true, cancellationToken))?.Phase == Phase.Ended;
        if (CorrectionRules.MayMakeUp(wish.Kind, ended, await WasThereAsync(sessionId, wish.TraineeId, cancellationToken), CorrectionRules.IsMadeUp(people.Corrections), evidence) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        if (wish.BySessionId is { } by)
        {
            // Out of the caller's sight it is as if it did not exist.
            await PersonAsync(caller, by, wish.TraineeId, cancellationToken);
            var both = await reading.Sessions.AsNoTracking().Where(row => row.Id == sessionId || row.Id == by).ToDictionaryAsync(row => row.Id, cancellationToken);
            if (both[by].CourseId is null || both[by].CourseId != both[sessionId].CourseId || both[by].StartsAt <= both[sessionId].StartsAt || both[by].Rehearsal)
            {
                throw Refused.Validation("bySessionId", "Name a later session of the same course.");
            }

            if (!await WasThereAsync(by, wish.TraineeId, cancellationToken))
            {
                throw Refused.Validation("bySessionId", "By that session's ledger the person was not there.");
            }

            // Its name for people, its id for whoever verifies.
            return $"{both[by].Title} · {evidence}";
        }

        return evidence;
    }

    private async Task<bool> WasThereAsync(Guid sessionId, Guid traineeId, CancellationToken cancellationToken)
    {
        var own = (await corrections.PeopleAsync(sessionId, traineeId, cancellationToken)).Corrections;
        foreach (var round in (await states.GetAsync(sessionId, fresh: true, cancellationToken))?.Rounds ?? [])
        {
            if (Standings.Of(round.RoundId, await corrections.LineAsync(sessionId, round.RoundId, traineeId, cancellationToken), own) is Standing.Present or Standing.Late)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<string?> PathOfAsync(Guid sessionId, Guid home, CancellationToken cancellationToken)
    {
        var tree = await sessions.TreeAsync(sessionId, cancellationToken);
        return tree?.Branches.FirstOrDefault(branch => branch.BranchId == home) is { } hall
            ? tree.Units[hall.UnitIndex].Path
            : tree?.Units.FirstOrDefault(unit => unit.UnitId == home)?.Path;
    }
}
