using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Server.Reach;

/// <summary>Opens a certificate's files. What is wrong with them is said by the option that named them, and what to do.</summary>
internal static class CertificateFiles
{
    private const string HowToUnlock = $"set {TlsOptions.PasswordName} in the environment, or name a file that holds the password with --tls-password-file";

    /// <summary>The certificate with those between it and its root, ready to be shown.</summary>
    /// <exception cref="OptionsValidationException">A file is missing, cannot be read, is of another kind, is locked, or does not belong to the other.</exception>
    public static SslStreamCertificateContext Open(TlsOptions options)
    {
        var password = options.PasswordFile is { } file ? Read("--tls-password-file", file, File.ReadLines).FirstOrDefault() : options.Password;
        var (own, others) = options.Pfx is { } pfx ? OpenPfx(pfx, password) : OpenPem(options.Pem!, options.Key!, password);
        return SslStreamCertificateContext.Create(own, others, offline: true);
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Others) OpenPfx(string file, string? password)
    {
        const string Option = "--tls-pfx";
        var bytes = Read(Option, file, File.ReadAllBytes);
        if (X509Certificate2.GetCertContentType(bytes) != X509ContentType.Pkcs12)
        {
            throw Unfit($"{Option}: '{file}' is not a PFX (PKCS #12). For PEM files use --tls-pem and --tls-key.");
        }

        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException)
        {
            throw Unfit(password is null
                ? $"{Option}: '{file}' is locked by a password: {HowToUnlock}."
                : $"{Option}: '{file}' does not open with the password that was given, or is damaged.");
        }

        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw Unfit($"{Option}: '{file}' holds no private key; export it with its key.");
        all.Remove(own);
        return (own, all);
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Others) OpenPem(string file, string keyFile, string? password)
    {
        var text = Read("--tls-pem", file, File.ReadAllText);
        var keyText = Read("--tls-key", keyFile, File.ReadAllText);
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            all.Clear();
        }

        if (all.Count == 0)
        {
            throw Unfit($"--tls-pem: '{file}' holds no certificate; it must contain -----BEGIN CERTIFICATE-----.");
        }

        var bare = all[0];
        all.RemoveAt(0);
        return (WithKey(bare, keyFile, keyText, password), all);
    }

    private static X509Certificate2 WithKey(X509Certificate2 bare, string keyFile, string keyText, string? password)
    {
        const string Option = "--tls-key";
        if (!keyText.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Unfit($"{Option}: '{keyFile}' holds no private key; it must contain -----BEGIN PRIVATE KEY----- or the like.");
        }

        var locked = keyText.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        if (locked && password is null)
        {
            throw Unfit($"{Option}: '{keyFile}' is locked by a password: {HowToUnlock}.");
        }

        try
        {
            var certificate = bare.ExportCertificatePem();
            using var joined = locked ? X509Certificate2.CreateFromEncryptedPem(certificate, keyText, password) : X509Certificate2.CreateFromPem(certificate, keyText);

            // A key that lives in memory alone is of no use to TLS on Windows.
            return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw Unfit(locked
                ? $"{Option}: '{keyFile}' does not open with the password that was given, or is not the key of the certificate."
                : $"{Option}: '{keyFile}' is not the key of the certificate that --tls-pem names.");
        }
    }

    private static T Read<T>(string option, string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unfit($"{option}: there is no file '{Path.GetFullPath(file)}'.");
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            throw Unfit($"{option}: '{file}' cannot be read: {closed.Message}");
        }
    }

    private static OptionsValidationException Unfit(string message) => new(nameof(TlsOptions), typeof(TlsOptions), [message]);
}
