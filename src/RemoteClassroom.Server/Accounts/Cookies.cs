using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Gives browsers their tokens as cookies that no script can read and no other site can send.</summary>
internal static class Cookies
{
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(400);

    /// <summary>Whether the request comes from one of our pages, which asks for cookies by the header <c>X-RC: 1</c>.</summary>
    public static bool FromPage(HttpContext context) => context.Request.Headers["X-RC"] == "1";

    /// <summary>Sets them if the request comes from one of our pages.</summary>
    public static void Set(HttpContext context, string accessToken, string refreshToken)
    {
        if (!FromPage(context))
        {
            return;
        }

        // Both live as long as the refresh token may: what an access token is worth, the server decides.
        context.Response.Cookies.Append(CookieNames.Access, accessToken, Options(context, "/", RefreshLife));
        context.Response.Cookies.Append(CookieNames.Refresh, refreshToken, Options(context, Pipeline.ApiBase + "/auth", RefreshLife));
    }

    /// <summary>Takes them away.</summary>
    public static void Clear(HttpContext context)
    {
        context.Response.Cookies.Delete(CookieNames.Access, Options(context, "/", null));
        context.Response.Cookies.Delete(CookieNames.Refresh, Options(context, Pipeline.ApiBase + "/auth", null));
    }

    private static CookieOptions Options(HttpContext context, string path, TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = path, MaxAge = life, IsEssential = true };
}
