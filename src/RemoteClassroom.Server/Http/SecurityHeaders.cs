namespace RemoteClassroom.Server.Http;

/// <summary>Sets on every answer what keeps a browser from more than our own pages need; nothing is ever loaded from a third party.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>hls.js plays from blobs and works in a blob worker; the component library sets styles on elements.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; " +
        "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Under "no-referrer" browsers post forms with "Origin: null", and the phone's pages could not tell themselves from a foreign site.
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()";
        return next(context);
    }
}
