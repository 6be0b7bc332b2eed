using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Corrections;

/// <summary>A person's own story in a session, to be read before one corrects it and after.</summary>
internal static class HistoryEndpoints
{
    /// <summary>Maps <c>/sessions/{s}/people/{t}</c>.</summary>
    public static void MapHistories(this IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{s:guid}/people/{t:guid}", OneAsync).WithTags("Attendance").Allow(Callers.Administrator | Callers.Operator).Produces<PersonHistory>()
            .WithSummary("What the ledger says of a person in a session: check-ins, corrections, requests for leave, and what counts; masked. An operator: of the own hall's roster.");

    private static async Task<PersonHistory> OneAsync(
        Guid s, Guid t, HttpContext context, Caller caller, CorrectionDesk desk, ISessionDirectory directory, ISessionStates states, IAttendanceReading reading, ICorrections corrections,
        RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var person = await desk.PersonAsync(caller, s, t, cancelled);
        var state = await states.GetAsync(s, fresh: true, cancelled) ?? throw Refused.NotFound("session");
        var tree = await directory.TreeAsync(s, cancelled) ?? throw Refused.NotFound("session");
        var names = tree.Branches.ToDictionary(hall => hall.BranchId, hall => hall.Name);
        var lines = (await reading.LinesAsync(s, [person.HomeId], cancelled)).Where(line => line.TraineeId == t).ToList();
        var corrected = (await corrections.PeopleAsync(s, t, cancelled)).Corrections;
        var by = await NamesAsync(db, corrected, cancelled);
        var rounds = state.Rounds.Select(round => new PersonRound(
            round.RoundId, KindOf(round.Purpose), round.OpenedAt,
            StandingOf(Standings.Of(round.RoundId, lines.Find(line => line.RoundId == round.RoundId) is { } line ? new StandingLine(line.Seq, line.RoundId, t, line.Late, line.CheckInId) : null, corrected))));
        var entries = lines.Select(line => new PersonEntry(line.Seq, line.At, line.RoundId, names.GetValueOrDefault(line.SeatId), WayOf(line.Way)))
            .Concat(corrected.Select(entry => new PersonEntry(
                entry.Seq, entry.At, entry.RoundId, Act: CorrectionEndpoints.ActOf(entry), ByRole: entry.ByRole, By: entry.ById is { } id ? by.GetValueOrDefault(id) : null, Text: entry.Text)))
            .OrderBy(entry => entry.Seq);
        var name = Masking.Name(person.Line.Name);
        var leaves = await db.Leaves.AsNoTracking().Where(row => row.SessionId == s && row.TraineeId == t).OrderByDescending(row => row.AskedAt).ToListAsync(cancelled);
        return new PersonHistory(
            t, name, Masking.RosterNo(person.Line.RosterNo), names.GetValueOrDefault(person.HomeId) ?? tree.Units.FirstOrDefault(unit => unit.UnitId == person.HomeId)?.Name ?? "",
            CorrectionRules.IsExcused(corrected), [.. rounds], [.. entries], [.. leaves.Select(row => LeaveDesk.InfoOf(row, person.Line.Name))]);
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(RemoteClassroomDb db, IReadOnlyList<Correction> corrections, CancellationToken cancellationToken)
    {
        var ids = corrections.Select(entry => entry.ById).OfType<Guid>().Distinct().ToList();
        var accounts = await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.UserName }).ToListAsync(cancellationToken);
        return accounts.ToDictionary(row => row.Id, row => Answers.Masked(row.UserName ?? ""));
    }

    private static RoundKind KindOf(RoundPurpose purpose) => purpose switch
    {
        RoundPurpose.SignIn => RoundKind.SignIn,
        RoundPurpose.SpotCheck => RoundKind.SpotCheck,
        _ => RoundKind.SignOut,
    };

    private static PersonStanding StandingOf(Standing standing) => standing switch
    {
        Standing.Present => PersonStanding.Present,
        Standing.Late => PersonStanding.Late,
        Standing.Absent => PersonStanding.Absent,
        Standing.Excused => PersonStanding.Excused,
        _ => PersonStanding.Missing,
    };

    private static CheckInWay WayOf(ProofWay way) => way switch
    {
        ProofWay.Ticket => CheckInWay.Ticket,
        ProofWay.OfflineProof => CheckInWay.OfflineProof,
        ProofWay.Companion => CheckInWay.Companion,
        _ => CheckInWay.Operator,
    };
}
