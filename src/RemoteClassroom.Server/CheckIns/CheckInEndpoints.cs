using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>The doors of check-in: a hall's key and code, scans, check-ins, and what a hall gathered without a link.</summary>
internal static class CheckInEndpoints
{
    private const int MostEntries = 200;
    private const int MostContacts = 100;
    private const int LongestDevice = 64;
    private const int BatchBodyLimit = 256 * 1024;
    private const int CommandBodyLimit = 8 * 1024;

    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddCheckIns(this IServiceCollection services) => services
        .AddSingleton<HallBoard>().AddSingleton<ScanDesk>().AddSingleton<CheckInDesk>().AddSingleton<CrowdDoors>().AddSingleton<Devices>().AddScoped<OfflineEntryEndpoints.Judging>();

    /// <summary>Maps them below the API's base.</summary>
    public static void MapCheckIns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{sessionId:guid}/branches/{branchId:guid}/key", KeyAsync).Allow(Callers.Screen).Produces<BranchKeyAnswer>()
            .WithSummary("The hall's own screen: the key to derive its codes from while it has no link.");
        api.MapGet("/sessions/{sessionId:guid}/branches/{branchId:guid}/code", CodeAsync).Allow(Callers.Hall).Produces<BranchCodeAnswer>()
            .WithSummary("What the hall's screen shows now.");
        MapCrowd(api);
        api.MapPost("/sessions/{sessionId:guid}/check-ins/batch", BatchAsync).Allow(Callers.Hall).BodyLimit(BatchBodyLimit)
            .NotIdempotent("Each entry carries its own id, which is looked up within the device.").Produces<BatchResults>()
            .WithSummary("Entries that a hall's screen or operator gathered, perhaps without a link.");
    }

    private static void MapCrowd(IEndpointRouteBuilder api)
    {
        // Made at the first request: they need what the start has yet to load. As delegates of no special kind, because only those are described.
        var doors = new Lazy<CrowdDoors>(api.ServiceProvider.GetRequiredService<CrowdDoors>, LazyThreadSafetyMode.PublicationOnly);
        Delegate scan = (HttpContext context) => doors.Value.ScanAsync(context);
        Delegate checkIn = (HttpContext context) => doors.Value.CheckInAsync(context);
        api.MapPost("/scans", scan).Takes<Scan>().Allow(Callers.Everybody).BodyLimit(CommandBodyLimit)
            .NotIdempotent("It changes nothing: a ticket is a sealed word, and a second one does no harm.")
            .Produces<TicketIssued>().WithTags(nameof(CheckInEndpoints)).WithSummary("Exchanges a scanned or typed code for a ticket for one person, good for three minutes.");
        api.MapPost("/check-ins", checkIn).Takes<CheckIn>().Idempotent().Allow(Callers.Everybody).BodyLimit(CommandBodyLimit)
            .Produces<CheckedIn>(StatusCodes.Status201Created).Produces<CheckedIn>().WithTags(nameof(CheckInEndpoints)).WithSummary("Checks a person in by a ticket.");
    }

    private static async Task<BranchKeyAnswer> KeyAsync(
        HttpContext context, Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, ServerOptions options, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var key = await DeriveAsync(sessionId, branchId, caller, access, sessions, context.RequestAborted);
        return new BranchKeyAnswer(Convert.ToBase64String(key.Key), BranchCodes.StepMs, time.GetUtcNow(), options.AddressFor(context.Request));
    }

    private static async Task<BranchCodeAnswer> CodeAsync(
        HttpContext context, Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, Domain.Log.ISessionStates states, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (key, branch) = await DeriveAsync(sessionId, branchId, caller, access, sessions, context.RequestAborted);
        var sample = (await states.GetAsync(sessionId, fresh: false, context.RequestAborted))?.OpenRound?.Sample;
        var step = BranchCodes.StepOf(time.GetUtcNow());
        return new BranchCodeAnswer(BranchCodes.CodeAt(key, branch.Hall, step), branch.Hall, BranchCodes.DigitsAt(key, step), BranchCodes.StartOf(step + 1), sample?.ExpectedOf(branch, sample.Bits()));
    }

    private static async Task<(byte[] Key, Domain.Sessions.FrozenBranch Hall)> DeriveAsync(
        Guid sessionId, Guid branchId, Caller caller, SessionAccess access, Domain.Sessions.ISessionDirectory sessions, CancellationToken cancellationToken)
    {
        var branch = await access.ToHallAsync(caller, sessionId, branchId, cancellationToken);
        var session = await sessions.FindAsync(sessionId, cancellationToken) ?? throw Refused.NotFound("session");
        return (BranchCodes.DeriveKey(session.Secret, sessionId, branchId), branch);
    }

    /// <summary>A reason in the contract's words; null for none.</summary>
    public static Contracts.CheckIns.VouchReason? ReasonOf(Domain.CheckIns.VouchGround reason) => reason switch
    {
        Domain.CheckIns.VouchGround.NoPhone => Contracts.CheckIns.VouchReason.NoPhone,
        Domain.CheckIns.VouchGround.PlainPhone => Contracts.CheckIns.VouchReason.PlainPhone,
        Domain.CheckIns.VouchGround.CannotScan => Contracts.CheckIns.VouchReason.CannotScan,
        Domain.CheckIns.VouchGround.Other => Contracts.CheckIns.VouchReason.Other,
        _ => null,
    };

    /// <summary>A reason in the domain's words.</summary>
    internal static Domain.CheckIns.VouchGround ReasonOf(Contracts.CheckIns.VouchReason? reason) => reason switch
    {
        Contracts.CheckIns.VouchReason.NoPhone => Domain.CheckIns.VouchGround.NoPhone,
        Contracts.CheckIns.VouchReason.PlainPhone => Domain.CheckIns.VouchGround.PlainPhone,
        Contracts.CheckIns.VouchReason.CannotScan => Domain.CheckIns.VouchGround.CannotScan,
        Contracts.CheckIns.VouchReason.Other => Domain.CheckIns.VouchGround.Other,
        _ => Domain.CheckIns.VouchGround.None,
    };

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

        if (batch.Contacts?.Count > MostContacts)
        {
            throw Refused.Validation("contacts", $"Tell at most {MostContacts} contacts: those next to the entries.");
        }

        await access.ToHallAsync(caller, sessionId, batch.BranchId, context.RequestAborted);
        var contacts = batch.Contacts?.Select(contact => new ContactLine(contact.PageLoad, contact.MonotonicMs, contact.DeviceAt, contact.ServerAt, contact.RoundTripMs)).ToArray();
        return Answers.Of(await grains.BranchClassroom(sessionId, batch.BranchId).BatchAsync(new BatchRequest(batch.Device, [.. batch.Entries.Select(LineOf)], contacts)));
    }

    private static BatchLine LineOf(BatchEntry entry) => new(
        entry.EntryId, entry.Seq, entry.TraineeId, entry.ScannedAt, entry.RoundId, entry.Proof, ReasonOf(entry.Reason), entry.Signature, entry.PageLoad, entry.MonotonicMs, entry.ClockOffsetMs);
}
