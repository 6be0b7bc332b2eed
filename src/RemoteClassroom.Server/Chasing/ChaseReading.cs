using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Gathers what is known of halls that are to be chased: the board's figures, the frozen tree, and at which levels somebody is.</summary>
internal sealed class ChaseReading(ISessionDirectory directory, ISessionStates states, IGrainFactory grains, IDbContextFactory<RemoteClassroomDb> databases, TimeProvider time)
{
    private const int HallsAtOnce = 2_000;

    /// <summary>The round that is chased for, or why nobody can be chased.</summary>
    /// <param name="session">The session.</param>
    /// <param name="round">The round asked for; null: the newest sign-in.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<(ChasedRound? Round, Refusal? Refusal)> RoundAsync(Guid session, Guid? round, CancellationToken cancellationToken)
    {
        var state = await states.GetAsync(session, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var chased = round is { } id ? state.FindRound(id) ?? throw Refused.NotFound("round in this session") : state.NewestSignIn;
        return ChaseRules.MayChase(state.Phase, chased is not null) is { } refusal
            ? (null, refusal)
            : (new ChasedRound(session, chased!.RoundId, state.Title, chased.Purpose, chased.ClosedAt is null), null);
    }

    /// <summary>One hall; null if nobody is missing there.</summary>
    public async Task<HallToChase?> HallAsync(ChasedRound round, FrozenBranch branch, string scope, CancellationToken cancellationToken)
    {
        var page = await grains.AttendanceOf(round.SessionId).HallsAsync(new HallsRequest(null, round.RoundId, HallOrder.OnlyMissing, branch.Index, 1));
        return page?.Halls is [var figures] && figures.BranchId == branch.BranchId && await directory.TreeAsync(round.SessionId, cancellationToken) is { } tree
            ? (await GatherAsync(tree, [figures], scope, cancellationToken))[0]
            : null;
    }

    /// <summary>All halls at and below a unit in which somebody is missing, in the tree's order.</summary>
    /// <param name="round">The round.</param>
    /// <param name="unit">The unit; null: all.</param>
    /// <param name="scope">The chaser's subtree.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IReadOnlyList<HallToChase>> UnitAsync(ChasedRound round, Guid? unit, string scope, CancellationToken cancellationToken)
    {
        var tree = await directory.TreeAsync(round.SessionId, cancellationToken) ?? throw Refused.NotFound("session");
        var halls = new List<HallFigures>();
        for (var from = 0; ;)
        {
            var page = await grains.AttendanceOf(round.SessionId).HallsAsync(new HallsRequest(unit, round.RoundId, HallOrder.OnlyMissing, from, HallsAtOnce)) ?? throw Refused.NotFound("unit in this session");
            halls.AddRange(page.Halls);
            if (!page.More)
            {
                return await GatherAsync(tree, halls, scope, cancellationToken);
            }

            from = page.Halls[^1].Index + 1;
        }
    }

    private async Task<IReadOnlyList<HallToChase>> GatherAsync(FrozenTree tree, IReadOnlyList<HallFigures> halls, string scope, CancellationToken cancellationToken)
    {
        var manned = await MannedAsync(tree, halls, cancellationToken);
        return [.. halls.Select(hall =>
        {
            var units = UnitsOf(tree, tree.Branches[hall.Index].UnitIndex);
            var chain = ChaseRules.Chain(
                new ChaseTarget(ChaseTarget.Hall, hall.BranchId, hall.Name),
                [.. units.Where(unit => scope.Length == 0 || (unit.Path != scope && Paths.Contains(scope, unit.Path))).Select(unit => (unit.UnitId, unit.Name))],
                manned.Contains);
            return new HallToChase(hall, chain, units[0].Path);
        })];
    }

    /// <summary>The halls that have an operator and the units that have an administrator who can sign in.</summary>
    private async Task<HashSet<Guid>> MannedAsync(FrozenTree tree, IReadOnlyList<HallFigures> halls, CancellationToken cancellationToken)
    {
        var now = Micros.Of(time.GetUtcNow());
        var (operators, administrators) = (Role.Operator.Word(), Role.Administrator.Word());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var able = db.Users.AsNoTracking().Where(row => row.PasswordHash != null && (row.EndsAt == null || row.EndsAt > now));
        var (atHalls, atUnits) = (able.Where(row => row.Role == operators && row.VenueId != null), able.Where(row => row.Role == administrators));
        if (halls is [var only])
        {
            var units = UnitsOf(tree, tree.Branches[only.Index].UnitIndex).Select(unit => unit.UnitId).ToList();
            (atHalls, atUnits) = (atHalls.Where(row => row.VenueId == only.BranchId), atUnits.Where(row => row.UnitId == null || units.Contains(row.UnitId.Value)));
        }

        var manned = (await atHalls.Select(row => row.VenueId!.Value).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        foreach (var unit in await atUnits.Select(row => row.UnitId).Distinct().ToListAsync(cancellationToken))
        {
            // Who holds the whole tree stands at its top.
            manned.UnionWith(unit is { } id ? [id] : tree.Units.Where(top => top.ParentIndex < 0).Select(top => top.UnitId));
        }

        return manned;
    }

    private static List<FrozenUnit> UnitsOf(FrozenTree tree, int unit)
    {
        var units = new List<FrozenUnit>();
        for (; unit >= 0; unit = tree.Units[unit].ParentIndex)
        {
            units.Add(tree.Units[unit]);
        }

        return units;
    }
}
