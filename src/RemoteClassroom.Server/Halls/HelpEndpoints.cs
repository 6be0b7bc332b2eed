using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Halls;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Halls;

/// <summary>A hall asks for help; the administrators above it take care of it. What the asking device saw comes along.</summary>
internal static class HelpEndpoints
{
    private const int LongestBrowser = 200;

    /// <summary>Maps <c>/help-requests</c>.</summary>
    public static void MapHelp(this IEndpointRouteBuilder api)
    {
        var help = api.MapGroup("/help-requests").WithTags("Halls");
        help.MapPost("", AskAsync).Allow(Callers.Hall).Produces<HelpAsked>(StatusCodes.Status201Created);
        help.MapGet("", ListAsync).Allow(Callers.Administrator | Callers.Hall).Produces<Page<HelpRequest>>()
            .WithSummary("Requests of halls in the caller's scope (a hall: its own), newest first; ?state=open, taken or solved.");
        help.MapPost("/{h:guid}/take", (Guid h, Caller caller, Change change, Body<EmptyCommand> body, Moving moving, CancellationToken cancellationToken) =>
            moving.MoveAsync(h, HelpRules.Taken, caller, change, cancellationToken)).Allow(Callers.Administrator).Produces<HelpMoved>();
        help.MapPost("/{h:guid}/solve", (Guid h, Caller caller, Change change, Body<EmptyCommand> body, Moving moving, CancellationToken cancellationToken) =>
            moving.MoveAsync(h, HelpRules.Solved, caller, change, cancellationToken)).Allow(Callers.Administrator | Callers.Hall).Produces<HelpMoved>();
    }

    private static async Task<IResult> AskAsync(
        Caller caller, Change change, Body<AskForHelp> body, TreeAccess tree, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        await tree.ToVenueAsync(caller, wish.VenueId, cancellationToken);
        if (wish.Diagnostics?.Browser?.Length > LongestBrowser)
        {
            throw Refused.Validation("diagnostics", $"A browser's name has at most {LongestBrowser} characters.");
        }

        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var unsolved = await db.HelpRequests.CountAsync(row => row.VenueId == wish.VenueId && row.State != HelpRules.Solved, cancelled);
                if (HelpRules.MayAsk(wish.Text?.Trim(), unsolved) is { } refusal)
                {
                    throw new RefusedException(refusal);
                }

                var now = time.GetUtcNow();
                var row = new HelpRequestRow
                {
                    Id = Guid.CreateVersion7(now), VenueId = wish.VenueId, SessionId = wish.SessionId, Kind = wish.Kind.ToString(), Text = wish.Text?.Trim() ?? "",
                    Diagnostics = wish.Diagnostics is null ? "" : JsonSerializer.Serialize(wish.Diagnostics, ContractsJson.Options),
                    State = HelpRules.Open, AskedAt = Micros.Of(now), ChangedAt = Micros.Of(now),
                };
                db.HelpRequests.Add(row);
                return (StatusCodes.Status201Created, Answers.Json(new HelpAsked(row.Id)));
            },
            cancellationToken));
    }

    private static async Task<Page<HelpRequest>> ListAsync(
        HttpContext context, Caller caller, Guid? unit, string? state, string? cursor, int? limit, TreeAccess tree, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var before = cursor is null ? long.MaxValue : Paging.Skip(cursor);
        var venues = db.Venues.AsNoTracking();
        if (SessionAccess.VenueOf(caller) is { } own)
        {
            venues = unit is null ? venues.Where(venue => venue.Id == own) : throw Refused.NotFound("unit");
        }
        else
        {
            var scope = unit is { } id ? await tree.ToUnitAsync(caller, id, cancelled) : TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit");
            if (scope.Length > 0)
            {
                var units = db.OrgUnits.InSubtree(scope);
                venues = venues.Where(venue => units.Any(place => place.Id == venue.UnitId));
            }
        }

        var wanted = state is null or HelpRules.Open or HelpRules.Taken or HelpRules.Solved ? state : throw Refused.Validation("state", "Ask for open, taken or solved.");
        var rows = await db.HelpRequests.AsNoTracking().Where(row => row.AskedAt < before && (wanted == null || row.State == wanted))
            .Join(venues, row => row.VenueId, venue => venue.Id, (row, venue) => new { row, venue })
            .OrderByDescending(pair => pair.row.AskedAt).Take(most + 1).ToListAsync(cancelled);
        return new Page<HelpRequest>([.. rows.Take(most).Select(pair => InfoOf(pair.row, pair.venue))], rows.Count > most ? Paging.Cursor(rows[most - 1].row.AskedAt) : null);
    }

    private static HelpRequest InfoOf(HelpRequestRow row, VenueRow venue) => new(
        row.Id, row.VenueId, venue.Name, venue.Hall, Enum.Parse<HelpKind>(row.Kind), Enum.Parse<HelpState>(row.State, ignoreCase: true),
        Micros.ToInstant(row.AskedAt), Micros.ToInstant(row.ChangedAt), Given(row.Text), row.SessionId, row.OwnerName,
        row.Diagnostics.Length == 0 ? null : JsonSerializer.Deserialize<HelpDiagnostics>(row.Diagnostics, ContractsJson.Options), Given(venue.Contact), Given(venue.ContactPhone));

    private static string? Given(string text) => text.Length == 0 ? null : text;

    /// <summary>Takes and solves requests.</summary>
    internal sealed class Moving(RemoteClassroomDb reading, TreeAccess tree, IEdits edits, TimeProvider time)
    {
        public async Task<IResult> MoveAsync(Guid id, string to, Caller caller, Change change, CancellationToken cancellationToken)
        {
            var venue = await reading.HelpRequests.AsNoTracking().Where(row => row.Id == id).Select(row => (Guid?)row.VenueId).FirstOrDefaultAsync(cancellationToken) ??
                throw Refused.NotFound("request");
            await tree.ToVenueAsync(caller, venue, cancellationToken);
            var owner = caller as AccountCaller is { VenueId: null } account ? account : null;
            return Answers.Of(await edits.RunAsync(
                change.For(caller),
                async (db, cancelled) =>
                {
                    var row = await db.HelpRequests.FirstAsync(row => row.Id == id, cancelled);
                    if (HelpRules.MayMove(row.State, to, owner is not null && row.OwnerId == owner.Id) is { } refusal)
                    {
                        throw new RefusedException(refusal);
                    }

                    row.State = to;
                    row.ChangedAt = Micros.Of(time.GetUtcNow());
                    if (owner is not null)
                    {
                        (row.OwnerId, row.OwnerName) = (owner.Id, Answers.Masked(owner));
                    }

                    return (StatusCodes.Status200OK, Answers.Json(new HelpMoved(id, Enum.Parse<HelpState>(to, ignoreCase: true))));
                },
                cancellationToken));
        }
    }
}
