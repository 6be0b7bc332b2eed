using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// Gathers this node's refusals for a second and adds them to each session's board. They guide the staff while a round is open and are kept in memory alone:
/// a board that is rebuilt begins anew, and a node that dies takes a second's worth along.
/// </summary>
internal sealed partial class RefusalTally(IGrainFactory grains, TimeProvider time, ILogger<RefusalTally> logger)
    : SiloLoop(TimeSpan.FromSeconds(1), time, logger), IRefusalSink
{
    /// <summary>Different (round, hall, reason) a second; beyond that refusals are not counted, for somebody is making them up.</summary>
    private const int MostKinds = 50_000;

    private ConcurrentDictionary<(Guid Session, Guid Round, Guid Branch, string Code), int> _gathered = new();

    public void Refused(Guid sessionId, Guid roundId, Guid branchId, string code)
    {
        var gathered = _gathered;
        if (gathered.Count < MostKinds)
        {
            gathered.AddOrUpdate((sessionId, roundId, branchId, code), 1, static (_, count) => count + 1);
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (_gathered.IsEmpty)
        {
            return;
        }

        // What slips into the old table while it is exchanged is told too: it is read only at the next line.
        var gathered = Interlocked.Exchange(ref _gathered, new());
        foreach (var session in gathered.ToArray().GroupBy(pair => pair.Key.Session))
        {
            try
            {
                await grains.AttendanceOf(session.Key).RefuseAsync(
                    [.. session.Select(pair => new BranchRefusal(pair.Key.Round, pair.Key.Branch, pair.Key.Code, pair.Value))]);
            }
#pragma warning disable CA1031 // Whatever hinders the telling: a count that guides the eye is no reason to fail.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                LogNotTold(problem, session.Key);
            }
        }
    }
}
