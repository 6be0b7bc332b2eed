using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Phone;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>The doors of check-in: a hall's key and code, scans, check-ins, and what a hall gathered without a link.</summary>
internal static class CheckInEndpoints
{
    private const int MostEntries = 200;
    private const int LongestDevice = 64;
    private const int BatchBodyLimit = 256 * 1024;
    private const int CommandBodyLimit = 8 * 1024;

    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddCheckIns(this IServiceCollection services) => services
        .AddSingleton<HallBoard>().AddSingleton<ScanDesk>().AddSingleton<CheckInDesk>().AddSingleton<Devices>();

    /// <summary>Maps them below the API's base.</summary>
    public static void MapCheckIns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{sessionId:guid}/branches/{branchId:guid}/key", KeyAsync).Allow(Callers.Screen).Produces<BranchKeyAnswer>()
            .WithSummary("The hall's own screen: the key to derive its codes from while it has no link.");
        api.MapGet("/sessions/{sessionId:guid}/branches/{branchId:guid}/code", CodeAsync).Allow(Callers.Hall).Produces<BranchCodeAnswer>()
            .WithSummary("What the hall's screen shows now.");
        api.MapPost("/scans", ScanAsync).Allow(Callers.Everybody).NotIdempotent("It changes nothing: a ticket is a sealed word, and a second one does no harm.").BodyLimit(CommandBodyLimit)
            .Produces<TicketIssued>().WithSummary("Exchanges a scanned or typed code for a ticket for one person, good for three minutes.");
        api.MapPost("/check-ins", CheckInAsync).Allow(Callers.Everybody).BodyLimit(CommandBodyLimit).Produces<CheckedIn>(StatusCodes.Status201Created).Produces<CheckedIn>()
            .WithSummary("Checks a person in by a ticket.");
        api.MapPost("/sessions/{sessionId:guid}/check-ins/batch", BatchAsync).Allow(Callers.Hall).BodyLimit(BatchBodyLimit)
            .NotIdempotent("Each entry carries its own id, which is looked up within the device.").Produces<BatchResults>()
            .WithSummary("Entries that a hall's screen or operator gathered, perhaps without a link.");
    }

    private static async Task<BranchKeyAnswer> KeyAsync(
        HttpContext context, Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var key = await DeriveAsync(sessionId, branchId, caller, access, sessions, context.RequestAborted);
        return new BranchKeyAnswer(Convert.ToBase64String(key.Key), BranchCodes.StepMs, time.GetUtcNow());
    }

    private static async Task<BranchCodeAnswer> CodeAsync(
        HttpContext context, Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (key, hall) = await DeriveAsync(sessionId, branchId, caller, access, sessions, context.RequestAborted);
        var step = BranchCodes.StepOf(time.GetUtcNow());
        return new BranchCodeAnswer(BranchCodes.CodeAt(key, hall, step), hall, BranchCodes.DigitsAt(key, step), BranchCodes.StartOf(step + 1));
    }

    private static async Task<(byte[] Key, long Hall)> DeriveAsync(
        Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, CancellationToken cancellationToken)
    {
        var branch = await access.ToHallAsync(caller, sessionId, branchId, cancellationToken);
        var session = await sessions.FindAsync(sessionId, cancellationToken) ?? throw Refused.NotFound("session");
        return (BranchCodes.DeriveKey(session.Secret, sessionId, branchId), branch.Hall);
    }

    private static async Task ScanAsync(HttpContext context, Body<Scan> body, ScanDesk scans, TicketSeal tickets, Devices devices)
    {
        var scan = body.Value;
        var outcome = await scans.ScanAsync(scan.Code, scan.Hall, scan.Digits, devices.KeyOf(context.Request), context.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            await Problems.WriteAsync(context, refusal);
            return;
        }

        if (outcome.OneDevicePerRound)
        {
            devices.Ensure(context);
        }

        var (ticket, branch) = (outcome.Ticket!, outcome.Part!.Branch);
        var answer = new TicketIssued(tickets.Seal(ticket), ticket.SessionId, ticket.RoundId, new BranchName(branch.BranchId, branch.Name), ticket.ExpiresAt);
        await WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJson.Options));
    }

    private static async Task CheckInAsync(HttpContext context, Change change, Body<CheckIn> body, CheckInDesk desk, Devices devices)
    {
        var person = body.Value;
        var answer = await desk.CheckInAsync(person.Ticket, person.RosterNo, person.Name, person.LastDigits, change.Key, change.BodyHash, devices.HashOf(context.Request));
        if (answer.Refusal is { } refusal)
        {
            await Problems.WriteAsync(context, refusal);
            return;
        }

        if (PersonTokenOf(answer.Body!) is { } token)
        {
            PersonCookie.Set(context, token);
        }

        await WriteAsync(context, answer.Status, Encoding.UTF8.GetBytes(answer.Body!));
    }

    // With its length the answer leaves in one piece.
    private static Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    // The answer is the grain's own JSON, kept as it is; of it only the token is wanted, which has no character that JSON would escape.
    private static string? PersonTokenOf(string json)
    {
        const string name = "\"personToken\":\"";
        var from = json.IndexOf(name, StringComparison.Ordinal);
        var to = from < 0 ? -1 : json.IndexOf('"', from + name.Length);
        return to < 0 ? null : json[(from + name.Length)..to];
    }

    private static async Task<IResult> BatchAsync(HttpContext context, Guid sessionId, Body<CheckInBatch> body, Caller caller, SessionAccess access, IGrainFactory grains)
    {
        var batch = body.Value;
        if (batch.Entries.Count is 0 or > MostEntries)
        {
            throw Refused.Validation("entries", $"Send 1 to {MostEntries} entries at once.");
        }

        if (batch.Device.Length is 0 or > LongestDevice)
        {
            throw Refused.Validation("device", $"Name the device with 1 to {LongestDevice} characters.");
        }

        await access.ToHallAsync(caller, sessionId, batch.BranchId, context.RequestAborted);
        var lines = batch.Entries.Select(entry => new BatchLine(entry.EntryId, entry.Seq, entry.TraineeId, entry.ScannedAt, entry.RoundId, entry.Proof)).ToArray();
        return Answers.Of(await grains.BranchClassroom(sessionId, batch.BranchId).BatchAsync(new BatchRequest(batch.Device, lines)));
    }
}
