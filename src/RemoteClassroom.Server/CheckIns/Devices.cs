using System.Buffers.Text;
using System.Security.Cryptography;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>
/// Tells devices apart by a random cookie of ours, for sessions with one device a round and for counting failures. Only a keyed hash of it is ever stored.
/// The same cookie carries the forms' antiforgery token: a page of another site can neither read nor set it.
/// </summary>
internal sealed class Devices
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "rc-device";

    private const int Bytes = 16;
    private readonly byte[] _deviceKey = new byte[32];
    private readonly byte[] _formKey = new byte[32];

    /// <summary>Takes the installation's secret.</summary>
    public Devices(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Value.Span, _deviceKey, [], "rc1 device"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Value.Span, _formKey, [], "rc1 form"u8);
    }

    /// <summary>A keyed hash of the device; null if it shows none.</summary>
    public byte[]? HashOf(HttpRequest request) => Read(request) is { } device ? HMACSHA256.HashData(_deviceKey, device) : null;

    /// <summary>What its failures are counted by; null if it shows none.</summary>
    public FailureKey? KeyOf(HttpRequest request) => HashOf(request) is { } hash ? FailureKey.Device(hash) : null;

    /// <summary>Gives the device a cookie if it has none.</summary>
    /// <returns>The antiforgery token of its forms.</returns>
    public string Ensure(HttpContext context)
    {
        if (Read(context.Request) is not { } device)
        {
            device = RandomNumberGenerator.GetBytes(Bytes);
            context.Response.Cookies.Append(Cookie, Base64Url.EncodeToString(device), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(180),
                Path = "/",
                IsEssential = true,
            });
        }

        return Token(device);
    }

    /// <summary>Whether a form was made for the device that sends it.</summary>
    public bool IsOwnForm(HttpRequest request, string? token) =>
        Read(request) is { } device && token is not null &&
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Token(device)), System.Text.Encoding.UTF8.GetBytes(token));

    private static byte[]? Read(HttpRequest request)
    {
        if (request.Headers.Cookie.Count == 0 || request.Cookies[Cookie] is not { Length: 22 } text)
        {
            return null;
        }

        var bytes = new byte[Bytes];
        return Base64Url.TryDecodeFromChars(text, bytes, out var read) && read == Bytes ? bytes : null;
    }

    private string Token(byte[] device) => Base64Url.EncodeToString(HMACSHA256.HashData(_formKey, device).AsSpan(0, 16));
}
