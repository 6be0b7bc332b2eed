using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using RemoteClassroom.Relay;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Demo;
using RemoteClassroom.Server.Health;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Hubs;
using RemoteClassroom.Server.Media;
using RemoteClassroom.Server.OpenApi;
using RemoteClassroom.Server.Organization;
using RemoteClassroom.Server.Phone;
using RemoteClassroom.Server.Questions;
using RemoteClassroom.Server.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.PostgreSql;
using RemoteClassroom.Storage.Sqlite;

namespace RemoteClassroom.Server.Composition;

/// <summary>The whole server: puts the floors together, starts them in their order, and runs until it is told to stop.</summary>
public static class RemoteClassroomServer
{
    private const int UsageExitCode = 2;

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0, or 2 if it cannot run as it was started.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            await using var app = Build(arguments);
            if (Addresses.FindTaken(app.Services.GetRequiredService<ServerOptions>().Urls) is { } taken)
            {
                await Console.Error.WriteLineAsync(taken);
                return UsageExitCode;
            }

            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception unfit) when (unfit is DatabaseUnfitException or OptionsValidationException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
        {
            await Console.Error.WriteLineAsync(unfit.Message);
            return UsageExitCode;
        }
    }

    /// <summary>Puts it together; nothing is started yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="adjust">Changes what a test needs otherwise.</param>
    public static WebApplication Build(string[] arguments, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ServerOptions.Complete(arguments),
            ApplicationName = typeof(RemoteClassroomServer).Assembly.GetName().Name,
            // The web app lies beside the program; a build without it has no such folder, and then serves no pages.
            WebRootPath = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "wwwroot")).FullName,
        });
        var options = ServerOptions.From(builder.Configuration);
        var checkedOptions = new ServerOptionsValidator().Validate(null, options);
        if (checkedOptions.Failed)
        {
            throw new OptionsValidationException(nameof(ServerOptions), typeof(ServerOptions), checkedOptions.Failures);
        }

        builder.Services.AddSingleton(options);
        builder.AddWeb(options);
        builder.AddStorage(options);
        builder.AddSilo();
        builder.Services.AddFloors(options);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.UsePipeline();
        app.MapEverything();
        return app;
    }

    /// <summary>Starts it: the database first, then everything else; prints where to open it.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.Services.GetRequiredService<IDatabase>().StartAsync(cancellationToken);
        var options = app.Services.GetRequiredService<ServerOptions>();
        var secret = await app.Services.GetRequiredService<FirstAdministratorLink>().PrepareAsync(options.BootstrapAdministrator, cancellationToken);
        await app.StartAsync(cancellationToken);
        Banner.Print(app, options, secret);
    }

    private static void AddWeb(this WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.UseRelaySockets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Logging.AddServerLogs();
        builder.Host.ConfigureHostOptions(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    private static void AddStorage(this WebApplicationBuilder builder, ServerOptions options)
    {
        if (options.Database is { } database)
        {
            builder.Services.AddPostgreSqlStorage(database);
        }
        else
        {
            builder.Services.AddSqliteStorage(options.Data);
        }

        builder.Services.AddDataProtection().SetApplicationName("RemoteClassroom").PersistKeysToDbContext<RemoteClassroomDb>();
    }

    private static void AddFloors(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPipeline(options.PublicUrl);
        services.AddAccess();
        services.AddAccounts();
        services.AddSessions();
        services.AddQuestions();
        services.AddOrganization();
        services.AddCheckIns();
        services.AddAttendance(options.TimeZone);
        services.AddPhone();
        services.AddHubs(options.PublicUrl);
        services.AddMedia();
        services.AddSingleton<Readiness>();
        services.AddSingleton<GracefulStop>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.AddServerMetrics();
        services.AddApiDocument();
        services.AddDemo(options);
    }
}
