using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Watching;

/// <summary><c>GET</c> and <c>HEAD /live/{session}/{file}</c> for players.</summary>
internal sealed class WatchEndpoint(LiveStore store, IMediaAccess access, EgressMeter egress, LiveMeters meters, IOptions<LiveOriginOptions> options, TimeProvider time)
{
    private readonly LiveOriginOptions _options = options.Value;

    public async Task GetAsync(HttpContext context, Guid session, string file)
    {
        var response = context.Response;
        switch (await access.MayWatchAsync(context, session))
        {
            case WatchDecision.Allowed:
                break;
            case WatchDecision.Unauthenticated:
                response.Headers.WWWAuthenticate = "Bearer";
                await LiveProblem.WriteAsync(response, ErrorCodes.Unauthenticated, "Sign in to watch.");
                return;
            case WatchDecision.Forbidden:
                await LiveProblem.WriteAsync(response, ErrorCodes.Forbidden, "This account does not watch sessions.");
                return;
            case WatchDecision.Cut:
                response.Headers.CacheControl = "no-store";
                await LiveProblem.WriteAsync(response, ErrorCodes.Conflict, "The programme is cut; show a slate until it is restored.");
                return;
            default:
                await LiveProblem.WriteAsync(response, ErrorCodes.NotFound, "There is no such session, or it is not yours to watch.");
                return;
        }

        if (!LiveFileName.TryParse(file, out var name) || name.Text != file || store.Find(session, file) is not { } found)
        {
            await LiveProblem.WriteAsync(response, ErrorCodes.NotFound, "Nothing of that name is being published now.");
            return;
        }

        // Names are used again when a publisher begins anew, so a copy must be asked for again; the tag makes that cheap.
        response.Headers.CacheControl = "private, no-cache, no-transform";
        response.Headers.ETag = found.ETag;
        response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.IfNoneMatch.ToString() == found.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await SendAsync(context, found);
    }

    private async Task SendAsync(HttpContext context, LiveFile file)
    {
        var response = context.Response;
        var head = HttpMethods.IsHead(context.Request.Method);
        if (!head && file.Name.Kind == LiveFileKind.Playlist)
        {
            egress.Take(file.Length);
        }
        else if (!head && !egress.TryTake(file.Length, out var retryAfter))
        {
            meters.RefusedReader();
            response.Headers.Remove("ETag");
            await LiveProblem.WriteAsync(response, ErrorCodes.Overloaded, "The server sends as much video as it may; check-ins go first.", retryAfter);
            return;
        }

        response.ContentType = file.Name.ContentType;
        response.ContentLength = file.Length;
        if (head)
        {
            return;
        }

        using var clock = new CancellationTokenSource(_options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, context.RequestAborted);
        try
        {
            foreach (var chunk in file.Chunks)
            {
                await response.BodyWriter.WriteAsync(chunk, either.Token);
            }

            meters.Sent(file.Length);
        }
        catch (OperationCanceledException)
        {
            // Too slow or gone: a segment that was evicted long ago must not stay in memory for one reader.
            context.Abort();
        }
    }
}
