using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RemoteClassroom.TestKit.Certificates;

/// <summary>A real certificate that nobody but the test trusts: for 127.0.0.1, localhost and the names given.</summary>
public sealed class SelfMade : IDisposable
{
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes it.</summary>
    /// <param name="lasts">How long it is good from yesterday on; 90 days by default.</param>
    /// <param name="names">Further host names.</param>
    public SelfMade(TimeSpan? lasts = null, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RemoteClassroom test", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Loopback);
        alternatives.AddDnsName("localhost");
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        _certificate = request.CreateSelfSigned(from, from + (lasts ?? TimeSpan.FromDays(90)));
    }

    /// <summary>What tells this certificate from others.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    /// <summary>The certificate itself, for rules that look at it.</summary>
    public X509Certificate2 Certificate => _certificate;

    /// <summary>Writes a PFX.</summary>
    public void WritePfx(string file, string? password = null) => File.WriteAllBytes(file, _certificate.Export(X509ContentType.Pfx, password));

    /// <summary>Writes the certificate and its key as PEM.</summary>
    public void WritePem(string certificateFile, string keyFile, string? password = null)
    {
        File.WriteAllText(certificateFile, _certificate.ExportCertificatePem());
        using var key = _certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(keyFile, password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
    }

    /// <summary>A handler that takes a server for real only if it shows this very certificate for the name that was asked for.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, faults) =>
                shown?.GetCertHashString() == Thumbprint && !faults.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch),
        },
    };

    /// <inheritdoc />
    public void Dispose() => _certificate.Dispose();
}
