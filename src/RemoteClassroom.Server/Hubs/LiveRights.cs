using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Hubs;

/// <summary>
/// Asks the database every two seconds whether those who are connected may still see what they follow, wherever that was changed: a sign-in that was revoked or
/// is over, a role, a unit that moved. Whoever lost a right is told <c>revoked</c>; whoever's rights only changed comes back with the new ones.
/// </summary>
internal sealed partial class LiveRights(
    IRelayConnections connections, CredentialCache credentials, IStreamAccess access, Places places, ISessionDirectory sessions, TimeProvider time, ILogger<LiveRights> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private bool _failing;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(Patience);
                await LookAsync(patience.Token);
                _failing = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Nobody is cut because the database cannot be asked; it is asked again at once.
                if (!_failing)
                {
                    LogFailing(log, failure);
                }

                _failing = true;
            }
        }
    }

    /// <summary>One look at all connections.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var live = new List<Live>();
        var asked = new HashSet<Guid>();
        foreach (var connection in connections.Live)
        {
            if (Caller.Of(connection.User) is { } caller && CredentialOf(caller) is { } credential)
            {
                live.Add(new Live(connection, caller, credential));
                asked.Add(credential);
            }
        }

        if (live.Count == 0)
        {
            return;
        }

        if (await JudgeAsync(live, asked, sure: false, cancellationToken) is { Count: > 0 } doubtful)
        {
            // Where somebody stands and whose a session is are remembered for a moment, each by itself: while a unit moves one may be new and the other old. Who is refused is judged
            // once more by what is read now – or whoever keeps his right would be told that he lost it.
            places.Forget();
            foreach (var stream in doubtful.SelectMany(one => one.Connection.Streams))
            {
                sessions.Forget(stream.SessionId);
            }

            await JudgeAsync(doubtful, [.. doubtful.Select(one => one.Credential)], sure: true, cancellationToken);
        }
    }

    /// <summary>Ends those who lost a right; gives those who seem to have lost one, if that is not <paramref name="sure"/> yet.</summary>
    private async Task<List<Live>> JudgeAsync(List<Live> live, HashSet<Guid> asked, bool sure, CancellationToken cancellationToken)
    {
        var doubtful = new List<Live>();
        var standing = await credentials.StandingAsync(asked, cancellationToken);
        foreach (var one in live)
        {
            var now = standing.GetValueOrDefault(one.Credential);
            if (now != one.Caller)
            {
                // Or it would come back as who it was.
                credentials.Forget(one.Credential);
            }

            if (now is null)
            {
                one.Connection.End(ByeCodes.Revoked);
            }
            else if (now is not AccountCaller)
            {
                continue;
            }
            else if (!await MayAsync(one.Connection, now, cancellationToken))
            {
                if (sure)
                {
                    one.Connection.End(ByeCodes.Revoked);
                }

                doubtful.Add(one);
            }
            else if (now != one.Caller)
            {
                // What it may follow from here on is judged by who it was in its upgrade: it has to come again.
                one.Connection.End(ByeCodes.Draining);
            }
        }

        return doubtful;
    }

    private async Task<bool> MayAsync(ILiveConnection connection, Caller now, CancellationToken cancellationToken)
    {
        var principal = new CallerPrincipal(now, byCookie: false);
        foreach (var stream in connection.Streams)
        {
            if (await access.AuthorizeAsync(principal, stream, cancellationToken) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static Guid? CredentialOf(Caller caller) => caller switch
    {
        AccountCaller account => account.CredentialId,
        ScreenCaller screen => screen.CredentialId,
        _ => null,
    };

    private sealed record Live(ILiveConnection Connection, Caller Caller, Guid Credential);

    [LoggerMessage(1, LogLevel.Warning, "The rights of those who are connected cannot be looked up; trying again every two seconds.")]
    private static partial void LogFailing(ILogger logger, Exception failure);
}
