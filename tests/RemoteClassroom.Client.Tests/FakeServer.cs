using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Tests;

/// <summary>What arrived at the fake server.</summary>
internal sealed record Seen(string Method, string Path, string? Key, string? Bearer, string Body);

/// <summary>A server on real sockets that answers as a test tells it.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app, FakeHubScript script)
    {
        _app = app;
        Script = script;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }
    public FakeHubScript Script { get; }
    public ConcurrentQueue<Seen> Calls { get; } = new();

    /// <summary>Answers an HTTP call; null: 200 with an empty object.</summary>
    public Func<Seen, (int Status, object? Body)?> Answer { get; set; } = _ => null;

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var script = new FakeHubScript();
        builder.Services.AddSingleton(script);
        builder.Services.AddSignalR().AddJsonProtocol(options => ContractsJson.Apply(options.PayloadSerializerOptions));
        var app = builder.Build();
        FakeServer? self = null;
        app.Use((context, next) => context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && script.RefuseUpgrade?.Invoke(context) is { } status ? Refuse(context, status) : next(context));
        app.MapHub<FakeHub>("/hubs/classroom");
        app.Map("/api/v1/{**path}", context => self!.AnswerAsync(context));
        await app.StartAsync();
        return self = new FakeServer(app, script);
    }

    public ClassroomClient Client(Action<ClassroomClientOptions>? look = null, TimeProvider? time = null)
    {
        var options = new ClassroomClientOptions { Server = Address, Retry = new RetryAdvice(1, 20), Time = time ?? TimeProvider.System };
        look?.Invoke(options);
        return new ClassroomClient(options);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var authorization = context.Request.Headers.Authorization.ToString();
        var seen = new Seen(
            context.Request.Method, context.Request.Path.Value!["/api/v1/".Length..] + context.Request.QueryString, context.Request.Headers["Idempotency-Key"].FirstOrDefault(),
            authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization[7..] : null, await reader.ReadToEndAsync());
        Calls.Enqueue(seen);
        var (status, body) = Answer(seen) ?? (200, new { });
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(body ?? new { }, ContractsJson.Options, status >= 400 ? "application/problem+json" : "application/json");
    }
}

/// <summary>What the fake hub does; shared by its connections.</summary>
internal sealed class FakeHubScript
{
    public ConcurrentQueue<JoinRequest> Joins { get; } = new();
    public ConcurrentQueue<HeartbeatRequest> Beats { get; } = new();
    public ConcurrentDictionary<string, HubCallerContext> Connections { get; } = new();
    public Func<HttpContext, int?>? RefuseUpgrade { get; set; }

    /// <summary>Called in Join, with the number of the join from 1; sends what it likes and answers.</summary>
    public Func<int, JoinRequest, IClientProxy, Task<JoinAnswer>> OnJoin { get; set; } = (_, request, _) => Task.FromResult(Ok(request, recovered: false));

    public static JoinAnswer Ok(JoinRequest request, bool recovered, int heartbeatMs = 60_000) => new(
        true, [.. request.Streams.Select(stream => new JoinedStream(stream.Stream, 0, recovered))], DateTimeOffset.UnixEpoch.AddYears(56), heartbeatMs, new RetryAdvice(1, 20));

    public static Snapshot Snapshot(string stream, long upTo, SnapshotReason reason = SnapshotReason.First) =>
        new(stream, upTo, $"c{upTo}", reason, JsonSerializer.SerializeToElement(new { upTo }));

    public static Frame Frame(string stream, long after, long upTo) => new(
        stream, after, upTo, $"c{upTo}", [.. Enumerable.Range((int)after + 1, (int)(upTo - after)).Select(offset => new ViewEvent(offset, "x", DateTimeOffset.UnixEpoch, JsonSerializer.SerializeToElement(new { })))]);

    public void DropAll()
    {
        foreach (var connection in Connections.Values)
        {
            connection.Abort();
        }
    }
}

internal sealed class FakeHub(FakeHubScript script) : Hub
{
    public override Task OnConnectedAsync()
    {
        script.Connections[Context.ConnectionId] = Context;
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        script.Connections.TryRemove(Context.ConnectionId, out _);
        return Task.CompletedTask;
    }

    public Task<JoinAnswer> Join(JoinRequest request)
    {
        script.Joins.Enqueue(request);
        return script.OnJoin(script.Joins.Count, request, Clients.Caller);
    }

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request)
    {
        script.Beats.Enqueue(request);
        return new HeartbeatAnswer(DateTimeOffset.UnixEpoch.AddYears(56));
    }
}
