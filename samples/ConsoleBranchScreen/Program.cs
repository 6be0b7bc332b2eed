// A hall's screen in a console: pairs itself, waits for a session, joins it and prints what the hall would see.
//
//   dotnet run --project samples/ConsoleBranchScreen -- http://127.0.0.1:5080
//
// It prints digits; an administrator (or the hall's operator) approves them for a hall, in the web app or by
// POST /api/v1/pairings/approve. From then on nobody needs to touch it: it survives breaks and restarts of the
// server, and while its link is down it goes on deriving the codes of an open round. Type the number before a name (or "?" for
// the roster) to check somebody in by your word: it is signed, on disk, and delivered when there is a link. Ctrl-C ends it.
using ConsoleBranchScreen;
using RemoteClassroom.Client;
using RemoteClassroom.Contracts.Sessions;

var server = new Uri(args.Length > 0 ? args[0] : "http://127.0.0.1:5080");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    using var client = new ClassroomClient(new ClassroomClientOptions { Server = server });
    var venue = await PairAsync(client, stop.Token);
    while (true)
    {
        var session = await FindSessionAsync(client, stop.Token);
        using var screen = new HallScreen(client, session, venue);
        await screen.ShowAsync(stop.Token);
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Say("Switched off.");
}

static async Task<Guid> PairAsync(ClassroomClient client, CancellationToken cancellationToken)
{
    while (true)
    {
        var pairing = await client.StartPairingAsync(cancellationToken);
        Say($"Pair this screen with the digits  {pairing.UserCode}  (until {pairing.ExpiresAt:HH:mm:ss} UTC)");
        try
        {
            var done = await client.WaitForPairingAsync(pairing, TimeSpan.FromSeconds(2), cancellationToken);
            Say($"Paired with hall {done.VenueId}.");
            return done.VenueId;
        }
        catch (ClassroomException refusal)
        {
            Say($"The digits are not good any more ({refusal.Code}); asking for others.");
        }
    }
}

static async Task<SessionInfo> FindSessionAsync(ClassroomClient client, CancellationToken cancellationToken)
{
    Say("Waiting for a session of this hall.");
    while (true)
    {
        var sessions = await client.SessionsAsync(cancellationToken: cancellationToken);
        if (sessions.Items.FirstOrDefault(session => session.Phase is not (SessionPhase.Ended or SessionPhase.Scheduled)) is { } underWay)
        {
            return underWay;
        }

        // All halls of a province ask: 30 s with jitter.
        await Task.Delay(TimeSpan.FromSeconds(20 + (20 * Random.Shared.NextDouble())), cancellationToken);
    }
}

static void Say(string text) => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {text}");
