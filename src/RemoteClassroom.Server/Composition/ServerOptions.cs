using System.Globalization;
using Microsoft.Extensions.Options;
using RemoteClassroom.Server.Reach;

namespace RemoteClassroom.Server.Composition;

/// <summary>How the server was started.</summary>
public sealed class ServerOptions
{
    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Where it listens with a certificate unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultTlsUrls = "https://127.0.0.1:5443";

    /// <summary>Where it listens, one or more addresses separated by semicolons.</summary>
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>The folder of the embedded database.</summary>
    public string Data { get; set; } = ".data";

    /// <summary>The address that people use, where it is not the one that the server listens at: what every QR, slip and printed address carries. Null: the one that the asker used.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Addresses and networks of the proxies whose <c>X-Forwarded-Proto</c> is believed, separated by commas; null: nobody's.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>The certificate of the server's own TLS.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Whether the framework was told to believe the forwarded headers of everybody, which is refused.</summary>
    public bool ForwardedByAnybody { get; set; }

    /// <summary>Whether the framework's own settings name a certificate (<c>Kestrel:Certificates:Default</c>).</summary>
    public bool HasFrameworkCertificate { get; set; }

    /// <summary><see cref="Urls"/>, one by one; those that are none are left out.</summary>
    public IReadOnlyList<BindingAddress> Addresses => [.. Parts(Urls).Where(IsAddress).Select(BindingAddress.Parse)];

    /// <summary>Fill the server with a made-up province and play a lecture.</summary>
    public bool Demo { get; set; }

    /// <summary>Serve the silo's dashboard to the administrators of the whole tree. It watches every call of a grain, which costs something, and is therefore off unless asked for.</summary>
    public bool Dashboard { get; set; }

    /// <summary>How many requests of the crowd are worked on at once; accounts have half as many places of their own. More are refused with <c>overloaded</c>.</summary>
    public int MaxRequests { get; set; } = 512;

    /// <summary>After how long without a call a grain gives its memory back; what it held is read again at the next call.</summary>
    public TimeSpan GrainIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The connection string of PostgreSQL; null for the embedded database.</summary>
    public string? Database { get; set; }

    /// <summary><c>user:password</c> of the first administrator; null to print a one-time link.</summary>
    public string? BootstrapAdministrator { get; set; }

    /// <summary>A token that may read <c>/metrics</c>; null for none.</summary>
    public string? MetricsToken { get; set; }

    /// <summary>The time zone of reports, such as <c>Asia/Shanghai</c>; null for the usual one.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Reads them from command line, environment and settings.</summary>
    public static ServerOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var tls = TlsOptions.From(configuration);
        return new ServerOptions
        {
            Urls = configuration["urls"] ?? (tls.IsGiven ? DefaultTlsUrls : DefaultUrls),
            Tls = tls,
            TrustedProxies = (configuration["trusted-proxies"] ?? configuration["Proxies:Trusted"]) is { Length: > 0 } proxies ? proxies : null,
            ForwardedByAnybody = Flag(configuration["FORWARDEDHEADERS_ENABLED"] ?? configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]),
            HasFrameworkCertificate = configuration.GetSection("Kestrel:Certificates:Default").Exists(),
            Data = configuration["data"] ?? ".data",
            PublicUrl = configuration["public-url"] is { Length: > 0 } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null,
            TimeZone = configuration["time-zone"] is { Length: > 0 } zone ? zone : null,
            Demo = Flag(configuration["demo"]),
            Dashboard = Flag(configuration["dashboard"]),
            Database = configuration.GetConnectionString("Database") is { Length: > 0 } database ? database : null,
            MaxRequests = configuration["max-requests"] is { Length: > 0 } most ? int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : 512,
            GrainIdle = configuration["grain-idle"] is { Length: > 0 } idle ? TimeSpan.TryParse(idle, CultureInfo.InvariantCulture, out var time) ? time : TimeSpan.Zero : TimeSpan.FromMinutes(30),
            BootstrapAdministrator = configuration["RC_BOOTSTRAP_ADMIN"] is { Length: > 0 } administrator ? administrator : null,
            MetricsToken = configuration["RC_METRICS_TOKEN"] is { Length: > 0 } token ? token : null,
        };
    }

    /// <summary>The address that others than the caller are told: the public one, or, where none was given, the one that he used himself.</summary>
    public string AddressFor(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host.Value}";
    }

    /// <summary>Lets a flag stand alone on the command line: <c>--demo</c> is <c>--demo=true</c>.</summary>
    /// <remarks>Settings are read once. The host would else watch its folder and all below it for a change of them, and there the database lies: each write to it would be told to us.</remarks>
    public static string[] Complete(string[] arguments) =>
        ["--hostBuilder:reloadConfigOnChange=false", .. arguments.Select(argument => argument is "--demo" or "--dashboard" ? argument + "=true" : argument)];

    internal static string[] Parts(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static bool IsAddress(string url) => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool Flag(string? value) => value is not null && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Refuses options that cannot work, naming each and what to write instead.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var faults = new List<string>();
        foreach (var url in ServerOptions.Parts(options.Urls).Where(url => !ServerOptions.IsAddress(url)))
        {
            faults.Add($"--urls: '{url}' is not an address; write for example {ServerOptions.DefaultUrls}.");
        }

        CheckReach(options, faults);

        if (string.IsNullOrWhiteSpace(options.Data))
        {
            faults.Add("--data: name a folder.");
        }

        if (options.PublicUrl is { } publicUrl && (!publicUrl.IsAbsoluteUri || publicUrl.Scheme is not ("http" or "https")))
        {
            faults.Add("--public-url: write the whole address, for example https://classroom.example.");
        }

        if (options.MaxRequests is < 1 or > 100_000)
        {
            faults.Add("--max-requests: write a number from 1 to 100000.");
        }

        if (options.GrainIdle < TimeSpan.FromSeconds(10) || options.GrainIdle > TimeSpan.FromDays(1))
        {
            faults.Add("--grain-idle: write a time from 00:00:10 to 1.00:00:00, for example 00:30:00.");
        }

        if (options.BootstrapAdministrator is { } administrator && administrator.IndexOf(':', StringComparison.Ordinal) < 3)
        {
            faults.Add("RC_BOOTSTRAP_ADMIN: write user:password, the user with at least 3 characters, the password with at least 10.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
    private static void CheckReach(ServerOptions options, List<string> faults)
    {
        if (new TlsOptionsValidator().Validate(null, options.Tls) is { Failed: true } unfit)
        {
            faults.AddRange(unfit.Failures);
        }

        var hasTls = options.Addresses.Any(address => address.Scheme == Uri.UriSchemeHttps);
        if (hasTls && !options.Tls.IsGiven && !options.HasFrameworkCertificate)
        {
            faults.Add("--urls: https needs a certificate; name it with --tls-pfx FILE, or with --tls-pem FILE and --tls-key FILE.");
        }
        else if (!hasTls && options.Tls.IsGiven)
        {
            faults.Add($"--urls: a certificate was given, but no address with https to show it at; write for example {ServerOptions.DefaultTlsUrls}.");
        }

        if (options.TrustedProxies is { } trusted)
        {
            faults.AddRange(Reach.TrustedProxies.Read(trusted).Faults.Select(part => $"--trusted-proxies: '{part}' is neither an IP address nor a network; write for example 127.0.0.1,10.20.0.0/16."));
        }

        if (options.ForwardedByAnybody)
        {
            faults.Add("ASPNETCORE_FORWARDEDHEADERS_ENABLED believes the forwarded headers of everybody; leave it out and name the proxy with --trusted-proxies.");
        }
    }
}
