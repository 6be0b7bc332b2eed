using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>
/// Judges one screen's reports. Who says "playing" is believed only while the count of its frames grows and its sound is on; a client that counts no frames is taken at its word.
/// </summary>
internal sealed class PlayerJudge
{
    /// <summary>Two reports closer than this say nothing about whether frames advance.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    /// <summary>Counted when last looked at; null when nothing was to be played, since a player that begins anew counts from zero.</summary>
    private long? _frames;
    private long _countedAt;
    private bool _advancing = true;

    public HallPicture Judge(PlayerReport player, TimeProvider time)
    {
        switch (player.State)
        {
            case "slate":
                _frames = null;
                return HallPicture.Slate;
            case "waiting":
                _frames = null;
                return HallPicture.Waiting;
            case "playing":
                return !Advances(player.FramesDecoded, time) ? HallPicture.Frozen : player.Muted == true || player.Volume == 0 ? HallPicture.Silent : HallPicture.Playing;
            default:
                return HallPicture.Frozen;
        }
    }

    private bool Advances(long? frames, TimeProvider time)
    {
        if (frames is null)
        {
            return true;
        }

        if (_frames is null || time.GetElapsedTime(_countedAt) >= Apart)
        {
            _advancing = frames > 0 && frames != _frames;
            (_frames, _countedAt) = (frames, time.GetTimestamp());
        }

        return _advancing;
    }
}
