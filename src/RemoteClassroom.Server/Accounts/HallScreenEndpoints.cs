using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>A hall's paired screens: which there are, and taking one back that was sold, stolen or paired with the wrong hall.</summary>
internal static class HallScreenEndpoints
{
    // More than any hall has; older pairings that nobody took back stand behind.
    private const int Most = 100;

    /// <summary>Maps <c>/venues/{v}/screens</c>.</summary>
    public static void MapHallScreens(this IEndpointRouteBuilder api)
    {
        var screens = api.MapGroup("/venues/{v:guid}/screens").WithTags("Pairing");
        screens.MapGet("", ListAsync).Allow(Callers.Administrator | Callers.Operator).Produces<HallScreens>().WithSummary("A hall by name, and the screens that are paired with it.");
        screens.MapPost("/{screenId:guid}/revoke", RevokeAsync).Allow(Callers.Administrator | Callers.Operator).Produces<ScreenRevoked>()
            .WithSummary("Takes a pairing back: the screen is cut within five seconds, on any node, and asks to be paired anew.");
    }

    private static async Task<HallScreens> ListAsync(Caller caller, Guid v, TreeAccess tree, RemoteClassroomDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await tree.ToVenueAsync(caller, v, cancellationToken);
        var now = Micros.Of(time.GetUtcNow());
        var rows = await db.Credentials.AsNoTracking().Where(row => row.VenueId == v && row.RevokedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.ExpiresAt).Take(Most).ToListAsync(cancellationToken);
        var venue = await db.Venues.AsNoTracking().Where(venue => venue.Id == v)
            .Select(venue => new { venue.Name, venue.Hall, Unit = db.OrgUnits.Where(unit => unit.Id == venue.UnitId).Select(unit => unit.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken) ?? throw Refused.NotFound("venue");
        return new HallScreens(v, venue.Name, venue.Hall, venue.Unit ?? "", [.. rows.Select(row => new PairedScreen(row.Id, Micros.ToInstant(row.CreatedAt), Credentials.RenewedAt(row)))]);
    }

    private static async Task<IResult> RevokeAsync(
        Caller caller, Change change, Guid v, Guid screenId, Body<EmptyCommand> body, TreeAccess tree, IEdits edits, CredentialCache cache, IRelayConnections connections, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await tree.ToVenueAsync(caller, v, cancellationToken);
        var answer = Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.Credentials.FirstOrDefaultAsync(row => row.Id == screenId && row.VenueId == v, cancelled) ?? throw Refused.NotFound("screen");

                // Taken back already, by somebody else: that is what was wanted.
                row.RevokedAt ??= Micros.Of(time.GetUtcNow());
                return (StatusCodes.Status200OK, Answers.Json(new ScreenRevoked(screenId)));
            },
            cancellationToken));

        // Here at once; other nodes look by themselves.
        cache.Forget(screenId);
        connections.Revoke(principal => Caller.Of(principal) is ScreenCaller screen && screen.CredentialId == screenId);
        return answer;
    }
}
