using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using ExtendRound = RemoteClassroom.Contracts.Sessions.ExtendRound;
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
        session.MapPost("/cut", CutAsync).Allow(Callers.Staff).Produces<CommandDone>()
            .WithSummary("Takes the programme off every screen at once, whatever the publisher does; assistants may, since it is for emergencies.");
        session.Map("restore", (main, context) => main.RestoreAsync(context));
        session.MapPost("/rounds", OpenRoundAsync).Allow(Callers.Staff).Produces<RoundOpenedAnswer>();
        session.MapPost("/rounds/{r:guid}/close", CloseRoundAsync).Allow(Callers.Staff).Produces<CommandDone>();
        session.MapPost("/rounds/{r:guid}/extend", ExtendRoundAsync).Allow(Callers.Staff).Produces<CommandDone>()
            .WithSummary("Gives an open round more time.");
    }

    private static void Map(this IEndpointRouteBuilder session, string verb, Func<IMainClassroomGrain, CommandContext, Task<CommandAnswer>> command) =>
        session.MapPost(
            "/" + verb,
            async (Guid s, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken) =>
            {
                await access.ToRunAsync(caller, s, cancellationToken);
                return Answers.Of(await command(grains.MainClassroom(s), change.For(caller).Context(caller)));
            }).Allow(Runners).Produces<CommandDone>();

    private static async Task<IResult> OpenRoundAsync(
        Guid s, Caller caller, Change change, Body<OpenRound> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        var (context, purpose, percent) = (change.For(caller).Context(caller), PurposeOf(body.Value.Kind), PercentOf(body.Value.SamplePercent));
        var (classroom, closesAt) = (grains.MainClassroom(s), body.Value.ClosesAt);
        return Answers.Of(await ((percent, body.Value.SampleOf) switch
        {
            (100, _) => classroom.OpenRoundAsync(context, purpose, closesAt),
            (_, SampleOf.People) => classroom.OpenRoundOfPeopleAsync(context, purpose, closesAt, percent),
            _ => classroom.OpenSampledRoundAsync(context, purpose, closesAt, percent),
        }));
    }

    /// <summary>What a round is for, in the domain's words.</summary>
    public static RoundPurpose PurposeOf(RoundKind kind) => kind switch
    {
        RoundKind.SignIn => RoundPurpose.SignIn,
        RoundKind.SpotCheck => RoundPurpose.SpotCheck,
        _ => RoundPurpose.SignOut,
    };

    /// <summary>The share asked for, of halls or people; 100 if none is given.</summary>
    public static int PercentOf(int? percent) => percent is null or (>= 1 and <= 100) ? percent ?? 100 : throw Refused.Validation("samplePercent", "Ask 1 to 100 percent.");

    private static async Task<IResult> CloseRoundAsync(
        Guid s, Guid r, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        return Answers.Of(await grains.MainClassroom(s).CloseRoundAsync(change.For(caller).Context(caller), r));
    }

    private static async Task<IResult> ExtendRoundAsync(
        Guid s, Guid r, Caller caller, Change change, Body<ExtendRound> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        return Answers.Of(await grains.MainClassroom(s).ExtendRoundAsync(change.For(caller).Context(caller), r, body.Value.ClosesAt));
    }

    private static async Task<IResult> CutAsync(
        Guid s, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        return Answers.Of(await grains.MainClassroom(s).CutAsync(change.For(caller).Context(caller)));
    }
}
