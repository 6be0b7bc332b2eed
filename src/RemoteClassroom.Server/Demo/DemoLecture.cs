using RemoteClassroom.Client;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Server.Demo;

/// <summary>Plays one lecture of some eight minutes through the public doors.</summary>
internal sealed partial class DemoLecture(ClassroomClient anybody, DemoWorld world, Uri server, TimeProvider time, ILogger log)
{
    private const string Title = "乡村振兴大讲堂(演示)";
    private const int EnterAtOnce = 6;

    // Halls may also stand at a city itself; one alone would hardly be seen to fail.
    private const int LeastHallsOfCounty = 5;
    private static readonly TimeSpan SignIn = TimeSpan.FromSeconds(270);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);
    private readonly Random _random = new(time.GetUtcNow().Microsecond);

    /// <summary>Ends what an earlier start left under way.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        foreach (var session in (await world.Lecturer.SessionsAsync(limit: 200, cancellationToken: cancellationToken)).Items)
        {
            if (session.Title == Title && session.Phase is SessionPhase.Open or SessionPhase.Live or SessionPhase.Paused)
            {
                await TryAsync(() => world.Lecturer.EndAsync(session.SessionId, cancellationToken: cancellationToken));
            }
        }
    }

    /// <summary>Plays it from the opening of the doors to the end.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var startsAt = time.GetUtcNow() + TimeSpan.FromSeconds(30);
        var sessionId = (await world.Lecturer.CreateSessionAsync(new CreateSession(Title, startsAt, [world.Province.Id]), cancellationToken: cancellationToken)).SessionId;
        await world.Lecturer.OpenAsync(sessionId, cancellationToken: cancellationToken);
        LogOpened(log, sessionId, world.Halls.Count);
        var people = new DemoPeople(anybody, time, _random);
        await using var picture = DemoPicture.Start(await world.Lecturer.PublishInfoAsync(sessionId, cancellationToken), server, Longest);
        if (picture is null)
        {
            LogNoPicture(log);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asides = Task.CompletedTask;
        try
        {
            var round = await OpenRoundAsync(sessionId, RoundKind.SignIn, cancellationToken);
            await EnterAsync(sessionId, cancellationToken);
            asides = Task.WhenAll(
                Until(token => people.CheckInAsync(world.Halls, 0.9, SignIn - TimeSpan.FromSeconds(30), token), over.Token),
                Until(token => new DemoQuestions(anybody, world, people, time, _random).RunAsync(sessionId, token), over.Token),
                Until(CutOneCountyAsync, over.Token));
            await PauseAsync(20, cancellationToken);
            await TryAsync(() => world.Lecturer.StartAsync(sessionId, cancellationToken: cancellationToken));
            await PauseAsync(SignIn.TotalSeconds - 20, cancellationToken);
            await CloseAsync(sessionId, round, cancellationToken);
            await SpotCheckAsync(sessionId, people, cancellationToken);
            await TryAsync(() => world.Lecturer.PauseAsync(sessionId, cancellationToken: cancellationToken));
            await PauseAsync(10, cancellationToken);
            await TryAsync(() => world.Lecturer.ResumeAsync(sessionId, cancellationToken: cancellationToken));
            await PauseAsync(60, cancellationToken);
            await TryAsync(() => world.Lecturer.EndAsync(sessionId, cancellationToken: cancellationToken));
            LogEnded(log, sessionId);
        }
        finally
        {
            await over.CancelAsync();
            await asides;
            await Task.WhenAll(world.Halls.Select(hall => hall.UnplugAsync()));
        }
    }

    private async Task EnterAsync(Guid sessionId, CancellationToken cancellationToken) => await Parallel.ForEachAsync(
        world.Halls, new ParallelOptions { MaxDegreeOfParallelism = EnterAtOnce, CancellationToken = cancellationToken },
        async (hall, token) => await hall.EnterAsync(sessionId, token));

    /// <summary>The link of one county fails; its halls go on by themselves and send later what they kept.</summary>
    private async Task CutOneCountyAsync(CancellationToken cancellationToken)
    {
        await PauseAsync(70, cancellationToken);
        var counties = world.Halls.GroupBy(hall => hall.County, StringComparer.Ordinal).Where(county => county.Count() >= LeastHallsOfCounty).ToList();
        var county = counties[_random.Next(counties.Count)];
        var (unlucky, halls) = (county.Key, county.ToList());
        LogCut(log, unlucky, halls.Count);
        await Task.WhenAll(halls.Select(hall => hall.UnplugAsync()));
        try
        {
            await PauseAsync(75, cancellationToken);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                halls.ForEach(hall => hall.Plug());
            }
        }

        await PauseAsync(5, cancellationToken);
        var sent = 0;
        foreach (var hall in halls)
        {
            sent += await hall.SendKeptAsync(cancellationToken);
        }

        LogBack(log, unlucky, sent);
    }

    private async Task SpotCheckAsync(Guid sessionId, DemoPeople people, CancellationToken cancellationToken)
    {
        await PauseAsync(25, cancellationToken);
        var round = await OpenRoundAsync(sessionId, RoundKind.SpotCheck, cancellationToken);
        await people.CheckInAsync(world.Halls, 0.55, TimeSpan.FromSeconds(75), cancellationToken);
        await CloseAsync(sessionId, round, cancellationToken);
    }

    private async Task<Guid?> OpenRoundAsync(Guid sessionId, RoundKind kind, CancellationToken cancellationToken)
    {
        Guid? round = null;
        await TryAsync(async () => round = (await world.Assistant.OpenRoundAsync(sessionId, new OpenRound(kind), cancellationToken: cancellationToken)).RoundId);
        return round;
    }

    private async Task CloseAsync(Guid sessionId, Guid? round, CancellationToken cancellationToken)
    {
        if (round is { } open)
        {
            await TryAsync(() => world.Assistant.CloseRoundAsync(sessionId, open, cancellationToken: cancellationToken));
        }
    }

    /// <summary>Whoever tries the demo may press the console's buttons too: what was done already is no fault.</summary>
    private static async Task TryAsync(Func<Task> command)
    {
        try
        {
            await command();
        }
        catch (ClassroomException refusal) when (refusal.Code is ErrorCodes.IllegalTransition or ErrorCodes.Conflict or ErrorCodes.RoundClosed)
        {
            // Done already.
        }
    }

    private static async Task Until(Func<CancellationToken, Task> act, CancellationToken over)
    {
        try
        {
            await act(over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The lecture is over.
        }
    }

    private Task PauseAsync(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
}
