using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Views;

/// <summary>The log as staff may read it: every event, with everything but who a person is.</summary>
public static class SessionLogView
{
    /// <summary>The event as the contract's <c>ViewEvent</c> in UTF-8 JSON.</summary>
    /// <param name="logged">The event.</param>
    /// <param name="state">The session's state at the event or later.</param>
    /// <returns>Null if the state is older than the event.</returns>
    public static byte[]? Show(LoggedEvent logged, SessionState state) => StaffView.Show(logged, state);
}
