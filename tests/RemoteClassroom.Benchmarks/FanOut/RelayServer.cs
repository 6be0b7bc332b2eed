using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Sqlite;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>Ours: the relay as the product has it, over the product's own store on SQLite. Every event is a command's own append, on disk before anybody sees it.</summary>
internal static class RelayServer
{
    public static readonly Guid Session = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseRelaySockets();
        builder.Services.AddSqliteStorage(arguments[0]);
        builder.Services.AddSingleton<IStreamAccess, Everybody>();
        builder.Services.AddSingleton<IReachSink, Nobody>();
        builder.Services.AddSingleton<IAttendanceFrames, Nobody>();
        builder.Services.AddRelay();
        var app = builder.Build();
        await app.Services.GetRequiredService<IDatabase>().StartAsync(default);
        var head = await AnnounceAsync(app.Services);
        app.UseWebSockets();
        app.MapClassroomHub();
        var (log, notices) = (app.Services.GetRequiredService<ISessionLog>(), app.Services.GetRequiredService<ISessionNotices>());
        Publisher.Map(app, async dues =>
        {
            foreach (var due in dues)
            {
                var append = new LogAppend(Session, head, TimeProvider.System.GetUtcNow(), [new MediaStarted(Publisher.Url(due))], null);
                var stored = (AppendOutcome.Stored)await log.AppendAsync(append, default);
                head = new LogHead(stored.Events[^1].Offset, stored.Events[^1].Tag);
                notices.Announce(Session, head.Offset);
            }
        });
        await Publisher.ServeAsync(app);
        return 0;
    }

    private static async Task<LogHead> AnnounceAsync(IServiceProvider services)
    {
        var session = new NewSession(
            Session, new ScheduleSession("Fan-out", TimeProvider.System.GetUtcNow(), false), null, Guid.NewGuid(), Guid.NewGuid(), [], TimeProvider.System.GetUtcNow(), null);
        var created = (SessionCreated.Stored)await services.GetRequiredService<ISessionCreation>().CreateAsync(session, default);
        return new LogHead(created.First.Offset, created.First.Tag);
    }

    private sealed class Everybody : IStreamAccess
    {
        public Task<HubError?> AuthorizeAsync(ClaimsPrincipal user, StreamName stream, CancellationToken cancellationToken) => Task.FromResult<HubError?>(null);

        public Guid? VenueOf(ClaimsPrincipal user) => null;
    }

    private sealed class Nobody : IReachSink, IAttendanceFrames
    {
        public void Seen(Guid sessionId, Guid branchId, HallSign sign)
        {
        }

        public Task<AttendanceReading?> ReadAsync(Guid sessionId, IReadOnlyCollection<AttendanceKey> keys, AttendanceMark known, CancellationToken cancellationToken) =>
            Task.FromResult<AttendanceReading?>(null);
    }
}
