using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Server.Sessions;

/// <summary>The sessions that a caller may see, newest first.</summary>
internal sealed class SessionList(RemoteClassroomDb db, Places places, ISessionDirectory directory, BranchCounts branches)
{
    /// <summary>One page.</summary>
    public async Task<Page<SessionInfo>> PageAsync(Caller caller, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var (from, skip) = Read(cursor);
        var rows = await (await VisibleAsync(caller, cancellationToken))
            .Where(row => row.CreatedAt <= from).OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id)
            .Skip(skip).Take(limit + 1).ToListAsync(cancellationToken);
        var next = rows.Count > limit ? Next(rows, limit, from, skip) : null;
        var shown = await TakingPartAsync(caller, rows.Take(limit), cancellationToken);
        return new Page<SessionInfo>(await InfosAsync(shown, cancellationToken), next);
    }

    /// <summary>One session that the caller may see.</summary>
    public async Task<SessionInfo> OneAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == sessionId, cancellationToken) ?? throw Refused.NotFound("session");
        return (await InfosAsync([row], cancellationToken))[0];
    }

    private async Task<IQueryable<SessionRow>> VisibleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var sessions = db.Sessions.AsNoTracking();
        if (SessionAccess.VenueOf(caller) is { } venue)
        {
            var above = Paths.UpTo(await places.OfVenueAsync(venue, cancellationToken) ?? "");
            return sessions.Where(row => db.SessionInvites.Any(invite => invite.SessionId == row.Id && db.OrgUnits.Any(unit => unit.Id == invite.UnitId && above.Contains(unit.Path))));
        }

        if (caller is not AccountCaller account)
        {
            throw Refused.Forbidden();
        }

        if (account.UnitPath.Length == 0)
        {
            return sessions;
        }

        var own = db.OrgUnits.InSubtree(account.UnitPath).Select(unit => unit.Id);
        if (account.Role is not (Role.Administrator or Role.Auditor))
        {
            return sessions.Where(row => own.Contains(row.OwnerUnitId));
        }

        var aboveOwn = Paths.UpTo(account.UnitPath);
        return sessions.Where(row => own.Contains(row.OwnerUnitId) || db.SessionInvites.Any(invite => invite.SessionId == row.Id &&
            (own.Contains(invite.UnitId) || db.OrgUnits.Any(unit => unit.Id == invite.UnitId && aboveOwn.Contains(unit.Path)))));
    }

    // A hall that came to be after the doors opened takes no part, although its unit is invited.
    private async Task<IReadOnlyList<SessionRow>> TakingPartAsync(Caller caller, IEnumerable<SessionRow> rows, CancellationToken cancellationToken)
    {
        var shown = new List<SessionRow>();
        foreach (var row in rows)
        {
            if (SessionAccess.VenueOf(caller) is not { } venue || await directory.BranchAsync(row.Id, venue, cancellationToken) is not null)
            {
                shown.Add(row);
            }
        }

        return shown;
    }

    private async Task<IReadOnlyList<SessionInfo>> InfosAsync(IReadOnlyList<SessionRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var invites = (await db.SessionInvites.AsNoTracking().Where(invite => ids.Contains(invite.SessionId)).ToListAsync(cancellationToken)).ToLookup(invite => invite.SessionId, invite => invite.UnitId);
        var infos = new List<SessionInfo>(rows.Count);
        foreach (var row in rows)
        {
            infos.Add(new SessionInfo(
                row.Id, row.Title, Enum.Parse<SessionPhase>(row.Phase, ignoreCase: true), Micros.ToInstant(row.StartsAt), row.OwnerUnitId, [.. invites[row.Id].Order()],
                await branches.OfAsync(row, cancellationToken), row.CourseId, Instant(row.OpenedAt), Instant(row.StartedAt), Instant(row.EndedAt), row.Rehearsal ? true : null));
        }

        return infos;
    }

    private static DateTimeOffset? Instant(long? micros) => micros is { } known ? Micros.ToInstant(known) : null;

    // Sessions made in the same microsecond are told apart by counting: "micros.howManyOfThemWereShown".
    private static (long From, int Skip) Read(string? cursor) =>
        cursor is null ? (long.MaxValue, 0)
        : cursor.Split('.') is [var from, var skip] && long.TryParse(from, out var at) && int.TryParse(skip, out var count) && count >= 0 ? (at, count)
        : throw Paging.BadCursor();

    private static string Next(List<SessionRow> rows, int limit, long from, int skip)
    {
        var at = rows[limit - 1].CreatedAt;
        var shown = rows.Take(limit).Count(row => row.CreatedAt == at) + (at == from ? skip : 0);
        return $"{at}.{shown}";
    }
}

/// <summary>How many halls take part in a session: fixed once the doors have opened, looked at anew every few seconds before.</summary>
internal sealed class BranchCounts(ISessionDirectory directory, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, (int Count, bool Frozen, long At)> _known = new();

    /// <summary>The number of branches.</summary>
    public async ValueTask<int> OfAsync(SessionRow session, CancellationToken cancellationToken)
    {
        var frozen = session.OpenedAt is not null;
        if (_known.TryGetValue(session.Id, out var known) && (known.Frozen || (!frozen && time.GetElapsedTime(known.At) < Freshness)))
        {
            return known.Count;
        }

        var count = await directory.TreeAsync(session.Id, cancellationToken) is { } tree ? tree.Branches.Count : 0;
        if (_known.Count >= MaxRemembered)
        {
            _known.Clear();
        }

        _known[session.Id] = (count, frozen, time.GetTimestamp());
        return count;
    }
}
