namespace RemoteClassroom.Server.Http;

/// <summary>
/// A browser may hold the cookies of a paired screen and of an account at once. The screen's page says that it speaks as the screen: by the header
/// <c>X-RC-As: screen</c>, or, where a browser can send none, by <c>?as=screen</c> on the hub's upgrade. It is a choice between one's own cookies, no credential.
/// </summary>
internal static class AsScreen
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-RC-As";

    /// <summary>The header's and the query's value.</summary>
    public const string Value = "screen";

    /// <summary>Whether the request speaks as the screen.</summary>
    public static bool Is(HttpRequest request) => request.Headers[Header] == Value || (request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && request.Query["as"] == Value);

    /// <summary>Whether the request is a player's, which may be the browser itself and then says nothing.</summary>
    public static bool IsPlayer(HttpRequest request) =>
        request.Path.StartsWithSegments("/live", StringComparison.Ordinal) || request.Path.StartsWithSegments(Pipeline.ApiBase + "/live", StringComparison.Ordinal);
}
