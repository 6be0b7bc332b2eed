using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>
/// Chases halls. What the board says is gathered first; deciding and writing happen in the edit's transaction, together with the receipt, the audit's line and the
/// deliveries. Where two chase the same hall at the same moment, the reminder's unique identity lets one through; the other decides again.
/// </summary>
internal sealed class ChaseDesk(
    ChaseReading reading, SessionAccess access, ISessionDirectory directory, Places places, IEdits edits, IBulkInsert bulk, IEnumerable<IReminderChannel> channels, ChasingOptions options, TimeProvider time,
    IDbContextFactory<RemoteClassroomDb> databases)
{
    /// <summary>Reminders of one command.</summary>
    public const int MostAtOnce = 2_000;

    private const int Races = 3;
    private readonly IReadOnlyCollection<string> _channels = [.. channels.Select(channel => channel.Name)];

    /// <summary>Chases one hall.</summary>
    public async Task<StoredAnswer> HallAsync(AccountCaller caller, Guid session, Guid branch, Guid? round, Change change, CancellationToken cancellationToken)
    {
        var (_, path) = await access.ToAttendanceAsync(caller, session, null, cancellationToken);
        if (await directory.BranchAsync(session, branch, cancellationToken) is not { } frozen || await places.OfVenueAsync(branch, cancellationToken) is not { } place || !Paths.Contains(path, place))
        {
            throw Refused.NotFound("hall in this session");
        }

        var by = await ChaserAsync(caller, cancellationToken);
        var (chased, refusal) = await reading.RoundAsync(session, round, cancellationToken);
        var hall = chased is null ? null : await reading.HallAsync(chased, frozen, caller.UnitPath, cancellationToken);

        // What stands against it is said inside the edit: a command that took effect before gets its answer, whatever has changed since.
        return await RaceAsync(change.For(caller), async (db, cancelled) =>
        {
            RefuseIf(refusal ?? (hall is null ? new Refusal(RefusalCodes.Conflict, "Nobody is missing in this hall.") : null));
            var now = Micros.Truncate(time.GetUtcNow());
            var past = await db.Reminders.AsNoTracking().Where(row => row.SessionId == session && row.RoundId == chased!.RoundId && row.BranchId == branch)
                .Select(row => new { row.Level, row.At }).ToListAsync(cancelled);
            var decision = ChaseRules.Decide(hall!.Counts, hall.Chain, [.. past.Select(row => new PastReminder(row.Level, Micros.ToInstant(row.At)))], options.Policy, now);
            RefuseIf(decision.Refusal);
            var reminder = hall.Row(chased!, decision, by, now, StepDue(chased!, hall, decision, now));
            await bulk.AddRemindersAsync(db, [reminder], _channels, cancelled);
            db.Audit(AuditLine.Of(
                now, AuditBy.Of(caller), AuditActions.HallChased, new AuditObject(AuditKinds.Venue, branch, place),
                detail: [("session", session), ("round", chased!.RoundId), ("level", reminder.Level), ("missing", hall.Counts.Open)]));
            return (StatusCodes.Status201Created, Answers.Json(new HallChased(reminder.Id, now, reminder.Level, reminder.TargetName, reminder.Occasion, ReminderLists.TextOf(reminder))));
        }, cancellationToken);
    }

    /// <summary>Chases all halls of a unit in which somebody is missing.</summary>
    public async Task<StoredAnswer> UnitAsync(AccountCaller caller, Guid session, ChaseUnit wish, Change change, CancellationToken cancellationToken)
    {
        var unit = await Attendance.ChaseEndpoints.UnitAsync(session, wish.UnitId, caller, access, directory, cancellationToken);
        var by = await ChaserAsync(caller, cancellationToken);
        var (chased, refusal) = await reading.RoundAsync(session, wish.RoundId, cancellationToken);
        var halls = chased is null ? [] : await reading.UnitAsync(chased, unit, caller.UnitPath, cancellationToken);
        var path = unit is { } id ? await places.OfUnitAsync(id, cancellationToken) ?? "" : "";
        return await RaceAsync(change.For(caller), async (db, cancelled) =>
        {
            RefuseIf(refusal ?? (halls.Count == 0 ? new Refusal(RefusalCodes.Conflict, "Nobody is missing there.") : null));
            var now = Micros.Truncate(time.GetUtcNow());
            var rows = await db.Reminders.AsNoTracking().Where(row => row.SessionId == session && row.RoundId == chased!.RoundId)
                .Select(row => new { row.BranchId, row.Level, row.At }).ToListAsync(cancelled);
            var past = rows.ToLookup(row => row.BranchId, row => new PastReminder(row.Level, Micros.ToInstant(row.At)));
            var decided = halls.Select(hall => (Hall: hall, Decision: ChaseRules.Decide(hall.Counts, hall.Chain, [.. past[hall.Figures.BranchId]], options.Policy, now))).ToList();
            var all = decided.Where(one => one.Decision.Refusal is null).ToList();
            var reminders = all.Take(MostAtOnce).Select(one => one.Hall.Row(chased!, one.Decision, by, now, StepDue(chased!, one.Hall, one.Decision, now))).ToList();
            await bulk.AddRemindersAsync(db, reminders, _channels, cancelled);
            db.Audit(AuditLine.Of(
                now, AuditBy.Of(caller), AuditActions.HallChased, unit is { } at ? new AuditObject(AuditKinds.Unit, at, path) : new AuditObject(AuditKinds.Session, session, path),
                detail: [("session", session), ("round", chased!.RoundId), ("halls", reminders.Count)]));
            return (StatusCodes.Status201Created, Answers.Json(new UnitChased(reminders.Count, decided.Count - all.Count, all.Count - reminders.Count, now, chased!.RoundId)));
        }, cancellationToken);
    }

    private DateTimeOffset? StepDue(ChasedRound round, HallToChase hall, ChaseDecision decision, DateTimeOffset now) =>
        options.StepByItself && round.IsOpen ? ChaseRules.StepDue(hall.Chain, decision.Target!.Level, options.Policy, now) : null;

    private async Task<StoredAnswer> RaceAsync(ReceiptKey key, Func<RemoteClassroomDb, CancellationToken, Task<(int Status, string Body)>> edit, CancellationToken cancellationToken)
    {
        for (var again = 1; ; again++)
        {
            try
            {
                return await edits.RunAsync(key, edit, cancellationToken);
            }
            catch (DbUpdateException) when (again < Races)
            {
                // Somebody chased one of these halls at the same moment: look at what stands there now.
            }
        }
    }

    private async Task<Chaser> ChaserAsync(AccountCaller caller, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var unit = caller.UnitId is { } id ? await db.OrgUnits.AsNoTracking().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellationToken) : null;
        return new Chaser(caller.Id, Answers.Masked(caller), unit, caller.UnitPath);
    }

    private static void RefuseIf(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusedException(refusal);
        }
    }
}
