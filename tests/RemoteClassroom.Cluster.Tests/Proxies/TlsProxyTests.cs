using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Certificates;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Proxies;

/// <summary>A real nginx does TLS with a real certificate; the server behind it, on plain HTTP, knows by the headers of this one proxy how people came.</summary>
public sealed class TlsProxyTests : IAsyncLifetime
{
    private readonly SelfMade _certificate = new();
    private readonly Uri _public = Nginx.FreeAddress(tls: true);
    private Lecture _lecture = null!;
    private Nginx _nginx = null!;

    private Uri Server => _lecture.Server.Address;

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rc-tls-").FullName;
        var address = _public.GetLeftPart(UriPartial.Authority);
        _lecture = await Lecture.BeginAsync(halls: 1, peoplePerHall: 2, folder, new ServerProcess(folder, ["--trusted-proxies", Nginx.CallsFrom, "--public-url", address]));
        _nginx = await Nginx.StartAsync(Server, upgrades: true, _certificate, _public);
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _lecture.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_cookies_are_secure_browsers_stay_with_TLS_and_every_code_carries_the_public_address()
    {
        using var http = new HttpClient(_certificate.Handler()) { BaseAddress = _public };
        using (var signedIn = await SignInAsync(http))
        {
            Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
            Assert.Contains("max-age=", Assert.Single(signedIn.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        }

        // The same header from anybody else is a lie that does nothing.
        using var direct = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Server };
        direct.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using (var signedIn = await SignInAsync(direct))
        {
            Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase));
            Assert.False(signedIn.Headers.Contains("Strict-Transport-Security"));
        }

        var screen = _lecture.Anybody.As(_lecture.ScreenTokens[0]);
        var key = (await screen.GetAsync($"sessions/{_lecture.Session}/branches/{_lecture.Province.VenueIds[0]}/key")).Must();
        Assert.Equal(_public.GetLeftPart(UriPartial.Authority), key["address"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_socket_through_TLS_is_let_in_from_the_public_address_and_from_no_other_page()
    {
        Assert.Equal("{}\u001e", await HandshakeAsync(_public.GetLeftPart(UriPartial.Authority)));
        await Assert.ThrowsAsync<WebSocketException>(() => HandshakeAsync("https://elsewhere.example"));
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient http)
    {
        using var login = new HttpRequestMessage(HttpMethod.Post, "api/v1/auth/login")
        {
            Content = JsonContent.Create(new JsonObject { ["user"] = ServerProcess.AdministratorName, ["password"] = ServerProcess.AdministratorPassword }),
        };
        login.Headers.Add("X-RC", "1");
        return (await http.SendAsync(login)).EnsureSuccessStatusCode();
    }

    private async Task<string> HandshakeAsync(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.Thumbprint;
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("Authorization", "Bearer " + _lecture.ScreenTokens[0]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new UriBuilder(_public) { Scheme = "wss", Path = "hubs/classroom" }.Uri, limit.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        var answer = new byte[256];
        var got = await socket.ReceiveAsync(answer, limit.Token);
        return Encoding.UTF8.GetString(answer, 0, got.Count);
    }
}
