using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>Passes on that a hall's screen or its operator's page shows signs of life, for each session whose streams it follows, and what it tells of itself.</summary>
internal sealed class Presence(IStreamAccess access, IReachSink reach, TimeProvider time)
{
    public void Seen(RelayConnection connection, HeartbeatRequest? told = null)
    {
        var screen = access.VenueOf(connection.User);
        if ((screen ?? access.OperatedBy(connection.User)) is not { } venue)
        {
            return;
        }

        var sign = screen is null
            ? new HallSign(ByOperator: true, RosterVersion: told?.Roster is { Length: <= RosterVersion.MaxLength } version ? version : null)
            : new HallSign(told?.Player is { } player ? connection.Playing.Judge(player, time) : HallPicture.None, Whole(told?.ClockOffsetMs));
        var sessions = connection.Following.Select(subscription => subscription.Stream.Name)
            .Where(name => name.Kind == StreamKind.Screen || (name.Kind == StreamKind.Branch && name.Target == venue))
            .Select(name => name.SessionId)
            .Distinct();
        foreach (var session in sessions)
        {
            reach.Seen(session, venue, sign);
        }
    }

    private static int? Whole(double? ms) => ms is { } offset && double.IsFinite(offset) ? (int)Math.Clamp(offset, int.MinValue, int.MaxValue) : null;
}
