using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Reach;

namespace RemoteClassroom.Server.Http;

/// <summary>Sets on every answer what keeps a browser from more than our own pages need; nothing is ever loaded from a third party.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ServerOptions options)
{
    private readonly bool _strictTransport = StrictTransport.Applies(options);

    /// <summary>hls.js plays from blobs and works in a blob worker; the component library sets styles on elements.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; " +
        "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    /// <summary>The API answers with data: as a page of its own it may load, run and frame nothing, and so needs no word about what pages do.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (_strictTransport && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = StrictTransport.Header;
        }

        if (context.Request.Path.StartsWithSegments(Pipeline.ApiBase, StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = DataPolicy;
        }
        else
        {
            OfPage(headers);
        }

        return next(context);
    }

    private static void OfPage(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        // Under "no-referrer" browsers post forms with "Origin: null", and the phone's pages could not tell themselves from a foreign site.
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()";
    }
}
