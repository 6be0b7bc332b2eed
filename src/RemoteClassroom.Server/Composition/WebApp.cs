using Microsoft.Extensions.FileProviders;
using RemoteClassroom.Server.Http;

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

    /// <summary>Answers page addresses with the app's first page.</summary>
    public static void MapWebApp(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.MapFallback(context => ServeAsync(context, files)).Allow(Callers.Everybody);
    }

    private static Task ServeAsync(HttpContext context, IFileProvider files)
    {
        var path = context.Request.Path;
        var isPage = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) &&
            !Array.Exists(NotPages, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal)) && !Path.HasExtension(path.Value);
        if (!isPage || files.GetFileInfo("index.html") is not { Exists: true } page)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
