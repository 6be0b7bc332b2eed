using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Corrections;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.WalkIns;

/// <summary>Keeps walk-ins and has them decided.</summary>
internal sealed class WalkInDesk(
    RemoteClassroomDb reading, IEdits edits, TicketSeal tickets, CorrectionDesk corrections, SessionAccess access, ISessionDirectory sessions, ISessionStates states, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Waiting = "waiting";
    private const int LongestName = 40;
    private const int MostAHall = 300;
    private readonly IDataProtector _seal = protection.CreateProtector("rc1 walk-in");

    /// <summary>Keeps one.</summary>
    public async Task<IResult> KeepAsync(Change change, KeepWalkIn wish, CancellationToken cancellationToken)
    {
        if (tickets.Open(wish.Ticket) is not { } ticket)
        {
            throw new RefusedException(ErrorCodes.CodeInvalid, "The ticket is not one of ours; scan the screen again.", "ticket");
        }

        if (wish.Name.Trim().Length is 0 or > LongestName)
        {
            throw Refused.Validation("name", $"Give a name of 1 to {LongestName} characters.");
        }

        if (wish.LastDigits.Trim() is not { Length: RosterMatch.LastDigits } digits || !digits.All(char.IsAsciiDigit))
        {
            throw Refused.Validation("lastDigits", "Give the last four digits of the phone number.");
        }

        return Answers.Of(await edits.RunAsync(
            change.In($"ticket:{ticket.TicketId:D}"),
            async (db, cancelled) =>
            {
                var now = time.GetUtcNow();
                if (ticket.IsExpired(now))
                {
                    throw new RefusedException(ErrorCodes.TicketExpired, "The three minutes of this ticket are over; scan the screen again.");
                }

                if (await db.WalkIns.AnyAsync(row => row.SessionId == ticket.SessionId && row.TicketId == ticket.TicketId, cancelled))
                {
                    throw new RefusedException(ErrorCodes.TicketUsed, "This ticket was used for somebody else; scan the screen again.");
                }

                if (await db.WalkIns.CountAsync(row => row.SessionId == ticket.SessionId && row.BranchId == ticket.BranchId && row.RoundId == ticket.RoundId, cancelled) >= MostAHall)
                {
                    throw new RefusedException(ErrorCodes.RateLimited, "Too many people of this hall are on no roster; ask its operator.", retryAfterMs: 60_000);
                }

                var row = new WalkInRow
                {
                    Id = Guid.CreateVersion7(now), SessionId = ticket.SessionId, RoundId = ticket.RoundId, BranchId = ticket.BranchId, TicketId = ticket.TicketId, At = Micros.Of(now), State = Waiting,
                    Details = _seal.Protect(JsonSerializer.SerializeToUtf8Bytes(new Details(wish.Name.Trim(), digits))),
                };
                db.WalkIns.Add(row);
                return (StatusCodes.Status201Created, Answers.Json(new WalkInKept(row.Id, Micros.ToInstant(row.At))));
            },
            cancellationToken));
    }

    /// <summary>Lists.</summary>
    public async Task<Page<WalkInInfo>> ListAsync(Guid sessionId, string? cursor, int? limit, HttpContext context, Caller caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var before = cursor is null ? long.MaxValue : Paging.Skip(cursor);
        var path = await access.ToLedgerAsync(caller, sessionId, cancelled);
        var rows = reading.WalkIns.AsNoTracking().Where(row => row.SessionId == sessionId && row.At < before);
        if (path.Length > 0)
        {
            var units = reading.OrgUnits.InSubtree(path).Select(unit => unit.Id);
            rows = rows.Where(row => reading.Venues.Any(hall => hall.Id == row.BranchId && units.Contains(hall.UnitId)));
        }

        var page = await rows.OrderByDescending(row => row.At).Take(most + 1).ToListAsync(cancelled);
        var tree = await sessions.TreeAsync(sessionId, cancelled);
        return new Page<WalkInInfo>([.. page.Take(most).Select(row => InfoOf(row, tree))], page.Count > most ? Paging.Cursor(page[most - 1].At) : null);
    }

    /// <summary>One, with what the person left.</summary>
    public async Task<WalkInDetails> OneAsync(Guid sessionId, Guid walkInId, HttpContext context, Caller caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        var row = await FindAsync(sessionId, walkInId, caller, context.RequestAborted);
        var details = Open(row);
        return new WalkInDetails(InfoOf(row, await sessions.TreeAsync(sessionId, context.RequestAborted)), details.Name, details.Digits);
    }

    /// <summary>Says who it is.</summary>
    public async Task<IResult> MatchAsync(Guid sessionId, Guid walkInId, Caller caller, ReceiptKey key, MatchWalkIn wish, CancellationToken cancellationToken)
    {
        Check(wish.Reason);
        if (await corrections.FindAsync(key, cancellationToken) is { } before)
        {
            return before;
        }

        var row = await FindAsync(sessionId, walkInId, caller, cancellationToken);
        var person = await corrections.PersonAsync(caller, sessionId, wish.TraineeId, cancellationToken);
        if (await DecidedByItselfAsync(row, key, cancellationToken) is { } itself)
        {
            return itself;
        }

        var by = Answers.Masked((AccountCaller)caller);
        var answer = Answers.Json(new WalkInDecided(walkInId, WalkInState.Matched));
        var state = await states.GetAsync(sessionId, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var round = state.FindRound(row.RoundId) ?? throw Refused.NotFound("round in this session");
        if (await corrections.CountsAsync(sessionId, person.Line.TraineeId, round.RoundId, cancellationToken) is Standing.Present or Standing.Late)
        {
            // He was checked in another way meanwhile: the entry is settled, and nobody counts twice.
            return await SettleAsync(key, walkInId, "matched", wish.TraineeId, by, wish.Reason, answer, cancellationToken);
        }

        var late = Lateness.IsLate(round.Purpose, state.StartsAt, round.OpenedAt, Micros.ToInstant(row.At), state.Rules);
        var mark = new CorrectionDesk.Wish(wish.TraineeId, CorrectionKind.Mark, late ? Standing.Late : Standing.Present, round.RoundId, $"{wish.Reason.Trim()} [walk-in {walkInId:D}]");
        return Answers.Of(await corrections.WriteAsync(caller, sessionId, mark, key, (new WalkInMatched(walkInId, wish.TraineeId, by), answer), cancellationToken));
    }

    /// <summary>Says that it is nobody whom the session expects.</summary>
    public async Task<IResult> RejectAsync(Guid sessionId, Guid walkInId, Caller caller, ReceiptKey key, RejectWalkIn wish, CancellationToken cancellationToken)
    {
        Check(wish.Reason);
        if (await corrections.FindAsync(key, cancellationToken) is { } before)
        {
            return before;
        }

        if (await DecidedByItselfAsync(await FindAsync(sessionId, walkInId, caller, cancellationToken), key, cancellationToken) is { } itself)
        {
            return itself;
        }

        return await SettleAsync(
            key, walkInId, "rejected", null, Answers.Masked((AccountCaller)caller), wish.Reason, Answers.Json(new WalkInDecided(walkInId, WalkInState.Rejected)), cancellationToken);
    }

    // The same command, sent twice at once, may have decided it since the receipt was looked for. Anybody else's decision is a refusal.
    private async Task<IResult?> DecidedByItselfAsync(WalkInRow row, ReceiptKey key, CancellationToken cancellationToken)
    {
        if (row.State != Waiting && await corrections.FindAsync(key, cancellationToken) is { } before)
        {
            return before;
        }

        CheckWaiting(row);
        return null;
    }

    private async Task<IResult> SettleAsync(ReceiptKey key, Guid walkInId, string state, Guid? traineeId, string by, string reason, string answer, CancellationToken cancellationToken) =>
        Answers.Of(await edits.RunAsync(
            key,
            async (db, cancelled) =>
            {
                var row = await db.WalkIns.FirstAsync(row => row.Id == walkInId, cancelled);
                CheckWaiting(row);
                (row.State, row.TraineeId, row.DecidedAt, row.DecidedBy, row.Answer) = (state, traineeId, Micros.Of(time.GetUtcNow()), by, reason.Trim());
                return (StatusCodes.Status200OK, answer);
            },
            cancellationToken));

    private async Task<WalkInRow> FindAsync(Guid sessionId, Guid walkInId, Caller caller, CancellationToken cancellationToken)
    {
        var path = await access.ToLedgerAsync(caller, sessionId, cancellationToken);
        var row = await reading.WalkIns.AsNoTracking().FirstOrDefaultAsync(row => row.Id == walkInId && row.SessionId == sessionId, cancellationToken);
        var tree = await sessions.TreeAsync(sessionId, cancellationToken);
        return row is not null && tree?.Branches.FirstOrDefault(hall => hall.BranchId == row.BranchId) is { } hall && Paths.Contains(path, tree.Units[hall.UnitIndex].Path)
            ? row
            : throw Refused.NotFound("walk-in in this session");
    }

    private static void Check(string reason)
    {
        if (CorrectionRules.MayGive(reason) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    private static void CheckWaiting(WalkInRow row)
    {
        if (row.State != Waiting)
        {
            throw new RefusedException(ErrorCodes.IllegalTransition, "This walk-in was decided already; an administrator can still correct what counts.");
        }
    }

    private WalkInInfo InfoOf(WalkInRow row, FrozenTree? tree) => new(
        row.Id, row.RoundId, row.BranchId, tree?.Branches.FirstOrDefault(hall => hall.BranchId == row.BranchId)?.Name ?? "", Masking.Name(Open(row).Name), Micros.ToInstant(row.At),
        Enum.Parse<WalkInState>(row.State, ignoreCase: true), row.TraineeId, row.DecidedBy, row.Answer);

    private Details Open(WalkInRow row)
    {
        try
        {
            return row.Details.Length == 0 ? Details.Erased : JsonSerializer.Deserialize<Details>(_seal.Unprotect(row.Details)) ?? Details.Erased;
        }
        catch (CryptographicException)
        {
            // The key that sealed it is gone, as after a restore without it: the entry stands, its words do not.
            return Details.Erased;
        }
    }

    private sealed record Details(string Name, string Digits)
    {
        public static Details Erased { get; } = new("", "");
    }
}
