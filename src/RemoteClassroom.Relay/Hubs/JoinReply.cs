using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>An answer of <c>Join</c> on its way out.</summary>
/// <param name="Answer">What the client is answered.</param>
/// <param name="Written">Called when the answer lies in the connection's pipe: from then on frames may follow. They never precede it.</param>
internal sealed record JoinReply(JoinAnswer Answer, Action? Written = null);
