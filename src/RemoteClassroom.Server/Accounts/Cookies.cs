using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Gives browsers their tokens as cookies that no script can read and no other site can send.</summary>
internal static class Cookies
{
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(400);

    /// <summary>Whether the request comes from one of our pages, which asks for cookies by the header <c>X-RC: 1</c>.</summary>
    public static bool FromPage(HttpContext context) => context.Request.Headers["X-RC"] == "1";

    /// <summary>The refresh token that the request carries in a cookie, the screen's or the account's as it says; null if it carries none.</summary>
    public static string? RefreshOf(HttpContext context) => context.Request.Cookies[AsScreen.Is(context.Request) ? CookieNames.ScreenRefresh : CookieNames.Refresh];

    /// <summary>Sets them if the request comes from one of our pages. A screen's have names of their own.</summary>
    public static void Set(HttpContext context, string accessToken, string refreshToken, bool screen)
    {
        if (!FromPage(context))
        {
            return;
        }

        // Both live as long as the refresh token may: what an access token is worth, the server decides.
        context.Response.Cookies.Append(screen ? CookieNames.Screen : CookieNames.Access, accessToken, Options(context, "/", RefreshLife));
        context.Response.Cookies.Append(screen ? CookieNames.ScreenRefresh : CookieNames.Refresh, refreshToken, Options(context, Pipeline.ApiBase + "/auth", RefreshLife));
    }

    /// <summary>Takes them away: the screen's or the account's, never both.</summary>
    public static void Clear(HttpContext context, bool screen)
    {
        context.Response.Cookies.Delete(screen ? CookieNames.Screen : CookieNames.Access, Options(context, "/", null));
        context.Response.Cookies.Delete(screen ? CookieNames.ScreenRefresh : CookieNames.Refresh, Options(context, Pipeline.ApiBase + "/auth", null));
    }

    private static CookieOptions Options(HttpContext context, string path, TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = path, MaxAge = life, IsEssential = true };
}
