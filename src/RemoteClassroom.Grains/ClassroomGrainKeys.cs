using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Grains.Sessions;

namespace RemoteClassroom.Grains;

/// <summary>The one place where the grains' keys are formed.</summary>
public static class ClassroomGrainKeys
{
    /// <summary>The main classroom of a session.</summary>
    public static IMainClassroomGrain MainClassroom(this IGrainFactory grains, Guid sessionId)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IMainClassroomGrain>(sessionId);
    }

    /// <summary>The branch classroom of a venue in a session.</summary>
    public static IBranchClassroomGrain BranchClassroom(this IGrainFactory grains, Guid sessionId, Guid branchId)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IBranchClassroomGrain>(sessionId, branchId.ToString("N"));
    }

    /// <summary>The attendance board of a session.</summary>
    public static IAttendanceGrain AttendanceOf(this IGrainFactory grains, Guid sessionId)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IAttendanceGrain>(sessionId);
    }
}
