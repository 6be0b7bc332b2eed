using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Reach;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit.Certificates;

namespace RemoteClassroom.Server.Tests.Reach;

/// <summary>What is said of addresses, whose word is taken on the scheme, and when a browser is told to come by TLS alone.</summary>
public sealed class ReachRulesTests
{
    private const string Plain = "Plain HTTP";
    private const string NoPublic = "No --public-url";
    private const string Untrusted = "no proxy is trusted";
    private const string Own = "is this machine alone";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("http://127.0.0.1:5080", null, null)]
    [InlineData("http://localhost:5080", null, null)]
    [InlineData("http://0.0.0.0:5080", null, null, Plain, NoPublic)]
    [InlineData("http://[::]:5080", null, null, Plain, NoPublic)]
    [InlineData("http://*:5080", "http://classroom.example", null, Plain)]
    [InlineData("http://127.0.0.1:5080", "http://classroom.example", null, Plain)]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080", null, Plain, Own)]
    [InlineData("http://0.0.0.0:5080", "https://classroom.example", null, Untrusted)]
    [InlineData("http://0.0.0.0:5080", "https://classroom.example", "10.0.0.1")]
    [InlineData("https://0.0.0.0:5443", "https://classroom.example", null)]
    [InlineData("https://0.0.0.0:5443", null, null, NoPublic)]
    public void What_will_not_work_is_said_at_start(string urls, string? publicUrl, string? proxies, params string[] expected)
    {
        var options = new ServerOptions { Urls = urls, PublicUrl = publicUrl is null ? null : new Uri(publicUrl), TrustedProxies = proxies };
        var notes = ReachNotes.Of(options, null, Now);
        Assert.Equal(expected.Length, notes.Count);
        Assert.All(expected, part => Assert.Contains(notes, note => note.Contains(part, StringComparison.Ordinal)));
        Assert.All(notes.Where(note => note.StartsWith(Plain, StringComparison.Ordinal)), note => Assert.All(["camera", "wake lock", "service worker", "secure cookies"], word => Assert.Contains(word, note, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(-0.5, "is over since")]
    [InlineData(5, "is good until")]
    [InlineData(60, null)]
    public void A_certificate_that_ends_is_told_of(double daysLeft, string? said)
    {
        using var certificate = new SelfMade(TimeSpan.FromDays(daysLeft + 1));
        var notes = ReachNotes.Of(new ServerOptions { Urls = "https://127.0.0.1:5443" }, certificate.Certificate, Now);
        Assert.Equal(said is null ? 0 : 1, notes.Count(note => note.Contains(said ?? "The certificate", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://localhost", 0)]
    [InlineData("https://classroom.example", 1)]
    public void A_certificate_for_another_name_is_told_of(string publicUrl, int expected)
    {
        using var certificate = new SelfMade();
        var notes = ReachNotes.Of(new ServerOptions { Urls = "https://127.0.0.1:5443", PublicUrl = new Uri(publicUrl) }, certificate.Certificate, Now);
        Assert.Equal(expected, notes.Count(note => note.Contains("The certificate is not for", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1", null, true)]
    [InlineData("http://127.0.0.1:1;https://127.0.0.1:2", null, false)]
    [InlineData("http://127.0.0.1:1", "https://classroom.example", true)]
    [InlineData("https://127.0.0.1:1", "http://classroom.example", false)]
    [InlineData("http://127.0.0.1:1", null, false)]
    public void Browsers_are_bound_to_TLS_only_where_nobody_is_served_without(string urls, string? publicUrl, bool bound) =>
        Assert.Equal(bound, StrictTransport.Applies(new ServerOptions { Urls = urls, PublicUrl = publicUrl is null ? null : new Uri(publicUrl) }));

    [Fact]
    public void Proxies_are_addresses_and_networks()
    {
        var (networks, faults) = TrustedProxies.Read("127.0.0.1, 10.20.0.0/16,fd00::/8 nonsense,10.0.0.0/99");
        Assert.Equal(["nonsense", "10.0.0.0/99"], faults);
        Assert.Equal(3, networks.Count);
        Assert.True(networks[0].Contains(IPAddress.Loopback) && !networks[0].Contains(IPAddress.Parse("127.0.0.2")), "an address means itself");
        Assert.True(networks[1].Contains(IPAddress.Parse("10.20.3.4")), "a network means all in it");
    }

    [Theory]
    [InlineData("--urls", "https://127.0.0.1:5443", "https needs a certificate")]
    [InlineData("--trusted-proxies", "proxy.example", "is neither an IP address nor a network")]
    [InlineData("--FORWARDEDHEADERS_ENABLED", "true", "believes the forwarded headers of everybody")]
    public void What_cannot_be_meant_is_refused_at_start(string option, string value, string said)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => RemoteClassroomServer.Build([option, value]));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.9.8.7", false)]
    [InlineData(null, false)]
    public async Task Only_a_trusted_proxy_is_believed_that_people_came_by_TLS(string? trusted, bool believed)
    {
        await using var host = await ServerHost.StartAsync(["--public-url", "https://classroom.example", .. trusted is null ? [] : (string[])["--trusted-proxies", trusted]]);
        var page = await host.Anybody().SendAsync("GET", "/h", null, null, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "evil.example"));
        Assert.Equal(200, page.Status);
        Assert.Equal(believed, page.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(believed, page.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain("evil.example", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_may_stand_in_the_environment()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tls:Pem"] = "a.pem", ["Tls:Key"] = "a.key", ["RC_TLS_PASSWORD"] = "secret", ["Proxies:Trusted"] = "10.0.0.1",
        }).Build();
        var options = ServerOptions.From(configuration);
        Assert.Equal(("a.pem", "a.key", "secret", "10.0.0.1", ServerOptions.DefaultTlsUrls), (options.Tls.Pem, options.Tls.Key, options.Tls.Password, options.TrustedProxies, options.Urls));
    }
}
