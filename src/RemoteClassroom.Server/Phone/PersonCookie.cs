using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary>Gives a browser the person token that a check-in earned: HttpOnly, so that no script reads it.</summary>
internal static class PersonCookie
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>Sets the cookie; the server ends it 24 hours after the session, whatever the browser keeps.</summary>
    public static void Set(HttpContext context, string personToken) =>
        context.Response.Cookies.Append(CookieNames.Person, personToken, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Longest,
            Path = "/",
            IsEssential = true,
        });
}
