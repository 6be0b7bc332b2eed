using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Reach;

/// <summary>What will not work with the addresses as they are, in words for who started the server. None of it keeps the server from running.</summary>
internal static partial class ReachNotes
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    /// <summary>Finds them.</summary>
    /// <param name="options">How the server was started.</param>
    /// <param name="certificate">What it shows; null without TLS of its own.</param>
    /// <param name="now">The time by which the certificate is judged.</param>
    public static IReadOnlyList<string> Of(ServerOptions options, X509Certificate2? certificate, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        var notes = new List<string>();
        var open = options.Addresses.Where(IsReachable).ToList();
        var behindTls = options.PublicUrl?.Scheme == Uri.UriSchemeHttps;
        if (options.PublicUrl is { } address && IsLoopback(address.Host) && open.Count > 0)
        {
            notes.Add($"--public-url {address.GetLeftPart(UriPartial.Authority)} is this machine alone: a phone that scans a QR looks for the server in itself. Write the name or the address that phones reach.");
        }
        else if (options.PublicUrl is null && open.Count > 0)
        {
            notes.Add("No --public-url: every QR carries the address at which its screen was opened. Give the address that phones reach, or open the screens at it.");
        }

        if ((open.Exists(IsPlain) && !behindTls) || (options.PublicUrl is { Scheme: "http" } plain && !IsLoopback(plain.Host)))
        {
            notes.Add(
                "Plain HTTP: away from this machine browsers then give no camera (an operator cannot scan, a lecturer cannot publish from the browser), no wake lock (screens may go dark), no service " +
                "worker (screens and operators' phones do not open without a link) and no secure cookies, and anybody on the way reads along. Check-in by phone, screens and consoles work. For all of " +
                "it give a certificate (--tls-pfx, or --tls-pem and --tls-key) or let a proxy do TLS.");
        }

        if (behindTls && !options.Addresses.Any(IsTls) && options.TrustedProxies is null)
        {
            notes.Add("--public-url is https, but no proxy is trusted to say that people came by it: name its address with --trusted-proxies. Until then cookies are not marked as secure.");
        }

        if (certificate is not null)
        {
            OfCertificate(notes, certificate, options.PublicUrl, now);
        }

        return notes;
    }

    /// <summary>Tells them, one line each.</summary>
    public static void Tell(IEnumerable<string> notes, ILogger log)
    {
        foreach (var note in notes)
        {
            Note(log, note);
        }
    }

    private static void OfCertificate(List<string> notes, X509Certificate2 certificate, Uri? publicUrl, DateTimeOffset now)
    {
        var (from, until) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        if (now > until || now < from)
        {
            notes.Add($"The certificate is {(now > until ? "over since " + Day(until) : "good only from " + Day(from))}: browsers refuse it. Renew it, or look at this machine's clock.");
        }
        else if (until - now < SoonOver)
        {
            notes.Add($"The certificate is good until {Day(until)}: renew it; the renewed file is taken up without a restart.");
        }

        if (publicUrl is { Scheme: "https" } && !certificate.MatchesHostname(publicUrl.Host))
        {
            notes.Add($"The certificate is not for {publicUrl.Host}, which --public-url names: browsers refuse it there.");
        }
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsTls(BindingAddress address) => address.Scheme == Uri.UriSchemeHttps;

    private static bool IsPlain(BindingAddress address) => !IsTls(address);

    private static bool IsReachable(BindingAddress address) => !address.IsUnixPipe && !address.IsNamedPipe && !IsLoopback(address.Host);

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [LoggerMessage(1, LogLevel.Warning, "{Note}")]
    private static partial void Note(ILogger log, string note);
}
