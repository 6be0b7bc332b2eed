using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Domain.Chasing;

/// <summary>
/// The signature of a webhook's body: <c>v1=</c> and the lower-case hex of HMAC-SHA256 under the shared secret (UTF-8) over the timestamp in decimal (seconds since 1970),
/// a dot, and the body as it was sent. A receiver compares in constant time and refuses a timestamp that is far from its own clock.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-RC-Signature";

    /// <summary>The header that carries the timestamp.</summary>
    public const string TimestampHeader = "X-RC-Timestamp";

    /// <summary>The header that carries the delivery's id, the same at every try.</summary>
    public const string DeliveryHeader = "X-RC-Delivery";

    /// <summary>How far a timestamp may be from the receiver's clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1=";

    /// <summary>Signs a body.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <param name="body">The body.</param>
    public static string Of(string secret, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Whether a signature is right and not too old, as a receiver asks.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="signature">The value of <see cref="Header"/>.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="now">The receiver's clock.</param>
    public static bool IsRight(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 40 && signature is not null
        && DateTimeOffset.FromUnixTimeSeconds(seconds) is var at && (now - at).Duration() <= Tolerance
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Of(secret, at, body)));
}
