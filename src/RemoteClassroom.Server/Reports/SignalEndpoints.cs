using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Privacy;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Reports;

/// <summary>What looks strange among check-ins, and what people made of it.</summary>
internal static class SignalEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSignals(this IEndpointRouteBuilder api)
    {
        var signals = api.MapGroup("/sessions/{s:guid}/signals").WithTags("Reports");
        signals.MapGet("", (Guid s, Guid? unit, HttpContext context, Caller caller, SignalDesk desk) => desk.ListAsync(s, unit, context, caller)).Allow(Callers.Administrator).Produces<SignalList>()
            .WithSummary("Check-ins that somebody should look at: one device for several people, many within seconds, one person in two halls. With what was last found about them.");
        signals.MapPost("/{g:guid}/judge", (Guid s, Guid g, Caller caller, Change change, Body<JudgeSignal> body, SignalDesk desk, CancellationToken cancellationToken) =>
            desk.JudgeAsync(s, g, caller, change.For(caller), body.Value, cancellationToken)).Allow(Callers.Administrator).Produces<SignalJudged>()
            .WithSummary("Says what was found about a signal and why. It stands in the audit and changes no figure; later findings stand beside earlier ones.");
    }
}

/// <summary>Finds signals and keeps what was found about them: in the audit, which nobody can change.</summary>
internal sealed class SignalDesk(ReportDesk reports, IAttendanceReading reading, IAuditTrail trail, RemoteClassroomDb db, IEdits edits, TimeProvider time)
{
    private const int MostSignals = 500;
    private const int MostPeople = 50;
    private const int MostFindings = 5_000;
    private const int HallsAtOnce = 200;
    private const string SignalName = "signal";
    private const string FindingName = "finding";
    private const string PeopleName = "people";

    /// <summary>Lists.</summary>
    public async Task<SignalList> ListAsync(Guid sessionId, Guid? unit, HttpContext context, Caller caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (scope, _) = await reports.ScopeAsync(caller, sessionId, unit, context.RequestAborted);
        var names = scope.Tree.Branches.ToDictionary(hall => hall.BranchId, hall => hall.Name);
        var found = new List<Signal>();
        foreach (var part in scope.Tree.Branches.Where(hall => Paths.Contains(scope.Path, scope.Tree.Units[hall.UnitIndex].Path)).Select(hall => hall.BranchId).Chunk(HallsAtOnce))
        {
            found.AddRange(Signals.Find(await reading.LinesAsync(sessionId, part, context.RequestAborted)));
            if (found.Count > MostSignals)
            {
                break;
            }
        }

        var judged = await FindingsAsync(sessionId, context.RequestAborted);
        var items = found.OrderBy(signal => signal.From).Take(MostSignals).Select(signal => new SignalInfo(
            IdOf(signal), signal.Kind switch { SignalKind.SharedDevice => SignalType.SharedDevice, SignalKind.Burst => SignalType.Burst, _ => SignalType.TwoHalls },
            signal.RoundId, signal.HallId, names.GetValueOrDefault(signal.HallId, ""), signal.From, signal.To, [.. signal.People.Take(MostPeople)], signal.People.Count,
            signal.OtherHallId is { } other ? names.GetValueOrDefault(other, "") : null, judged.GetValueOrDefault(IdOf(signal)))).ToList();
        return new SignalList(items, found.Count > MostSignals);
    }

    /// <summary>Keeps a finding.</summary>
    public async Task<IResult> JudgeAsync(Guid sessionId, Guid signal, Caller caller, ReceiptKey key, JudgeSignal wish, CancellationToken cancellationToken)
    {
        var reason = Reasons.Check(wish.Reason);
        var (scope, _) = await reports.ScopeAsync(caller, sessionId, null, cancellationToken);
        if (scope.Tree.Branches.FirstOrDefault(hall => hall.BranchId == wish.HallId) is not { } hall || !Paths.Contains(scope.Path, scope.Tree.Units[hall.UnitIndex].Path))
        {
            throw Refused.NotFound("hall in this session");
        }

        var at = Micros.Truncate(time.GetUtcNow());
        return Answers.Of(await edits.RunAsync(
            key,
            (db, _) =>
            {
                db.Audit(AuditLine.Of(
                    at, AuditBy.Of(caller), AuditActions.SignalJudged, new AuditObject(AuditKinds.Session, sessionId, scope.Tree.Units[hall.UnitIndex].Path), true, reason,
                    (SignalName, signal), ("hall", wish.HallId), (FindingName, wish.Finding.ToString()), (PeopleName, Math.Max(0, wish.People))));
                return Task.FromResult((StatusCodes.Status200OK, Answers.Json(new SignalJudged(wish.Finding, reason, at, Math.Max(0, wish.People), Answers.Masked((AccountCaller)caller)))));
            },
            cancellationToken));
    }

    // The newest of each signal. Whoever may see the signal may read what was found about it, wherever the finder stands.
    private async Task<Dictionary<Guid, SignalJudged>> FindingsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var lines = await trail.ReadAsync(new AuditQuery("", Action: AuditActions.SignalJudged, About: sessionId), null, MostFindings, cancellationToken);
        var ids = lines.Select(line => line.Actor.Id).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.UserName ?? "", cancellationToken);
        var newest = new Dictionary<Guid, SignalJudged>();
        foreach (var line in lines)
        {
            var facts = AuditDetail.Read(line.Detail);
            newest.TryAdd(Guid.Parse(facts[SignalName]), new SignalJudged(
                Enum.Parse<SignalFinding>(facts[FindingName]), line.Reason ?? "", line.At, int.Parse(facts[PeopleName], System.Globalization.CultureInfo.InvariantCulture),
                line.Actor.Id is { } by && names.TryGetValue(by, out var name) ? Answers.Masked(name) : null));
        }

        return newest;
    }

    // From what does not change while it goes on: more people may come to it, but not before its beginning.
    private static Guid IdOf(Signal signal)
    {
        Span<byte> facts = stackalloc byte[1 + (4 * 16) + 8];
        facts[0] = (byte)signal.Kind;
        signal.RoundId.TryWriteBytes(facts[1..], bigEndian: true, out _);
        signal.HallId.TryWriteBytes(facts[17..], bigEndian: true, out _);
        (signal.OtherHallId ?? Guid.Empty).TryWriteBytes(facts[33..], bigEndian: true, out _);
        signal.People[0].TryWriteBytes(facts[49..], bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(facts[65..], Micros.Of(signal.From));
        return new Guid(SHA256.HashData(facts).AsSpan(0, 16), bigEndian: true);
    }
}
