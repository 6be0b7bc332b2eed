using System.Diagnostics;
using RemoteClassroom.TestKit.Certificates;

namespace RemoteClassroom.TestKit.Processes;

/// <summary>A real nginx in front of one server or of several, which it takes by turns. It lets WebSockets through or, as many a proxy does, not; and may do TLS.</summary>
public sealed class Nginx : IAsyncDisposable
{
    /// <summary>The address from which it calls the server: another one than the tests themselves call from.</summary>
    public const string CallsFrom = "127.0.0.2";

    private readonly TempFolder _folder = new("rc-nginx-");
    private readonly IReadOnlyList<Uri> _servers;
    private readonly SelfMade? _certificate;
    private readonly Process _process;

    private Nginx(IReadOnlyList<Uri> servers, bool upgrades, SelfMade? certificate, Uri? address)
    {
        (_servers, _certificate) = (servers, certificate);
        Address = address ?? FreeAddress(certificate is not null);
        certificate?.WritePem(_folder.Of("cert.pem"), _folder.Of("cert.key"));
        Write(upgrades);
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        _process = Process.Start(program, ["-p", _folder.Path, "-c", _folder.Of("nginx.conf"), "-e", _folder.Of("error.log")]);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>An address for one that is started later.</summary>
    public static Uri FreeAddress(bool tls) => new($"{(tls ? "https" : "http")}://127.0.0.1:{FreePort.Take()}/");

    /// <summary>Starts it and waits until the server answers through it.</summary>
    /// <param name="server">What stands behind it.</param>
    /// <param name="upgrades">Whether WebSockets get through.</param>
    /// <param name="certificate">What it shows; null for plain HTTP.</param>
    /// <param name="address">Where it is to listen; null for a free port.</param>
    public static Task<Nginx> StartAsync(Uri server, bool upgrades, SelfMade? certificate = null, Uri? address = null) => StartAsync([server], upgrades, certificate, address);

    /// <summary>Starts one in front of several nodes; each call goes to the next, whoever makes it.</summary>
    /// <param name="servers">What stands behind it.</param>
    /// <param name="upgrades">Whether WebSockets get through.</param>
    /// <param name="certificate">What it shows; null for plain HTTP.</param>
    /// <param name="address">Where it is to listen; null for a free port.</param>
    public static async Task<Nginx> StartAsync(IReadOnlyList<Uri> servers, bool upgrades, SelfMade? certificate = null, Uri? address = null)
    {
        var nginx = new Nginx(servers, upgrades, certificate, address);
        using var http = new HttpClient(certificate?.Handler() ?? new SocketsHttpHandler()) { BaseAddress = nginx.Address };
        await Eventually.True("the server to answer through nginx", async () =>
        {
            try
            {
                using var answer = await http.GetAsync("healthz/ready");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return nginx;
    }

    /// <summary>How many answered calls whose address contains a text went to each server.</summary>
    public async Task<Dictionary<string, int>> CallsAsync(string address) => (await File.ReadAllLinesAsync(_folder.Of("access.log")))
        .Where(line => line.Contains(address, StringComparison.Ordinal)).CountBy(line => line.Split(' ')[0]).ToDictionary(StringComparer.Ordinal);

    /// <summary>Changes whether WebSockets get through, for connections from now on.</summary>
    public async Task ReloadAsync(bool upgrades)
    {
        Write(upgrades);
        using var kill = Process.Start("kill", ["-HUP", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    // Without the two headers nginx speaks plain HTTP to the server, and the upgrade is lost on the way.
    private void Write(bool upgrades) => File.WriteAllText(_folder.Of("nginx.conf"), $$"""
        daemon off;
        worker_processes 1;
        pid {{_folder.Of("nginx.pid")}};
        events { worker_connections 256; }
        http {
          log_format calls "$upstream_addr $uri $status";
          access_log {{_folder.Of("access.log")}} calls;
          client_body_temp_path {{_folder.Of("body")}};
          proxy_temp_path {{_folder.Of("proxy")}};
          fastcgi_temp_path {{_folder.Of("fastcgi")}};
          uwsgi_temp_path {{_folder.Of("uwsgi")}};
          scgi_temp_path {{_folder.Of("scgi")}};
          upstream nodes { {{string.Concat(_servers.Select(server => $"server {server.Authority}; "))}} }
          server {
            listen 127.0.0.1:{{Address.Port}}{{(_certificate is null ? "" : " ssl http2")}};
            {{(_certificate is null ? "" : $"ssl_certificate {_folder.Of("cert.pem")}; ssl_certificate_key {_folder.Of("cert.key")};")}}
            location / {
              proxy_pass {{_servers[0].Scheme}}://nodes;
              {{(_servers[0].IsLoopback ? $"proxy_bind {CallsFrom};" : "")}}
              proxy_http_version 1.1;
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Proto $scheme;
              {{(upgrades ? "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;" : "")}}
            }
          }
        }
        """);
}
