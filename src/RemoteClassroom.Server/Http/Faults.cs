using System.Net.Sockets;
using Orleans.Runtime;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// The outermost middleware: whatever ends a request badly becomes a problem document with a code. What was thrown is logged, never sent.
/// </summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    /// <summary>How long to wait before trying again when the node is busy or its database away.</summary>
    private const int RetryMs = 1_000;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
            return;
        }
        catch (Exception fault)
        {
            var (refusal, status) = Explain(fault, IsChange(context.Request.Method));
            Note(context, fault, refusal);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            Clear(context.Response);
            await Problems.WriteAsync(context, refusal, status);
            return;
        }

        await FillEmptyAsync(context);
    }

    /// <summary>What the caller is told about a fault.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="change">Whether the request may have changed something.</param>
    internal static (Refusal Refusal, int? Status) Explain(Exception fault, bool change) => fault switch
    {
        RefusedException refused => (refused.Refusal, null),
        BadHttpRequestException bad => (OfStatus(bad.StatusCode), bad.StatusCode is 408 ? 408 : null),
        StorageOverloadedException => (new Refusal(ErrorCodes.Overloaded, "More is waiting to be stored than this node may hold. Try again with the same key.", RetryAfterMs: RetryMs), null),
        StorageException { OutcomeUnknown: true } => (Unknown, null),
        StorageException => (Unavailable, null),
        LimitExceededException => (new Refusal(ErrorCodes.Overloaded, "Too much waits for this session. Try again with the same key.", RetryAfterMs: RetryMs), null),
        TimeoutException or OperationCanceledException when change => (Unknown, null),
        TimeoutException or OperationCanceledException or SocketException => (Unavailable, null),
        Orleans.Runtime.OrleansException when change => (Unknown, null),
        Orleans.Runtime.OrleansException => (Unavailable, null),
        System.Data.Common.DbException when change => (Unknown, null),
        System.Data.Common.DbException => (Unavailable, null),
        _ => (new Refusal(ErrorCodes.Internal, "The server failed at this request; the operator finds it in the log. Trying again with the same key does no harm."), null),
    };

    private static Refusal Unknown { get; } =
        new(ErrorCodes.OutcomeUnknown, "Whether the change was stored is not known. Try again with the same key: it will not be done twice.", RetryAfterMs: RetryMs);

    private static Refusal Unavailable { get; } =
        new(ErrorCodes.StorageUnavailable, "The database cannot be reached just now; nothing was changed. Try again.", RetryAfterMs: RetryMs);

    private static Refusal OfStatus(int status) => status switch
    {
        401 => Refused.Unauthenticated().Refusal,
        403 => Refused.Forbidden().Refusal,
        404 => new Refusal(ErrorCodes.NotFound, "There is nothing at this address."),
        405 => new Refusal(ErrorCodes.MethodNotAllowed, "This address does not take this method; the Allow header names those it takes."),
        413 => new Refusal(ErrorCodes.TooLarge, "The body is larger than this call may carry."),
        415 => new Refusal(ErrorCodes.UnsupportedMediaType, "Send the body as application/json, or as this call says."),
        429 => new Refusal(ErrorCodes.RateLimited, "Too many requests.", RetryAfterMs: RetryMs),
        503 => new Refusal(ErrorCodes.Overloaded, "The node is busy. Try again.", RetryAfterMs: RetryMs),
        >= 500 => new Refusal(ErrorCodes.Internal, "The server failed at this request."),
        _ => new Refusal(ErrorCodes.Malformed, "The request, one of its parameters or its body cannot be read."),
    };

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    private static void Clear(HttpResponse response)
    {
        // What earlier middleware set for every answer (security headers, cookies to clear) stays.
        response.ContentLength = null;
        response.ContentType = null;
        response.Headers.ETag = default;
    }

    private static Task FillEmptyAsync(HttpContext context)
    {
        var response = context.Response;
        return response.StatusCode < 400 || response.HasStarted || response.ContentType is not null || response.ContentLength is not null
            ? Task.CompletedTask
            : Problems.WriteAsync(context, OfStatus(response.StatusCode), response.StatusCode);
    }

    private void Note(HttpContext context, Exception fault, Refusal refusal)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        switch (ErrorCodes.StatusOf(refusal.Code))
        {
            case 500:
                LogFailed(fault, context.Request.Method, route);
                break;
            case 503:
                LogUnavailable(fault, context.Request.Method, route, refusal.Code);
                break;
            default:
                break;
        }
    }
}
