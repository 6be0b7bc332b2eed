using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>Once a second, asks for rounds whose closing time has come and has their main classrooms close them. Every node does; closing twice changes nothing.</summary>
internal sealed class DueRounds(ISessionDirectory directory, IGrainFactory grains, TimeProvider time, ILogger<DueRounds> logger)
    : SiloLoop(TimeSpan.FromSeconds(1), time, logger)
{
    private const int AtOnce = 16;

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var due = await directory.DueRoundsAsync(Time.GetUtcNow(), cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, options, async (round, _) => await grains.MainClassroom(round.SessionId).CloseIfDueAsync(round.RoundId));
    }
}
