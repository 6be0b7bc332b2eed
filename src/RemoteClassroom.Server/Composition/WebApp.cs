using Microsoft.Extensions.FileProviders;

namespace RemoteClassroom.Server.Composition;

/// <summary>The web app's files, and its first page for every address of its own.</summary>
internal static class WebApp
{
    /// <summary>Addresses that are never a page of the web app: an unknown one below them is <c>not_found</c>.</summary>
    private static readonly string[] NotPages = ["/api", "/hubs", "/live", "/healthz", "/metrics", "/openapi"];

    /// <summary>Serves the files themselves; those with a hash in their name for ever.</summary>
    public static void UseWebAppFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl =
            answer.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
    });

    /// <summary>
    /// Answers page addresses with the app's first page. A middleware, not an endpoint: a fallback endpoint would also take calls of the API that have
    /// the wrong method or media type, and hide why they are refused.
    /// </summary>
    public static void UseWebAppPages(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) => context.GetEndpoint() is null ? ServeAsync(context, next, files) : next(context));
    }

    private static Task ServeAsync(HttpContext context, RequestDelegate next, IFileProvider files)
    {
        var path = context.Request.Path;
        var isPage = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) &&
            !Array.Exists(NotPages, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal)) && !Path.HasExtension(path.Value);
        if (!isPage || files.GetFileInfo("index.html") is not { Exists: true } page)
        {
            return next(context);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
