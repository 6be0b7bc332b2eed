using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>Devices that sign what they gather without a link: a hall registers its own, administrators see what is missing of their running numbers and revoke them.</summary>
internal static class DeviceEndpoints
{
    private const int LongestName = 64;
    private const int MostDevices = 1_000;
    private const int GapsShown = 20;

    /// <summary>Maps <c>/devices</c>.</summary>
    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        var devices = api.MapGroup("/devices").WithTags("Devices");
        devices.MapPost("", RegisterAsync).Allow(Callers.Hall).Produces<DeviceRegistered>(StatusCodes.Status201Created).Produces<DeviceRegistered>()
            .WithSummary("A hall's screen or its operator's device registers the key by which it signs entries. The same key again is the same device.");
        devices.MapGet("", ListAsync).Allow(Callers.Administrator | Callers.Hall).Produces<Page<DeviceInfo>>()
            .WithSummary("Devices of halls in the caller's scope (a hall: its own), with the running numbers that never arrived.");
        devices.MapPost("/{d:guid}/revoke", RevokeAsync).Allow(Callers.Administrator | Callers.Operator).Produces<DeviceRevoked>()
            .WithSummary("Believes the device no more. What it signed before stays valid.");
    }

    private static async Task<IResult> RegisterAsync(
        Caller caller, Change change, Body<RegisterDevice> body, TreeAccess tree, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        await tree.ToVenueAsync(caller, wish.VenueId, cancellationToken);
        var key = KeyOf(wish.PublicKey) ?? throw Refused.Validation("publicKey", "Send the uncompressed point of a P-256 key, 65 bytes, as base64url.");
        var name = wish.Name?.Trim() ?? "";
        if (name.Length > LongestName)
        {
            throw Refused.Validation("name", $"A name has at most {LongestName} characters.");
        }

        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var id = EntryProof.DeviceIdOf(key);
                var answer = Answers.Json(new DeviceRegistered(id, wish.VenueId));
                if (await db.Devices.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancelled) is { } known)
                {
                    return known.VenueId != wish.VenueId ? throw new RefusedException(ErrorCodes.Conflict, "This key belongs to another hall's device; make a new one for this hall.", "publicKey")
                        : known.RevokedAt is not null ? throw new RefusedException(ErrorCodes.DeviceRevoked, "This device was revoked; make a new key for it.", "publicKey")
                        : (StatusCodes.Status200OK, answer);
                }

                if (await db.Devices.CountAsync(row => row.VenueId == wish.VenueId, cancelled) >= MostDevices)
                {
                    throw new RefusedException(ErrorCodes.Conflict, $"A hall has at most {MostDevices} devices, revoked ones among them.");
                }

                db.Devices.Add(new DeviceRow
                {
                    Id = id, VenueId = wish.VenueId, PublicKey = key, Name = name, AccountId = (caller as AccountCaller)?.Id, RegisteredAt = Micros.Of(time.GetUtcNow()),
                });
                return (StatusCodes.Status201Created, answer);
            },
            cancellationToken));
    }

    private static byte[]? KeyOf(string text)
    {
        var bytes = new byte[EntryProof.KeyBytes];
        return text.Length == Base64Url.GetEncodedLength(EntryProof.KeyBytes) && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == bytes.Length && EntryProof.IsKey(bytes) ? bytes : null;
    }

    private static async Task<Page<DeviceInfo>> ListAsync(
        HttpContext context, Caller caller, Guid? unit, Guid? venue, string? cursor, int? limit, TreeAccess tree, RemoteClassroomDb db, IOfflineEntries offline)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var skip = (int)Math.Min(int.MaxValue, Paging.Skip(cursor));
        var wanted = SessionAccess.VenueOf(caller) is { } own ? (venue ?? own) : venue;
        var venues = db.Venues.AsNoTracking();
        if (wanted is { } hall)
        {
            await tree.ToVenueAsync(caller, hall, cancelled);
            venues = venues.Where(row => row.Id == hall);
        }
        else
        {
            var scope = unit is { } id ? await tree.ToUnitAsync(caller, id, cancelled) : TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit");
            if (scope.Length > 0)
            {
                var units = db.OrgUnits.InSubtree(scope);
                venues = venues.Where(row => units.Any(place => place.Id == row.UnitId));
            }
        }

        var rows = await db.Devices.AsNoTracking().Where(row => venues.Any(place => place.Id == row.VenueId)).OrderBy(row => row.RegisteredAt).ThenBy(row => row.Id)
            .Skip(skip).Take(most + 1).ToListAsync(cancelled);
        var gaps = (await offline.GapsAsync([.. rows.Take(most).Select(row => row.Id)], cancelled)).ToLookup(gap => gap.DeviceId);
        return new Page<DeviceInfo>([.. rows.Take(most).Select(row => InfoOf(row, [.. gaps[row.Id]]))], rows.Count > most ? Paging.Cursor(skip + most) : null);
    }

    private static DeviceInfo InfoOf(DeviceRow row, List<SequenceGap> gaps) => new(
        row.Id, row.VenueId, row.Name, Micros.ToInstant(row.RegisteredAt), gaps.Sum(gap => gap.Count), [.. gaps.Take(GapsShown).Select(gap => new NumbersMissing(gap.From, gap.To))],
        row.RevokedAt is { } at ? Micros.ToInstant(at) : null);

    private static async Task<IResult> RevokeAsync(
        Guid d, Caller caller, Change change, Body<EmptyCommand> body, TreeAccess tree, RemoteClassroomDb reading, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var venue = await reading.Devices.AsNoTracking().Where(row => row.Id == d).Select(row => (Guid?)row.VenueId).FirstOrDefaultAsync(cancellationToken) ?? throw Refused.NotFound("device");
        await tree.ToVenueAsync(caller, venue, cancellationToken);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.Devices.FirstAsync(row => row.Id == d, cancelled);

                // Revoked twice, the first moment stands: moving it later would believe more.
                row.RevokedAt ??= Micros.Of(time.GetUtcNow());
                return (StatusCodes.Status200OK, Answers.Json(new DeviceRevoked(d, Micros.ToInstant(row.RevokedAt.Value))));
            },
            cancellationToken));
    }
}
