using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RemoteClassroom.Relay.Edges;

/// <summary>
/// Which upgrades are let through. CORS does not cover WebSockets: without this rule any page that a signed-in person opens could use his cookie.
/// A secret in the query string is refused as well, for addresses end up in logs.
/// </summary>
internal static class OriginRule
{
    public static bool Allows(HttpRequest request, ICollection<string> allowed)
    {
        if (request.Query.ContainsKey("access_token"))
        {
            return false;
        }

        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin) || (origin.Count == 1 && (IsOwn(request, origin[0]!) || allowed.Contains(origin[0]!)));
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
