using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using RemoteClassroom.Relay;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Backups;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Cluster;
using RemoteClassroom.Server.Corrections;
using RemoteClassroom.Server.Demo;
using RemoteClassroom.Server.Exports;
using RemoteClassroom.Server.Halls;
using RemoteClassroom.Server.Health;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Hubs;
using RemoteClassroom.Server.Media;
using RemoteClassroom.Server.OpenApi;
using RemoteClassroom.Server.Organization;
using RemoteClassroom.Server.Phone;
using RemoteClassroom.Server.Privacy;
using RemoteClassroom.Server.Questions;
using RemoteClassroom.Server.Reach;
using RemoteClassroom.Server.Reports;
using RemoteClassroom.Server.Sessions;
using RemoteClassroom.Server.Telemetry;
using RemoteClassroom.Server.WalkIns;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.PostgreSql;
using RemoteClassroom.Storage.Sqlite;

namespace RemoteClassroom.Server.Composition;

/// <summary>The whole server: puts the floors together, starts them in their order, and runs until it is told to stop.</summary>
public static class RemoteClassroomServer
{
    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            if (BackupCommand.Find(arguments) is { } backup)
            {
                return await backup.RunAsync();
            }

            if (VerifyLedgerCommand.Find(arguments) is { } verify)
            {
                return await verify.RunAsync();
            }

            await using var app = Build(arguments);
            if (Addresses.FindTaken(app.Services.GetRequiredService<ServerOptions>().Urls) is { } taken)
            {
                await Console.Error.WriteLineAsync(taken);
                return ExitCodes.Usage;
            }

            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return ExitCodes.Stopped;
        }
        catch (Exception unfit) when (unfit is DatabaseUnfitException or OptionsValidationException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
        {
            await Console.Error.WriteLineAsync(unfit.Message);
            return unfit is DatabaseTooNewException ? ExitCodes.TooOld : ExitCodes.Usage;
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
        Check(options, new ServerOptionsValidator());
        var node = NodeOptions.From(builder.Configuration);
        Check(node, new NodeOptionsValidator());
        var retention = RetentionOptions.From(builder.Configuration);
        Check(retention, new RetentionOptionsValidator());
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(retention);
        builder.AddWeb(options);
        builder.AddStorage(options);
        builder.AddSilo(options, node);
        builder.Services.AddFloors(options);
        builder.Services.AddChasing(builder.Configuration);
        builder.Services.AddServerTelemetry(builder.Configuration);
        adjust?.Invoke(builder);
        var app = builder.Build();

        // First of all, so that it hears what counters say when they are made.
        app.Services.GetRequiredService<OpenTelemetry.Metrics.MeterProvider>();
        app.UseTrustedProxies(options.TrustedProxies);
        app.UsePipeline();
        app.MapEverything();

        // The host would put the framework's authorization before all of it, for endpoints that we have none of: who may call is the Gate's.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
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
        TellReach(app, options);
    }

    private static void TellReach(WebApplication app, ServerOptions options)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ReachNotes).FullName!);
        var certificate = app.Services.GetService<ServerCertificate>();
        certificate?.Log = log;
        ReachNotes.Tell(ReachNotes.Of(options, certificate?.Certificate, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()), log);
    }

    private static void Check<TOptions>(TOptions options, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        var outcome = validator.Validate(null, options);
        if (outcome.Failed)
        {
            throw new OptionsValidationException(typeof(TOptions).Name, typeof(TOptions), outcome.Failures);
        }
    }

    private static void AddWeb(this WebApplicationBuilder builder, ServerOptions options)
    {
        // Opened before anything is started, so that a wrong file is one clear line. By the machine's clock: no database is needed to show a certificate.
        var certificate = options.Tls.IsGiven ? new ServerCertificate(options.Tls, TimeProvider.System) : null;
        if (certificate is not null)
        {
            builder.Services.AddSingleton(certificate);
        }

        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.UseRelaySockets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            certificate?.ShowOn(kestrel);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MaxConcurrentConnections = 50_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 25_000;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Logging.AddServerLogs();
        builder.Host.ConfigureHostOptions(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    private static void AddStorage(this WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Services.AddStorage(options);
        builder.Services.AddDataProtection().SetApplicationName("RemoteClassroom").PersistKeysToDbContext<RemoteClassroomDb>();
    }

    /// <summary>The store that the options name.</summary>
    internal static IServiceCollection AddStorage(this IServiceCollection services, ServerOptions options) =>
        options.Database is { } database ? services.AddPostgreSqlStorage(database) : services.AddSqliteStorage(options.Data);

    private static void AddFloors(this IServiceCollection services, ServerOptions options)
    {
        if (options.Database is null)
        {
            services.AddSingleton(TimeProvider.System);
        }
        else
        {
            services.AddSingleton<TimeProvider>(all => all.GetRequiredService<DatabaseClock>());
        }

        services.AddPipeline(options.PublicUrl);
        services.AddAccess();
        services.AddAccounts();
        services.AddSessions();
        services.AddQuestions();
        services.AddOrganization();
        services.AddCheckIns();
        services.AddAttendance(options.TimeZone);
        services.AddCorrections();
        services.AddReports();
        services.AddExports();
        services.AddWalkIns();
        services.AddHalls();
        services.AddAudit();
        services.AddPrivacy();
        services.AddPhone();
        services.AddHubs(options.PublicUrl);
        services.AddMedia();
        services.AddSingleton<Readiness>();
        services.AddSingleton<GracefulStop>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.AddCluster(options);
        services.AddApiDocument();
        services.AddDemo(options);
    }
}
