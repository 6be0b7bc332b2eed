using System.Diagnostics.CodeAnalysis;
using RemoteClassroom.Client;
using RemoteClassroom.Client.CheckIns;
using RemoteClassroom.Client.Live;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Province;

namespace RemoteClassroom.Server.Demo;

/// <summary>A simulated hall: its screen is paired, joins, beats and derives its codes; its link can be cut.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Pulling the plug disposes of the link; the outbox has no file.")]
internal sealed class DemoHall(ClassroomClient anybody, ClassroomClient administrator, VenueInfo venue, string county, IReadOnlyList<ProvinceTrainee> people, TimeProvider time)
{
    private const int MuteEvery = 71;
    private const int FrozenEvery = 113;

    private readonly ClassroomClient _screen = anybody.As((Tokens?)null);
    private CancellationTokenSource? _link;
    private Task _running = Task.CompletedTask;
    private ClassroomConnection? _connection;
    private HallCodes? _codes;
    private OfflineOutbox? _outbox;
    private Guid _sessionId;

    /// <summary>Its county: name and code.</summary>
    public string County => county;

    /// <summary>Who is expected here.</summary>
    public IReadOnlyList<ProvinceTrainee> People => people;

    /// <summary>Whether its link is plugged in.</summary>
    public bool Online => _link is not null;

    /// <summary>Pairs the screen: asks for digits, has them approved, fetches the tokens.</summary>
    public async Task PairAsync(CancellationToken cancellationToken)
    {
        var pairing = await _screen.StartPairingAsync(cancellationToken);
        await administrator.ApprovePairingAsync(pairing.UserCode, venue.Id, cancellationToken: cancellationToken);
        await _screen.WaitForPairingAsync(pairing, TimeSpan.FromSeconds(1), cancellationToken);
    }

    /// <summary>Joins a session.</summary>
    public async Task EnterAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var key = await _screen.BranchKeyAsync(sessionId, venue.Id, cancellationToken);
        _codes = new HallCodes(Convert.FromBase64String(key.Key), venue.Hall, key.StepMs);
        _outbox = await OfflineOutbox.OpenAsync(sessionId, venue.Id, $"demo-{venue.Hall}", cancellationToken: cancellationToken);
        _sessionId = sessionId;
        _connection = null;
        Plug();
    }

    /// <summary>Plugs the link in; the screen comes back by its cursors.</summary>
    public void Plug()
    {
        if (_link is not null)
        {
            return;
        }

        string[] streams = [StreamName.Screen(_sessionId).Format(), StreamName.Branch(_sessionId, venue.Id).Format()];
        _connection ??= new ClassroomConnection(_screen, new ClassroomConnectionOptions { Streams = streams, Player = Plays }, _ => ValueTask.CompletedTask);
        _link = new CancellationTokenSource();
        _running = _connection.RunAsync(_link.Token);
    }

    /// <summary>Pulls the plug.</summary>
    public async Task UnplugAsync()
    {
        if (_link is { } link)
        {
            _link = null;
            await link.CancelAsync();
            await _running;
            link.Dispose();
        }
    }

    /// <summary>The code on the screen now; derived, so that it is there without a link too.</summary>
    public string Code() => (_codes ?? throw new InvalidOperationException("The hall is in no session.")).At(Now).Code;

    /// <summary>Somebody scans while the link is down: the operator's device keeps it, with the code as proof.</summary>
    /// <param name="nth">Which person of the hall's roster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task KeepAsync(int nth, CancellationToken cancellationToken)
    {
        // An operator's device has the roster from before; here it is read when it is needed, through the administrator's door.
        var roster = (await administrator.TraineesAsync(venue.UnitId, limit: 1_000, cancellationToken: cancellationToken)).Items.Where(person => person.VenueId == venue.Id).ToList();
        if (_outbox is { } outbox && roster.Count > 0)
        {
            await outbox.AddAsync(roster[nth % roster.Count].Id, Now, proof: Code(), cancellationToken: cancellationToken);
        }
    }

    /// <summary>Sends what was kept, now that there is a link.</summary>
    /// <returns>How many entries were sent.</returns>
    public async Task<int> SendKeptAsync(CancellationToken cancellationToken) => _outbox is { Count: > 0 } outbox ? (await outbox.SendAsync(_screen, cancellationToken)).Count : 0;

    // Twenty-five frames a second; here and there a hall where somebody must see to the sound or the picture.
    private PlayerReport Plays() => new(
        "playing", 2_500, "hls", Muted: venue.Hall % MuteEvery == 0, Volume: 1, FramesDecoded: venue.Hall % FrozenEvery == 0 ? 1 : (long)(time.GetElapsedTime(0).TotalSeconds * 25));

    private DateTimeOffset Now => _connection?.ServerNow ?? time.GetUtcNow();
}
