using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>Passes on that a hall's screen shows signs of life, for each session whose streams it follows.</summary>
internal sealed class Presence(IStreamAccess access, IReachSink reach)
{
    public void Seen(RelayConnection connection)
    {
        if (access.VenueOf(connection.User) is not { } venue)
        {
            return;
        }

        var sessions = connection.Following.Select(subscription => subscription.Stream.Name)
            .Where(name => name.Kind == StreamKind.Screen || (name.Kind == StreamKind.Branch && name.Target == venue))
            .Select(name => name.SessionId)
            .Distinct();
        foreach (var session in sessions)
        {
            reach.Seen(session, venue);
        }
    }
}
