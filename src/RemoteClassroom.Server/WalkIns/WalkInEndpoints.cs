using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.WalkIns;

/// <summary>People whom no roster has: never sent away, never lost, and counted only when an administrator says who they are.</summary>
internal static class WalkInEndpoints
{
    private const int BodyLimit = 8 * 1024;

    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddWalkIns(this IServiceCollection services) => services.AddScoped<WalkInDesk>();

    /// <summary>Maps them.</summary>
    public static void MapWalkIns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/walk-ins", (Change change, Body<KeepWalkIn> body, WalkInDesk desk, CancellationToken cancellationToken) => desk.KeepAsync(change, body.Value, cancellationToken))
            .Allow(Callers.Everybody).BodyLimit(BodyLimit).Produces<WalkInKept>(StatusCodes.Status201Created).WithTags("CheckIns")
            .WithSummary("Keeps name and digits of somebody whom no roster has, until an administrator matches or rejects the entry.");
        var walkIns = api.MapGroup("/sessions/{s:guid}/walk-ins").WithTags("CheckIns");
        walkIns.MapGet("", (Guid s, string? cursor, int? limit, HttpContext context, Caller caller, WalkInDesk desk) => desk.ListAsync(s, cursor, limit, context, caller))
            .Allow(Callers.Administrator).Produces<Page<WalkInInfo>>().WithSummary("Walk-ins in halls of the caller's scope, masked, newest first.");
        walkIns.MapGet("/{w:guid}", (Guid s, Guid w, HttpContext context, Caller caller, WalkInDesk desk) => desk.OneAsync(s, w, context, caller))
            .Allow(Callers.Administrator).Produces<WalkInDetails>().WithSummary("One walk-in with what the person left.");
        walkIns.MapPost("/{w:guid}/match", (Guid s, Guid w, Caller caller, Change change, Body<MatchWalkIn> body, WalkInDesk desk, CancellationToken cancellationToken) =>
            desk.MatchAsync(s, w, caller, change.For(caller), body.Value, cancellationToken)).Allow(Callers.Administrator).Produces<WalkInDecided>()
            .WithSummary("Says which trainee of the session's roster it is; he counts as there, by an entry of the ledger.");
        walkIns.MapPost("/{w:guid}/reject", (Guid s, Guid w, Caller caller, Change change, Body<RejectWalkIn> body, WalkInDesk desk, CancellationToken cancellationToken) =>
            desk.RejectAsync(s, w, caller, change.For(caller), body.Value, cancellationToken)).Allow(Callers.Administrator).Produces<WalkInDecided>();
    }
}
