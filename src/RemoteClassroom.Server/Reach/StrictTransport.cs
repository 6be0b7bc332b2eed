using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Reach;

/// <summary>
/// When a browser may be told to come by TLS alone from now on (RFC 6797). Only where people are told an https address, or the server listens at no other: the promise holds
/// for every port of the host, and half a year long, so that a hall which is served over plain HTTP beside it would be shut out.
/// </summary>
internal static class StrictTransport
{
    /// <summary>Half a year; without the sub-domains, which are not ours, and without preloading, which nobody could take back.</summary>
    public const string Header = "max-age=15552000";

    /// <summary>Whether answers over TLS may carry it.</summary>
    public static bool Applies(ServerOptions options) =>
        options.PublicUrl?.Scheme == Uri.UriSchemeHttps || (options.PublicUrl is null && options.Addresses.Count > 0 && options.Addresses.All(address => address.Scheme == Uri.UriSchemeHttps));
}
