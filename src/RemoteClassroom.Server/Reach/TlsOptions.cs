using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Server.Reach;

/// <summary>
/// The certificate that the server itself shows: a PFX, or a PEM pair as certbot writes it. Read from <c>--tls-pfx</c>, or <c>--tls-pem</c> with <c>--tls-key</c>; or from the
/// section <c>Tls</c> (<c>Tls__Pfx</c>, <c>Tls__Pem</c>, <c>Tls__Key</c> in the environment). Nothing of it is needed behind a proxy that does TLS.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>The environment variable of the password.</summary>
    public const string PasswordName = "RC_TLS_PASSWORD";

    /// <summary>A file in PKCS #12 with the certificate, its private key and, if it has any, the certificates between it and its root; null without.</summary>
    public string? Pfx { get; set; }

    /// <summary>A PEM file with the certificate first and those between it and its root after it; null without.</summary>
    public string? Pem { get; set; }

    /// <summary>The PEM file of the private key of <see cref="Pem"/>.</summary>
    public string? Key { get; set; }

    /// <summary>What opens the PFX or the key; null if neither is locked. Never from the command line, which every user of the machine can read.</summary>
    public string? Password { get; set; }

    /// <summary>A file whose first line is the password, as supervisors hand secrets over; null without.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Whether the command line holds a password all the same.</summary>
    public bool PasswordOnCommandLine { get; set; }

    /// <summary>Whether a certificate is named.</summary>
    public bool IsGiven => Pfx is not null || Pem is not null || Key is not null;

    /// <summary>Reads them from command line, environment and settings.</summary>
    public static TlsOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new TlsOptions
        {
            Pfx = Text(configuration, "tls-pfx", "Tls:Pfx"),
            Pem = Text(configuration, "tls-pem", "Tls:Pem"),
            Key = Text(configuration, "tls-key", "Tls:Key"),
            PasswordFile = Text(configuration, "tls-password-file", "Tls:PasswordFile"),
            Password = Text(configuration, PasswordName, "Tls:Password"),
            PasswordOnCommandLine = (configuration as IConfigurationRoot)?.Providers.OfType<CommandLineConfigurationProvider>()
                .Any(line => Array.Exists(["tls-password", PasswordName, "Tls:Password"], name => line.TryGet(name, out _))) ?? false,
        };
    }

    private static string? Text(IConfiguration configuration, string option, string setting) =>
        configuration[option] is { Length: > 0 } given ? given : configuration[setting] is { Length: > 0 } set ? set : null;
}

/// <summary>Refuses what cannot be a certificate, naming the option; whether the files fit is found when they are opened.</summary>
internal sealed class TlsOptionsValidator : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var faults = new List<string>();
        if (options.PasswordOnCommandLine)
        {
            faults.Add($"The certificate's password must not stand on the command line, which every user of the machine can read: set {TlsOptions.PasswordName} in the environment, or name its file with --tls-password-file.");
        }

        if (options is { Pfx: not null, Pem: not null } or { Pfx: not null, Key: not null })
        {
            faults.Add("--tls-pfx: holds the certificate and its key already; leave --tls-pem and --tls-key out.");
        }
        else if (options.Pem is null != options.Key is null)
        {
            faults.Add(options.Key is null
                ? "--tls-pem: name the file of its private key as well, with --tls-key."
                : "--tls-key: name the file of the certificate as well, with --tls-pem.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
