using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Media.Publishing;
using RemoteClassroom.Server.Cluster;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Media;

/// <summary>Tells the main classroom that the publisher's signal came or went; it writes that to the log, and so to every screen.</summary>
internal sealed class ClassroomSignals(IGrainFactory grains, ISessionStates states, IServiceScopeFactory scopes, ServerOptions options, NodeAddress address) : IMediaSignals
{
    private const string OwnAddresses = "/live/";

    /// <summary>Which node speaks; nothing where there is only one.</summary>
    private string Self { get; } = options.Database is null ? "" : $"{address.Advertised}:{address.SiloPort}";

    public async Task<SignalAnswer> StartedAsync(Guid sessionId, string url, CancellationToken cancellationToken)
    {
        if (await grains.MainClassroom(sessionId).MediaStartedAsync(url, Self).WaitAsync(cancellationToken))
        {
            return SignalAnswer.Taken;
        }

        return await states.GetAsync(sessionId, fresh: true, cancellationToken) is null or { Phase: Phase.Ended } ? SignalAnswer.Over : SignalAnswer.NotYet;
    }

    public async Task StoppedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (!await grains.MainClassroom(sessionId).MediaStoppedAsync(Self).WaitAsync(cancellationToken))
        {
            throw new InvalidOperationException("The main classroom did not note that the signal is gone.");
        }
    }

    public async Task<IReadOnlyList<Guid>> BelievedLiveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var underWay = await scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>().Sessions.AsNoTracking()
            .Where(row => row.OpenedAt != null && row.EndedAt == null).Select(row => row.Id).ToListAsync(cancellationToken);
        var live = new List<Guid>();
        foreach (var sessionId in underWay)
        {
            if (await states.GetAsync(sessionId, fresh: true, cancellationToken) is { Media: { } media } && media.Url.StartsWith(OwnAddresses, StringComparison.Ordinal))
            {
                live.Add(sessionId);
            }
        }

        return live;
    }
}
