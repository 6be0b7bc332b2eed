using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Publishing;

/// <summary><c>PUT</c> and <c>DELETE /live/{session}/{file}</c>, as ffmpeg's and OBS's HLS output speak them.</summary>
internal sealed class PublishEndpoint(LiveStore store, PublisherKeys keys, LiveMeters meters, IOptions<LiveOriginOptions> options, TimeProvider time)
{
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(1);
    private readonly LiveOriginOptions _options = options.Value;

    public async Task PutAsync(HttpContext context, Guid session, string file)
    {
        if (await AdmitAsync(context, session, file) is not { } name)
        {
            return;
        }

        var limit = name.Kind == LiveFileKind.Playlist ? _options.MaxPlaylistBytes : _options.MaxFileBytes;
        if (context.Request.ContentLength > limit)
        {
            await TooLargeAsync(context, limit);
            return;
        }

        using var upload = store.Begin(session, name, out var refusal);
        if (upload is null)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        if (await ReceiveAsync(context, upload, limit))
        {
            await PublishAsync(context, upload);
        }
    }

    public async Task DeleteAsync(HttpContext context, Guid session, string file)
    {
        if (await AdmitAsync(context, session, file) is { } name)
        {
            store.Delete(session, name.Text);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>Checks the key before a byte of the body is read: ffmpeg asks without one first and waits for <c>100 Continue</c>.</summary>
    private async Task<LiveFileName?> AdmitAsync(HttpContext context, Guid session, string file)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!PublisherKeys.IsPresent(header) || !await keys.CheckAsync(session, header, CancellationToken.None))
        {
            meters.RefusedPublisher();
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"live\", charset=\"UTF-8\"";
            await LeaveAsync(context, ErrorCodes.Unauthenticated, "Publish with the user name live and the session's stream key.");
            return null;
        }

        if (!LiveFileName.TryParse(file, out var name))
        {
            await LeaveAsync(context, ErrorCodes.NotFound, "A live stream consists of plain files that end in .m3u8, .ts, .m4s, .mp4, .aac or .vtt.");
            return null;
        }

        return name;
    }

    private async Task<bool> ReceiveAsync(HttpContext context, LiveUpload upload, long limit)
    {
        // The bounds here know what a segment is; the server's own are made for small bodies.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        // Not linked to RequestAborted: ffmpeg closes its end right after the last chunk, when the body may still have to be read.
        using var clock = new CancellationTokenSource(_options.UploadIdleTimeout, time);
        var begun = time.GetTimestamp();
        try
        {
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync(clock.Token);
                meters.Received(read.Buffer.Length);
                if (upload.Length + read.Buffer.Length > limit)
                {
                    context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                    await TooLargeAsync(context, limit);
                    return false;
                }

                var refusal = upload.Append(read.Buffer);
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (refusal != StoreRefusal.None)
                {
                    await RefuseAsync(context, refusal);
                    return false;
                }

                if (read.IsCompleted)
                {
                    return true;
                }

                var left = _options.UploadTimeout - time.GetElapsedTime(begun);
                clock.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : left < _options.UploadIdleTimeout ? left : _options.UploadIdleTimeout);
            }
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested)
        {
            await LeaveAsync(context, ErrorCodes.Malformed, "The upload took too long; it was given up and nothing of it is visible.");
            return false;
        }
        catch (IOException)
        {
            // The publisher went away in the middle: what came is forgotten, and there is nobody to answer.
            context.Abort();
            return false;
        }
    }

    private static async Task PublishAsync(HttpContext context, LiveUpload upload)
    {
        Playlist? playlist = null;
        if (upload.Name.Kind == LiveFileKind.Playlist && !Playlist.TryParse(upload.ToArray(), out playlist, out var fault))
        {
            await LeaveAsync(context, ErrorCodes.Validation, fault);
            return;
        }

        var refusal = upload.Publish(playlist, out var created);
        if (refusal != StoreRefusal.None)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        context.Response.StatusCode = created ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
        if (created)
        {
            context.Response.ContentLength = 0;
        }
    }

    private static Task RefuseAsync(HttpContext context, StoreRefusal refusal) => refusal switch
    {
        StoreRefusal.Over => LeaveAsync(context, ErrorCodes.IllegalTransition, "The session is over; stop publishing."),
        StoreRefusal.SessionFull => LeaveAsync(context, ErrorCodes.TooLarge, "The playlists name more than this server keeps for a session; let the encoder keep fewer segments (hls_list_size) or send fewer bits."),
        _ => LeaveAsync(context, ErrorCodes.Overloaded, "The server holds as much video as it may; try again.", BusyRetry),
    };

    private static Task TooLargeAsync(HttpContext context, long limit) =>
        LeaveAsync(context, ErrorCodes.TooLarge, $"At most {limit} bytes are taken for this file; make the segments shorter.");

    /// <summary>Answers without reading the rest of the body. The server then drains it for a few seconds: closing at once would reset the connection and often lose the answer.</summary>
    private static Task LeaveAsync(HttpContext context, string code, string detail, TimeSpan? retryAfter = null) =>
        LiveProblem.WriteAsync(context.Response, code, detail, retryAfter);
}
