using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Grains.Hosting;
using RemoteClassroom.Grains.Sessions;

namespace RemoteClassroom.Grains;

/// <summary>Registers what the grains of a node need.</summary>
public static class ClassroomGrains
{
    /// <summary>
    /// Adds the node's workers (due rounds, counters, reach, notices), <see cref="IReachSink"/>, <see cref="IAttendanceFrames"/>, <see cref="TicketSeal"/> and <see cref="PersonTokenSeal"/>
    /// to a silo's services. Needs from elsewhere: the storage's ports, <c>ISessionStates</c>, <c>IInstallationSecret</c>; uses <c>ISessionNotices</c> and <c>IFollowedSessions</c> where there are any.
    /// </summary>
    public static IServiceCollection AddClassroomGrains(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TicketSeal>();
        services.TryAddSingleton<PersonTokenSeal>();
        services.TryAddSingleton<DeskTools>();
        services.TryAddSingleton<IAttendanceFrames, AttendanceFrames>();
        AddLoop<DueRounds>(services);
        AddLoop<PlannedRounds>(services);
        AddLoop<NoticeSubscriptions>(services);
        AddLoop<CounterMerger>(services);
        AddLoop<HallDwell>(services);
        AddLoop<NodeReach>(services);
        AddLoop<RefusalTally>(services);
        AddLoop<ClosingSnapshots>(services);
        services.TryAddSingleton<IRefusalSink>(all => all.GetRequiredService<RefusalTally>());
        services.TryAddSingleton<IReachSink>(all => all.GetRequiredService<NodeReach>());
        return services;
    }

    private static void AddLoop<TLoop>(IServiceCollection services)
        where TLoop : SiloLoop
    {
        services.TryAddSingleton<TLoop>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all => all.GetRequiredService<TLoop>());
    }
}
