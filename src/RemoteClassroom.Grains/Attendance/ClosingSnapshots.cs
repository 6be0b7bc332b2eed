using System.Text.Json;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// Writes into the ledger of every session that ended what its figures were then. Looks every few seconds; every node does, and the database takes one snapshot a session.
/// What comes later – corrections, proven entries from halls that had no link – stands behind it in the chain.
/// </summary>
internal sealed class ClosingSnapshots(ICorrections corrections, ILedger ledger, ISessionDirectory directory, ISessionStates states, TimeProvider time, ILogger<ClosingSnapshots> logger)
    : SiloLoop(TimeSpan.FromSeconds(5), time, logger)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(7);

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        // As long as there are more than a handful, none waits for the next turn; a handful of which none could be taken does.
        for (var (found, taken) = (AtOnce, 1); found == AtOnce && taken > 0;)
        {
            var ended = await corrections.WithoutSnapshotAsync(Time.GetUtcNow() - LooksBack, AtOnce, cancellationToken);
            (found, taken) = (ended.Count, 0);
            foreach (var session in ended)
            {
                taken += await TakeAsync(session, cancellationToken) ? 1 : 0;
            }
        }
    }

    /// <returns>Whether the session has its snapshot now.</returns>
    private async Task<bool> TakeAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await states.GetAsync(sessionId, fresh: true, cancellationToken) is not { Phase: Phase.Ended } state || await directory.TreeAsync(sessionId, cancellationToken) is not { } tree)
        {
            return false;
        }

        var board = new AttendanceBoard(tree);
        foreach (var count in await ledger.CountAsync(sessionId, cancellationToken))
        {
            board.Advance(count);
        }

        board.Correct(await corrections.PeopleAsync(sessionId, null, cancellationToken), state.Rounds);
        var at = Micros.Truncate(Time.GetUtcNow());
        var rounds = state.Rounds.Select(round => new SnapshotRound(round.RoundId, SumOf(board, board.Cut(round, at)))).ToList();
        var text = JsonSerializer.Serialize(new ClosingSnapshot(state.PhaseSince, rounds), ContractsJson.Options);
        var entry = new NewCorrection(Guid.CreateVersion7(at), sessionId, CorrectionKind.Snapshot, null, null, Standing.Missing, at, null, "server", text);

        // The key is the session's: whichever node writes it first, the others find it answered.
        await corrections.WriteAsync(entry, new Receipt(new ReceiptKey("server:snapshot", sessionId, [0]), 201, "{}"), null, cancellationToken);
        return true;
    }

    private static Counts SumOf(AttendanceBoard board, BoardCut cut)
    {
        var sum = board.Children.UnitsOf(-1).Aggregate(default(Tally), (total, root) => total + cut.Units[root].Counts);
        return new Counts(sum.Expected, sum.Present, sum.Late, sum.Waiting, sum.Absent, sum.Unknown, sum.Excused);
    }
}
