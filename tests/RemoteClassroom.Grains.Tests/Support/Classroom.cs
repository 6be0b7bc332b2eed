using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Grains.Sessions;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>A cluster of silos in this process over a world's store.</summary>
internal sealed class Classroom : IAsyncDisposable
{
    private readonly bool _ownsWorld;

    private Classroom(World world, bool ownsWorld, InProcessTestCluster cluster, FoldedStates states) => (World, _ownsWorld, Cluster, States) = (world, ownsWorld, cluster, states);

    public World World { get; }

    public InProcessTestCluster Cluster { get; }

    /// <summary>What this cluster's nodes know of the sessions.</summary>
    public FoldedStates States { get; }

    public IGrainFactory Grains => Cluster.Client;

    public static async Task<Classroom> StartAsync(World? world = null, short silos = 2)
    {
        var ownsWorld = world is null;
        world ??= await World.CreateAsync();
        var states = new FoldedStates(world.Store);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton<ISessionLog>(world.Store).AddSingleton<ILedger>(world.Store).AddSingleton<IReceipts>(world.Store).AddSingleton<IVotes>(world.Store)
            .AddSingleton(world.Arrivals).AddSingleton(world.Rosters).AddSingleton(world.Get<IOfflineEntries>()).AddSingleton(world.Secret).AddSingleton<ISessionDirectory>(world.Store).AddSingleton<ISessionStates>(states).AddSingleton(world.Corrections).AddSingleton(world.Reading).AddSingleton(world.Plans)
            .AddClassroomGrains());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Classroom(world, ownsWorld, cluster, states);
    }

    public IMainClassroomGrain Main(Guid sessionId) => Grains.MainClassroom(sessionId);

    public IBranchClassroomGrain Branch(Guid sessionId, int hall) => Grains.BranchClassroom(sessionId, Province.Hall(hall));

    public IAttendanceGrain Board(Guid sessionId) => Grains.AttendanceOf(sessionId);

    public IReachSink Reach(int silo = 0) => Cluster.Silos[silo].ServiceProvider.GetRequiredService<IReachSink>();

    public static CommandContext Command(string body = "{}", Guid? key = null, string scope = "account:00000000-0000-0000-0000-000000000001") =>
        new(scope, key ?? Guid.NewGuid(), SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>A session with its doors open.</summary>
    public async Task<Guid> OpenSessionAsync(bool oneDevicePerRound = false, TimeSpan? startsIn = null)
    {
        var sessionId = await World.Province.ScheduleAsync(World.Time.GetUtcNow() + (startsIn ?? TimeSpan.Zero), oneDevicePerRound);
        Done(await Main(sessionId).OpenAsync(Command()));
        return sessionId;
    }

    /// <summary>A session with a round open.</summary>
    public async Task<(Guid SessionId, Guid RoundId)> OpenRoundAsync(bool oneDevicePerRound = false, TimeSpan? startsIn = null)
    {
        var sessionId = await OpenSessionAsync(oneDevicePerRound, startsIn);
        var answer = Done(await Main(sessionId).OpenRoundAsync(Command(), RoundPurpose.SignIn, null));
        return (sessionId, Read<RoundOpenedAnswer>(answer).RoundId);
    }

    public CheckInRequest Ticket(Guid roundId, RosterLine person, Guid? ticketId = null, Guid? key = null, byte[]? device = null)
    {
        var body = SHA256.HashData(Encoding.UTF8.GetBytes(person.RosterNo));
        return new CheckInRequest(ticketId ?? Guid.NewGuid(), roundId, World.Time.GetUtcNow() + Domain.CheckIns.Ticket.Lifetime, person.RosterNo, null, person.LastDigits, key ?? Guid.NewGuid(), body, device);
    }

    public Task<CommandAnswer> CheckInAsync(Guid sessionId, Guid roundId, int hall, int person) =>
        Branch(sessionId, hall).CheckInAsync(Ticket(roundId, Province.Person(hall, person)));

    public static CommandAnswer Done(CommandAnswer answer)
    {
        Assert.True(!answer.IsRefused, $"refused: {answer.Code} {answer.Detail}");
        return answer;
    }

    public static void Refused(string code, CommandAnswer answer)
    {
        Assert.Equal(code, answer.Code);
        Assert.Null(answer.Body);
        Assert.Equal(Contracts.Errors.ErrorCodes.StatusOf(code), answer.Status);
    }

    public static T Read<T>(CommandAnswer answer) => JsonSerializer.Deserialize<T>(Done(answer).Body!, ContractsJson.Options)!;

    public static CheckedIn ReadCheckIn(CommandAnswer answer) => Read<CheckedIn>(answer);

    /// <summary>Ends a grain's activation; the next call makes a new one, which reads the store.</summary>
    public static async Task EndActivationAsync(IAddressable grain) => await grain.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        if (_ownsWorld)
        {
            await World.DisposeAsync();
        }
    }
}
