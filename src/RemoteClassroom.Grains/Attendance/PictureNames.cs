using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>From the domain's word for what a screen shows to the contract's.</summary>
public static class PictureNames
{
    /// <summary>The contract's word; null if nothing was told.</summary>
    public static PictureState? Of(HallPicture picture) => picture switch
    {
        HallPicture.Playing => PictureState.Playing,
        HallPicture.Silent => PictureState.Silent,
        HallPicture.Frozen => PictureState.Frozen,
        HallPicture.Waiting => PictureState.Waiting,
        HallPicture.Slate => PictureState.Slate,
        _ => null,
    };
}
