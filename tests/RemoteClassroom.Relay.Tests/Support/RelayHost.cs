using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.LongPoll;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>The relay behind a real Kestrel on a port of its own, over ports that the test holds.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RelayHost(WebApplication app, MemoryLog log) => (_app, Log) = (app, log);

    public MemoryLog Log { get; }

    public FakeAccess Access { get; } = new();

    public FakeAttendance Attendance { get; } = new();

    public FakeVotes Votes { get; } = new();

    public FakeReach Reach { get; } = new();

    public Uri Hub => new(_app.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + "/hubs/classroom");

    public Uri Poll => new(_app.Urls.Single() + "/poll");

    public IRelayConnections Connections => Get<IRelayConnections>();

    public static async Task<RelayHost> StartAsync(Action<RelayOptions>? configure = null, MemoryLog? log = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseRelaySockets();
        RelayHost? host = null;
        builder.Services.AddSingleton<ISessionLog>(_ => host!.Log).AddSingleton<IStreamAccess>(_ => host!.Access).AddSingleton<IAttendanceFrames>(_ => host!.Attendance)
            .AddSingleton<IVotes>(_ => host!.Votes).AddSingleton<IReachSink>(_ => host!.Reach);
        builder.Services.AddRelay(configure);
        var app = builder.Build();
        host = new RelayHost(app, log ?? new MemoryLog());
        app.UseWebSockets();
        app.Use(SignIn);
        app.MapClassroomHub();
        app.MapGet("/poll", PollAsync);
        await app.StartAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public void Announce(Guid sessionId, long head) => Get<ISessionNotices>().Announce(sessionId, head);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task SignIn(HttpContext context, RequestDelegate next)
    {
        var user = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], "test"));
        return next(context);
    }

    private static async Task PollAsync(HttpContext context, IRelayLongPoll polls)
    {
        var session = Guid.Parse(context.Request.Query["session"]!);
        var result = await polls.ReadAsync(context.User, session, context.Request.Query["stream"], context.Request.Query["cursor"], context.RequestAborted);
        context.Response.StatusCode = result.Error is null ? 200 : Contracts.Errors.ErrorCodes.StatusOf(result.Error.Code);
        await context.Response.BodyWriter.WriteAsync(result.Json, context.RequestAborted);
    }
}
