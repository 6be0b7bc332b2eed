using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>What devices gathered without a link, with every clock beside the others; administrators judge what nothing proves.</summary>
internal static class OfflineEntryEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapOfflineEntries(this IEndpointRouteBuilder api)
    {
        var entries = api.MapGroup("/sessions/{s:guid}/offline-entries").WithTags("Devices");
        entries.MapGet("", ListAsync).Allow(Callers.Administrator).Produces<Page<OfflineEntryInfo>>()
            .WithSummary("Entries of the caller's part of a session that have one state (?state=kept, the default, waits for judgement), with scan time, time of receipt and offsets apart.");
        entries.MapPost("/{e:guid}/accept", (Guid s, Guid e, Caller caller, Change change, Body<EmptyCommand> body, Judging judging, CancellationToken cancellationToken) =>
            judging.JudgeAsync(s, e, accept: true, caller, change, cancellationToken)).Allow(Callers.Administrator).Produces<EntryJudged>()
            .WithSummary("Takes a kept entry into the ledger, marked as come after the close.");
        entries.MapPost("/{e:guid}/dismiss", (Guid s, Guid e, Caller caller, Change change, Body<EmptyCommand> body, Judging judging, CancellationToken cancellationToken) =>
            judging.JudgeAsync(s, e, accept: false, caller, change, cancellationToken)).Allow(Callers.Administrator).Produces<EntryJudged>()
            .WithSummary("Decides against a kept entry; it stays on the list of dismissed ones.");
    }

    private static async Task<Page<OfflineEntryInfo>> ListAsync(
        Guid s, string? state, string? cursor, int? limit, HttpContext context, Caller caller, SessionAccess access, IOfflineEntries offline,
        ITraineeIdentities identities, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var after = cursor is null ? Guid.Empty : Guid.TryParseExact(cursor, "N", out var given) ? given : throw Paging.BadCursor();
        var path = await access.ToLedgerAsync(caller, s, cancelled);
        var entries = await offline.OfFateAsync(s, path, (EntryFate)Wanted(state), after, most + 1, cancelled);
        var page = entries.Take(most).ToList();
        var people = await identities.ByIdAsync(db, page.Select(entry => entry.TraineeId), cancelled);
        return new Page<OfflineEntryInfo>(
            [.. page.Select(entry => InfoOf(entry, people.GetValueOrDefault(entry.TraineeId)?.Name, people.GetValueOrDefault(entry.TraineeId)?.RosterNo))],
            entries.Count > most ? page[^1].Id.ToString("N") : null);
    }

    // By the contract's word, which the framework's own reading of an enum does not know.
    private static EntryState Wanted(string? state) =>
        state is null ? EntryState.Kept
        : Enum.TryParse<EntryState>(state, ignoreCase: true, out var wanted) && char.IsAsciiLetter(state.FirstOrDefault()) && Enum.IsDefined(wanted) ? wanted
        : throw Refused.Validation("state", "Ask for recorded, already, refused, kept, accepted or dismissed.");

    private static OfflineEntryInfo InfoOf(OfflineEntry entry, string? name, string? rosterNo) => new(
        entry.Id, entry.BranchId, entry.Device, entry.Seq, entry.IsSigned, Masking.Name(name), Masking.RosterNo(rosterNo), (EntryState)entry.Fate, (EntryTime)entry.Certainty,
        entry.Time.At, entry.Time.Latest, entry.Stamp.ScannedAt, entry.ReceivedAt, entry.RoundId, entry.Time.Earliest, entry.Stamp.PageLoad, entry.Stamp.MonotonicMs, entry.Stamp.ClockOffsetMs,
        CheckInEndpoints.ReasonOf(entry.Reason), entry.Code, entry.CheckInId, entry.JudgedBy);

    /// <summary>Takes a judgement to the entry's hall.</summary>
    internal sealed class Judging(SessionAccess access, IOfflineEntries offline, ISessionDirectory sessions, Places places, IGrainFactory grains)
    {
        public async Task<IResult> JudgeAsync(Guid session, Guid entry, bool accept, Caller caller, Change change, CancellationToken cancellationToken)
        {
            var path = await access.ToLedgerAsync(caller, session, cancellationToken);
            if ((await offline.FindAsync([entry], cancellationToken)).GetValueOrDefault(entry) is not { } found || found.SessionId != session
                || await sessions.BranchAsync(session, found.BranchId, cancellationToken) is null
                || await places.OfVenueAsync(found.BranchId, cancellationToken) is not { } place || !Paths.Contains(path, place))
            {
                throw Refused.NotFound("entry in this session");
            }

            return Answers.Of(await grains.BranchClassroom(session, found.BranchId).JudgeAsync(change.For(caller).Context(caller), entry, accept));
        }
    }
}
