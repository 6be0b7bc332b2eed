using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Attendance;

/// <summary>Reads a session's ledger for an export, a thousand lines at a time, so that the memory used does not grow with the ledger.</summary>
internal sealed class LedgerExport(
    ILedger ledger, ISessionDirectory directory, ISessionStates states, IDbContextFactory<RemoteClassroomDb> databases, ReportZone zone)
{
    private const int PageSize = 1_000;

    /// <summary>The zone of the times.</summary>
    public string Zone => zone.Name;

    /// <summary>All lines of halls at or below a path, in the order of the ledger.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="path">The path; empty for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<LedgerLine> ReadAsync(Guid sessionId, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await NamesAsync(sessionId, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        for (var after = 0L; ;)
        {
            var page = await ledger.ReadAsync(sessionId, path, after, PageSize, cancellationToken);
            var people = await PeopleAsync(db, page, cancellationToken);
            foreach (var entry in page)
            {
                yield return names.LineOf(entry, people.GetValueOrDefault(entry.TraineeId), zone);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Seq;
        }
    }

    private static async Task<Dictionary<Guid, TraineeRow>> PeopleAsync(RemoteClassroomDb db, IReadOnlyList<LedgerEntry> page, CancellationToken cancellationToken)
    {
        var ids = page.Select(entry => entry.TraineeId).Distinct().ToList();
        return await db.Trainees.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    private async Task<Names> NamesAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var tree = await directory.TreeAsync(sessionId, cancellationToken) ?? new FrozenTree([], []);
        var state = await states.GetAsync(sessionId, fresh: true, cancellationToken);
        return new Names(tree, state?.Rounds ?? []);
    }

    /// <summary>The names as they were when the doors opened.</summary>
    private sealed class Names(FrozenTree tree, IReadOnlyList<Round> rounds)
    {
        private readonly FrozenDictionary<Guid, string> _halls = tree.Branches.ToFrozenDictionary(branch => branch.BranchId, branch => branch.Name);
        private readonly FrozenDictionary<Guid, int> _units = Enumerable.Range(0, tree.Units.Count).ToFrozenDictionary(i => tree.Units[i].UnitId, i => i);
        private readonly FrozenDictionary<Guid, int> _rounds = Enumerable.Range(0, rounds.Count).ToFrozenDictionary(i => rounds[i].RoundId, i => i);

        public LedgerLine LineOf(LedgerEntry entry, TraineeRow? person, ReportZone zone)
        {
            var round = _rounds.TryGetValue(entry.RoundId, out var place) ? place : -1;
            var unit = _units.TryGetValue(entry.UnitId, out var index) ? index : -1;
            return new LedgerLine(
                entry.Seq,
                zone.Local(entry.At),
                round < 0 ? "" : RoundWord(rounds[round].Purpose),
                round + 1,
                Masking.RosterNo(person?.RosterNo),
                Masking.Name(person?.Name),
                person?.Category ?? "",
                unit < 0 ? "" : tree.Units[unit].Name,
                PathOf(unit),
                _halls.GetValueOrDefault(entry.BranchId, ""),
                entry.Late,
                WayWord(entry.Way));
        }

        private string PathOf(int unit)
        {
            var names = new Stack<string>();
            for (; unit >= 0; unit = tree.Units[unit].ParentIndex)
            {
                names.Push(tree.Units[unit].Name);
            }

            return string.Join(" / ", names);
        }

        private static string RoundWord(RoundPurpose purpose) => purpose switch
        {
            RoundPurpose.SignIn => "签到 signIn",
            RoundPurpose.SpotCheck => "抽查 spotCheck",
            _ => "签退 signOut",
        };

        private static string WayWord(ProofWay way) => way switch
        {
            ProofWay.Ticket => "扫码 ticket",
            ProofWay.OfflineProof => "离线扫码 offlineProof",
            _ => "管理员 operator",
        };
    }
}
