using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Http;

/// <summary>Endpoint metadata: a dangerous act, which wants the password within the last five minutes.</summary>
public sealed record FreshMetadata;

/// <summary>
/// Dangerous acts – erasing, giving roles, unmasking, deleting – want a password that was given within the last five minutes, so that a page left open is not enough. Others
/// get 403 <c>fresh_sign_in_required</c>, give the password to <c>POST /auth/confirm</c>, and send the same command with the same key again.
/// </summary>
public static class FreshSignIn
{
    /// <summary>How long a password is fresh.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Says of an endpoint that it is dangerous.</summary>
    public static RouteHandlerBuilder Fresh(this RouteHandlerBuilder endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.WithMetadata(new FreshMetadata()).AddEndpointFilter(async (context, next) =>
        {
            await RequireAsync(context.HttpContext);
            return await next(context);
        });
    }

    /// <summary>For an endpoint of which only some calls are dangerous.</summary>
    /// <exception cref="RefusedException">The caller is no account whose password was given within the last five minutes.</exception>
    public static async Task RequireAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = context.RequestServices;
        var oldest = Micros.Of(services.GetRequiredService<TimeProvider>().GetUtcNow() - Life);
        var credential = (Caller.Of(context) as AccountCaller)?.CredentialId;
        if (credential is null || !await services.GetRequiredService<RemoteClassroomDb>().Credentials.AnyAsync(row => row.Id == credential && row.PasswordAt >= oldest, context.RequestAborted))
        {
            throw new RefusedException(ErrorCodes.FreshSignInRequired, "This act wants your password once more: send it to /auth/confirm, then send the same command again.");
        }
    }
}
