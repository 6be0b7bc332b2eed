using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.LongPoll;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Sessions;

/// <summary>What stands written: the log, the ledger; and the streams' frames by long poll.</summary>
internal static class HistoryEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s}").WithTags("Sessions");
        session.MapGet("/ledger", LedgerAsync).Allow(Callers.Administrator);
        session.MapGet("/frames", FramesAsync).Allow(Callers.Accounts | Callers.Screen).Produces<FramesAnswer>();
    }

    private static async Task<Page<LedgerItem>> LedgerAsync(Guid s, long? after, int? limit, Caller caller, SessionAccess access, ILedger ledger, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        var path = await access.ToLedgerAsync(caller, s, cancellationToken);
        var lines = await ledger.ReadAsync(s, path, Paging.After(after), take + 1, cancellationToken);
        return new Page<LedgerItem>([.. lines.Take(take).Select(Item)], lines.Count > take ? Paging.Cursor(lines[take - 1].Seq) : null);
    }

    private static async Task<IResult> FramesAsync(Guid s, string? stream, string? cursor, HttpContext context, IRelayLongPoll polls)
    {
        var result = await polls.ReadAsync(context.User, s, stream, cursor, context.RequestAborted);
        if (result.Error is { } error)
        {
            throw new RefusedException(error.Code, error.Detail, retryAfterMs: error.Code == Contracts.Errors.ErrorCodes.Overloaded ? 1_000 : null);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(result.Json, "application/json");
    }

    private static LedgerItem Item(LedgerEntry line) =>
        new(line.Seq, line.CheckInId, line.RoundId, line.TraineeId, line.BranchId, line.UnitId, line.At, line.Way switch
        {
            ProofWay.Ticket => CheckInWay.Ticket,
            ProofWay.OfflineProof => CheckInWay.OfflineProof,
            _ => CheckInWay.Operator,
        });
}
