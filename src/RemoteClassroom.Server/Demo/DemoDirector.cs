using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RemoteClassroom.Client;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Demo;

/// <summary>Once the server listens, fills it with the made-up province and plays lectures until the server stops; all through the public doors.</summary>
internal sealed partial class DemoDirector(DemoSecrets secrets, IServer server, IDatabase database, IHostApplicationLifetime life, TimeProvider time, ILogger<DemoDirector> log) : BackgroundService
{
    private const int PairAtOnce = 6;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(12);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);

            // Started with several nodes, one of them plays; the others wait for their turn.
            await using var turn = await database.HoldAsync("demo", stoppingToken);
            var address = OwnAddress();
            using var anybody = new ClassroomClient(new ClassroomClientOptions { Server = address, Retry = new RetryAdvice(500, 5_000), Time = time });
            await RunAsync(anybody, address, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, and the demo with it.
        }
        catch (ClassroomException refusal) when (refusal.Code == Contracts.Errors.ErrorCodes.Unauthenticated)
        {
            LogForeign();
        }
        catch (Exception fault) when (fault is ClassroomException or System.Data.Common.DbException or InvalidOperationException or IOException or System.Text.Json.JsonException)
        {
            LogStopped(fault);
        }
    }

    private async Task RunAsync(ClassroomClient anybody, Uri address, CancellationToken cancellationToken)
    {
        var world = await new DemoBuilder(anybody, secrets, time).BuildAsync(cancellationToken);
        Print(world, address);
        await Parallel.ForEachAsync(
            world.Halls, new ParallelOptions { MaxDegreeOfParallelism = PairAtOnce, CancellationToken = cancellationToken }, async (hall, token) => await hall.PairAsync(token));
        while (true)
        {
            try
            {
                var lecture = new DemoLecture(anybody, world, address, time, log);
                await lecture.TidyAsync(cancellationToken);
                await lecture.PlayAsync(cancellationToken);
            }
            catch (ClassroomException refusal)
            {
                LogBroken(refusal);
            }

            await Task.Delay(Between, time, cancellationToken);
        }
    }

    // The demo stays on this machine, whatever the server listens on.
    private Uri OwnAddress()
    {
        var first = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).First();
        var address = new Uri(first.Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
        return address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
    }

    private void Print(DemoWorld world, Uri address)
    {
        Console.WriteLine($"Demo: {world.Halls.Count + 1} halls of a province that does not exist. Sign in at {address} with the password  {secrets.Password}");
        Console.WriteLine("  administrator of the province   demo-province");
        Console.WriteLine("  administrator of a county       demo-county");
        Console.WriteLine("  lecturer                        demo-lecturer");
        Console.WriteLine("  assistant                       demo-assistant");
        Console.WriteLine($"  operator of hall {world.FreeHall.Hall,-5}          demo-operator   (this hall is left to you: open {address}screen and approve its digits)");
        Console.WriteLine();
    }

    [LoggerMessage(1, LogLevel.Error, "Demo: the data folder was not filled by the demo; start it with an empty one (--data)")]
    private partial void LogForeign();

    [LoggerMessage(2, LogLevel.Error, "Demo: it ended; the server goes on")]
    private partial void LogStopped(Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "Demo: a lecture broke off; the next one follows")]
    private partial void LogBroken(Exception fault);
}
