using System.Buffers;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.LongPoll;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Relay.Views;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Sessions;

/// <summary>What stands written: the log, the ledger; and the streams' frames by long poll.</summary>
internal static class HistoryEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Sessions");
        session.MapGet("/ledger", LedgerAsync).Allow(Callers.Administrator | Callers.Auditor);
        session.MapGet("/events", EventsAsync).Allow(Callers.Administrator | Callers.Auditor).Produces<Page<ViewEvent>>();
        session.MapGet("/frames", FramesAsync).Uncounted("RelayOptions.MaxPolls").Allow(Callers.Classroom | Callers.Screen).Produces<FramesAnswer>();
        session.MapPost("/heartbeat", HeartbeatAsync).Allow(Callers.Screen).NotIdempotent("A sign of life says what is now; said twice it says the same.").Produces<HeartbeatAnswer>()
            .WithSummary("A screen that polls tells that it is there and what it plays, as the hub's Heartbeat does; every ten seconds.");
    }

    private static async Task<Page<LedgerItem>> LedgerAsync(Guid s, long? after, int? limit, Caller caller, SessionAccess access, ILedger ledger, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        var path = await access.ToLedgerAsync(caller, s, cancellationToken);
        var lines = await ledger.ReadAsync(s, path, Paging.After(after), take + 1, cancellationToken);
        return new Page<LedgerItem>([.. lines.Take(take).Select(Item)], lines.Count > take ? Paging.Cursor(lines[take - 1].Seq) : null);
    }

    private static async Task<IResult> EventsAsync(
        Guid s, long? after, int? limit, Caller caller, SessionAccess access, ISessionLog log, ISessionStates states, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        await access.ToReadLogAsync(caller, s, cancellationToken);
        var events = await log.ReadAsync(s, Paging.After(after), take + 1, cancellationToken);

        // Read after the events, so that the state is never older than they are.
        var state = await states.GetAsync(s, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var page = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(page))
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var logged in events.Take(take))
            {
                json.WriteRawValue(SessionLogView.Show(logged, state) ?? throw new InvalidDataException("The state of the session is older than its log."));
            }

            json.WriteEndArray();
            if (events.Count > take)
            {
                json.WriteString("next"u8, Paging.Cursor(events[take - 1].Offset));
            }

            json.WriteEndObject();
        }

        return TypedResults.Bytes(page.WrittenMemory, "application/json");
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

    private static async Task<HeartbeatAnswer> HeartbeatAsync(
        Guid s, Body<HeartbeatRequest> body, HttpContext context, IStreamAccess access, IPolledScreens screens, TimeProvider time)
    {
        if (await access.AuthorizeAsync(context.User, StreamName.Screen(s), context.RequestAborted) is { } error)
        {
            throw new RefusedException(error.Code, error.Detail);
        }

        screens.Seen(context.User, s, body.Value.Player);
        return new HeartbeatAnswer(time.GetUtcNow());
    }

    private static LedgerItem Item(LedgerEntry line) =>
        new(line.Seq, line.CheckInId, line.RoundId, line.TraineeId, line.BranchId, line.UnitId, line.At, line.Way switch
        {
            ProofWay.Ticket => CheckInWay.Ticket,
            ProofWay.OfflineProof => CheckInWay.OfflineProof,
            ProofWay.Companion => CheckInWay.Companion,
            _ => CheckInWay.Operator,
        }, line.HomeId, CheckInEndpoints.ReasonOf(line.Reason));
}
