using Microsoft.Extensions.Primitives;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary>Gives a browser the person token that a check-in earned: HttpOnly, so that no script reads it.</summary>
internal static class PersonCookie
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private static readonly string Rules = $"; max-age={(int)Longest.TotalSeconds}; path=/; samesite=strict; httponly";

    /// <summary>
    /// Sets the cookie; the server ends it 24 hours after the session, whatever the browser keeps. Every check-in sets one: so it is put together here. A token holds no character
    /// that a cookie would have to escape.
    /// </summary>
    public static void Set(HttpContext context, string personToken)
    {
        var headers = context.Response.Headers;
        headers.SetCookie = StringValues.Concat(headers.SetCookie, string.Concat(CookieNames.Person + "=", personToken, Rules, context.Request.IsHttps ? "; secure" : ""));
    }

    /// <summary>Remembers who used this phone, so that next time one tap is enough.</summary>
    public static void Remember(HttpContext context, string known) =>
        context.Response.Cookies.Append(CookieNames.Known, known, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Remembered,
            // The QR leads to /C, which to a cookie is another place than /c.
            Path = "/",
            IsEssential = true,
        });
}
