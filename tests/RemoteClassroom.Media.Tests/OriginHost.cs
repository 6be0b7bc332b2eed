using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Publishing;
using RemoteClassroom.Media.Watching;

namespace RemoteClassroom.Media.Tests;

/// <summary>The origin on real Kestrel with doubles behind its ports.</summary>
internal sealed class OriginHost : IAsyncDisposable
{
    public const string Key = "0123456789abcdef";

    private readonly WebApplication _app;

    private OriginHost(WebApplication app, Signals signals, Access access)
    {
        _app = app;
        Told = signals;
        Readers = access;
        Base = new Uri(app.Urls.Single() + "/");
        Http = new HttpClient(new SocketsHttpHandler { PreAuthenticate = false }) { BaseAddress = Base, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Base { get; }
    public HttpClient Http { get; }
    public Signals Told { get; }
    public Access Readers { get; }
    public Guid Session { get; } = Signals.Known;
    public LiveStore Store => _app.Services.GetRequiredService<LiveStore>();

    public static async Task<OriginHost> StartAsync(Action<LiveOriginOptions>? configure = null, IEnumerable<Guid>? believed = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var signals = new Signals(believed ?? []);
        var access = new Access();
        builder.Services.AddSingleton<ISessionDirectory>(new Directory());
        builder.Services.AddSingleton<IMediaSignals>(signals);
        builder.Services.AddSingleton<IMediaAccess>(access);
        builder.Services.AddLiveOrigin();
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        var app = builder.Build();
        app.UseResponseCompression();
        app.MapLiveOrigin();
        await app.StartAsync();
        return new OriginHost(app, signals, access);
    }

    public string Path(string file, Guid? session = null) => $"live/{session ?? Session:D}/{file}";

    public string PublishUrl(string file = "index.m3u8") => $"http://live:{Key}@{Base.Authority}/{Path(file)}";

    public async Task<HttpResponseMessage> PutAsync(string file, byte[] body, string? key = Key, Guid? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path(file, session)) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = key is null ? null : Basic(key);
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PutAsync(string file, string body) => PutAsync(file, Encoding.UTF8.GetBytes(body));

    public async Task<HttpResponseMessage> DeleteAsync(string file, string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path(file));
        request.Headers.Authorization = key is null ? null : Basic(key);
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string file) => Http.GetAsync(Path(file));

    public static AuthenticationHeaderValue Basic(string key, string user = "live") =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{key}")));

    public static string MediaPlaylist(int sequence, params string[] segments) =>
        $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n" + string.Concat(segments.Select(name => $"#EXTINF:1.0,\n{name}\n"));

    public static byte[] Bytes(int length, byte seed = 7)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Notes what the origin told.</summary>
    internal sealed class Signals(IEnumerable<Guid> believed) : IMediaSignals
    {
        public static Guid Known { get; } = Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

        public ConcurrentQueue<string> Calls { get; } = new();
        public SignalAnswer Answer { get; set; } = SignalAnswer.Taken;
        public int Failures { get; set; }

        public Task<SignalAnswer> StartedAsync(Guid sessionId, string url, CancellationToken cancellationToken)
        {
            FailIfTold();
            Calls.Enqueue($"started {url}");
            return Task.FromResult(Answer);
        }

        public Task StoppedAsync(Guid sessionId, CancellationToken cancellationToken)
        {
            FailIfTold();
            Calls.Enqueue($"stopped {sessionId}");
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<Guid>> BelievedLiveAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>(believed.ToList());

        private void FailIfTold()
        {
            if (Failures > 0)
            {
                Failures--;
                throw new TimeoutException("The grain did not answer.");
            }
        }
    }

    internal sealed class Access : IMediaAccess
    {
        public WatchDecision Decision { get; set; } = WatchDecision.Allowed;

        public ValueTask<WatchDecision> MayWatchAsync(HttpContext context, Guid sessionId) => ValueTask.FromResult(Decision);
    }

    private sealed class Directory : ISessionDirectory
    {
        public Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken) =>
            Task.FromResult(sessionId == Signals.Known ? new SessionFacts(sessionId, new byte[32], Key, Guid.Empty, "p", ["p"]) : null);

        public void Forget(Guid sessionId)
        {
            // Nothing is remembered.
        }

        public Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<HallPerson>> HallPeopleAsync(Guid sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RosterPlace?> VisitorAsync(Guid sessionId, IReadOnlyList<string> rosterNumbers, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RosterPlace?> PersonAsync(Guid sessionId, Guid traineeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<HallSession>> UnderWayAsync(long hall, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Guid?> SessionOfQuestionAsync(Guid questionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<DueRound>> DueRoundsAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
