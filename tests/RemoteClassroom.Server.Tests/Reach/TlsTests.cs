using System.Net;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Reach;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Certificates;

namespace RemoteClassroom.Server.Tests.Reach;

/// <summary>The server's own TLS with a real certificate: by PFX, by a PEM pair, renewed while it runs; and what is said of files that do not fit.</summary>
public sealed class TlsTests
{
    private const string Password = "opens-the-key";

    [Theory]
    [InlineData("pfx", null)]
    [InlineData("pfx", Password)]
    [InlineData("pem", null)]
    [InlineData("pem", Password)]
    public async Task The_server_shows_the_certificate_that_it_was_given(string kind, string? password)
    {
        using var folder = new TempFolder();
        using var certificate = new SelfMade();
        await using var host = await ServerHost.StartAsync(["--urls", "https://127.0.0.1:0", .. Write(folder, certificate, kind, password), .. Secret(folder, password)]);
        Assert.Equal(Uri.UriSchemeHttps, host.Address.Scheme);
        using var http = new HttpClient(certificate.Handler()) { BaseAddress = host.Address };
        using var answer = await http.GetAsync("healthz/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(StrictTransport.Header, Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));

        // Signed in by a page: the cookies travel by TLS alone.
        using var login = new HttpRequestMessage(HttpMethod.Post, "api/v1/auth/login") { Content = System.Net.Http.Json.JsonContent.Create(new Login(ServerHost.RootName, ServerHost.RootPassword), options: Contracts.ContractsJson.Options) };
        login.Headers.Add("X-RC", "1");
        using var signedIn = await http.SendAsync(login);
        Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_while_the_server_runs_and_a_spoilt_one_is_not()
    {
        using var folder = new TempFolder();
        using var first = new SelfMade();
        using var second = new SelfMade();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        first.WritePem(folder.Of("a.pem"), folder.Of("a.key"));
        var shown = new ServerCertificate(new TlsOptions { Pem = folder.Of("a.pem"), Key = folder.Of("a.key") }, time);
        Assert.Equal(first.Thumbprint, shown.Current().TargetCertificate.Thumbprint);

        await File.WriteAllTextAsync(folder.Of("a.pem"), "half a cert");
        File.SetLastWriteTimeUtc(folder.Of("a.pem"), new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(first.Thumbprint, shown.Current().TargetCertificate.Thumbprint);

        second.WritePem(folder.Of("a.pem"), folder.Of("a.key"));
        File.SetLastWriteTimeUtc(folder.Of("a.pem"), new DateTime(2040, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(first.Thumbprint, shown.Current().TargetCertificate.Thumbprint);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(second.Thumbprint, shown.Current().TargetCertificate.Thumbprint);
    }

    [Fact]
    public async Task Plain_HTTP_at_an_address_with_TLS_gets_nothing()
    {
        using var folder = new TempFolder();
        using var certificate = new SelfMade();
        await using var host = await ServerHost.StartAsync(["--urls", "https://127.0.0.1:0", .. Write(folder, certificate, "pfx", null)]);
        using var http = new HttpClient { BaseAddress = new UriBuilder(host.Address) { Scheme = "http" }.Uri };
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("healthz/ready"));

        // Who checks certificates as browsers do refuses a self-made one.
        using var strict = new HttpClient { BaseAddress = host.Address };
        Assert.IsType<AuthenticationException>((await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetAsync("healthz/ready"))).InnerException);
    }

    public static TheoryData<string, string> WrongFiles => new()
    {
        { "missing.pfx", "there is no file" },
        { "text.pfx", "is not a PFX" },
        { "locked.pfx", "is locked by a password: set RC_TLS_PASSWORD" },
        { "certificate-as-key", "holds no private key" },
        { "key-as-certificate", "holds no certificate" },
        { "foreign-key", "is not the key of the certificate" },
        { "locked-key", "is locked by a password: set RC_TLS_PASSWORD" },
        { "no-key", "name the file of its private key" },
        { "both", "leave --tls-pem and --tls-key out" },
        { "password", "must not stand on the command line" },
        { "no-https", "no address with https" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_file_that_does_not_fit_is_named_with_what_to_do(string fault, string said)
    {
        using var folder = new TempFolder();
        using var own = new SelfMade();
        using var foreign = new SelfMade();
        var (pem, key, pfx) = (folder.Of("a.pem"), folder.Of("a.key"), folder.Of("a.pfx"));
        own.WritePem(pem, key);
        own.WritePfx(pfx);
        var urls = "https://127.0.0.1:0";
        string[] arguments;
        switch (fault)
        {
            case "missing.pfx":
                arguments = ["--tls-pfx", folder.Of("missing.pfx")];
                break;
            case "text.pfx":
                arguments = ["--tls-pfx", pem];
                break;
            case "locked.pfx":
                own.WritePfx(pfx, Password);
                arguments = ["--tls-pfx", pfx];
                break;
            case "certificate-as-key":
                arguments = ["--tls-pem", pem, "--tls-key", pem];
                break;
            case "key-as-certificate":
                arguments = ["--tls-pem", key, "--tls-key", key];
                break;
            case "foreign-key":
                foreign.WritePem(folder.Of("b.pem"), key);
                arguments = ["--tls-pem", pem, "--tls-key", key];
                break;
            case "locked-key":
                own.WritePem(pem, key, Password);
                arguments = ["--tls-pem", pem, "--tls-key", key];
                break;
            case "no-key":
                arguments = ["--tls-pem", pem];
                break;
            case "both":
                arguments = ["--tls-pfx", pfx, "--tls-pem", pem, "--tls-key", key];
                break;
            case "password":
                arguments = ["--tls-pfx", pfx, "--tls-password", Password];
                break;
            default:
                urls = "http://127.0.0.1:0";
                arguments = ["--tls-pfx", pfx];
                break;
        }

        var refused = Assert.Throws<OptionsValidationException>(() => RemoteClassroomServer.Build(["--urls", urls, "--data", folder.Of("data"), .. arguments]));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.Message, StringComparison.Ordinal);
    }

    private static string[] Write(TempFolder folder, SelfMade certificate, string kind, string? password)
    {
        if (kind == "pfx")
        {
            certificate.WritePfx(folder.Of("a.pfx"), password);
            return ["--tls-pfx", folder.Of("a.pfx")];
        }

        certificate.WritePem(folder.Of("a.pem"), folder.Of("a.key"), password);
        return ["--tls-pem", folder.Of("a.pem"), "--tls-key", folder.Of("a.key")];
    }

    private static string[] Secret(TempFolder folder, string? password)
    {
        if (password is null)
        {
            return [];
        }

        File.WriteAllText(folder.Of("password"), password + "\n");
        return ["--tls-password-file", folder.Of("password")];
    }
}
