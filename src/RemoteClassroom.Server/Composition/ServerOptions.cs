using Microsoft.Extensions.Options;

namespace RemoteClassroom.Server.Composition;

/// <summary>How the server was started.</summary>
public sealed class ServerOptions
{
    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Where it listens, one or more addresses separated by semicolons.</summary>
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>The folder of the embedded database.</summary>
    public string Data { get; set; } = ".data";

    /// <summary>The address that people use, if a proxy stands before the server; null otherwise.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Fill the server with a made-up province and play a lecture.</summary>
    public bool Demo { get; set; }

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
        return new ServerOptions
        {
            Urls = configuration["urls"] ?? DefaultUrls,
            Data = configuration["data"] ?? ".data",
            PublicUrl = configuration["public-url"] is { Length: > 0 } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null,
            TimeZone = configuration["time-zone"] is { Length: > 0 } zone ? zone : null,
            Demo = configuration["demo"] is { } demo && !string.Equals(demo, "false", StringComparison.OrdinalIgnoreCase),
            Database = configuration.GetConnectionString("Database") is { Length: > 0 } database ? database : null,
            BootstrapAdministrator = configuration["RC_BOOTSTRAP_ADMIN"] is { Length: > 0 } administrator ? administrator : null,
            MetricsToken = configuration["RC_METRICS_TOKEN"] is { Length: > 0 } token ? token : null,
        };
    }

    /// <summary>Lets a flag stand alone on the command line: <c>--demo</c> is <c>--demo=true</c>.</summary>
    public static string[] Complete(string[] arguments) => [.. arguments.Select(argument => argument == "--demo" ? "--demo=true" : argument)];
}

/// <summary>Refuses options that cannot work, naming each and what to write instead.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var faults = new List<string>();
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"--urls: '{url}' is not an address; write for example {ServerOptions.DefaultUrls}.");
            }
        }

        if (string.IsNullOrWhiteSpace(options.Data))
        {
            faults.Add("--data: name a folder.");
        }

        if (options.PublicUrl is { } publicUrl && (!publicUrl.IsAbsoluteUri || publicUrl.Scheme is not ("http" or "https")))
        {
            faults.Add("--public-url: write the whole address, for example https://classroom.example.");
        }

        if (options.BootstrapAdministrator is { } administrator && administrator.IndexOf(':', StringComparison.Ordinal) < 3)
        {
            faults.Add("RC_BOOTSTRAP_ADMIN: write user:password, the user with at least 3 characters, the password with at least 10.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
