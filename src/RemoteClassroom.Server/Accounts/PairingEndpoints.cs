using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>A screen asks to be paired and shows a code; somebody who answers for the hall types it; the screen fetches its tokens.</summary>
internal static class PairingEndpoints
{
    private const int MaxAlive = 50_000;
    private const int SecretBytes = 32;

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    // A code is kept a while after its end, so that who comes late is told so.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>Maps <c>/pairings</c>.</summary>
    public static void MapPairings(this IEndpointRouteBuilder api)
    {
        const string Why = "The contract uses no keys for a screen that has no credential yet.";
        var pairings = api.MapGroup("/pairings").WithTags("Pairing");
        pairings.MapPost("", StartAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<PairingStarted>();
        pairings.MapPost("/approve", ApproveAsync).Allow(Callers.Administrator | Callers.Operator).Produces<PairingApproved>();
        pairings.MapPost("/{p:guid}/token", FetchAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<PairingDone>().Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> StartAsync(HttpContext context, Body<EmptyCommand> body, RemoteClassroomDb db, TimeProvider time)
    {
        var cancelled = context.RequestAborted;
        var now = time.GetUtcNow();
        var over = Micros.Of(now - Remembered);
        await db.Pairings.Where(row => row.ExpiresAt < over).ExecuteDeleteAsync(cancelled);
        if (await db.Pairings.CountAsync(cancelled) >= MaxAlive)
        {
            throw new RefusedException(ErrorCodes.Overloaded, "Too many screens ask to be paired at this moment; try again later.", retryAfterMs: 60_000);
        }

        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var row = new PairingRow
        {
            Id = Guid.CreateVersion7(now),
            UserCode = await FreeCodeAsync(db, cancelled),
            PollSecretHash = Credentials.Hash(secret),
            ExpiresAt = Micros.Of(now + CodeLife),
        };
        db.Pairings.Add(row);
        await db.SaveChangesAsync(cancelled);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new PairingStarted(row.Id, $"{row.UserCode[..4]} {row.UserCode[4..]}", Base64Url.EncodeToString(secret), Micros.ToInstant(row.ExpiresAt)), Contracts.ContractsJson.Options);
    }

    private static async Task<string> FreeCodeAsync(RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var code = PairingCode.Create();
            if (!await db.Pairings.AnyAsync(row => row.UserCode == code, cancellationToken))
            {
                return code;
            }
        }
    }

    private static async Task<IResult> ApproveAsync(
        Caller caller, Change change, Body<ApprovePairing> body, TreeAccess tree, IEdits edits, SignInFailures failures, TimeProvider time, CancellationToken cancellationToken)
    {
        var venue = body.Value.VenueId;
        var path = await tree.ToVenueAsync(caller, venue, cancellationToken);
        var key = FailureKey.Device(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("pairing:" + caller.Scope)));
        if (failures.Limiter.Blocked(time.GetUtcNow(), key) is { } wait)
        {
            throw new RefusedException(ErrorCodes.RateLimited, "Too many wrong codes; wait before the next one.", retryAfterMs: (int)wait.TotalMilliseconds + 1);
        }

        try
        {
            return Answers.Of(await edits.RunAsync(
                change.For(caller),
                async (db, cancelled) =>
                {
                    var row = await FindAsync(db, body.Value.UserCode, time.GetUtcNow(), cancelled);
                    row.VenueId = venue;
                    db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.PairingApproved, new AuditObject(AuditKinds.Venue, venue, path), detail: [("pairing", row.Id)]));
                    return (StatusCodes.Status200OK, Answers.Json(new PairingApproved(row.Id, venue)));
                },
                cancellationToken));
        }
        catch (RefusedException refused) when (refused.Refusal.Code == ErrorCodes.CodeInvalid)
        {
            failures.Limiter.Fail(time.GetUtcNow(), key);
            throw;
        }
    }

    private static async Task<PairingRow> FindAsync(RemoteClassroomDb db, string typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var code = PairingCode.Read(typed) ?? throw new RefusedException(ErrorCodes.CodeInvalid, "These are not the digits of a screen; compare them once more.", "userCode");
        var row = await db.Pairings.FirstOrDefaultAsync(row => row.UserCode == code, cancellationToken) ??
            throw new RefusedException(ErrorCodes.CodeInvalid, "No screen shows these digits now.", "userCode");
        if (row.ExpiresAt <= Micros.Of(now))
        {
            throw new RefusedException(ErrorCodes.CodeExpired, "These digits are out of date; the screen shows new ones.", "userCode");
        }

        return row.VenueId is null ? row : throw new RefusedException(ErrorCodes.Conflict, "This screen was paired already.", "userCode");
    }

    private static async Task<IResult> FetchAsync(HttpContext context, Guid p, Body<PairingPoll> body, RemoteClassroomDb db, Credentials credentials, TimeProvider time)
    {
        var cancelled = context.RequestAborted;
        var hash = HashOf(body.Value.PollSecret);
        if (await db.Pairings.FirstOrDefaultAsync(row => row.Id == p, cancelled) is not { } row || hash is null || !CryptographicOperations.FixedTimeEquals(row.PollSecretHash, hash))
        {
            throw Refused.NotFound("pairing");
        }

        if (row.VenueId is not { } venue)
        {
            return row.ExpiresAt <= Micros.Of(time.GetUtcNow())
                ? throw new RefusedException(ErrorCodes.CodeExpired, "The code has ended without being approved; ask for another.")
                : TypedResults.Json(new EmptyCommand(), Contracts.ContractsJson.Options, statusCode: StatusCodes.Status202Accepted);
        }

        var tokens = row.CredentialId is { } credential
            ? (await credentials.RenewAsync(credential, hash, cancelled))?.Tokens ?? throw new RefusedException(ErrorCodes.Conflict, "The tokens were fetched and used; refresh them, or ask for another code.")
            : await IssueAsync(db, row, venue, hash, credentials, cancelled);
        Cookies.Set(context, tokens.AccessToken, tokens.RefreshToken, screen: true);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new PairingDone(tokens.AccessToken, tokens.RefreshToken, venue), Contracts.ContractsJson.Options);
    }

    // The poll secret counts as the former refresh token: it works until an access token was used. Two polls at once end with one credential.
    private static async Task<Tokens> IssueAsync(RemoteClassroomDb db, PairingRow row, Guid venue, byte[] hash, Credentials credentials, CancellationToken cancellationToken)
    {
        var (credential, tokens) = credentials.Create(null, venue, hash);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        Guid? id = credential.Id;
        var first = await db.Pairings.Where(other => other.Id == row.Id && other.CredentialId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.CredentialId, id), cancellationToken);
        if (first == 0)
        {
            throw new RefusedException(ErrorCodes.Conflict, "Another poll fetched the tokens at this moment; ask again.", retryAfterMs: 1_000);
        }

        db.Credentials.Add(credential);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return tokens;
    }

    private static byte[]? HashOf(string secret)
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        return secret.Length == Base64Url.GetEncodedLength(SecretBytes) && Base64Url.IsValid(secret) && Base64Url.TryDecodeFromChars(secret, bytes, out var read) && read == SecretBytes ? Credentials.Hash(bytes) : null;
    }
}
