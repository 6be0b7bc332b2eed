using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using OpenRound = RemoteClassroom.Contracts.Sessions.OpenRound;

namespace RemoteClassroom.Server.Sessions;

/// <summary>What staff wants of a session: open, start, pause, resume, end; rounds.</summary>
internal static class CommandEndpoints
{
    private const Callers Runners = Callers.Administrator | Callers.Lecturer;

    /// <summary>Maps the commands of <c>/sessions/{s:guid}</c>.</summary>
    public static void MapSessionCommands(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Sessions");
        session.Map("open", (main, context) => main.OpenAsync(context));
        session.Map("start", (main, context) => main.StartAsync(context));
        session.Map("pause", (main, context) => main.PauseAsync(context));
        session.Map("resume", (main, context) => main.ResumeAsync(context));
        session.Map("end", (main, context) => main.EndAsync(context));
        session.MapPost("/rounds", OpenRoundAsync).Allow(Callers.Staff).Produces<RoundOpenedAnswer>();
        session.MapPost("/rounds/{r:guid}/close", CloseRoundAsync).Allow(Callers.Staff).Produces<CommandDone>();
    }

    private static void Map(this IEndpointRouteBuilder session, string verb, Func<IMainClassroomGrain, CommandContext, Task<CommandAnswer>> command) =>
        session.MapPost(
            "/" + verb,
            async (Guid s, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken) =>
            {
                await access.ToRunAsync(caller, s, cancellationToken);
                return Answers.Of(await command(grains.MainClassroom(s), change.For(caller).Context()));
            }).Allow(Runners).Produces<CommandDone>();

    private static async Task<IResult> OpenRoundAsync(
        Guid s, Caller caller, Change change, Body<OpenRound> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        var purpose = body.Value.Kind switch
        {
            RoundKind.SignIn => RoundPurpose.SignIn,
            RoundKind.SpotCheck => RoundPurpose.SpotCheck,
            _ => RoundPurpose.SignOut,
        };
        return Answers.Of(await grains.MainClassroom(s).OpenRoundAsync(change.For(caller).Context(), purpose, body.Value.ClosesAt));
    }

    private static async Task<IResult> CloseRoundAsync(
        Guid s, Guid r, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        return Answers.Of(await grains.MainClassroom(s).CloseRoundAsync(change.For(caller).Context(), r));
    }
}
