using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Attendance;

/// <summary>Reads a session's ledger for an export, a thousand lines at a time, so that the memory used does not grow with the ledger.</summary>
internal sealed class LedgerExport(
    ILedger ledger, ISessionDirectory directory, ISessionStates states, IDbContextFactory<RemoteClassroomDb> databases, ReportZone zone, SessionAccess access, IAuditTrail trail, ITraineeIdentities identities, TimeProvider time)
{
    private const int PageSize = 1_000;

    /// <summary>The zone of the times.</summary>
    public string Zone => zone.Name;

    /// <summary>Authorises an export and writes it into the audit, before a byte of it leaves.</summary>
    /// <param name="caller">Who exports.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="format">csv or xlsx.</param>
    /// <param name="reason">Why with names and numbers; null: masked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The path below which the caller may read, and whether the session is a rehearsal, which its files must say.</returns>
    public async Task<(string Path, bool Rehearsal)> BeginAsync(Caller caller, Guid sessionId, string format, string? reason, CancellationToken cancellationToken)
    {
        var path = await access.ToLedgerAsync(caller, sessionId, cancellationToken);
        var owner = (await directory.FindAsync(sessionId, cancellationToken))?.OwnerPath ?? "";
        await trail.WriteAsync(
            AuditLine.Of(
                time.GetUtcNow(), AuditBy.Of(caller), reason is null ? AuditActions.LedgerExported : AuditActions.LedgerUnmasked,
                new AuditObject(AuditKinds.Session, sessionId, path.Length == 0 ? owner : path), reason: reason, detail: [("format", format)]),
            cancellationToken);
        return (path, await IsRehearsalAsync(sessionId, cancellationToken));
    }

    /// <summary>Whether a session is a rehearsal.</summary>
    public async Task<bool> IsRehearsalAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await states.GetAsync(sessionId, fresh: false, cancellationToken) is { Rehearsal: true };

    /// <summary>All lines of halls at or below a path, in the order of the ledger.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="path">The path; empty for all.</param>
    /// <param name="masked">Whether names and roster numbers are masked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="upTo">The last entry wanted.</param>
    public async IAsyncEnumerable<LedgerLine> ReadAsync(
        Guid sessionId, string path, bool masked, [EnumeratorCancellation] CancellationToken cancellationToken, long upTo = long.MaxValue)
    {
        var names = await NamesAsync(sessionId, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        for (var after = 0L; ;)
        {
            var page = await ledger.ReadAsync(sessionId, path, after, PageSize, cancellationToken);
            var people = await identities.ByIdAsync(db, page.Select(entry => entry.TraineeId), cancellationToken);
            foreach (var entry in page.Where(entry => entry.Seq <= upTo))
            {
                yield return names.LineOf(entry, people.GetValueOrDefault(entry.TraineeId), masked, zone);
            }

            if (page.Count < PageSize || page[^1].Seq >= upTo)
            {
                yield break;
            }

            after = page[^1].Seq;
        }
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

        public LedgerLine LineOf(LedgerEntry entry, TraineeRow? person, bool masked, ReportZone zone)
        {
            var round = _rounds.TryGetValue(entry.RoundId, out var place) ? place : -1;
            var unit = _units.TryGetValue(entry.UnitId, out var index) ? index : -1;
            return new LedgerLine(
                entry.Seq,
                zone.Local(entry.At),
                round < 0 ? "" : RoundWord(rounds[round].Purpose),
                round + 1,
                masked ? Masking.RosterNo(person?.RosterNo) : person?.RosterNo ?? "",
                masked ? Masking.Name(person?.Name) : person?.Name ?? "",
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
            ProofWay.Companion => "帮同伴签到 companion",
            _ => "管理员 operator",
        };
    }
}
