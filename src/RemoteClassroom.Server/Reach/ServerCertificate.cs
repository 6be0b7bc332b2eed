using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Server.Reach;

/// <summary>
/// The certificate that connections are shown. A renewed file is taken up within a minute and without a restart, for certificates live shorter than servers; a file that is
/// unfit, such as one half written, leaves the former in use.
/// </summary>
internal sealed partial class ServerCertificate
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(60);

    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _looking = new();
    private SslStreamCertificateContext _current;
    private DateTime _written;
    private long _looked;

    /// <summary>Opens the files.</summary>
    /// <exception cref="OptionsValidationException">They are unfit.</exception>
    public ServerCertificate(TlsOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _written = Written();
        _current = CertificateFiles.Open(options);
        _looked = time.GetTimestamp();
    }

    /// <summary>The certificate itself, as it is now.</summary>
    public X509Certificate2 Certificate => _current.TargetCertificate;

    /// <summary>Where a renewal is told of; set once the server is built.</summary>
    public ILogger? Log { get; set; }

    /// <summary>Shows it on every address with https.</summary>
    public void ShowOn(KestrelServerOptions kestrel) => kestrel.ConfigureHttpsDefaults(https =>
    {
        https.ServerCertificateSelector = (_, _) => Current().TargetCertificate;
        https.OnAuthenticate = (_, handshake) =>
        {
            // The selector knows only one certificate; the context brings those between it and its root along.
            handshake.ServerCertificateContext = Current();
            handshake.ServerCertificateSelectionCallback = null;
        };
    });

    /// <summary>What the next connection is shown.</summary>
    internal SslStreamCertificateContext Current()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _looked)) >= LookEvery && _looking.TryEnter())
        {
            try
            {
                Volatile.Write(ref _looked, _time.GetTimestamp());
                TakeUpRenewed();
            }
            finally
            {
                _looking.Exit();
            }
        }

        return Volatile.Read(ref _current);
    }

    private void TakeUpRenewed()
    {
        if (Written() is var written && written == _written)
        {
            return;
        }

        try
        {
            Volatile.Write(ref _current, CertificateFiles.Open(_options));
            _written = written;
            LogRenewed(Log, Certificate.NotAfter.ToUniversalTime());
        }
        catch (OptionsValidationException unfit)
        {
            // Looked at again in a minute: it may be on its way.
            LogUnfit(Log, unfit.Message);
        }
    }

    private DateTime Written() => new[] { _options.Pfx, _options.Pem, _options.Key }.Max(file => file is null ? DateTime.MinValue : File.GetLastWriteTimeUtc(file));

    private static void LogRenewed(ILogger? log, DateTime until)
    {
        if (log is not null)
        {
            Renewed(log, until);
        }
    }

    private static void LogUnfit(ILogger? log, string why)
    {
        if (log is not null)
        {
            Unfit(log, why);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A renewed certificate is shown from now on, good until {Until:u}")]
    private static partial void Renewed(ILogger log, DateTime until);

    [LoggerMessage(2, LogLevel.Warning, "The changed certificate cannot be used, the former stays: {Why}")]
    private static partial void Unfit(ILogger log, string why);
}
