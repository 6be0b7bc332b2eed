using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Server.Halls;

/// <summary>A hall's roster as it counts: check-ins, and what was corrected since.</summary>
internal sealed class CorrectedRoster(ILedger ledger, KnownCorrections corrections)
{
    /// <summary>The people of the hall, each with when he came to the round, if that counts.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branch">The hall.</param>
    /// <param name="roster">Its people.</param>
    /// <param name="round">The round; null before any.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<RosterPerson>> ReadAsync(Guid sessionId, FrozenBranch branch, IReadOnlyList<RosterLine> roster, Round? round, CancellationToken cancellationToken)
    {
        if (round is null)
        {
            return [.. roster.Select(person => Of(person, null, null, default))];
        }

        var roundId = round.RoundId;
        var lines = (await ledger.OfBranchAsync(sessionId, roundId, branch.BranchId, cancellationToken)).ToDictionary(line => line.TraineeId);
        var corrected = await corrections.OfAsync(sessionId, cancellationToken);
        return [.. roster.Select(person =>
        {
            var line = lines.GetValueOrDefault(person.TraineeId);
            var own = corrected(person.TraineeId);
            var standing = Standings.Of(roundId, line is null ? null : new StandingLine(line.Seq, roundId, line.TraineeId, line.Late, line.CheckInId), own);
            var answer = Of(person, line, own.LastOrDefault(correction => correction.RoundId == roundId)?.At, standing);
            return round.Sample is null ? answer : answer with { Asked = round.Asks(branch.Index, person.TraineeId) };
        })];
    }

    private static RosterPerson Of(RosterLine person, LedgerEntry? line, DateTimeOffset? corrected, Standing standing)
    {
        var there = standing is Standing.Present or Standing.Late;
        return new RosterPerson(
            person.TraineeId, Masking.Name(person.Name), Masking.RosterNo(person.RosterNo), there ? line?.At ?? corrected : null, standing == Standing.Late ? true : null,
            there && line is not null ? WayOf(line.Way) : null);
    }

    private static CheckInWay WayOf(ProofWay way) => way switch
    {
        ProofWay.OfflineProof => CheckInWay.OfflineProof,
        ProofWay.Operator => CheckInWay.Operator,
        ProofWay.Companion => CheckInWay.Companion,
        _ => CheckInWay.Ticket,
    };
}
